"""The audit trail on both databases: it grows, it is chained, and whatever is done to it behind our back shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.platform import audit
from engine.platform.db import reading, transaction


def note(session: Session, card: str, act: str, at: datetime) -> int:
    return audit.record(
        session, subject_kind="library_card", subject_id=card, act=act, actor="librarian", at=at, detail={"sách": 1}
    )


def test_each_subject_counts_for_itself(session: Session, now: datetime) -> None:
    assert [
        note(session, "a", "issued", now),
        note(session, "a", "renewed", now),
        note(session, "b", "issued", now),
    ] == [
        1,
        2,
        1,
    ]


def test_an_untouched_trail_has_no_problems(session: Session, now: datetime) -> None:
    for act in ("issued", "renewed", "returned"):
        note(session, "a", act, now)
        note(session, "b", act, now)
    audit.seal(session, now)
    note(session, "a", "issued", now)
    assert audit.verify(session) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit",
        "UPDATE audit_seal SET subjects = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_itself_refuses_changes(app_db: Flask, now: datetime, statement: str) -> None:
    with transaction() as session:
        note(session, "a", "issued", now)
        audit.seal(session, now)
    with pytest.raises(IntegrityError, match="append-only"), transaction() as session:
        session.execute(text(statement))


def test_an_act_rolled_back_leaves_no_entry(app_db: Flask, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as session:
        note(session, "a", "issued", now)
        raise ZeroDivisionError
    with reading() as session:
        assert session.execute(text("SELECT count(*) FROM audit")).scalar() == 0


def test_sealing_twice_without_news_seals_once(session: Session, now: datetime) -> None:
    note(session, "a", "issued", now)
    assert audit.seal(session, now) == 1
    assert audit.seal(session, now) is None
    note(session, "a", "renewed", now)
    assert audit.seal(session, now + timedelta(hours=1)) == 2


def codes(session: Session) -> set[str]:
    return {problem.code for problem in audit.verify(session)}


@pytest.fixture
def tampered(app_db: Flask, now: datetime) -> Callable[[str], set[str]]:
    """Return a function that takes the guards away, runs a statement as an intruder would, and verifies."""

    def tamper(statement: str) -> set[str]:
        with transaction() as session:
            for act in ("issued", "renewed", "returned"):
                note(session, "a", act, now)
            audit.seal(session, now)
            note(session, "b", "issued", now)
            audit.seal(session, now)
        with transaction() as session:
            disarm(session)
            session.execute(text(statement))
        with reading() as session:
            return codes(session)

    return tamper


def disarm(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for table in ("audit", "audit_seal"):
        for act in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER {table}_no_{act}"))


def test_a_changed_entry_shows(tampered: Callable[[str], set[str]]) -> None:
    assert tampered("UPDATE audit SET actor = 'nobody' WHERE subject_id = 'a' AND seq = 2") == {"audit.altered"}


def test_a_removed_entry_shows(tampered: Callable[[str], set[str]]) -> None:
    assert tampered("DELETE FROM audit WHERE subject_id = 'a' AND seq = 2") == {"audit.gap"}


def test_a_chain_cut_at_its_end_shows_by_its_seal(tampered: Callable[[str], set[str]]) -> None:
    assert tampered("DELETE FROM audit WHERE subject_id = 'a' AND seq = 3") == {"seal.root"}


def test_a_whole_chain_removed_shows_by_its_seal(tampered: Callable[[str], set[str]]) -> None:
    assert tampered("DELETE FROM audit WHERE subject_id = 'b'") == {"seal.root", "seal.beyond"}


def test_a_removed_seal_shows(tampered: Callable[[str], set[str]]) -> None:
    assert tampered("DELETE FROM audit_seal WHERE seq = 1") == {"seal.link"}


def test_a_changed_seal_shows(tampered: Callable[[str], set[str]]) -> None:
    assert "seal.altered" in tampered("UPDATE audit_seal SET subjects = 7 WHERE seq = 2")
