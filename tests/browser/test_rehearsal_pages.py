"""The rehearsal tab and a play in a browser: for everybody, in both languages, light on the line, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.organisation import accounts
from engine.platform.db import transaction
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.rehearsals import runs
from engine.publication.working import operations, queries
from engine.text import Text
from tests.support.browser import Scale, accessibility_problems
from tests.support.office import MONDAY, Office
from tests.support.rehearsing import begun, rehearsal

pytestmark = pytest.mark.sqlite_only

AsPerson = Callable[..., Page]
Serve = Callable[..., str]
Picture = Callable[[Page, str], Path]
LOOKS = [("vi", {}), ("en", {"dark": True, "narrow": True})]


def unfinished(office: Office, at: str) -> None:
    """Save a change whose rehearsal somebody has begun, and never ends."""
    with office.app.app_context(), transaction() as session:
        actor, number = accounts.actor_named(session, "phantich", MONDAY), int(at.rsplit("/", 1)[1])
        copy = queries.load(session, actor, number)
        changed = Sources({**copy.sources.files, DIAGRAM: copy.sources.bpmn + b"\n"})
        operations.save(session, actor, number, copy.revision.number, changed, Text("Thêm dòng", "A line"), MONDAY)
        token = runs.claim(session, changed.hash, MONDAY) or ""
        runs.beat(session, changed.hash, token, (120, 40, 10), MONDAY)


def looked_at(page: Page, picture: Picture, name: str) -> None:
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    expect(page.locator("main h1")).to_have_count(1)
    picture(page, name)
    assert accessibility_problems(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-light-wide", "en-dark-narrow"])
def test_no_page_of_a_rehearsal_shuts_anybody_out(
    office: Office, serve: Serve, as_person: AsPerson, picture: Picture, language: str, look: dict[str, bool]
) -> None:
    at = begun(office.person("phantich"))
    rehearsal(office.person("phantich"), at)
    page = as_person(serve(office.app), "phantich", language=language, **look)
    page.goto(f"{at}/dien-tap?xep=hiem")
    looked_at(page, picture, f"rehearsal-{language}")
    page.locator("form[action$='/dien-tap/choi']:has([name=duong])").first.locator("button").click()
    looked_at(page, picture, f"play-file-{language}")
    page.locator("form[action$='/nop'] .in-reach button").click()
    looked_at(page, picture, f"play-step-{language}")
    for _ in range(20):
        if page.locator("form[action$='/luu']").count():
            break
        page.locator("form[action$='/lam'] .in-reach button").click()
    looked_at(page, picture, f"play-end-{language}")
    page.locator("#ten").fill("Kịch bản của tôi")
    page.locator("form[action$='/luu'] button").click()
    page.wait_for_url("**/dien-tap*")
    unfinished(office, at)
    page.goto(f"{at}/dien-tap")
    expect(page.locator("[data-rehearsal] small")).to_contain_text("30")
    looked_at(page, picture, f"rehearsing-{language}")
    page.locator("form[action$='/dung'] button").click()
    expect(page.locator("form[action$='/lai']")).to_have_count(1)
    looked_at(page, picture, f"called-off-{language}")


def test_the_pages_of_a_rehearsal_are_light(office: Office, serve: Serve, as_person: AsPerson) -> None:
    at = begun(office.person("phantich"))
    rehearsal(office.person("phantich"), at)
    page = as_person(serve(office.app), "phantich")
    scale = Scale(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    scale.reset()
    page.goto(f"{at}/dien-tap", wait_until="networkidle")
    assert 5 < scale.kibibytes <= 70, scale


def test_a_play_goes_on_without_a_script(office: Office, serve: Serve, as_person: AsPerson) -> None:
    at = begun(office.person("phantich"))
    rehearsal(office.person("phantich"), at)
    page = as_person(serve(office.app), "phantich", javascript=False)
    page.goto(f"{at}/dien-tap")
    page.locator("summary", has_text="Đường thông thường").click()
    page.locator("details[open] form:has([name=duong]) button").first.click()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.locator(".turn-who")).to_contain_text("Công chức một cửa")
    page.get_by_role("button", name="Hoàn thành bước").click()
    expect(page.locator(".done-moves li")).to_have_count(1)
    page.get_by_role("button", name="Lùi một bước").click()
    expect(page.locator(".done-moves li")).to_have_count(0)
