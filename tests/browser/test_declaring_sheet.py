"""Sheet, documents and fees of a working copy in a browser: for everybody, by keyboard, with and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import accessibility_problems
from tests.support.declaring import KEY
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only

AsPerson = Callable[..., Page]
Serve = Callable[..., str]
LOOKS = [("vi", {}), ("en", {"dark": True, "narrow": True})]
PAGES = ("thong-tin", "thong-tin/thoi-han/0", "thong-tin/truong-hop/moi", "giay-to", "giay-to/1", "phi", "phi/1")


def copy_of(office: Office) -> str:
    """Begin a working copy of the birth registration; its address."""
    analyst, at = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    return analyst.press(at, f"{at}/soan", {}).headers["Location"].removeprefix("http://localhost")


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-light-wide", "en-dark-narrow"])
def test_no_page_of_the_sheet_shuts_anybody_out(
    office: Office, serve: Serve, as_person: AsPerson, language: str, look: dict[str, bool]
) -> None:
    at, site = copy_of(office), serve(office.app)
    page = as_person(site, "phantich", language=language, **look)
    for tab in (*PAGES, "phi/bang/moi"):
        page.goto(f"{at}/{tab}")
        assert not accessibility_problems(page), tab
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{tab} scrolls sideways"


def test_a_condition_is_built_by_keyboard_alone_and_the_focus_stays(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    at, site = copy_of(office), serve(office.app)
    page = as_person(site, "phantich")
    page.goto(f"{at}/giay-to/0")
    page.get_by_role("button", name="Thêm dòng điều kiện").press("Enter")
    field = page.locator("#dk-0-truong")
    expect(field).to_be_focused()
    field.select_option("don.so_ban_sao")
    expect(page.locator("[name='dk.0.is']")).to_be_visible()
    expect(page.locator("#dk-0-truong")).to_be_focused()
    page.locator("[name='dk.0.is']").select_option("ge")
    value = page.locator("[name='dk.0.v']")
    value.fill("2")
    value.press("Tab")
    expect(page.locator("#dk-cau")).to_have_text("“Số lượng bản sao” từ 2 trở lên")
    page.locator("[name='dk.0.v']").press("Enter")
    expect(page.get_by_role("cell", name="“Số lượng bản sao” từ 2 trở lên")).to_be_visible()


def test_without_script_the_same_buttons_load_the_page_and_lose_nothing(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    at, site = copy_of(office), serve(office.app)
    page = as_person(site, "phantich", javascript=False)
    page.goto(f"{at}/giay-to/moi")
    page.locator("#ten").fill("Giấy cam đoan")
    page.get_by_role("button", name="Thêm dòng điều kiện").click()
    page.locator("#dk-0-truong").select_option("don.truong_hop")
    page.get_by_role("button", name="Tiếp").click()
    page.locator("[name='dk.0.v']").select_option("bo_roi")
    assert page.locator("#ten").input_value() == "Giấy cam đoan"
    page.get_by_role("button", name="Lưu giấy tờ").click()
    expect(page.get_by_role("link", name="Giấy cam đoan", exact=True)).to_be_visible()


def test_the_advanced_table_opens_and_saves_under_its_own_policy(
    office: Office, serve: Serve, as_person: AsPerson
) -> None:
    at, site = copy_of(office), serve(office.app)
    page = as_person(site, "phantich")
    page.goto(f"{at}/phi/bang/moi")
    page.locator("#ten").fill("Mức phí")
    page.locator("#cot-0").select_option("don.so_ban_sao")
    page.locator("[name='d.0.muc']").fill("5.000")
    page.get_by_role("button", name="Lưu bảng").click()
    page.get_by_role("link", name="Mở bằng trình soạn nâng cao").click()
    page.locator("td.output-cell").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("6000")
    page.get_by_role("button", name="Lưu bảng").click()
    expect(page.locator("[name='d.0.muc']")).to_have_value("6.000")
