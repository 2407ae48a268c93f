"""Filing online in a browser: without script, on a narrow dark screen in English, and light on the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from demo.dossiers import applications
from tests.support.browser import Scale, accessibility_problems
from tests.support.filling_in import fill_in
from tests.support.office import Office, flat

pytestmark = pytest.mark.sqlite_only

KEY = "dang-ky-khai-sinh"
AT = f"/nop-ho-so/{KEY}"
LOOKS = [("vi", {"javascript": False}), ("en", {"dark": True, "narrow": True})]
"""Without script nobody can look at a page with axe; the second look does."""


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-no-script", "en-dark-narrow"])
def test_a_citizen_files_and_no_step_shuts_anybody_out(
    office: Office,
    serve: Callable[..., str],
    open_page: Callable[..., Page],
    tmp_path: Path,
    language: str,
    look: dict[str, bool],
) -> None:
    page, given, scan = open_page(serve(office.app), **look), applications()[KEY], tmp_path / "giay.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    look_at = (lambda page: None) if "javascript" in look else looked_at
    on = "Save and continue" if language == "en" else "Lưu và tiếp tục"
    page.goto(f"/?lang={language}")
    page.goto(AT)
    page.get_by_role("button", name=on).click()
    look_at(page)
    page.locator("[name=noi_nop]").select_option(label="UBND xã An Bình")
    fill_in(page, flat(given["applicant"], "nop."))
    page.get_by_role("button", name=on).click()
    for _ in range(3):
        fill_in(page, flat(given["form"], "don."))
        if page.get_by_role("button", name="Hiện các ô").count():
            page.get_by_role("button", name="Hiện các ô").first.click()
    look_at(page)
    page.get_by_role("button", name=on).click()
    look_at(page)
    page.get_by_role("button", name="Hand in" if language == "en" else "Nộp hồ sơ").click()
    look_at(page)
    page.locator('[name="tep.giay_chung_sinh"]').set_input_files(scan)
    page.locator("[name=cam_doan]").check()
    page.get_by_role("button", name="Hand in" if language == "en" else "Nộp hồ sơ").click()
    expect(page.locator(".qr svg")).to_be_visible()
    look_at(page)


def test_the_longest_step_is_light(office: Office, serve: Callable[..., str], open_page: Callable[..., Page]) -> None:
    page = open_page(serve(office.app))
    scale = Scale(page)
    page.goto(f"{AT}/nguoi-nop", wait_until="networkidle")
    assert 5 < scale.kibibytes <= 40, str(scale)


def looked_at(page: Page) -> None:
    assert accessibility_problems(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
