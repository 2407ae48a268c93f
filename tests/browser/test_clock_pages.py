"""The pages of the clock and of the papers in a browser: for everybody, in both languages, light on the line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.dossiers.reminders import operations as reminding
from engine.organisation.calendars import operations
from engine.organisation.calendars.changes import Change
from engine.organisation.operations.acting import By
from engine.platform.db import transaction
from engine.text import Text
from tests.support.browser import Scale, accessibility_problems
from tests.support.office import Office

pytestmark = pytest.mark.sqlite_only

KEY = "dang-ky-khai-sinh"
CHAIN = "tro-cap-mot-lan"
OpenPage = Callable[..., Page]
AsPerson = Callable[..., Page]
Serve = Callable[..., str]
Picture = Callable[[Page, str], Path]
LOOKS = [("vi", {}), ("en", {"dark": True, "narrow": True})]
REPORT = "/bao-cao/tien-do?tu=2026-12-01&den=2026-12-31"


def stories(office: Office) -> dict[str, int]:
    """A dossier in time, one that is overdue and was resolved late, one whose supplement is awaited."""
    clerk, officer = office.person("anbinh.motcua"), office.person("anbinh.tphh")
    found = {name: clerk.receive(KEY, "du") for name in ("late", "asked", "open")}
    found["chain"] = clerk.receive(CHAIN, "du")
    officer.finish(found["asked"], "kiem_tra", "bo_sung", ly_do="Thiếu văn bản cam đoan.")
    office.clock.set(office.row(found["open"]).due_at + timedelta(hours=16))
    with office.app.app_context(), transaction() as session:
        reminding.look(session, office.clock())
    officer.finish(found["late"], "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(found["late"], "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(found["late"], "dong_dau", "phat_hanh")
    return found


def change(office: Office) -> int:
    """One more day off, drafted and not applied."""
    week = {"mon-fri": ["08:00-12:00", "13:00-17:00"]}
    holidays = [{"date": "2026-12-14", "vi": "Nghỉ mất điện", "en": "Power cut"}]
    document = {"name": "vn", "national_holidays": True, "week": week, "holidays": holidays}
    drafted = Change("calendar", "vn", document, Text("Nghỉ mất điện", "Power cut"), "QĐ 12/QĐ-UBND")
    with office.app.app_context(), transaction() as session:
        return operations.draft(session, By(None, office.clock()), drafted)


def open_details(page: Page) -> None:
    """Unfold everything, so that it is looked at too."""
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=["vi-light-wide", "en-dark-narrow"])
def test_no_page_of_the_clock_shuts_anybody_out(
    office: Office, serve: Serve, as_person: AsPerson, picture: Picture, language: str, look: dict[str, bool]
) -> None:
    found, site = stories(office), serve(office.app)
    drafted = change(office)
    pages = {
        "anbinh.tphh": ["/ban-lam-viec/nhac-viec", f"/ban-lam-viec/ho-so/{found['open']}"],
        "anbinh.chutich": [REPORT, "/bao-cao/hom-nay", "/bao-cao/tien-do?tu=x"],
        "anbinh.motcua": [
            f"/ban-lam-viec/ho-so/{found['chain']}",
            f"/ban-lam-viec/ho-so/{found['asked']}",
            f"/ban-lam-viec/ho-so/{found['late']}",
            f"/giay/ho-so/{found['open']}/xin-loi",
            "/giay/so-theo-doi?tu=2026-12-01&den=2026-12-31",
        ],
        "quantri": [
            "/he-thong/lich",
            "/he-thong/lich/nam/2027",
            f"/he-thong/lich/thay-doi/{drafted}",
            "/he-thong/mau-giay",
        ],
    }
    for login, addresses in pages.items():
        page = as_person(site, login, language=language, **look)
        for number, address in enumerate(addresses):
            page.goto(address)
            expect(page.locator("main h1")).to_have_count(1)
            open_details(page)
            picture(page, f"clock-{login}-{number}-{language}")
            assert accessibility_problems(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], address


def test_the_bell_leads_to_the_reminders_from_every_page(office: Office, serve: Serve, as_person: AsPerson) -> None:
    stories(office)
    page = as_person(serve(office.app), "anbinh.tphh", narrow=True)
    bell = page.get_by_role("link", name="Nhắc việc chưa xem:")
    expect(bell).to_be_visible()
    bell.click()
    page.get_by_role("button", name="Đánh dấu đã xem tất cả").click()
    expect(page.get_by_role("link", name="Nhắc việc chưa xem: 0")).to_be_visible()


def test_the_pages_of_the_clock_are_light(office: Office, serve: Serve, as_person: AsPerson) -> None:
    stories(office)
    page = as_person(serve(office.app), "anbinh.chutich")
    scale = Scale(page)
    for address in (REPORT, "/ban-lam-viec/nhac-viec"):
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        scale.reset()
        page.goto(address, wait_until="networkidle")
        assert 5 < scale.kibibytes <= 60, f"{address}: {scale}"
