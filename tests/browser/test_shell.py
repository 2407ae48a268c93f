"""The shell of the pages: readable by everybody, light on the line, working without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Scale, accessibility_problems, went_well
from tests.support.gallery import ADDRESS, add_gallery
from tests.support.web_app import PASSWORD, make_app

OpenPage = Callable[..., Page]
PUBLIC = ("/", "/thu-tuc", "/thu-tuc?q=zzz", "/thu-tuc/dang-ky-khai-sinh", "/tra-cuu", "/dang-nhap", "/nowhere")
STAFF = ("/phien", ADDRESS, "/nowhere")


@pytest.fixture
def site(serve: Callable[..., str], tmp_path: Path) -> str:
    app = make_app(tmp_path)
    add_gallery(app)
    return serve(app)


def enter(page: Page, username: str = "hanh.motcua") -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator(".who")).to_be_visible()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_for_everybody_have_no_accessibility_problem(
    site: str, open_page: OpenPage, picture: Callable[[Page, str], Path], language: str, dark: bool
) -> None:
    page = open_page(site, dark=dark)
    page.goto(f"/?lang={language}")
    for number, address in enumerate(PUBLIC):
        page.goto(address)
        picture(page, f"public-{number}-{language}-{'dark' if dark else 'light'}")
        assert accessibility_problems(page) == [], address


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_of_the_staff_have_no_accessibility_problem(
    site: str, open_page: OpenPage, picture: Callable[[Page, str], Path], narrow: bool, dark: bool
) -> None:
    page = open_page(site, dark=dark, narrow=narrow)
    enter(page)
    for number, address in enumerate(STAFF):
        page.goto(address)
        picture(page, f"staff-{number}-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
        assert accessibility_problems(page) == [], address


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_runs_over_the_edge_of_a_telephone(site: str, open_page: OpenPage, address: str) -> None:
    page = open_page(site, narrow=True)
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_staff_come_in_switch_person_and_leave(site: str, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(site, javascript=javascript)
    enter(page)
    expect(page.locator(".who")).to_contain_text("Trần Thị Hạnh")

    page.get_by_text("Đổi người").click()
    page.get_by_role("button", name="Phạm Văn Dũng").click()
    expect(page.locator(".who")).to_contain_text("Phạm Văn Dũng")

    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("status")).to_contain_text("đã đăng xuất")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_citizen_finds_a_procedure_by_words_without_accents(site: str, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(site, javascript=javascript)
    page.goto("/")
    page.get_by_role("searchbox").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Đăng ký khai sinh", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký khai sinh")
    expect(page.get_by_text("Giấy chứng sinh").first).to_be_visible()


def test_the_first_key_leads_past_the_navigation(site: str, open_page: OpenPage) -> None:
    page = open_page(site)
    page.goto("/thu-tuc")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_slash_jumps_to_the_search_box(site: str, open_page: OpenPage) -> None:
    page = open_page(site)
    page.goto("/thu-tuc")
    page.keyboard.press("/")

    expect(page.get_by_role("searchbox")).to_be_focused()


def test_escape_closes_the_list_of_people_and_returns_to_its_button(site: str, open_page: OpenPage) -> None:
    page = open_page(site)
    enter(page)
    page.locator(".switch summary").click()
    page.keyboard.press("Escape")

    expect(page.locator(".switch")).not_to_have_attribute("open", "")
    expect(page.locator(".switch summary")).to_be_focused()


def test_a_refused_form_is_read_from_its_list_of_errors(site: str, open_page: OpenPage) -> None:
    page = open_page(site)
    enter(page)
    page.goto(ADDRESS)
    expect(page.locator(".error-summary")).to_be_focused()

    page.get_by_role("link", name="Nhập nhận xét thẩm định.").click()
    expect(page.get_by_label("Nhận xét thẩm định")).to_be_focused()


def test_every_target_is_large_enough_to_hit(site: str, open_page: OpenPage) -> None:
    page = open_page(site, narrow=True)
    enter(page)
    for address in (ADDRESS, "/thu-tuc", "/"):
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, summary, nav a, .btn')]
                .filter(e => e.getClientRects().length && !e.closest('.visually-hidden'))
                .filter(e => { const r = (e.closest('label') ?? e).getBoundingClientRect();
                               return r.width < 24 || r.height < 24 })
                .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], address


@pytest.mark.parametrize(
    ("address", "cold", "warm"),
    [("/", 40, 15), ("/thu-tuc", 40, 15), ("/thu-tuc/dang-ky-khai-sinh", 40, 15), ("/tra-cuu", 40, 15)],
)
def test_a_citizens_page_is_light(site: str, open_page: OpenPage, address: str, cold: int, warm: int) -> None:
    page = open_page(site)
    scale = Scale(page)
    assert went_well(page.goto(address, wait_until="networkidle"))
    assert scale.kibibytes <= cold, str(scale)

    scale.reset()
    page.goto(address, wait_until="networkidle")
    assert 0 < scale.kibibytes <= warm, str(scale)


def test_an_officers_page_is_light(site: str, open_page: OpenPage) -> None:
    page = open_page(site)
    enter(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    scale = Scale(page)
    page.goto(ADDRESS, wait_until="networkidle")
    assert 5 < scale.kibibytes <= 60, str(scale)

    scale.reset()
    page.goto(ADDRESS, wait_until="networkidle")
    assert 0 < scale.kibibytes <= 15, str(scale)
