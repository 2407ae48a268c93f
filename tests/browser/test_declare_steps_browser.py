"""The steps tab in a browser: ten steps by keyboard alone, mistakes told at their field, every panel for everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browser import accessibility_problems
from tests.support.keyboard import ROWS, Keys, add
from tests.support.office import Office

Serve = Callable[[Flask], str]


@pytest.fixture
def analyst(office: Office, serve: Serve, as_person: Callable[..., Page]) -> Page:
    page = as_person(serve(office.app), "phantich")
    page.goto("/khai-bao/soan/moi")
    page.locator("#ten").fill("Thủ tục cấp thẻ thư viện")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buoc")
    return page


def test_ten_steps_with_an_opinion_beside_and_a_supplement_loop_by_keyboard_alone(analyst: Page) -> None:
    page, keys = analyst, Keys(analyst)
    keys.tab_to("tr[data-row] [data-edit]")
    for row in ROWS:
        add(keys, *row)
    assert page.locator("tr.is-step").count() == 10

    keys.press(*["ArrowUp"] * 5)
    keys.back_to("tr:has-text('Ý kiến phòng Kinh tế') input[name=chon]")
    keys.press("Space")
    keys.back_to("tr:has-text('Ý kiến Văn phòng') input[name=chon]")
    keys.press("Space")
    keys.back_to("button[form=chon]")
    keys.press("Enter")
    keys.tab_to("form[action$='/song-song'] button")
    keys.press("Enter")
    page.locator("tr.band-parallel").wait_for()
    assert page.locator("tr.in-parallel").count() == 2

    keys.tab_to("tr:has-text('Xem xét dự thảo') [data-edit]")
    keys.press("Tab", "Enter")
    keys.tab_to("details.row-menu[open] a[href*='mo=ket-qua']")
    keys.press("Enter")
    keys.tab_to("[id='moi.ten']")
    page.keyboard.type("Yêu cầu bổ sung")
    keys.choose("[id='moi.di']", "cho:supplement")
    keys.tab_to(".panel .bar button")
    keys.press("Enter")
    page.locator("tr.is-wait").wait_for()
    assert "chờ bổ sung hồ sơ" in page.locator("tr:has(b:text-is('Xem xét dự thảo')) .ways").inner_text()
    keys.press("Escape")
    keys.saved()

    keys.tab_to("tr:has-text('Đóng dấu') [data-edit]")
    keys.press("Alt+ArrowUp")
    expect(page.locator("tr.is-chosen .step-no")).to_have_text("8")
    keys.press("Alt+ArrowDown")
    expect(page.locator("tr.is-chosen .step-no")).to_have_text("9")
    expect(page.locator("tr.is-chosen [data-edit]")).to_be_focused()
    assert accessibility_problems(page) == []


def test_a_mistake_is_told_at_its_field_and_the_rest_stays(analyst: Page) -> None:
    page = analyst
    page.locator("[data-edit]").first.click()
    page.locator("#ten").fill("Tiếp nhận, số hóa")
    page.locator("#han").fill("bốn giờ")
    page.keyboard.press("Enter")
    expect(page.locator("#han-loi")).to_contain_text("không phải một khoảng thời gian")
    expect(page.locator("#ten")).to_have_value("Tiếp nhận, số hóa")
    page.locator("#han").fill("½")
    page.keyboard.press("Enter")
    page.locator(".panel").wait_for(state="detached")
    expect(page.locator("tr[data-row=tiep_nhan]")).to_contain_text("0,5 giờ")
    page.locator("tr[data-row=tiep_nhan]").hover()
    expect(page.locator("a[data-element=tiep_nhan]")).to_have_class("is-lit")
    page.locator("a[data-element=tiep_nhan]").hover()
    expect(page.locator("tr[data-row=tiep_nhan]")).to_have_class("is-step is-chosen is-lit")


@pytest.mark.parametrize(("language", "narrow"), [("vi", False), ("en", True)])
def test_every_panel_is_for_everybody(
    office: Office, serve: Serve, as_person: Callable[..., Page], language: str, narrow: bool
) -> None:
    page = as_person(serve(office.app), "phantich", language=language, narrow=narrow)
    page.goto("/khai-bao/thu-tuc/chap-thuan-chu-truong-dau-tu")
    page.locator("form[action$='/soan'] button").first.click()
    page.wait_for_url("**/buoc")
    tab = page.url
    wait = page.locator("tr.is-wait").first.get_attribute("data-row")
    for query in (
        "",
        "?mo=sua&o=tham_dinh_tong_hop",
        "?mo=sua&o=phan_cong",
        f"?mo=sua&o={wait}",
        "?mo=them&o=phan_cong",
        "?mo=them&o=phan_cong&dong=cho",
        "?mo=them&o=phan_cong&dong=tu-dong",
        "?mo=ket-qua&o=phan_cong",
        "?mo=nhanh&o=phan_cong",
        "?mo=xoa&o=phan_cong",
        "?mo=chon&chon=phan_cong",
    ):
        page.goto(tab + query)
        assert accessibility_problems(page) == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], query  # type: ignore[index]
