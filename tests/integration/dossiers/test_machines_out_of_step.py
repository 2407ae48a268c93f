"""A partner's machine that cannot be reached: its delay is told apart, and nobody of the office consumed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine import clock
from engine.connectors.emulators.office import Behaviour
from engine.dossiers import clockwork
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import clock_event, dossier
from engine.platform.db import reading, transaction
from tests.support import calling
from tests.support.desk import NOW, Desk, opened

HOUR = 3600
CALL = "c0ffee"


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


@pytest.fixture
def number(desk: Desk) -> int:
    return desk.receive("tro-cap-mot-lan")


def lost(number: int, hours: int, call: str = CALL) -> bool:
    with transaction() as session:
        return clockwork.partner_lost(session, number, call, "Cơ sở dữ liệu dân cư", NOW + timedelta(hours=hours))


def restored(number: int, hours: int, call: str = CALL) -> bool:
    with transaction() as session:
        return clockwork.partner_restored(session, number, call, "Cơ sở dữ liệu dân cư", NOW + timedelta(hours=hours))


def told(number: int, hours: int) -> tuple[clock.Assessment, Mapping[str, int]]:
    with reading() as session:
        opened = open_dossier(session, number)
        assessed = clockwork.assess(session, opened.row, opened.version, NOW)
    assert assessed is not None
    return assessed, clock.consumed(assessed.timeline, NOW + timedelta(hours=hours))


def test_the_delay_is_the_systems_time_and_the_legal_clock_goes_on(number: int) -> None:
    before, _ = told(number, 0)
    assert lost(number, 1)
    assert restored(number, 3)
    after, spent = told(number, 3)
    assert spent == {"agency": HOUR, "system": 2 * HOUR}
    assert after.due == before.due, "no rule of law lets a machine stop the clock"


def test_a_delay_is_noted_once_however_often_the_call_fails(number: int) -> None:
    assert lost(number, 1)
    assert not lost(number, 2)
    assert restored(number, 3)
    assert not restored(number, 4)
    with reading() as session:
        kinds = session.execute(select(clock_event.c.kind).where(clock_event.c.ref == CALL)).scalars().all()
    assert kinds == ["sync_lost", "sync_restored"]


def test_two_calls_that_fail_together_are_one_delay_until_both_are_through(number: int) -> None:
    lost(number, 0)
    lost(number, 1, "second")
    restored(number, 2)
    assert told(number, 3)[1] == {"system": 3 * HOUR}
    restored(number, 3, "second")
    assert told(number, 3)[1] == {"system": 3 * HOUR}


def test_nothing_is_noted_once_the_clock_has_ended(number: int) -> None:
    with transaction() as session:
        clockwork.note(session, number, "finished", clockwork.MACHINE, NOW + timedelta(hours=2), rule="C1")
        session.execute(dossier.update().where(dossier.c.id == number).values(done_at=NOW + timedelta(hours=2)))
    assert not lost(number, 3)
    assert told(number, 4)[1] == {"agency": 2 * HOUR}


def test_the_sentences_name_the_delay_and_who_could_not_be_reached(number: int) -> None:
    lost(number, 1)
    restored(number, 3)
    assessed, _ = told(number, 3)
    said = " ".join(sentence.vi for sentence in clock.tell(assessed))
    assert "Chậm đồng bộ giữa các hệ thống: không liên lạc được với Cơ sở dữ liệu dân cư" in said
    assert "thời hạn vẫn tính" in said


def test_a_failing_call_begins_the_delay_and_its_answer_ends_it(new_database: Any, tmp_path: Path) -> None:
    with calling.opened(new_database("demo"), tmp_path) as office:
        office.declare("wait", after=1)
        office.partner()
        office.police.behaviour = Behaviour.DOWN
        one = office.receive()
        office.run(3, hours=1)
        assert ledger_of(one) == ["accepted", "sync_lost"]
        office.police.behaviour = Behaviour.GOOD
        office.run(2, hours=1)
        assert ledger_of(one)[:3] == ["accepted", "sync_lost", "sync_restored"]


def ledger_of(number: int) -> list[str]:
    with reading() as session:
        return [event.kind for event in clockwork.ledger(session, number) if event.kind != "submitted"]
