"""The diagram editor in a browser: it opens under the strict policy, in both languages, for everybody."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from admin_ui.web.assets import STATIC
from tests.support.browser import KIBIBYTE, accessibility_problems
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only

KEY = "dang-ky-khai-sinh"
ANALYST = "phantich"


def begun(office: Office, key: str = KEY) -> str:
    """The address of a working copy of a published procedure."""
    at = f"/khai-bao/thu-tuc/{key}"
    location = office.person(ANALYST).press(at, f"{at}/soan", {}).headers["Location"]
    return f"{location}/so-do"


@pytest.mark.parametrize(
    ("language", "look"), [("vi", {}), ("en", {"dark": True, "narrow": True})], ids=["vi-light-wide", "en-dark-narrow"]
)
def test_the_editor_opens_for_everybody(
    office: Office,
    serve: Callable[..., str],
    as_person: Callable[..., Page],
    picture: Callable[..., object],
    language: str,
    look: dict[str, bool],
) -> None:
    page = as_person(serve(office.app), ANALYST, language=language, **look)
    page.goto(begun(office))
    expect(page.locator("[data-drawing][data-ready]")).to_be_visible()
    expect(page.locator("[data-findings][data-shown]")).to_be_visible()
    picture(page, f"diagram-{language}")
    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.dataset.untranslated") is None


def test_the_editor_weighs_no_more_than_it_may() -> None:
    files = [*(STATIC / "dist").glob("diagram.*.js"), *(STATIC / "dist").glob("diagram.*.css")]
    assert len(files) == 2
    assert sum(len(gzip.compress(one.read_bytes())) for one in files) <= 216 * KIBIBYTE
