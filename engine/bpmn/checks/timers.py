"""Timers say when, once, in a form that can be read before a dossier is waiting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

EMPTY: Final = refused("timer_empty")
CYCLE: Final = refused("timer_cycle")


def check(subject: Subject) -> Iterator[Raised]:
    """Timers without a time and repeating timers (their expressions are checked with all others)."""
    for node in subject.nodes:
        if "timer" not in node.events:
            continue
        if node.timer is None:
            yield EMPTY.at(
                node.id,
                Text(f"Đồng hồ {named(node)} chưa có thời gian.", f"The timer {named(node)} says no time."),
                Text("Ghi khoảng thời gian, ví dụ 5 ngày.", "Give a duration, for example 5 days."),
            )
        elif node.timer.kind == "cycle":
            yield CYCLE.at(
                node.id,
                Text(
                    f"Đồng hồ lặp {named(node)} không được hỗ trợ.",
                    f"The repeating timer {named(node)} is not supported.",
                ),
                Text("Hãy dùng khoảng thời gian hoặc một ngày.", "Use a duration or a date."),
            )
