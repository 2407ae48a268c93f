"""Our books beside a partner's, day by day: what was planted is found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.books import jobs as books
from engine.connectors.books import keeping, queries
from engine.connectors.emulators import statement
from engine.connectors.emulators.office import Behaviour
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from engine.platform.errors import Conflict, Invalid
from engine.platform.time import local_day
from tests.support.taking_back import TakingBack, opened


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[TakingBack]:
    with opened(new_database("demo"), tmp_path) as made:
        made.police.today = lambda: local_day(made.clock())
        yield made
        assert made.healthy() == []


def compared(office: TakingBack, *, mornings: int = 1) -> list[tuple[str, str, str]]:
    """Let the next mornings come and say what differs."""
    handlers = {**office.handlers, **books.handlers(office.clock, Means(Sealer("a secret of the tests")))}
    with transaction() as session:
        books.schedule(session, office.clock())
    for _ in range(mornings):
        office.clock.forward(days=1)
        jobs.run_until_idle(office.clock, handlers)
    return differences()


def differences() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(row.kind, row.ours, row.theirs) for row in queries.differences(session, unsettled=True)]


def statuses() -> list[str]:
    with reading() as session:
        return [row.status for row in queries.days(session)]


def busy_day(office: TakingBack) -> list[int]:
    """Six dossiers: good, answered late, lost twice, refused, withdrawn before and after it left."""
    made = [office.begin(f"Người {number}") for number in range(2)]
    office.run_everything()
    office.police.behaviour = Behaviour.LOSE
    made.append(office.begin("Mất"))
    office.run_everything()
    office.police.behaviour = Behaviour.REFUSE
    made.append(office.begin("Từ chối"))
    office.run_everything()
    office.police.behaviour = Behaviour.LATE
    made.append(office.begin("Rút sau"))
    office.run_everything()
    office.withdraw(made[-1])
    made.append(office.begin("Rút trước"))
    office.withdraw(made[-1])
    office.police.behaviour = Behaviour.GOOD
    office.clock.forward(minutes=2)
    office.run_everything()
    return made


def test_a_day_of_lost_answers_refusals_and_withdrawals_agrees(office: TakingBack) -> None:
    busy_day(office)
    assert compared(office) == []
    assert statuses() == ["agrees"]


def test_what_was_planted_is_found_and_nothing_else(office: TakingBack) -> None:
    made = busy_day(office)
    keys = [office.named(one, "hoi").key for one in made]
    statement.spoil(office.police, "forgotten", keys[0])
    statement.spoil(office.police, "foreign", keys[1])
    statement.spoil(office.police, "doubled", keys[2])
    statement.spoil(office.police, "other_result", keys[4])
    assert compared(office) == [
        ("doubled", "1", "2"),
        ("not_here", "", "done"),
        ("not_there", "done", ""),
        ("result", "withdrawn", "done"),
    ]


def test_a_partner_that_is_away_in_the_morning_is_asked_until_it_is_back(office: TakingBack) -> None:
    busy_day(office)
    office.police.behaviour = Behaviour.DOWN
    assert compared(office) == []
    assert statuses() == ["away"]
    office.police.behaviour = Behaviour.GOOD
    handlers = books.handlers(office.clock, Means(Sealer("a secret of the tests")))
    office.clock.forward(hours=1)
    jobs.run_until_idle(office.clock, handlers)
    assert statuses() == ["agrees"]


def test_a_call_answered_after_midnight_is_missed_on_neither_day(office: TakingBack) -> None:
    office.clock.forward(hours=14, minutes=59)
    office.police.behaviour = Behaviour.LOSE
    one = office.begin()
    office.run_everything()
    office.police.behaviour = Behaviour.GOOD
    office.clock.forward(minutes=3)
    office.run_everything()
    assert office.named(one, "hoi").status == "answered"
    assert compared(office, mornings=2) == []
    assert statuses() == ["agrees", "agrees"]


def test_a_difference_is_settled_by_a_sentence_or_by_agreeing_later(office: TakingBack) -> None:
    made = busy_day(office)
    statement.spoil(office.police, "doubled", office.named(made[0], "hoi").key)
    statement.spoil(office.police, "other_result", office.named(made[1], "hoi").key)
    assert len(compared(office)) == 2
    by = By(None, office.clock())
    with reading() as session:
        doubled, other = [row.id for row in queries.differences(session)]
    with pytest.raises(Invalid), transaction() as session:
        keeping.settle(session, by, doubled, " ")
    with transaction() as session:
        keeping.settle(session, by, doubled, "Công văn 12/CAX")
    with pytest.raises(Conflict), transaction() as session:
        keeping.settle(session, by, doubled, "lần nữa")
    statement.spoil(office.police, "other_result", office.named(made[1], "hoi").key)
    with transaction() as session:
        books.ask(session, "police", local_day(office.clock() - timedelta(days=1)), office.clock(), again=True)
    handlers = books.handlers(office.clock, Means(Sealer("a secret of the tests")))
    jobs.run_until_idle(office.clock, handlers)
    assert differences() == []
    with reading() as session:
        assert [row.settled_by for row in queries.differences(session)] == ["system", "system"]
    assert other
