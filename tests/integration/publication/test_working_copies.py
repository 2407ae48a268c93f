"""Working copies on both databases: edits are kept, undone and redone; who comes second is told who was first."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.bpmn.edit.edits import AddStep, RemoveStep
from engine.organisation import accounts
from engine.organisation.actors import Actor
from engine.platform.errors import Conflict, Missing, Refused
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import drafts
from engine.publication.inspection import inspect
from engine.publication.working import operations, queries
from engine.text import Text

CARD = Sources({DIAGRAM: edit.new_procedure("Cấp thẻ thư viện")})
STEP = Text("Thêm bước", "Step added")


def who(session: Session, now: datetime, login: str = "phantich") -> Actor:
    return accounts.actor_named(session, login, now)


def begun(session: Session, now: datetime) -> int:
    return operations.begin(session, who(session, now), CARD, origin=operations.NEW, now=now)


def with_step(sources: Sources, name: str) -> Sources:
    return Sources({**sources.files, DIAGRAM: edit.apply(sources.bpmn, AddStep("tiep_nhan", name))})


def now_at(session: Session, now: datetime, copy_id: int) -> queries.WorkingCopy:
    return queries.load(session, who(session, now), copy_id)


def test_an_edit_is_kept_undone_and_redone_as_it_was(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    more = with_step(CARD, "Thẩm định")
    assert operations.save(demo_session, actor, copy_id, 1, more, STEP, now) == 2
    assert operations.undo(demo_session, actor, copy_id, 2, now) == 1
    undone = now_at(demo_session, now, copy_id)
    assert (undone.sources.files, undone.undoes) == (CARD.files, None)
    assert undone.redoes is not None
    assert undone.redoes.what == STEP
    assert operations.redo(demo_session, actor, copy_id, 1, now) == 2
    assert now_at(demo_session, now, copy_id).sources.files == more.files


def test_undoing_at_the_beginning_and_saving_the_same_files_change_nothing(
    demo_session: Session, now: datetime
) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    assert operations.undo(demo_session, actor, copy_id, 1, now) == 1
    assert operations.redo(demo_session, actor, copy_id, 1, now) == 1
    assert operations.save(demo_session, actor, copy_id, 1, CARD, STEP, now) == 1
    assert len(queries.history(demo_session, actor, copy_id)) == 1


def test_an_edit_after_undoing_leaves_the_undone_one_in_the_history(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    operations.save(demo_session, actor, copy_id, 1, with_step(CARD, "Thẩm định"), STEP, now)
    operations.undo(demo_session, actor, copy_id, 2, now)
    other = with_step(CARD, "Xét duyệt")
    assert operations.save(demo_session, actor, copy_id, 1, other, STEP, now) == 3
    assert now_at(demo_session, now, copy_id).redoes is None
    assert [one.number for one in queries.history(demo_session, actor, copy_id)] == [3, 2, 1]


def test_whoever_saves_second_is_told_who_changed_what(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    operations.save(demo_session, actor, copy_id, 1, with_step(CARD, "Thẩm định"), STEP, now)
    with pytest.raises(Conflict) as told:
        operations.save(demo_session, actor, copy_id, 1, with_step(CARD, "Xét duyệt"), STEP, now)
    assert "Thêm bước" in told.value.what.vi
    assert now_at(demo_session, now, copy_id).revision.number == 2


def test_an_id_that_was_used_once_is_not_given_to_another_step(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    more = with_step(CARD, "Thẩm định")
    operations.save(demo_session, actor, copy_id, 1, more, STEP, now)
    less = Sources({DIAGRAM: edit.apply(more.bpmn, RemoveStep("tham_dinh"))})
    operations.save(demo_session, actor, copy_id, 2, less, STEP, now)
    assert "tham_dinh" in now_at(demo_session, now, copy_id).retired


def test_a_renamed_procedure_is_listed_under_its_new_name(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    renamed = Sources({DIAGRAM: CARD.bpmn.replace("Cấp thẻ thư viện".encode(), "Cấp thẻ bạn đọc".encode())})
    operations.save(demo_session, actor, copy_id, 1, renamed, STEP, now)
    assert [row.name for row in queries.listing(demo_session, actor)] == ["Cấp thẻ bạn đọc"]


def test_a_submitted_copy_is_closed_until_its_draft_comes_back(demo_session: Session, now: datetime) -> None:
    copy_id, actor = begun(demo_session, now), who(demo_session, now)
    draft_id = operations.submit(demo_session, actor, copy_id, 1, inspect(CARD), now)
    with pytest.raises(Conflict):
        operations.save(demo_session, actor, copy_id, 1, with_step(CARD, "Thẩm định"), STEP, now)
    with pytest.raises(Conflict):
        operations.reopen(demo_session, actor, copy_id, now)
    drafts.reject(demo_session, who(demo_session, now, "pheduyet"), draft_id, "Thiếu căn cứ", now)
    operations.reopen(demo_session, actor, copy_id, now)
    assert now_at(demo_session, now, copy_id).may_edit


def test_an_approver_reads_a_copy_but_does_not_change_it_and_an_officer_sees_none(
    demo_session: Session, now: datetime
) -> None:
    copy_id = begun(demo_session, now)
    approver = who(demo_session, now, "pheduyet")
    assert not queries.load(demo_session, approver, copy_id).may_edit
    with pytest.raises(Refused):
        operations.save(demo_session, approver, copy_id, 1, with_step(CARD, "Thẩm định"), STEP, now)
    with pytest.raises(Missing):
        queries.load(demo_session, who(demo_session, now, "anbinh.motcua"), copy_id)
