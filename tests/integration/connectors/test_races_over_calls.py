"""Two at once over one call: whatever meets, the dossier goes one way, the partner sees one effect, nothing hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.connectors.emulators.office import Behaviour
from engine.platform import jobs
from engine.platform.errors import AppError
from tests.support.taking_back import TakingBack, opened

_TIMES = 6
Deed = Callable[[], Any]


@pytest.fixture
def office(new_database: Any, tmp_path: Path) -> Iterator[TakingBack]:
    with opened(new_database("demo"), tmp_path) as made:
        yield made
        made.police.behaviour = Behaviour.GOOD
        made.clock.forward(hours=1)
        made.run_everything()
        assert made.healthy() == []


def meet(office: TakingBack, *deeds: Deed) -> list[str]:
    """Let go together; says ``done`` or the kind of the refusal of each."""
    said = [""] * len(deeds)
    gate = threading.Barrier(len(deeds))

    def run(number: int, deed: Deed) -> None:
        with office.app.app_context():
            gate.wait()
            try:
                deed()
                said[number] = "done"
            except AppError as error:
                said[number] = type(error).__name__

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    return said


def called(office: TakingBack) -> Deed:
    return lambda: jobs.run_until_idle(office.clock, office.handlers)


def test_an_answer_and_a_withdrawal(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        assert "" not in meet(office, called(office), lambda one=one: office.withdraw(one))
        office.run_everything()
        call = office.named(one, "hoi")
        assert (call.status, call.debt) in {("answered", None), ("cancelled", None), ("cancelled", "told")}
        effects = [entry for entry in office.police.book.values() if entry.key == call.key]
        if call.debt is None and call.status == "cancelled":
            assert effects == []
        assert len(effects) <= 1
        assert all(entry.withdrawn for entry in effects if call.status == "cancelled")


def test_a_call_and_a_recall(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        office.run_everything()
        office.clock.forward(seconds=1)
        office.finish(one, "xem")
        before = len(office.police.book)
        _, recalled = meet(office, called(office), lambda one=one: office.recall(one))
        office.run_everything()
        assert recalled in ("done", "Conflict")
        assert office.open_steps(one) == (["xem"] if recalled == "done" else ["tra"])
        assert len(office.police.book) - before == (0 if recalled == "done" else 1)


def test_a_call_back_and_a_recall_beside_it(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        office.police.behaviour = Behaviour.LATE
        office.run_everything()
        office.police.behaviour = Behaviour.DOWN
        office.clock.forward(seconds=1)
        office.finish(one, "xem")
        (entry,) = office.police.owed()
        body = office.police.tell(entry)
        number_of = f"m{number}"
        told, recalled = meet(
            office, lambda body=body, n=number_of: office.callback(n, body), lambda one=one: office.recall(one)
        )
        while told != "done":
            (told,) = meet(office, lambda body=body, n=number_of: office.callback(n, body))
        assert recalled in ("done", "Conflict")
        assert office.named(one, "hoi").status == "answered"
        assert office.open_steps(one) == (["xem"] if recalled == "done" else [])
        office.police.behaviour = Behaviour.GOOD
        office.clock.forward(minutes=30)
        office.run_everything()


def test_a_finished_step_and_a_call_back(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        office.police.behaviour = Behaviour.LATE
        office.run_everything()
        (entry,) = office.police.owed()
        body, number_of = office.police.tell(entry), f"m{number}"
        assert meet(
            office, lambda one=one: office.finish(one, "xem"), lambda b=body, n=number_of: office.callback(n, b)
        ) == ["done", "done"]
        office.police.behaviour = Behaviour.GOOD
        office.run_everything()
        assert office.open_steps(one) == ["tra"]


def test_the_same_call_back_twice_at_once(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        office.police.behaviour = Behaviour.LATE
        office.run_everything()
        (entry,) = office.police.owed()
        body = office.police.tell(entry)
        said: list[str] = []

        def back(name: str, body: Any = body, said: list[str] = said) -> Deed:
            return lambda: said.append(office.callback(name, body))

        deeds = [back(f"a{number}"), back(f"b{number}")]
        assert meet(office, *deeds) == ["done", "done"]
        assert sorted(said) == ["applied", "late"]
        assert office.named(one, "hoi").status == "answered"


def test_two_workers_and_one_call(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        meet(office, called(office), called(office), called(office))
        call = office.named(one, "hoi")
        assert (call.status, call.attempts) == ("answered", 1)
        assert office.police.book[call.key].times == 1


def test_a_result_entered_by_hand_and_the_answer(office: TakingBack) -> None:
    for number in range(_TIMES):
        one = office.begin(f"Người {number}")
        call_id = office.named(one, "hoi").id
        _, entered = meet(office, called(office), lambda c=call_id: office.enter_for(c, truoc="Hỏi trước"))
        office.run_everything()
        call = office.named(one, "hoi")
        assert (call.status, call.debt) == (("answered", "settled" if entered == "done" else None))
        assert office.police.book[call.key].times == call.attempts
