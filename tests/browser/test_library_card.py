"""The whole promise in one story: an administrator declares the library card by keyboard alone, a second person
approves it, and at once a citizen files and follows, and officers work, without anything else being set up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.filling_in import fill_in
from tests.support.keyboard import ROWS, Keys, add
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only

AsPerson = Callable[..., Page]
Serve = Callable[[Flask], str]
TITLE = "Thủ tục cấp thẻ thư viện"
FORM = (
    ("Người đề nghị", "Trang", False, ""),
    ("Họ và tên", "Họ và tên", True, ""),
    ("Loại thẻ", "Chọn một (nút", True, "nguoi_lon = Người lớn\ntre_em = Trẻ em"),
    ("Người đi cùng", "Trang", False, ""),
    ("Danh sách", "Bảng nhiều", False, ""),
    ("Tên người đi cùng", "Một dòng", True, ""),
    ("Năm sinh", "Ngày, tháng", False, ""),
    ("Cam kết", "Trang", False, ""),
    ("Tôi giữ gìn sách", "Có / không", True, ""),
)
WORKED = (
    ("phan_cong_thu_ly", "anbinh.vhxh.truong"),
    ("tham_dinh_ho_so", "anbinh.vhxh.chuyenvien"),
    ("y_kien_van_phong", "anbinh.vanthu"),
    ("y_kien_phong_kinh_te", "anbinh.kt.chuyenvien"),
    ("tong_hop_du_thao_the", "anbinh.vhxh.chuyenvien"),
    ("xem_xet_du_thao", "anbinh.vhxh.truong"),
    ("ky_the", "anbinh.chutich"),
    ("dong_dau_vao_so", "anbinh.vanthu"),
    ("tra_the", "anbinh.motcua"),
)


def go(page: Page, tab: str) -> None:
    """Open a tab by its link, with Enter."""
    with page.expect_navigation():
        page.locator(f"nav a[href$='/{tab}'], .tabs a[href$='/{tab}']").first.press("Enter")


def steps(page: Page) -> None:
    """Ten steps, two of them side by side, and the way back for a supplement."""
    keys = Keys(page)
    keys.tab_to("tr[data-row] [data-edit]")
    for row in ROWS:
        add(keys, *row)
    assert page.locator("tr.is-step").count() == 10
    for name in ("Ý kiến phòng Kinh tế", "Ý kiến Văn phòng"):
        page.locator(f"tr:has-text('{name}') input[name=chon]").focus()
        keys.press("Space")
    page.locator("button[form=chon]").focus()
    keys.press("Enter")
    keys.tab_to("form[action$='/song-song'] button")
    keys.press("Enter")
    page.locator("tr.band-parallel").wait_for()
    page.locator("tr:has-text('Xem xét dự thảo') [data-edit]").focus()
    keys.press("Tab", "Enter")
    keys.tab_to("details.row-menu[open] a[href*='mo=ket-qua']")
    keys.press("Enter")
    keys.tab_to("[id='moi.ten']")
    page.keyboard.type("Yêu cầu bổ sung")
    keys.choose("[id='moi.di']", "cho:supplement")
    keys.tab_to(".panel .bar button")
    keys.press("Enter")
    page.locator("tr.is-wait").wait_for()
    keys.press("Escape")
    keys.saved()


def form(page: Page) -> None:
    """Three pages, one of them rows; typed into the row at the foot of the table."""
    page.locator("#f-title").focus()
    page.keyboard.type("Tờ khai")
    page.keyboard.press("Enter")
    page.wait_for_url("**ten=to-khai**")
    for label, kind, required, options in FORM:
        if kind == "Trang":
            page.locator("#vao-moi").select_option("")
        page.locator("#nhan-moi").focus()
        field(page, label, kind, required, options)
    with page.expect_navigation():
        page.get_by_role("link", name="Loại thẻ").press("Enter")
    page.locator("#f-routing").press("Space")
    with page.expect_navigation():
        page.locator("#f-label").press("Enter")


def field(page: Page, label: str, kind: str, required: bool, options: str) -> None:
    page.keyboard.insert_text(label)
    page.keyboard.press("Tab")
    names = page.evaluate("[...document.activeElement.options].map((one) => one.label)")
    page.keyboard.press("Home")
    for _ in range(next(at for at, name in enumerate(names) if name.startswith(kind))):
        page.keyboard.press("ArrowDown")
    for _ in range(2):
        page.keyboard.press("Tab")
    if required:
        page.keyboard.press("Space")
    if options:
        for key in ("Tab", "Enter", "Tab"):
            page.keyboard.press(key)
        page.keyboard.insert_text(options)
        page.keyboard.press("Tab")
    else:
        page.locator("#nhan-moi").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def typed(page: Page, values: dict[str, str], submit: str) -> None:
    """Type into fields by their ids, choose in lists, then press the button with Enter."""
    for name, value in values.items():
        place = page.locator(f"[id='{name}']")
        if place.evaluate("e => e.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.focus()
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(value)
    with page.expect_navigation():
        page.get_by_role("button", name=submit, exact=True).press("Enter")


def sheet(page: Page) -> None:
    """The official parts: what the checks ask for, in the order they stand."""
    go(page, "thong-tin")
    general = {"linh_vuc": "Văn hóa", "ky_hieu": "TV-01", "tham_quyen": "receiving", "truc_tuyen": "full"}
    typed(page, {**general, "to_khai": "to-khai"}, "Lưu thông tin chung")
    parts: tuple[tuple[str, dict[str, str], str], ...] = (
        ("thoi-han", {"gia_tri": "28", "don_vi": "working_hours"}, "Lưu thời hạn"),
        ("ket-qua", {"ten": "Thẻ thư viện", "nguoi_ky": "lanh_dao_ubnd_xa"}, "Lưu kết quả"),
        ("can-cu", {"van_ban": "Quyết định 12/2026/QĐ-UBND"}, "Lưu căn cứ"),
    )
    for part, values, submit in parts:
        with page.expect_navigation():
            page.locator(f"a[href$='/{part}/moi']").press("Enter")
        typed(page, values, submit)
    go(page, "giay-to")
    with page.expect_navigation():
        page.get_by_role("link", name="Thêm giấy tờ").first.press("Enter")
    typed(page, {"ten": "Ảnh chân dung 3 × 4", "ban_chinh": "2"}, "Lưu giấy tờ")


def fee(page: Page) -> None:
    """Twenty thousand dong, free for children: chosen, not written."""
    go(page, "phi")
    with page.expect_navigation():
        page.get_by_role("link", name="Thêm khoản thu").first.press("Enter")
    page.locator("[name='mien.act'][value=add]").press("Enter")
    exempt = page.locator("#mien-0-truong")
    expect(exempt).to_be_focused()
    exempt.select_option("don.loai_the")
    page.locator("[name='mien.0.v']").select_option("tre_em")
    typed(page, {"ten": "Phí làm thẻ", "so_tien": "20.000", "can_cu": "Nghị quyết 05/2026"}, "Lưu khoản thu")
    expect(page.get_by_role("cell", name="“Loại thẻ” là “Trẻ em”")).to_be_visible()


def sent(page: Page) -> str:
    """Send it for approval; returns the address of the draft."""
    go(page, "kiem-tra")
    expect(page.get_by_text("Còn thiếu", exact=True)).to_have_count(0)
    accepted(page)
    go(page, "trinh-duyet")
    with page.expect_navigation():
        page.get_by_role("button", name="Trình duyệt", exact=True).press("Enter")
    return page.url


def accepted(page: Page) -> None:
    """The rehearsal says what a publisher should look at; the analyst keeps it so, by name."""
    go(page, "dien-tap")
    expect(page.get_by_role("heading", name="Cần xem lại")).to_be_visible(timeout=20_000)
    buttons = page.get_by_role("button", name="Tôi chấp nhận, giữ như vậy")
    while buttons.count():
        with page.expect_navigation():
            buttons.first.press("Enter")


def published(page: Page, draft: str) -> None:
    """The second person reads the differences, enters the decision and publishes."""
    page.goto(draft)
    decision = {"so_quyet_dinh": "88/QĐ-UBND", "can_cu": "Quyết định 12/2026/QĐ-UBND", "hieu_luc_tu": "2026-12-07"}
    for name, value in decision.items():
        page.locator(f"[name='{name}']").fill(value)
    with page.expect_navigation():
        page.locator("form[action$='/cong-bo'] button").last.press("Enter")
    assert "/ban-thao/" not in page.url, page.locator("main").inner_text()[:1500]


def filed(page: Page, folder: Path) -> None:
    """A citizen finds the procedure by its words and files online, for a child, who pays nothing."""
    scan = folder / "anh.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page.goto("/thu-tuc?q=thẻ thư viện")
    page.get_by_role("link", name=TITLE).first.press("Enter")
    page.wait_for_url("**/thu-tuc/*")
    page.goto(f"/nop-ho-so/{page.url.rsplit('/', 1)[1]}/nguoi-nop")
    page.locator("[name=noi_nop]").select_option(label="UBND xã An Bình")
    applicant = {"ho_ten": "Lê Thị Mai", "so_dinh_danh": "001190012345", "dien_thoai": "0912345678"}
    fill_in(page, {f"nop.{name}": value for name, value in applicant.items()})
    page.get_by_role("button", name="Lưu và tiếp tục").press("Enter")
    page.wait_for_url("**/to-khai")
    answers = {"ho_va_ten": "Lê Bảo An", "loai_the": "tre_em", "danh_sach[0].ten_nguoi_di_cung": "Lê Văn Bình"}
    fill_in(page, {f"don.{name}": value for name, value in answers.items()})
    page.locator("[name='don.toi_giu_gin_sach'][type=checkbox]").check()
    page.get_by_role("button", name="Lưu và tiếp tục").press("Enter")
    page.wait_for_url("**/giay-to")
    page.locator("input[type=file]").first.set_input_files(scan)
    page.locator("[name=cam_doan]").check()
    page.get_by_role("button", name="Nộp hồ sơ").press("Enter")
    expect(page.locator(".qr svg")).to_be_visible()


def worked(office: Office, dossier_id: int) -> None:
    """Everybody whose turn it is finishes their step on its page."""
    for element, login in WORKED:
        person = office.person(login)
        page = person.get(f"/ban-lam-viec/ho-so/{dossier_id}").get_data(as_text=True)
        offered = re.findall(r'name="outcome" value="([a-z_]+)"', page)
        person.finish(dossier_id, element, offered[0] if offered else None)


def test_from_nothing_to_a_dossier_in_the_citizens_hand(
    office: Office, serve: Serve, as_person: AsPerson, open_page: AsPerson, tmp_path: Path
) -> None:
    site = serve(office.app)
    page = as_person(site, "phantich")
    page.goto("/khai-bao/soan/moi")
    page.locator("#ten").focus()
    page.keyboard.insert_text(TITLE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/buoc")
    steps(page)
    go(page, "bieu-mau")
    form(page)
    sheet(page)
    fee(page)
    published(as_person(site, "pheduyet"), sent(page))

    citizen = open_page(site)
    filed(citizen, tmp_path)
    dossier_id = office.dossiers()[0].id
    clerk = as_person(site, "anbinh.motcua")
    clerk.get_by_role("link", name="Chưa tiếp nhận").first.press("Enter")
    expect(clerk.get_by_text("Lê Thị Mai").first).to_be_visible()
    if clerk.locator(".choice input").count():
        clerk.locator(".choice input").first.check()
    clerk.locator("form[action$='/hoan-thanh'] .bar .btn:not(.quiet)").first.press("Enter")
    expect(clerk.get_by_role("status").first).to_contain_text("Đã hoàn thành bước")
    worked(office, dossier_id)
    done = office.row(dossier_id)
    assert (done.result, done.money_status) == ("granted", "none")
    citizen.reload()
    citizen.goto(f"/tra-cuu?ma={done.code}")
    assert office.findings() == []
