"""A disk that is full: the act is refused with a page that says so, nothing is half written, and work goes on after."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from demo.dossiers import applications
from engine.documents.store import NotKept
from engine.platform.db import db
from tests.support.faults_child import Tell, in_child
from tests.support.faults_desk import Desk, desk
from tests.support.faults_picture import difference, picture, timeless, whole
from tests.support.faults_resume import Undisturbed, play, resumed, undisturbed
from tests.support.faults_story import BIRTH, INVESTMENT, Story
from tests.support.office import every_paper, flat, opened, text_of, token

pytestmark = pytest.mark.sqlite_only

SOAK = "QT_SOAK" in os.environ
KEY = "dang-ky-khai-sinh"
PAGE = f"/tiep-nhan/{KEY}"
DECISION = {"outcome": "du", "papers": every_paper(KEY)}


@contextmanager
def room_for(engine: Engine, more: int) -> Iterator[None]:
    """Let the database grow by so many pages only."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    engine.dispose()

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + more}")

    event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


def played_with_little_room(here: Desk, right: Undisturbed, more: int) -> int:
    """Play a story whose every deed may find the disk full; returns how often one did."""
    refused = dossier = 0
    for number in range(len(right.story.deeds)):
        before = whole()
        with room_for(here.engine, more):
            done = _done(here, right.story, number, dossier)
        if done is None:
            refused += 1
            assert whole() == before
            assert here.findings() == []
            done = right.story.play(here, number, dossier)
        dossier = done
        found = difference(timeless(picture(dossier)), right.pictures[number + 1])
        assert not found, f"{right.story.deeds[number].name}: {found}"
    assert here.findings() == []
    return refused


def _done(here: Desk, story: Story, number: int, dossier: int) -> int | None:
    try:
        return story.play(here, number, dossier)
    except DBAPIError as error:
        assert "full" in str(error)
        return None


@pytest.mark.parametrize("story", [BIRTH, INVESTMENT] if SOAK else [BIRTH], ids=lambda story: story.name)
def test_a_full_database_refuses_whole_acts_and_goes_on_once_there_is_room(
    new_database: Any, folder: Path, story: Story
) -> None:
    url = new_database("office")
    right = undisturbed(url, folder, story)
    with desk(url, folder) as here:
        refused = [played_with_little_room(here, right, more) for more in (range(12) if SOAK else (0,))]
    assert refused[0] > 0
    print(f"{story.name}: {sum(refused)} acts refused for want of room")


def test_a_write_the_system_refuses_leaves_the_act_undone(new_database: Any, folder: Path, dice: Random) -> None:
    url = new_database("office")
    right = undisturbed(url, folder, BIRTH)
    for _ in range(40 if SOAK else 1):
        with desk(url, folder) as here:
            before = here.newest()
        room = dice.randrange(40_000, 400_000)
        ended = in_child(partial(limited, url, folder, room))
        assert ended.code == 0
        found = resumed(url, folder, right, ended.told, before)
        assert not found.one_more
        assert found.acknowledged < len(BIRTH.deeds)


def limited(url: str, folder: Path, room: int, tell: Tell) -> None:
    """Play a story in a process none of whose files may grow beyond ``room`` bytes, until something is refused."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with desk(url, folder) as here:
        here.findings()
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        try:
            play(here, BIRTH, tell)
        except (DBAPIError, NotKept):
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def test_the_reader_is_told_that_nothing_was_changed(new_database: Any, tmp_path: Path) -> None:
    for office in opened(new_database("office"), tmp_path):
        clerk = office.person("anbinh.motcua")
        with office.app.app_context(), room_for(db.engine, 0):
            answer = clerk.get(PAGE)
            while answer.status_code != 500:
                before = whole()
                data = {"csrf_token": token(clerk.get(PAGE)), **filled_in()}
                answer = clerk.client.post(PAGE, data=data)
            assert "Chưa có thay đổi nào được ghi nhận" in text_of(answer)
            assert whole() == before
        clerk.receive(KEY, "du")
        assert office.findings() == []


def filled_in() -> dict[str, Any]:
    """The reception page as a clerk sends it."""
    given = applications()[KEY]
    applicant = {f"nop.{name}": value for name, value in flat(given["applicant"]).items()}
    return {**applicant, **{f"don.{name}": value for name, value in flat(given["form"]).items()}, **DECISION}
