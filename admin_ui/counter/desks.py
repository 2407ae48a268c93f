"""Which counter the clerk stands at."""

from __future__ import annotations

from engine.organisation.actors import Actor, Holding
from engine.organisation.policy import ONE_STOP
from engine.platform.errors import Refused
from engine.text import Text


def counters(actor: Actor) -> list[Holding]:
    """The one-stop desks where this person holds a post today."""
    seen: dict[int, Holding] = {}
    for held in actor.holdings:
        if held.unit_kind == ONE_STOP:
            seen.setdefault(held.unit_id, held)
    return list(seen.values())


def counter_of(actor: Actor, asked: str | None = None) -> Holding:
    """The desk asked for, or the first; raises ``Refused`` for somebody without one."""
    desks = counters(actor)
    chosen = next((desk for desk in desks if str(desk.unit_id) == asked), next(iter(desks), None))
    if chosen is None:
        raise Refused(
            Text("Chỉ công chức một cửa tiếp nhận hồ sơ tại quầy.", "Only one-stop officers receive at the counter."),
            Text("Nhờ bộ phận một cửa tiếp nhận.", "Ask the one-stop desk to receive it."),
        )
    return chosen
