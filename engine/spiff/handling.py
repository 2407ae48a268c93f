"""What each act does to the token it names, before automatic work goes on. One function per act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.spiff.acts import Act, Answer, Complete, Continue, Deliver, Fire, Restore, Retry, Start, Withdraw
from engine.spiff.elements.base import follow
from engine.spiff.errors import NotOpen, StepFailure, TooEarly, UnknownOutcome
from engine.spiff.library import TaskState
from engine.spiff.live import kind_of
from engine.spiff.result import Ended
from engine.spiff.run import FAILED, Run
from engine.spiff.task import Token


def start(run: Run, act: Start) -> None:
    """Put the first token behind the start event."""
    run.variables.merge(act.variables)
    root = run.instance.task_tree
    follow(run, root, root.task_spec.routes)


def complete(run: Run, act: Complete) -> None:
    """Write the officer's answer and let the token go on."""
    token = _open(run, act.task, "step")
    step = token.task_spec.node.step
    known = tuple(outcome.id for outcome in step.outcomes) if step else ()
    outcome = act.outcome if act.outcome is not None or len(known) != 1 else known[0]
    if known and outcome not in known:
        raise UnknownOutcome(token.task_spec.node.name or token.task_spec.node.id, outcome, known)
    said = {"outcome": outcome, "unit": act.unit, "at": act.at or run.world.now}
    _finish(run, token, {**act.values, **said}, outcome)


def deliver(run: Run, act: Deliver) -> None:
    """Write the message's values under the wait's name and let the token go on."""
    token = _open(run, act.task, "wait")
    _finish(run, token, {**act.values, "at": run.world.now}, None)


def fire(run: Run, act: Fire) -> None:
    """Let a timer happen, never before its instant."""
    token = _open(run, act.task, "timer")
    if token.task_spec.due(token) > run.world.now:
        raise TooEarly(act.task)
    run.done[token.id] = None
    token.complete()


def answer(run: Run, act: Answer) -> None:
    """Finish a connector call: with values, or with an error code for the nearest error event."""
    token = _open(run, act.task, "call")
    if act.error is None:
        read = token.task_spec.read(token, act.response) if act.response is not None else {}
        _finish(run, token, {**read, **act.values}, None)
        return
    run.variables.fail(token, {**act.values, "error": act.error})
    run.done[token.id] = act.error
    try:
        run.throw(token, act.error)
    except StepFailure as problem:
        run.fail(token, problem, "running")


def retry(run: Run, act: Retry) -> None:
    """Run a failed token again, or ask again for the unit of an open step."""
    token = run.instance.find(act.task)
    if token is None:
        raise NotOpen(act.task)
    if kind_of(token) == "step":
        run.asked_again.add(token.id)
    elif token._state == TaskState.ERROR:
        revive(token)
    else:
        raise NotOpen(act.task)


def revive(token: Token) -> None:
    """Take a token out of error, at the moment it failed."""
    moment = token.internal_data.pop(FAILED)
    if moment == "arriving":
        token._set_state(TaskState.FUTURE)
        token.task_spec._update(token)
    elif moment == "waiting":
        token._set_state(TaskState.WAITING)
    elif moment == "settling":
        token.task_spec.child_left(token)
    else:
        token._set_state(TaskState.READY)


def go_on(run: Run, act: Continue) -> None:
    """Nothing but letting automatic work go on."""


def withdraw(run: Run, act: Withdraw) -> None:
    """Close everything; the dossier ends by this act."""
    for token in run.instance.task_tree.children:
        token.leave()
    run.ended = Ended(None, act.result)


HANDLERS: Mapping[type[Act], Callable[[Run, Any], None]] = {
    Start: start,
    Complete: complete,
    Deliver: deliver,
    Fire: fire,
    Answer: answer,
    Retry: retry,
    Continue: go_on,
    Withdraw: withdraw,
    Restore: lambda run, act: None,
}


def _open(run: Run, task: str, kind: str) -> Token:
    token = run.instance.find(task)
    if token is None or kind_of(token) != kind:
        raise NotOpen(task)
    return token


def _finish(run: Run, token: Token, values: Mapping[str, Any], outcome: str | None) -> None:
    run.variables.answer(token, values)
    run.done[token.id] = outcome
    token.complete()
