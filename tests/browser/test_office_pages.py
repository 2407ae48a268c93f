"""The pages of desk, counter and owner in a browser: for everybody, light on the line, nothing lost, readable codes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Scale, accessibility_problems
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only

KEY = "dang-ky-khai-sinh"
OpenPage = Callable[..., Page]
AsPerson = Callable[..., Page]
Serve = Callable[..., str]
Picture = Callable[[Page, str], Path]
LOOKS = [("vi", {}), ("en", {"dark": True, "narrow": True})]


def stories(office: Office) -> dict[str, int]:
    """Dossiers in different states: to be checked, waiting for the citizen, not accepted, returned, with the tax."""
    clerk, officer = office.person("anbinh.motcua"), office.person("anbinh.tphh")
    found = {"new": clerk.receive(KEY, "du"), "asked": clerk.receive(KEY, "du"), "done": clerk.receive(KEY, "du")}
    officer.finish(found["asked"], "kiem_tra", "bo_sung", ly_do="Thiếu văn bản cam đoan.")
    officer.finish(found["done"], "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(found["done"], "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(found["done"], "dong_dau", "phat_hanh")
    found["early"] = clerk.receive(KEY, "bo_sung", **{"buoc.ly_do": "Thiếu giấy chứng sinh."})
    found["land"] = clerk.receive("dang-ky-bien-dong-dat-dai", "du")
    return found


def receipt_address(office: Office, dossier: int) -> str:
    row = office.row(dossier)
    return f"/tra-cuu?ma={row.code}&khoa={row.look_up_key}"


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-light-wide", "en-dark-narrow"])
def test_no_page_of_the_office_shuts_anybody_out(
    office: Office, serve: Serve, as_person: AsPerson, picture: Picture, language: str, look: dict[str, bool]
) -> None:
    found, site = stories(office), serve(office.app)
    pages = {
        "anbinh.tphh": ["/ban-lam-viec/", f"/ban-lam-viec/ho-so/{found['new']}", "/nowhere"],
        "anbinh.motcua": [
            "/ban-lam-viec/?xem=unit",
            "/ban-lam-viec/tim?q=nguyen",
            "/ban-lam-viec/tim",
            "/tiep-nhan/",
            "/tiep-nhan/?q=nguyen",
            f"/tiep-nhan/{KEY}",
            "/tiep-nhan/tro-cap-mot-lan",
            *(f"/ban-lam-viec/ho-so/{one}" for one in found.values()),
            f"/tiep-nhan/ho-so/{found['new']}/giay-tiep-nhan",
        ],
    }
    for login, addresses in pages.items():
        page = as_person(site, login, language=language, **look)
        for number, address in enumerate(addresses):
            page.goto(address)
            open_details(page)
            picture(page, f"{login}-{number}-{language}")
            assert accessibility_problems(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], address


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-light-wide", "en-dark-narrow"])
def test_no_page_of_the_owner_shuts_anybody_out(
    office: Office, serve: Serve, open_page: OpenPage, picture: Picture, language: str, look: dict[str, bool]
) -> None:
    found, site = stories(office), serve(office.app)
    page = open_page(site, **look)
    page.goto(f"/?lang={language}")
    for name in ("new", "asked", "done"):
        page.goto(receipt_address(office, found[name]))
        open_details(page)
        picture(page, f"owner-{name}-{language}")
        assert accessibility_problems(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name


def test_refused_forms_and_lost_races_shut_nobody_out(office: Office, serve: Serve, as_person: AsPerson) -> None:
    dossier, site = stories(office)["new"], serve(office.app)
    clerk = as_person(site, "anbinh.motcua")
    clerk.goto(f"/tiep-nhan/{KEY}")
    clerk.get_by_role("button", name="Ghi nhận hồ sơ").click()
    expect(clerk.locator(".error-summary")).to_be_visible()
    assert accessibility_problems(clerk) == []

    officer = as_person(site, "anbinh.tphh")
    officer.goto(f"/ban-lam-viec/ho-so/{dossier}")
    officer.get_by_role("button", name="Hoàn thành bước 2").click()
    expect(officer.locator(".error-summary")).to_be_focused()
    assert accessibility_problems(officer) == []

    office.person("anbinh.tphh2").finish(dossier, "kiem_tra", "dat")
    officer.locator(".choice").get_by_text("Đủ điều kiện", exact=True).click()
    officer.get_by_role("button", name="Hoàn thành bước 2").click()
    expect(officer.get_by_text("Bước này đã được")).to_be_visible()
    assert accessibility_problems(officer) == []


def open_details(page: Page) -> None:
    """Unfold everything, so that it is looked at too."""
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")


def test_the_pages_people_use_all_day_are_light(office: Office, serve: Serve, as_person: AsPerson) -> None:
    dossier = stories(office)["new"]
    page = as_person(serve(office.app), "anbinh.motcua")
    scale = Scale(page)
    for address in ("/ban-lam-viec/", f"/ban-lam-viec/ho-so/{dossier}", "/tiep-nhan/", f"/tiep-nhan/{KEY}"):
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        scale.reset()
        page.goto(address, wait_until="networkidle")
        assert 5 < scale.kibibytes <= 60, f"{address}: {scale}"
        scale.reset()
        page.goto(address, wait_until="networkidle")
        assert 0 < scale.kibibytes <= 15, f"{address}: {scale}"


def test_the_owners_page_is_light(office: Office, serve: Serve, open_page: OpenPage) -> None:
    dossier = stories(office)["asked"]
    page = open_page(serve(office.app))
    scale = Scale(page)
    page.goto(receipt_address(office, dossier), wait_until="networkidle")
    assert 5 < scale.kibibytes <= 40, str(scale)


def test_a_draft_saves_itself_while_typing_and_comes_back(office: Office, serve: Serve, as_person: AsPerson) -> None:
    dossier = stories(office)["new"]
    page = as_person(serve(office.app), "anbinh.tphh")
    page.goto(f"/ban-lam-viec/ho-so/{dossier}")
    page.locator("[name=so_dang_ky]").press_sequentially("125/2026")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu nháp")

    page.goto(f"/ban-lam-viec/ho-so/{dossier}")
    expect(page.locator("[name=so_dang_ky]")).to_have_value("125/2026")
    expect(page.locator("main > .notice")).to_have_count(0)


def test_the_picture_opens_where_the_dossier_stands(office: Office, serve: Serve, as_person: AsPerson) -> None:
    dossier = stories(office)["done"]
    page = as_person(serve(office.app), "anbinh.motcua")
    page.goto(f"/ban-lam-viec/ho-so/{dossier}")
    inside = page.evaluate(
        """() => { const f = document.querySelector(".diagram").getBoundingClientRect();
                   const s = document.querySelector(".diagram .is-current").getBoundingClientRect();
                   return s.left >= f.left && s.right <= f.right }"""
    )
    assert inside


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_owner_sends_the_supplement(
    office: Office, serve: Serve, open_page: OpenPage, tmp_path: Path, javascript: bool
) -> None:
    dossier = stories(office)["asked"]
    file = tmp_path / "cam-doan.pdf"
    file.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page = open_page(serve(office.app), javascript=javascript, narrow=True)
    page.goto(receipt_address(office, dossier))
    expect(page).to_have_url(re.compile(r"/tra-cuu/ho-so$"))
    expect(page.get_by_text("Thiếu văn bản cam đoan.").first).to_be_visible()
    page.get_by_label("Nội dung bổ sung").fill("Bản cam đoan có chữ ký.")
    page.get_by_label("Tệp giấy tờ bổ sung").set_input_files(file)
    page.get_by_role("button", name="Gửi bổ sung").click()

    expect(page.get_by_role("status").first).to_contain_text("Đã nhận")
    expect(page.locator(".standing")).to_contain_text("Văn phòng HĐND và UBND xã An Bình")


def test_the_receipt_is_one_sheet_of_a5_and_its_codes_can_be_read(
    office: Office, serve: Serve, as_person: AsPerson, tmp_path: Path
) -> None:
    dossier = office.person("anbinh.motcua").receive("tro-cap-mot-lan", "du")
    row = office.row(dossier)
    page = as_person(serve(office.app), "anbinh.motcua")
    page.goto(f"/tiep-nhan/ho-so/{dossier}/giay-tiep-nhan")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper).groups())
    assert (round(width), round(height)) == (420, 595)

    codes = read_codes(page, tmp_path / "giay-tiep-nhan.png")
    assert codes == {
        f"QR-Code:{office.settings.base_url}/tra-cuu?ma={row.code}&khoa={row.look_up_key}",
        f"CODE-128:{row.code}",
    }


def read_codes(page: Page, path: Path) -> set[str]:
    """What a scanner reads off the sheet as it prints, at about 400 dots an inch."""
    page.emulate_media(media="print")
    page.evaluate("document.body.style.zoom = 4")
    page.locator(".codes").screenshot(path=path)
    read = subprocess.run(["zbarimg", "--quiet", str(path)], capture_output=True, text=True, check=True)
    return set(read.stdout.split())
