"""Where a dossier stands, read from its state alone: what is open, what failed, what the variables are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from engine.spiff.bundle import Bundle
from engine.spiff.codec import decode
from engine.spiff.elements.timers import Timed
from engine.spiff.live import open_things
from engine.spiff.result import Ended
from engine.spiff.variables import items_of
from engine.spiff.world import Request


@dataclass(frozen=True, slots=True)
class Thing:
    """Something open: ``kind`` is step, wait, timer, call or error; ``items`` the multi-instance items around it."""

    task: str
    element: str
    kind: str
    items: tuple[int, ...] = ()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stands. ``tokens`` also counts what the outside cannot see (joins, containers)."""

    things: tuple[Thing, ...]
    tokens: int
    variables: Mapping[str, object]
    ended: Ended | None


class _NoWorld:
    """Nothing may be asked while looking."""

    now = datetime.min

    def resolve(self, request: Request) -> NoReturn:
        raise RuntimeError("inspect() opens nothing")


def inspect(bundle: Bundle, state: bytes) -> Standing:
    """What ``state`` says. Raises BadState or WrongVersion like ``advance``."""
    run = decode(state, bundle, _NoWorld())
    things = tuple(
        Thing(
            thing.task,
            thing.element,
            thing.kind,
            items_of(thing.token),
            thing.token.task_spec.due(thing.token)
            if isinstance(thing.token.task_spec, Timed) and thing.kind == "timer"
            else None,
        )
        for thing in open_things(run).values()
    )
    tokens = sum(len(instance.live()) for instance in run.instance.everywhere())
    return Standing(things, tokens, run.variables.names, run.ended)


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """Task ids of everything open, by kind."""

    steps: frozenset[str]
    waits: frozenset[str]
    timers: frozenset[str]
    calls: frozenset[str]
    errors: frozenset[str]


def open_tasks(bundle: Bundle, state: bytes) -> OpenTasks:
    """Task ids open in ``state``: what the rows of a dossier must agree with. Raises like ``inspect``."""
    things = inspect(bundle, state).things

    def of(kind: str) -> frozenset[str]:
        return frozenset(thing.task for thing in things if thing.kind == kind)

    return OpenTasks(of("step"), of("wait"), of("timer"), of("call"), of("error"))
