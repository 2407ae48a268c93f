"""The report of timeliness: how dossiers and steps kept their time, who used it, and the same as an Excel file."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from engine.clock import VIETNAM, ClockEvent, Held, assess, builtin, consumed, parse
from engine.dossiers import clockwork, spending
from engine.dossiers.dossier import open_dossier
from engine.platform.db import reading, transaction
from tests.support.office import Office, text_of

KEY = "dang-ky-khai-sinh"
PAGE = "/bao-cao/tien-do?tu=2026-12-01&den=2026-12-31"
HOUR = 3600


def finished(office: Office, *, late: bool) -> int:
    """A birth that is ready to be handed over, in time or two days after it was due."""
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    if late:
        office.clock.set(office.row(dossier).due_at + timedelta(days=2))
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat", so_dang_ky="125/2026")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    office.person("anbinh.vanthu").finish(dossier, "dong_dau", "phat_hanh")
    assert office.row(dossier).done_at is not None
    return dossier


def test_dossiers_and_steps_are_early_on_time_or_late_and_excel_says_the_same(office: Office) -> None:
    good, bad = finished(office, late=False), finished(office, late=True)
    leader = office.person("anbinh.chutich")
    shown = text_of(leader.get(PAGE))
    for number in (good, bad):
        assert office.row(number).code in shown
    assert "1 xong quá hạn" in shown
    assert "Bộ phận một cửa" in shown

    book = load_workbook(io.BytesIO(leader.get(PAGE.replace("tien-do", "tien-do/excel")).data))
    assert book.sheetnames == ["Hồ sơ", "Thủ tục", "Bước", "Đơn vị"]
    outcomes = {row[0]: row[5] for row in book["Hồ sơ"].iter_rows(min_row=2, values_only=True)}
    assert outcomes == {office.row(good).code: "đúng hạn", office.row(bad).code: "quá hạn"}
    hours = [row[6:] for row in book["Hồ sơ"].iter_rows(min_row=2, values_only=True)]
    assert all(sum(parts[:-1]) == pytest.approx(parts[-1]) for parts in hours), "the parties add up to the whole"


def test_nobody_counts_what_is_none_of_their_business(office: Office) -> None:
    number = finished(office, late=False)
    assert office.row(number).code not in text_of(office.person("sonoivu.giamdoc").get(PAGE))
    office.person("quantri").get(PAGE, 403)


@pytest.mark.parametrize("asked", ["tu=hôm nay", "tu=2026-12-31&den=2026-12-01", "tu=2020-01-01&den=2026-12-31"])
def test_a_period_that_cannot_be_is_said_and_the_page_still_shows(office: Office, asked: str) -> None:
    page = office.person("anbinh.chutich").get(f"/bao-cao/tien-do?{asked}", 422)
    assert "Khoảng thời gian" in text_of(page)


def test_a_machine_out_of_step_is_told_apart_from_whoever_had_the_dossier(office: Office) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    start = office.row(dossier).accepted_at
    with office.app.app_context():
        for act, minutes in ((clockwork.partner_lost, 60), (clockwork.partner_restored, 90)):
            with transaction() as session:
                act(session, dossier, "call", "Dân cư", start + timedelta(minutes=minutes))
        with reading() as session:
            opened = open_dossier(session, dossier)
            spent = spending.of_dossier(session, opened.row, opened.version, start + timedelta(hours=2))
    assert spent.parties == {"unit": 90 * 60, "system": 30 * 60}
    assert spent.total == 2 * HOUR


def test_of_several_desks_at_once_the_time_is_that_of_the_one_all_waited_for() -> None:
    office = builtin("standard-8-12-13-17")

    def at(hour: int) -> datetime:
        return datetime(2026, 11, 2, hour, tzinfo=VIETNAM)

    timeline = assess(parse("2 working_days"), [ClockEvent("accepted", at(8))], office).timeline
    held = [Held("quick", at(8), at(9)), Held("slow", at(8), at(11))]
    assert consumed(timeline, at(12), held) == {"slow": 3 * HOUR, "partner": HOUR}
