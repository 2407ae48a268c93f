"""A world for tests, and a dossier that remembers its state so that stories read as stories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from engine.spiff import (
    Act,
    Answer,
    Assigned,
    Bundle,
    Complete,
    Continue,
    Deliver,
    Fire,
    Request,
    Start,
    StepResult,
    Unresolved,
    advance,
    compile_version,
)
from engine.spiff.runner import STEP_BUDGET
from engine.spiff.standing import Standing, inspect

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


class TestWorld:
    """Assigns every step to the unit its expression names; ``nobody`` lists units that cannot be found."""

    __test__ = False

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now
        self.asked: list[Request] = []
        self.answer: Callable[[Request], Assigned | Unresolved] = lambda request: Assigned(
            str(request.chosen[0]) if request.chosen else request.unit_expr or "", request.post
        )

    def resolve(self, request: Request) -> Assigned | Unresolved:
        self.asked.append(request)
        return self.answer(request)


class Dossier:
    """Plays one dossier: acts by element name, reloads its state from bytes before every act."""

    def __init__(
        self,
        bundle: Bundle | bytes,
        world: TestWorld | None = None,
        budget: int = STEP_BUDGET,
        **variables: dict[str, object],
    ) -> None:
        self.bundle = compile_version(bundle) if isinstance(bundle, bytes) else bundle
        self.world = world or TestWorld()
        self.budget = budget
        self.state: bytes | None = None
        self.result: StepResult
        self.do(Start(variables))

    def do(self, act: Act) -> StepResult:
        """Any act."""
        self.result = advance(self.bundle, self.state, act, self.world, budget=self.budget)
        self.state = self.result.state
        return self.result

    @property
    def standing(self) -> Standing:
        """What is open now."""
        assert self.state is not None
        return inspect(self.bundle, self.state)

    @property
    def open(self) -> list[str]:
        """Elements of the open steps and waits, sorted."""
        return sorted(thing.element for thing in self.standing.things if thing.kind in ("step", "wait"))

    def task(self, element: str, item: int | None = None) -> str:
        """The task id of what is open at an element (the oldest, or that of an item)."""
        found = [thing for thing in self.standing.things if thing.element == element]
        found = [thing for thing in found if item is None or thing.items[-1:] == (item,)]
        assert found, f"nothing open at {element}; open: {self.standing.things}"
        return found[0].task

    def complete(
        self, element: str, outcome: str | None = None, item: int | None = None, unit: str = "u1", **values: object
    ) -> StepResult:
        """Complete the open step at an element."""
        return self.do(Complete(self.task(element, item), outcome, values, unit))

    def deliver(self, element: str, item: int | None = None, **values: object) -> StepResult:
        """A message arrives for the wait at an element."""
        return self.do(Deliver(self.task(element, item), values))

    def fire(self, element: str, after: timedelta = timedelta(days=365)) -> StepResult:
        """Time passes and the timer at an element fires."""
        self.world.now += after
        return self.do(Fire(self.task(element)))

    def answer(self, element: str, error: str | None = None, item: int | None = None, **values: object) -> StepResult:
        """The connector call at an element ends."""
        return self.do(Answer(self.task(element, item), values, error))

    def go_on(self) -> StepResult:
        """The continuation of an unfinished act."""
        return self.do(Continue())

    @property
    def ended(self) -> str | None:
        """The result the dossier ended with, None while it lives."""
        return self.result.ended.result if self.result.ended else None
