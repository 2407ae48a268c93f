"""A hundred calls in a storm: answers lost, late or doubled, runners that die with a call in hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.platform import jobs
from engine.platform.jobs import Handler, Handlers, Job
from tests.support.calling import Calls, opened

_CALLS = 100
_WEATHER = (
    *([Behaviour.GOOD] * 6),
    *([Behaviour.LATE] * 4),
    *([Behaviour.LOSE] * 4),
    *([Behaviour.SILENCE] * 2),
    *([Behaviour.DOWN] * 2),
)


class Killed(BaseException):
    """What a process that is killed would do to the thread: nothing of it goes on, nothing is tidied up."""


def dying(handlers: Handlers, chance: random.Random) -> Handlers:
    """The same handlers, in a runner that dies now and then after the partner was called, before anything is noted."""

    def mortal(handler: Handler) -> Handler:
        def call(job: Job) -> Any:
            got = handler.call(job) if handler.call else None
            if chance.random() < 0.1:
                raise Killed
            return got

        return Handler(handler.settle, call, handler.gave_up, handler.attempts, lease=handler.lease)

    return {kind: mortal(one) for kind, one in handlers.items()}


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Calls]:
    with opened(new_database("demo"), tmp_path) as made:
        yield made
        assert made.healthy() == []


def test_every_call_has_one_effect_and_nothing_is_stuck_without_an_incident(office: Calls) -> None:
    chance = random.Random(9)
    office.declare("wait", after=3)
    office.partner()
    office.police.behave = lambda: chance.choice(_WEATHER)
    made = [office.receive(f"Người {number}") for number in range(_CALLS)]
    handlers = dying(office.handlers, chance)
    for _ in range(150):
        with suppress(Killed):
            jobs.run_until_idle(office.clock, handlers)
        _call_back(office, chance)
        if office.unanswered() == 0:
            break
        office.clock.forward(minutes=1)
    office.police.behave = None
    office.run(12, minutes=20)
    _call_back(office, chance)
    assert {office.call(one).status for one in made} == {"answered"}
    assert [office.open_steps(one) for one in made] == [["tra"]] * _CALLS
    assert len(office.police.book) == _CALLS
    assert sorted(entry.sent["ho_ten"] for entry in office.police.book.values()) == sorted(
        f"Người {number}" for number in range(_CALLS)
    )
    assert any(entry.times > 1 for entry in office.police.book.values())


def _call_back(office: Calls, chance: random.Random) -> None:
    """The police send what they owe, some of it twice and some of it never."""
    for entry in office.police.owed():
        if chance.random() < 0.7:
            body, number = office.police.tell(entry), f"m-{entry.receipt}"
            for _ in range(chance.choice((1, 1, 2))):
                office.callback(number, body)
