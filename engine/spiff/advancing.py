"""advance(): what one act means for one dossier. Pure: the same arguments always give the same result."""

from __future__ import annotations

from engine.spiff.acts import Act, Restore, Start
from engine.spiff.assigning import assign
from engine.spiff.bundle import Bundle
from engine.spiff.codec import decode, encode
from engine.spiff.elements.joins import Joining
from engine.spiff.errors import AlreadyEnded, BadState, StepFailure
from engine.spiff.handling import HANDLERS
from engine.spiff.live import Open, kind_of, open_things
from engine.spiff.names import Names
from engine.spiff.result import (
    CANCELLED,
    Closed,
    ClosedStep,
    ConnectorCall,
    Ended,
    OpenedTimer,
    OpenedWait,
    StepResult,
)
from engine.spiff.run import Run
from engine.spiff.runner import STEP_BUDGET, run_until_rest
from engine.spiff.snapshots import restored
from engine.spiff.variables import item_of
from engine.spiff.world import World
from engine.text import Text


def advance(bundle: Bundle, state: bytes | None, act: Act, world: World, *, budget: int = STEP_BUDGET) -> StepResult:
    """Apply ``act`` to ``state`` (None only for Start), run automatic steps until rest, and say what changed.

    Raises NotOpen, UnknownOutcome, TooEarly, AlreadyEnded, WrongVersion, BadState or UnstorableValue; then nothing
    has changed. What goes wrong in an automatic step is an incident in the result, not an error.
    """
    run, before = _begin(bundle, state, act, world)
    run.variables.merge(act.facts)
    HANDLERS[type(act)](run, act)
    run_until_rest(run, budget)
    _see_whether_it_ended(run)
    return _report(run, before)


def _begin(bundle: Bundle, state: bytes | None, act: Act, world: World) -> tuple[Run, dict[str, Open]]:
    if isinstance(act, Start):
        if state is not None:
            raise BadState
        return Run(bundle, world, 0, Names({})), {}
    if state is None:
        raise BadState
    run = decode(state, bundle, world)
    before = open_things(run)
    if isinstance(act, Restore):
        return restored(act.snapshot, run.instance.counter, bundle, world), before
    if run.ended is not None:
        raise AlreadyEnded
    return run, before


def _see_whether_it_ended(run: Run) -> None:
    live = run.instance.live()
    if live:
        if not run.unfinished:
            _report_stuck(run)
    elif run.ended is None:
        run.ended = Ended(*run.last_end) if run.last_end else Ended(None, None)


def _report_stuck(run: Run) -> None:
    """Tokens wait at joins and nothing can ever reach them: say so instead of waiting for ever."""
    tokens = [token for instance in run.instance.everywhere() for token in instance.live()]
    if any(kind_of(token) is not None for token in tokens):
        return
    for token in tokens:
        if isinstance(token.task_spec, Joining):
            name = token.task_spec.node.name or token.task_spec.node.id
            text = Text(
                f"Hồ sơ bị kẹt tại cổng “{name}”: các nhánh còn lại không bao giờ tới.",
                f"The dossier is stuck at gateway “{name}”: the other branches can never arrive.",
            )
            run.fail(token, StepFailure("stuck", text), "waiting")


def _report(run: Run, before: dict[str, Open]) -> StepResult:
    after = open_things(run)
    opened = [thing for task, thing in after.items() if task not in before or before[task].kind != thing.kind]
    closed = [thing for task, thing in before.items() if task not in after or after[task].kind != thing.kind]
    steps = tuple(assign(run, thing.token) for thing in opened if thing.kind == "step")
    again = tuple(assign(run, after[task].token) for task in sorted(run.asked_again) if task in after)
    return StepResult(
        state=encode(run),
        names=run.variables.names,
        opened=steps,
        closed=tuple(
            ClosedStep(thing.task, thing.element, run.done.get(thing.task, CANCELLED))
            for thing in closed
            if thing.kind == "step"
        ),
        assigned=again,
        waits_opened=tuple(_wait(thing) for thing in opened if thing.kind == "wait"),
        waits_closed=_ended_things(run, closed, "wait"),
        timers_opened=tuple(_timer(thing) for thing in opened if thing.kind == "timer"),
        timers_closed=_ended_things(run, closed, "timer"),
        connector_calls=tuple(_call(run, thing) for thing in after.values() if thing.task in run.calls),
        calls_closed=_ended_things(run, closed, "call"),
        ended=run.ended,
        incidents=tuple(run.incidents),
        incidents_closed=tuple(thing.task for thing in closed if thing.kind == "error"),
        warnings=tuple(run.warnings),
        decided=tuple(run.decided),
        path=tuple(run.path),
        steps=run.steps,
        unfinished=run.unfinished,
        variables_changed=frozenset(run.variables.changed),
    )


def _ended_things(run: Run, closed: list[Open], kind: str) -> tuple[Closed, ...]:
    return tuple(
        Closed(thing.task, thing.element, thing.task not in run.done) for thing in closed if thing.kind == kind
    )


def _wait(thing: Open) -> OpenedWait:
    return OpenedWait(thing.task, thing.element, thing.token.task_spec.message, item_of(thing.token))


def _timer(thing: Open) -> OpenedTimer:
    return OpenedTimer(thing.task, thing.element, thing.token.task_spec.due(thing.token))


def _call(run: Run, thing: Open) -> ConnectorCall:
    connector = thing.token.task_spec.node.connector
    return ConnectorCall(
        thing.task,
        thing.element,
        connector.id if connector else "",
        connector.version if connector else None,
        run.calls[thing.task],
        item_of(thing.token),
    )
