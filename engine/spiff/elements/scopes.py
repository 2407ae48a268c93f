"""Scopes: elements that stay started while tokens live inside, and decide what the end of one means for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.spiff.elements.base import Element, follow, run_of
from engine.spiff.library import TaskState, WorkflowSpec
from engine.spiff.task import Token

if TYPE_CHECKING:
    from engine.bpmn.definition import Node


class Race(Element):
    """An event-based gateway: several events wait, the first to happen wins and the others are withdrawn."""

    def arrive(self, task: Token) -> bool:
        """Open every event the gateway leads to."""
        task._set_state(TaskState.STARTED)
        run = run_of(task)
        run.path.append(self.node.id)
        follow(run, task, self.routes)
        return False

    def child_done(self, scope: Token, child: Token) -> Token:
        """The winner's successors live where the gateway lived; the losers and the gateway go."""
        return _leave_scope(scope, child)


class Guard(Element):
    """An activity with boundary events: it and its events live here until the activity ends or is interrupted."""

    shown = False

    def __init__(self, graph: WorkflowSpec, node: Node) -> None:
        super().__init__(graph, node, name=f"{node.id} [guard]")
        self.inside: tuple[str, ...] = ()

    def arrive(self, task: Token) -> bool:
        """Open the events first, so that an activity that ends at once still finds them to withdraw."""
        task._set_state(TaskState.STARTED)
        inside = [task.put(task.workflow.spec.task_specs[name]) for name in self.inside]
        for token in inside:
            if token.id in task.workflow.tasks:
                token.task_spec._update(token)
        return False

    def child_done(self, scope: Token, child: Token) -> Token:
        """The activity's end or an interrupting event closes the guard; other events leave it standing."""
        if child.task_spec.closes_guard:
            return _leave_scope(scope, child)
        aside = scope.parent.put(scope.workflow.spec.task_specs[aside_name(child.task_spec.node.id)])
        aside._set_state(TaskState.STARTED)
        return aside


class Aside(Element):
    """What an event that does not interrupt has set going, once. Its joins do not mix with those of another time."""

    shown = False

    def __init__(self, graph: WorkflowSpec, node: Node) -> None:
        super().__init__(graph, node, name=aside_name(node.id))

    def child_done(self, scope: Token, child: Token) -> Token:
        """Successors live beside everything else as their predecessor did."""
        return scope

    def child_left(self, scope: Token) -> None:
        """Over when nothing lives in it any more; the scope around it may then be over too."""
        if scope._children:
            return
        outer: Token = scope.parent
        scope.leave()
        outer.task_spec.child_left(outer)

    def counts_as_token(self, task: Token) -> bool:
        """It leads to ends of its own; no join outside waits for it."""
        return False


def aside_name(event: str) -> str:
    """Name of the scope a boundary event opens."""
    return f"{event} [aside]"


def _leave_scope(scope: Token, child: Token) -> Token:
    """Withdraw the others, and close the scope in favour of ``child``, which lives on where the scope lived."""
    outer: Token = scope.parent
    place: Token = outer.task_spec.child_done(outer, scope)
    scope._children.remove(child.id)
    child._parent = place.id
    place._children.append(child.id)
    scope.leave()
    return place


__all__ = ["Aside", "Guard", "Race", "aside_name"]
