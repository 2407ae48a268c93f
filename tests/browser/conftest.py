"""Fixtures of the browser tests: one Chromium for the run, one fresh profile per test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from demo import province
from engine.platform.db import db
from tests.support import browser as support
from tests.support.office import Office, opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium; one worker runs it all, so that only one browser is started."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(support.CHROMIUM).exists():
        pytest.skip("Chromium is not installed: run `make system`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=support.CHROMIUM, args=support.FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """Return a function that serves an application and answers its address."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(support.live(app))


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a profile of its own: ``javascript``, ``dark``, ``narrow``, ``base_url``.

    An error on the page's console or in its scripts fails the test at the end.
    """
    said: list[str] = []
    with ExitStack() as stack:

        def make(base_url: str, *, javascript: bool = True, dark: bool = False, narrow: bool = False) -> Page:
            context = chromium.new_context(
                base_url=base_url,
                java_script_enabled=javascript,
                color_scheme="dark" if dark else "light",
                viewport=support.NARROW if narrow else support.WIDE,  # type: ignore[arg-type]
                locale="vi-VN",
            )
            stack.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("console", lambda message: said.append(message.text) if _is_ours(message) else None)
            return page

        yield make
    assert not said, said


def _is_ours(message: Any) -> bool:
    """Console errors count, except Chromium's remark on pages that are meant to answer 4xx."""
    return message.type == "error" and "Failed to load resource" not in message.text


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Office]:
    """The demo office on Monday morning, with its five procedures and no dossier yet."""
    for one in opened(new_database("office"), tmp_path):
        yield one
        with one.app.app_context():
            db.engine.dispose()


@pytest.fixture
def as_person(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that opens a page and logs somebody of the office in: address of the site, log-in."""

    def enter(site: str, login: str, *, language: str = "vi", **look: bool) -> Page:
        page = open_page(site, **look)
        page.goto("/dang-nhap")
        page.locator("[name=username]").fill(login)
        page.locator("main [name=password]").fill(province.PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.goto(f"/ban-lam-viec/?lang={language}")
        return page

    return enter


@pytest.fixture
def picture(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Page, str], Path]:
    """Return a function that keeps a full-page picture in the run's temporary folder, to be looked at."""
    folder = tmp_path_factory.getbasetemp() / "pictures"

    def take(page: Page, name: str) -> Path:
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
