"""Imports on both databases: points that block and take over, words kept once, never a second procedure."""

from __future__ import annotations

import base64
import json
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import accounts
from engine.organisation.actors import Actor
from engine.platform.errors import Conflict, Refused
from engine.publication.imports import correcting, found, matching, points, queries, sending, taking, words
from engine.publication.imports.correcting import Correction, Who
from engine.publication.imports.models import sheet_import
from engine.publication.imports.report import work
from engine.publication.inspection import inspect
from engine.publication.working import operations
from engine.publication.working import queries as copies
from tests.support.importing import CARD, table

NAME = "Cấp thẻ thư viện cho người dân"
NOBODY = "Ban quản lý thư viện lưu động"
SHEET = table(NAME, CARD[0], ("2", "Thẩm định hồ sơ", NOBODY, "16 giờ"), *CARD[2:], total="32 giờ")
DIVISION = Who("resolving/phong_vhxh", "chuyen_vien")


def who(session: Session, now: datetime, login: str = "phantich") -> Actor:
    return accounts.actor_named(session, login, now)


def read(session: Session, now: datetime, sheet: str = SHEET) -> tuple[int, int]:
    """Send a sheet and keep its one procedure as the job does; import and procedure."""
    import_id = sending.paste(session, who(session, now), sheet, now)
    envelope = json.dumps({"data": base64.b64encode(sheet.encode()).decode()})
    told = work(envelope.encode(), lambda _: None)["procedures"][0]
    known = matching.match(matching.declared(session, now), told["key"], told["name"], told["codes"])
    return import_id, found.keep(session, import_id, 0, told, known)


def test_a_sheet_is_kept_once_by_its_hash_with_who_sent_it(demo_session: Session, now: datetime) -> None:
    first, second = read(demo_session, now)[0], read(demo_session, now)[0]
    rows = demo_session.execute(select(sheet_import).where(sheet_import.c.id.in_((first, second)))).all()
    assert len({row.hash for row in rows}) == 1
    assert {row.sent_by for row in rows} == {who(demo_session, now).name}


def test_open_points_travel_with_the_copy_and_stand_against_sending_it(demo_session: Session, now: datetime) -> None:
    actor, (import_id, found_id) = who(demo_session, now), read(demo_session, now)
    copy_id = taking.take(demo_session, actor, import_id, found_id, now)
    assert points.open_of_copy(demo_session, copy_id) == [(import_id, found_id, 1)]
    with pytest.raises(Conflict, match="open points"):
        points.refuse_open(demo_session, copy_id)
    assert points.settle(demo_session, actor, found_id, {1}, points.ACCEPTED, "đã hỏi", now) == 1
    assert points.settle(demo_session, actor, found_id, {1}, points.RESOLVED, "lần nữa", now) == 0
    points.refuse_open(demo_session, copy_id)
    settled = points.of(demo_session, found_id)[0]
    assert (settled.status, settled.settled_by, settled.note) == (points.ACCEPTED, actor.name, "đã hỏi")


def test_a_correction_changes_every_row_that_says_the_same_and_its_words_are_kept_once(
    demo_session: Session, now: datetime
) -> None:
    actor = who(demo_session, now)
    twice = table(NAME, *[(str(n), f"Việc thứ {n} của thẻ", NOBODY, "8 giờ") for n in (1, 2, 3)], total="24 giờ")
    import_id, found_id = read(demo_session, now, twice)
    seen = found.load(demo_session, actor, import_id, found_id)
    changed = correcting.correct(demo_session, actor, seen, 1, Correction(DIVISION, alike=True), set(), now)
    assert changed == 3
    with pytest.raises(Conflict):
        correcting.correct(demo_session, actor, seen, 1, Correction(DIVISION), set(), now)
    kept = words.listing(demo_session, actor)
    assert [(row.kind, row.printed, row.value["post"]) for row in kept] == [("actor", NOBODY, "chuyen_vien")]
    other = read(demo_session, now)
    next_time = found.load(demo_session, actor, *other)
    assert [who for who, _ in correcting.proposals(demo_session, next_time).values()] == [DIVISION]
    words.forget(demo_session, who(demo_session, now, "quantri"), kept[0].id, now)
    assert correcting.proposals(demo_session, next_time) == {}


def test_the_same_sheet_again_is_the_same_procedure(demo_session: Session, now: datetime) -> None:
    actor, (import_id, found_id) = who(demo_session, now), read(demo_session, now)
    unread = read(demo_session, now)
    copy_id = taking.take(demo_session, actor, import_id, found_id, now)
    again = read(demo_session, now)
    row = found.row_of(demo_session, actor, *again)
    assert (row.against["kind"], row.against["id"]) == ("copy", copy_id)
    for one in (unread, again):
        with pytest.raises(Conflict, match="declared already"):
            taking.take(demo_session, actor, *one, now)
    with pytest.raises(Conflict, match="taken already"):
        taking.take(demo_session, actor, import_id, found_id, now)
    assert [one.name for one in copies.listing(demo_session, actor)].count(NAME) == 1


def test_points_settled_before_stay_settled_when_a_newer_sheet_takes_over(demo_session: Session, now: datetime) -> None:
    actor, first = who(demo_session, now), read(demo_session, now)
    copy_id = taking.take(demo_session, actor, *first, now)
    points.settle(demo_session, actor, first[1], {1}, points.ACCEPTED, "", now)
    second = read(demo_session, now)
    points.take_over(demo_session, actor, second[1], copy_id, now)
    assert [row.status for row in points.of(demo_session, second[1])] == [points.ACCEPTED]


def test_who_may_not_edit_drafts_sends_settles_and_takes_nothing(demo_session: Session, now: datetime) -> None:
    import_id, found_id = read(demo_session, now)
    officer = who(demo_session, now, "anbinh.motcua")
    assert queries.imports(demo_session, officer) == []
    with pytest.raises(Refused):
        sending.paste(demo_session, officer, SHEET, now)
    with pytest.raises(Refused):
        points.settle(demo_session, officer, found_id, {1}, points.ACCEPTED, "", now)
    with pytest.raises(Refused):
        taking.take(demo_session, officer, import_id, found_id, now)
    with pytest.raises(Refused):
        words.listing(demo_session, officer)


def test_sending_for_approval_asks_for_the_points_first(demo_session: Session, now: datetime) -> None:
    actor, (import_id, found_id) = who(demo_session, now), read(demo_session, now)
    copy_id = taking.take(demo_session, actor, import_id, found_id, now)
    inspection = inspect(copies.load(demo_session, actor, copy_id).sources)
    with pytest.raises(Conflict, match="open points"):
        operations.submit(demo_session, actor, copy_id, 1, inspection, now)
