"""A three-page form with repeating rows, built by keyboard in Chromium; the pages are axe-clean; drawing keeps all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browser import accessibility_problems
from tests.support.declaring import KEY
from tests.support.office import Office

Serve = Callable[[Flask], str]
AsPerson = Callable[..., Page]
Picture = Callable[[Page, str], Path]


@pytest.fixture
def analyst(office: Office, serve: Serve, as_person: AsPerson) -> Page:
    page = as_person(serve(office.app), "phantich")
    page.goto("/khai-bao/soan/moi")
    page.locator("#ten").fill("Cấp thẻ thư viện")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buoc")
    page.goto(page.url.replace("/buoc", "/bieu-mau"))
    return page


def add(page: Page, label: str, kind: str, *, required: bool = False, options: str = "") -> None:
    """Type a field into the row at the foot of the table, by keyboard alone; the cursor waits there for the next."""
    expect(page.locator("#nhan-moi")).to_be_focused()
    page.keyboard.insert_text(label)
    page.keyboard.press("Tab")
    choose(page, kind)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    if required:
        page.keyboard.press("Space")
    if options:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.insert_text(options)
        page.keyboard.press("Tab")
    else:
        page.locator("#nhan-moi").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, words: str) -> None:
    """Walk down the list that has the focus to the option that begins so."""
    names = page.evaluate("[...document.activeElement.options].map((one) => one.label)")
    page.keyboard.press("Home")
    for _ in range(next(at for at, name in enumerate(names) if name.startswith(words))):
        page.keyboard.press("ArrowDown")


def test_a_three_page_form_with_rows_is_built_by_keyboard(analyst: Page, picture: Picture) -> None:
    page = analyst
    page.locator("#f-title").focus()
    page.keyboard.type("Tờ khai cấp thẻ")
    page.keyboard.press("Enter")
    page.wait_for_url("**ten=to-khai-cap-the**")
    page.locator("#nhan-moi").focus()
    for title in ("Người đề nghị", "Người đi cùng", "Cam kết"):
        page.locator("#vao-moi").select_option("")
        page.locator("#nhan-moi").focus()
        add(page, title, "Trang")
        if title == "Người đề nghị":
            add(page, "Họ và tên", "Họ và tên", required=True)
            add(page, "Loại thẻ", "Chọn một (nút", options="nguoi_lon = Người lớn\ntre_em = Trẻ em")
            add(page, "Trường đang học", "Một dòng")
        elif title == "Người đi cùng":
            add(page, "Danh sách", "Bảng nhiều")
            add(page, "Tên người đi cùng", "Một dòng", required=True)
            add(page, "Năm sinh", "Ngày, tháng")
        else:
            add(page, "Tôi giữ gìn sách", "Có / không", required=True)
    assert accessibility_problems(page) == []
    show_only_for_children(page)
    expect(page.get_by_role("cell", name="“Loại thẻ” là “Trẻ em”")).to_be_visible()
    picture(page, "declare-forms-fields")
    page.get_by_role("link", name="Xem và thử").click()
    expect(page.locator(".form-part")).to_have_text(["Phần 1/3", "Phần 2/3", "Phần 3/3"])
    page.get_by_role("button", name="Thêm dòng").click()
    expect(page.get_by_label("Tên người đi cùng")).to_have_count(2)
    expect(page.get_by_label("Trường đang học")).to_be_hidden()
    page.get_by_label("Trẻ em").check()
    expect(page.get_by_label("Trường đang học")).to_be_visible()
    assert accessibility_problems(page) == []


def show_only_for_children(page: Page) -> None:
    """Open the field's panel and build its condition row by row, without leaving the keyboard."""
    with page.expect_navigation():
        page.get_by_role("link", name="Trường đang học").press("Enter")
    expect(page.locator("#f-label")).to_be_focused()
    page.locator("[data-conditions] button", has_text="Thêm dòng điều kiện").press("Enter")
    page.locator("#dk-0-truong").select_option(label="Loại thẻ")
    page.locator("[name='dk.0.v']").select_option(label="Trẻ em")
    assert accessibility_problems(page) == []
    with page.expect_navigation():
        page.locator("#f-label").press("Enter")


def test_drawing_keeps_our_properties_and_saves_only_what_changed(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    page = as_person(serve(office.app), "phantich")
    page.goto(f"/khai-bao/thu-tuc/{KEY}")
    page.locator("form[action$='/soan'] button").first.click()
    page.wait_for_url("**/buoc")
    at = page.url.replace("/buoc", "/bieu-mau")
    page.goto(f"{at}?ten=to-khai&xem=ve")
    page.locator("[data-ready]").wait_for()
    assert page.locator("button[data-field-type=html], button[data-field-type=iframe]").count() == 0
    before = page.locator("[name=lan]").first.input_value()
    page.get_by_role("button", name="Lưu biểu mẫu").click()
    page.wait_for_url("**ten=to-khai")
    assert page.locator("[name=lan]").first.input_value() == before
    page.goto(f"{at}?ten=to-khai&xem=ve")
    page.locator("[data-ready]").wait_for()
    page.locator("button[data-field-type=textarea]").press("Enter")
    page.get_by_role("button", name="Lưu biểu mẫu").click()
    page.wait_for_url("**ten=to-khai")
    assert page.locator("[name=lan]").first.input_value() != before
    expect(page.get_by_role("link", name="Đoạn văn dài")).to_be_visible()
    expect(page.get_by_text("rẽ nhánh").first).to_be_visible()


def test_the_tab_is_clean_on_a_telephone_and_for_readers_of_english(analyst: Page, picture: Picture) -> None:
    page = analyst
    page.locator("#f-title").fill("Tờ khai")
    page.locator("#mau").select_option("to-khai")
    page.get_by_role("button", name="Thêm biểu mẫu").press("Enter")
    page.wait_for_url("**ten=to-khai**")
    page.set_viewport_size({"width": 390, "height": 844})
    at = page.url.split("?")[0]
    for query in ("", "?ten=to-khai&o=o_ngay_sinh", "?ten=to-khai&xem=quy-tac", "?ten=to-khai&xem=dung&lang=en"):
        page.goto(at + query)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, query
        assert accessibility_problems(page) == [], query
    picture(page, "declare-forms-telephone")
