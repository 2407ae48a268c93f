"""What every element of a diagram does when a token arrives, runs and leaves; the hooks its kinds fill in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.spiff.errors import StepFailure
from engine.spiff.library import BpmnTaskSpec, TaskState, WorkflowSpec
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.bpmn.definition import Node
    from engine.spiff.expressions import Formula
    from engine.spiff.run import Run


@dataclass(frozen=True, slots=True)
class Route:
    """A sequence flow as the engine follows it: its id, where it leads, when, and whether by default."""

    flow: str
    target: str
    condition: Formula | None = None
    is_default: bool = False


class Element(BpmnTaskSpec):
    """An element of the diagram.

    The library predicts the future of every token and keeps its past; here a token creates its successors when it
    completes and then leaves. What an element needs from the past it keeps in itself, so history cannot mislead it.
    """

    shown: bool = True
    opens_as: str | None = None
    closes_guard: bool = True

    def __init__(self, graph: WorkflowSpec, node: Node, *, name: str | None = None, manual: bool = False) -> None:
        super().__init__(graph, name or node.id, manual=manual)
        self.bpmn_id = node.id
        self.node = node
        self.routes: tuple[Route, ...] = ()
        self.bit = 0

    def arrive(self, task: Token) -> bool:
        """A token has come. True means it can run now; otherwise the element has set the state it waits in."""
        return True

    def run(self, task: Token) -> bool | None:
        """Do the automatic work. None means: started, finished later by an act."""
        return True

    def came_by(self, task: Token, flow: str) -> None:
        """The token came along ``flow``; only joins care."""

    def taken(self, task: Token) -> tuple[Route, ...]:
        """The flows a completed token leaves by: all of them, unless the element chose."""
        return self.routes

    def child_done(self, scope: Token, child: Token) -> Token:
        """A token living in this scope is done; say in which scope its successors live."""
        raise NotImplementedError(f"{type(self).__name__} is not a scope")

    def child_left(self, scope: Token) -> None:
        """A token that lived in this scope has gone and its successors, if any, have arrived."""

    def counts_as_token(self, task: Token) -> bool:
        """Whether an inclusive join must reckon with this token."""
        return True

    def _update(self, task: Token) -> None:
        if task._state != TaskState.FUTURE:
            return
        try:
            ready = self.arrive(task)
        except Exception as problem:
            run_of(task).fail(task, problem, "arriving")
            return
        if ready:
            task._set_state(TaskState.READY)

    def _run(self, task: Token) -> bool | None:
        return self.run(task)

    def _on_complete(self, task: Token) -> None:
        run = run_of(task)
        if self.shown:
            run.path.append(self.node.id)
        routes = self.taken(task)
        place = task.parent.task_spec.child_done(task.parent, task)
        task.leave()
        follow(run, place, routes)
        place.task_spec.child_left(place)

    def _on_error(self, task: Token) -> None:
        return None

    def _predict(self, task: Token, seen: Any = None, looked_ahead: int = 0, mask: int = 0) -> None:
        return None


def follow(run: Run, place: Token, routes: tuple[Route, ...]) -> None:
    """Put a token behind each flow, then let them arrive in the order of the flows."""
    arrivals = []
    for route in routes:
        if route.flow:
            run.path.append(route.flow)
        task = place.put(place.workflow.spec.task_specs[route.target])
        task.task_spec.came_by(task, route.flow)
        arrivals.append(task)
    for task in arrivals:
        if task.id in task.workflow.tasks:
            task.task_spec._update(task)


def run_of(task: Token) -> Run:
    """The act in progress."""
    run: Run = task.workflow.top_workflow.run
    return run


__all__ = ["Element", "Route", "StepFailure", "follow", "run_of"]
