"""Reminders: due soon, overdue, head, leader; each once, in working hours, and the day's mail through a real server."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine import clock
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import history, work_item
from engine.dossiers.reminders import operations, queries
from engine.dossiers.reminders.handlers import DIGEST, handlers, schedule
from engine.dossiers.reminders.mail import Smtp
from engine.dossiers.reminders.models import reminder
from engine.organisation import holdings
from engine.organisation.models import assignment, person
from engine.organisation.operations import people
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support.desk import NOW, Desk, opened

KEY = "tro-cap-mot-lan"


@pytest.fixture
def desk(new_database: Any, tmp_path: Path) -> Iterator[Desk]:
    with opened(new_database("office"), tmp_path) as made:
        yield made


def due_of(desk: Desk) -> datetime:
    """Receive a dossier; when its open step is due."""
    number = desk.receive(KEY)
    with reading() as session:
        items = select(work_item).where(work_item.c.dossier_id == number, work_item.c.status == "open")
        due: datetime = session.execute(items).one().due_at
    return due


def look(now: datetime) -> int:
    with transaction() as session:
        return operations.look(session, now)


def stages() -> list[str]:
    with reading() as session:
        told = session.execute(select(reminder.c.stage).order_by(reminder.c.id)).scalars()
        return list(dict.fromkeys(told))


def later(due: datetime, hours: int) -> datetime:
    """An instant so many working hours after the step was due."""
    return clock.builtin("vn").add_working(due, hours * 3600).at


def test_each_stage_is_told_once_and_goes_one_level_up(desk: Desk) -> None:
    due = due_of(desk)
    assert look(due - timedelta(minutes=10)) > 0
    assert stages() == ["soon"]
    assert look(due - timedelta(minutes=5)) == 0, "told once"
    assert look(later(due, 1)) > 0
    assert look(later(due, 9)) > 0
    assert look(later(due, 17)) > 0
    assert set(stages()) == {"soon", "overdue", "head", "leader"}
    assert look(later(due, 40)) == 0


def test_nobody_is_reminded_while_the_office_is_closed(desk: Desk) -> None:
    due = due_of(desk)
    saturday = clock.local(due).replace(hour=10) + timedelta(days=(5 - clock.local(due).weekday()) % 7)
    assert saturday > due
    assert look(saturday) == 0
    with transaction() as session:
        assert operations.look(session, saturday, any_hour=True) > 0


def people_told(stage: str) -> set[int]:
    with reading() as session:
        return set(session.execute(select(reminder.c.person_id).where(reminder.c.stage == stage)).scalars())


def outsiders(session: Any, unit_id: int) -> list[int]:
    """Two people who hold nothing at the unit."""
    inside = select(assignment.c.person_id).where(assignment.c.unit_id == unit_id)
    others = select(person.c.id).where(person.c.id.not_in(inside)).order_by(person.c.id)
    return list(session.execute(others.limit(2)).scalars())


def test_whoever_stands_in_is_reminded_too_while_the_delegation_lasts(desk: Desk) -> None:
    due = due_of(desk)
    day = clock.local(due).date()
    with transaction() as session:
        item = session.execute(select(work_item).where(work_item.c.status == "open")).one()
        holder = holdings.holders(session, item.unit_id, [item.post], day)[0][0]
        deputy, former = outsiders(session, item.unit_id)
        for who, first, last in ((deputy, -1, 5), (former, -9, -1)):
            between = (day + timedelta(days=first), day + timedelta(days=last))
            people.delegate(session, By(None, NOW), holder, who, *between, "Đi công tác")
    look(due - timedelta(minutes=10))
    assert deputy in people_told("soon")
    assert former not in people_told("soon")


def test_of_an_overdue_opinion_the_one_stop_desk_is_told_and_the_history_says_so(desk: Desk) -> None:
    due = due_of(desk)
    with transaction() as session:
        item = session.execute(select(work_item).where(work_item.c.status == "open")).one()
        version = open_dossier(session, item.dossier_id).version
        opinion = next(node.id for node in version.definition.steps() if node.step and node.step.kind == "opinion")
        session.execute(work_item.update().where(work_item.c.id == item.id).values(element=opinion))
    for hours in (1, 2):
        look(later(due, hours))
    assert people_told("one_stop")
    with reading() as session:
        lines = session.execute(select(history.c.public).where(history.c.act == "opinion_late")).scalars().all()
    assert lines == [False], "told once, to officers only"


class Sink(socketserver.StreamRequestHandler):
    """As much of an SMTP server as a sender needs; keeps what it was given."""

    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.kept.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as made:
        made.kept = []  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def test_the_day_s_mail_names_what_is_open_and_is_sent_once(desk: Desk, server: Any) -> None:
    due = due_of(desk)
    look(due - timedelta(minutes=10))
    with transaction() as session:
        told = session.execute(select(reminder.c.person_id).limit(1)).scalar_one()
        session.execute(person.update().where(person.c.id == told).values(email="can.bo@example.gov.vn"))
        schedule(session, due)
    smtp = Smtp("127.0.0.1", server.server_address[1], "nhac-viec@example.gov.vn", starttls=False)
    morning = clock.local(due).replace(hour=9, minute=0) + timedelta(days=1)
    while not clock.builtin("vn").is_open(morning):
        morning += timedelta(days=1)
    for _ in range(2):
        jobs.run_until_idle(lambda: morning, handlers(smtp, "https://mc.example.gov.vn"))
    (mail,) = server.kept
    assert "can.bo@example.gov.vn" in mail
    assert "Message-ID: <reminders.mail" in mail
    with reading() as session:
        assert queries.to_mail(session, told) == []


def test_without_a_server_nothing_is_mailed_and_the_list_still_tells(desk: Desk) -> None:
    due = due_of(desk)
    look(due - timedelta(minutes=10))
    with transaction() as session:
        session.execute(person.update().values(email="can.bo@example.gov.vn"))
        schedule(session, due)
    done = jobs.run_until_idle(lambda: due + timedelta(days=1), handlers(None, ""))
    assert done >= 1, DIGEST
    with reading() as session:
        told = session.execute(select(reminder.c.person_id).limit(1)).scalar_one()
        assert queries.unread(session, told) >= 1
        assert session.execute(select(reminder).where(reminder.c.mailed_at.is_not(None))).all() == []


def test_a_half_said_mail_server_is_refused_by_name() -> None:
    assert Smtp.from_env({}) is None
    with pytest.raises(ValueError, match="QUYTRINH_SMTP_FROM"):
        Smtp.from_env({"QUYTRINH_SMTP_HOST": "mail"})
