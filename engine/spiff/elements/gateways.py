"""The splitting side of gateways: which flows a token leaves by."""

from __future__ import annotations

from engine.spiff.elements.base import Element, Route, run_of
from engine.spiff.errors import StepFailure
from engine.spiff.task import Token
from engine.text import Text

TAKE = "take"


class Choosing(Element):
    """A gateway that chooses among its flows when it runs and remembers the choice until it leaves."""

    def choose(self, task: Token) -> list[int]:
        """Positions of the flows to take."""
        raise NotImplementedError

    def run(self, task: Token) -> bool:
        """Choose; a choice that cannot be made is an incident at this gateway."""
        task.internal_data[TAKE] = self.choose(task)
        return True

    def taken(self, task: Token) -> tuple[Route, ...]:
        """The flows chosen."""
        return tuple(self.routes[position] for position in task.internal_data[TAKE])

    def holding(self, task: Token) -> list[int]:
        """Positions of the flows whose condition holds, in the order of the diagram (null counts as false)."""
        run = run_of(task)
        return [
            position
            for position, route in enumerate(self.routes)
            if route.condition is not None and not route.is_default and run.holds(task, route.condition)
        ]

    def default(self) -> list[int]:
        """The flow to take when no condition holds."""
        return [position for position, route in enumerate(self.routes) if route.is_default]

    def no_way(self) -> StepFailure:
        """What to say when no condition holds and there is no default."""
        name = self.node.name or self.node.id
        return StepFailure(
            "no_matching_flow",
            Text(
                f"Không nhánh nào của cổng “{name}” có điều kiện đúng và không có nhánh mặc định.",
                f"No flow leaving gateway “{name}” has a condition that holds, and there is no default flow.",
            ),
        )


class Exclusive(Choosing):
    """One flow: the first whose condition holds, else the default. A single flow needs no condition."""

    def choose(self, task: Token) -> list[int]:
        """The first flow that holds; conditions after it are not evaluated."""
        run = run_of(task)
        for position, route in enumerate(self.routes):
            if route.condition is not None and not route.is_default and run.holds(task, route.condition):
                return [position]
        chosen = self.default()
        if not chosen:
            raise self.no_way()
        return chosen
