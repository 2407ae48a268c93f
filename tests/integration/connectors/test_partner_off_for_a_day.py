"""A partner off for a whole day: people enter what they know, nothing is lost, and everything balances afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.books import jobs as books
from engine.connectors.books import queries
from engine.connectors.emulators.office import Behaviour
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.platform import jobs
from engine.platform.db import reading, transaction
from engine.platform.time import local_day
from tests.support.calling import Calls, opened

_RIGHT, _WRONG = "Xã An Bình, tỉnh An Hòa", "Xã khác"


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[Calls]:
    with opened(new_database("demo"), tmp_path) as made:
        made.police.today = lambda: local_day(made.clock())
        yield made
        assert made.healthy() == []


def test_nothing_is_lost_and_the_settlement_balances(office: Calls) -> None:
    office.declare("manual", after=2)
    office.partner()
    office.police.behaviour = Behaviour.DOWN
    made = []
    for hour in range(24):
        if hour % 2 == 0:
            made.append(office.receive(f"Người {hour}"))
        office.run(1, hours=1)
    entered, wrong, waiting = made[:4], made[4:6], made[6:]
    for one in entered:
        office.enter(one, cu_tru=_RIGHT)
    for one in wrong:
        office.enter(one, cu_tru=_WRONG)
    assert all(office.open_steps(one) == ["tra"] for one in entered + wrong)
    assert all(office.incidents(one) for one in waiting[:2])
    office.police.behaviour = Behaviour.GOOD
    office.run(3, minutes=20)
    debts = Counter(office.call(one).debt for one in made)
    assert debts == {"settled": len(entered), "differs": len(wrong), None: len(waiting)}
    assert all(office.open_steps(one) == ["tra"] and not office.incidents(one) for one in made)
    assert {entry.effects for entry in office.police.book.values()} == {1}
    assert set(office.police.book) == {office.call(one).key for one in made}
    with transaction() as session:
        books.ask(session, "police", local_day(office.clock()), office.clock())
    jobs.run_until_idle(office.clock, books.handlers(office.clock, Means(Sealer("a secret of the tests"))))
    with reading() as session:
        assert [(row.status, row.theirs) for row in queries.days(session)] == [("agrees", len(made))]
