"""Birth registration in a browser: from reception to hand-over; with or without script; by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from demo.dossiers import applications
from tests.support.filling_in import fill_in, fill_in_by_keyboard
from tests.support.office import Office, flat

pytestmark = pytest.mark.sqlite_only

KEY = "dang-ky-khai-sinh"
PAPERS = ("to_khai", "giay_chung_sinh")
SHOW_FIELDS = "Hiện các ô phù hợp"
AsPerson = Callable[..., Page]


def application() -> dict[str, Any]:
    """The demo application under the names of the page."""
    given = applications()[KEY]
    return {**flat(given["applicant"], "nop."), **flat(given["form"], "don.")}


def fill_in_everything(page: Page, javascript: bool) -> None:
    """Without script the fields an answer asks for appear after one press."""
    fill_in(page, application())
    if not javascript:
        page.get_by_role("button", name="Tính lại giấy tờ").first.click()
        fill_in(page, application())


def scan(folder: Path) -> Path:
    path = folder / "giay-chung-sinh.pdf"
    path.write_bytes(b"%PDF-1.4\n%%EOF\n")
    return path


def finish(page: Page, code: str, outcome: str | None, button: str, **values: str) -> None:
    """Open a dossier from the inbox and finish the step that waits there."""
    page.goto("/ban-lam-viec/")
    page.get_by_role("link", name=code, exact=True).click()
    fill_in(page, values)
    if page.get_by_role("button", name=SHOW_FIELDS).count():
        page.get_by_role("button", name=SHOW_FIELDS).first.click()
        fill_in(page, values)
    if outcome:
        page.locator(".choice").get_by_text(outcome, exact=True).click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã hoàn thành bước")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_birth_goes_from_the_counter_to_the_hand_over(
    office: Office, serve: Callable[..., str], as_person: AsPerson, tmp_path: Path, javascript: bool
) -> None:
    site = serve(office.app)
    clerk = as_person(site, "anbinh.motcua", javascript=javascript)
    clerk.goto("/tiep-nhan/")
    clerk.get_by_role("searchbox").fill("khai sinh")
    clerk.get_by_role("button", name="Tìm").click()
    clerk.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()
    fill_in_everything(clerk, javascript)
    clerk.get_by_label("Tờ khai đăng ký khai sinh theo mẫu").first.check()
    clerk.locator('[name="tep.giay_chung_sinh"]').set_input_files(scan(tmp_path))
    clerk.locator(".choice").get_by_text("Tiếp nhận", exact=True).click()
    clerk.get_by_role("button", name="Ghi nhận hồ sơ").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    expect(clerk.locator(".handed-in")).to_contain_text("Giấy chứng sinh")
    code = clerk.locator(".sheet .code").first.inner_text()

    people = {
        login: as_person(site, login, javascript=javascript)
        for login in ("anbinh.tphh", "anbinh.chutich", "anbinh.vanthu")
    }
    finish(people["anbinh.tphh"], code, "Đủ điều kiện", "Hoàn thành bước 2", so_dang_ky="125/2026")
    finish(people["anbinh.chutich"], code, "Ký cấp", "Hoàn thành bước 3")
    finish(people["anbinh.vanthu"], code, None, "Đã đóng dấu, chuyển một cửa")
    finish(clerk, code, None, "Đã trả kết quả", hinh_thuc="mot_cua", nguoi_nhan="Nguyễn Văn Phúc")

    expect(clerk.get_by_text("Xong đúng hạn").or_(clerk.get_by_text("Xong trước hạn"))).to_be_visible()
    assert office.findings() == []


def test_the_whole_reception_needs_no_mouse(office: Office, serve: Callable[..., str], as_person: AsPerson) -> None:
    page = as_person(serve(office.app), "anbinh.motcua")
    page.goto("/tiep-nhan/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Đăng ký khai sinh", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tiep-nhan/dang-ky-khai-sinh")
    fill_in_by_keyboard(page, {**application(), "papers": PAPERS, "outcome": "du"}, "Ghi nhận hồ sơ")

    expect(page.get_by_role("heading", level=1)).to_have_text("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")


def test_enter_in_a_field_never_records_a_half_typed_dossier(
    office: Office, serve: Callable[..., str], as_person: AsPerson
) -> None:
    for javascript in (True, False):
        page = as_person(serve(office.app), "anbinh.motcua", javascript=javascript)
        page.goto(f"/tiep-nhan/{KEY}")
        fill_in_everything(page, javascript)
        page.locator('[name="nop.ho_ten"]').press("Enter")
        expect(page.locator('[name="nop.ho_ten"]')).to_have_value("Nguyễn Văn Phúc")
        expect(page.locator(".error-summary")).to_have_count(0)
        expect(page.locator("[data-part=fees]")).to_contain_text("16.000")


def test_papers_and_fees_follow_the_typing_and_chosen_files_stay(
    office: Office, serve: Callable[..., str], as_person: AsPerson, tmp_path: Path
) -> None:
    page = as_person(serve(office.app), "anbinh.motcua")
    page.goto(f"/tiep-nhan/{KEY}")
    expect(page.locator('[name="nop.ho_ten"], [name=channel]').first).to_be_focused()
    page.locator('[name="tep.to_khai"]').set_input_files(scan(tmp_path))
    expect(page.locator('[name=papers][value="to_khai"]')).to_be_checked()

    page.locator('[name="don.yeu_cau_ban_sao"][value="co"]').check()
    page.locator('[name="don.so_ban_sao"]').fill("5")
    page.locator('[name="nop.ho_ten"]').fill("Lê Thị Mai")
    page.locator('[name="nop.ho_ten"]').blur()
    expect(page.locator(".total")).to_contain_text("40.000")
    expect(page.locator('[name="don.ho_ten_nguoi_yeu_cau"]')).to_have_value("Lê Thị Mai")

    page.get_by_text("Trẻ bị bỏ rơi").click()
    expect(page.locator(".checklist")).to_contain_text("Biên bản về việc trẻ bị bỏ rơi")
    assert page.locator('[name="tep.to_khai"]').evaluate("e => e.files.length") == 1


def test_a_refused_reception_is_read_from_its_list_of_errors(
    office: Office, serve: Callable[..., str], as_person: AsPerson
) -> None:
    page = as_person(serve(office.app), "anbinh.motcua")
    page.goto(f"/tiep-nhan/{KEY}")
    page.get_by_role("button", name="Ghi nhận hồ sơ").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()

    expect(page.locator('[name="nop.ho_ten"]')).to_be_focused()
