"""Bringing a bundle in, on both databases: told first, then working copies; what is open here is never overwritten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from engine.organisation import accounts
from engine.platform.errors import Missing
from engine.procedures.sources import DIAGRAM, Sources, from_library
from engine.publication.bundles import Packed, exporting, importing
from engine.publication.bundles.packing import pack
from engine.publication.bundles.reading import read
from engine.publication.inspection import inspect
from engine.publication.releases import publish
from engine.publication.working import queries as working

KEY = "dang-ky-khai-sinh"
ROOT = Path(__file__).resolve().parents[3]
BIRTH = from_library(ROOT, KEY)
RENAMED = Sources({**BIRTH.files, DIAGRAM: BIRTH.bpmn.replace(b'symbol="QT-HT-01"', b'symbol="QT-HT-02"')})
GRANT = from_library(ROOT, "tro-cap-mot-lan")


def released(session: Session, now: datetime) -> None:
    facts = {"drafted_by": "a", "approved_by": "b", "decision_number": "1/QĐ"}
    publish(session, BIRTH, inspect(BIRTH).definition, effective_from=now, now=now, **facts)


def packed(*sources: tuple[str, Sources]) -> tuple[Packed, ...]:
    return read("goi.zip", pack([Packed(key, key, 3, None, None, one) for key, one in sources]))


def test_a_bundle_tells_what_it_would_change_and_then_opens_working_copies(
    demo_session: Session, now: datetime
) -> None:
    released(demo_session, now)
    bundle = packed((KEY, RENAMED), ("tro-cap-mot-lan", GRANT))
    planned = importing.plan(demo_session, bundle, now)
    assert [(one.state, one.replaces) for one in planned] == [("changed", 1), ("new", None)]
    assert [told.message.vi for told in planned[0].told] == ["Thủ tục: ký hiệu “QT-HT-01” → “QT-HT-02”."]
    actor = accounts.actor_named(demo_session, "phantich", now)
    assert working.listing(demo_session, actor) == []
    done = importing.carry_out(demo_session, actor, planned, now)
    assert [one.error for one in done] == [None, None]
    copy = working.load(demo_session, actor, done[0].copy_id or 0)
    assert copy.sources.files == RENAMED.files
    again = importing.carry_out(demo_session, actor, planned, now)
    assert all(one.error is not None and "bản soạn dở" in one.error.vi for one in again)


def test_what_is_published_already_is_left_alone(demo_session: Session, now: datetime) -> None:
    released(demo_session, now)
    planned = importing.plan(demo_session, packed((KEY, BIRTH)), now)
    assert [one.state for one in planned] == ["same"]
    actor = accounts.actor_named(demo_session, "phantich", now)
    assert importing.carry_out(demo_session, actor, planned, now) == []


def test_one_broken_procedure_does_not_stop_the_others(demo_session: Session, now: datetime) -> None:
    bundle = packed((KEY, BIRTH), ("khoa-khac", GRANT), ("vo", Sources({DIAGRAM: b"<x"})))
    planned = importing.plan(demo_session, bundle, now)
    assert [one.state for one in planned] == ["new", "broken", "broken"]
    actor = accounts.actor_named(demo_session, "phantich", now)
    done = importing.carry_out(demo_session, actor, planned, now)
    assert [one.copy_id is not None for one in done] == [True, False, False]


def test_what_is_exported_can_be_read_and_says_its_version(demo_session: Session, now: datetime) -> None:
    released(demo_session, now)
    (one,) = read("goi.zip", pack(exporting.versions(demo_session, [KEY], now)))
    assert (one.key, one.number, one.decision_number, one.sources.files) == (KEY, 1, "1/QĐ", BIRTH.files)
    with pytest.raises(Missing):
        exporting.versions(demo_session, ["khong-co"], now)
