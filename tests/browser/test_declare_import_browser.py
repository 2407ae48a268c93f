"""Importing in a browser: a table pasted from the clipboard, its pages clean for everybody, corrected by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browser import NARROW, accessibility_problems
from tests.support.importing import CARD, read_all, table
from tests.support.office import Office

Serve = Callable[[Flask], str]
SHEET = table(
    "Cấp thẻ thư viện cho người dân",
    CARD[0],
    ("2", "Thẩm định hồ sơ", "Ban quản lý thư viện lưu động", "16 giờ"),
    *CARD[2:],
    total="32 giờ",
)
WORD = f'<html><head><style>td{{color:red}}</style></head><body><p class="x">{SHEET}</p></body></html>'


@pytest.fixture
def analyst(office: Office, serve: Serve, as_person: Callable[..., Page]) -> Page:
    return as_person(serve(office.app), "phantich")


def paste(page: Page, html: str) -> None:
    """What the browser does when somebody pastes out of Word."""
    page.locator("details.paste summary").press("Enter")
    page.locator("#dan").evaluate(
        """(box, html) => {
          const data = new DataTransfer();
          data.setData('text/html', html);
          data.setData('text/plain', 'plain');
          box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )


def test_a_pasted_table_is_followed_while_it_is_read_and_corrected_in_place(office: Office, analyst: Page) -> None:
    page = analyst
    page.goto("/khai-bao/nhap")
    paste(page, "<p>không có bảng</p>")
    expect(page.locator("[data-pasted]")).to_have_text("Trong phần vừa dán không có bảng nào.")
    page.locator("details.paste summary").press("Enter")
    paste(page, WORD)
    expect(page.locator("[data-pasted]")).to_have_text("Đã nhận 1 bảng, 6 dòng.")
    assert "color:red" not in page.locator("#dan").input_value()
    assert accessibility_problems(page) == []
    page.locator("form[data-paste] button").press("Enter")
    expect(page.locator("#tien-do")).to_be_visible()
    assert accessibility_problems(page) == []
    read_all(office)
    page.locator("td a[href*='/thu-tuc/']").press("Enter", timeout=15000)
    page.wait_for_url("**/thu-tuc/*")
    assert page.locator("td.is-doubted").count() == 1
    assert accessibility_problems(page) == []
    page.locator("#hang-1 a.btn").press("Enter")
    page.locator("form.panel").wait_for()
    assert page.locator("#doi-tac").is_hidden()
    page.select_option("#neo", "resolving")
    page.select_option("#loai", "phong_vhxh")
    page.select_option("#chuc-danh", "chuyen_vien")
    assert accessibility_problems(page) == []
    page.locator("form.panel .bar button").press("Enter")
    expect(page.locator("#hang-1 .step-head")).to_contain_text("chắc chắn")
    assert page.locator("td.is-doubted").count() == 0


def test_the_pages_fit_a_phone_and_are_clean_in_both_languages(office: Office, analyst: Page) -> None:
    page = analyst
    page.goto("/khai-bao/nhap")
    paste(page, WORD)
    page.locator("form[data-paste] button").press("Enter")
    read_all(office)
    page.locator("td a[href*='/thu-tuc/']").press("Enter", timeout=15000)
    page.wait_for_url("**/thu-tuc/*")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for language in ("en", "vi"):
        page.goto(f"{page.url.partition('?')[0]}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert accessibility_problems(page) == []
