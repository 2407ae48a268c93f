"""Timers on a border that ring at once, or so late that it makes no difference any more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine import feel
from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Timer
from engine.bpmn.timing import HOURS_A_DAY, Timing
from engine.feel.values.durations import DAY, DayTimeDuration
from engine.rehearsal.findings.saying import amber
from engine.rehearsal.walk import Walk
from engine.text import Text

_SPARE = 7
"""Days of the week and a holiday more than working days make in calendar days, before a timer is called too late."""


def find(walk: Walk) -> Iterator[Finding]:
    """Every timer on a border whose length is fixed."""
    longest = _longest_term(walk)
    for node in walk.subject.nodes.values():
        host = walk.subject.nodes.get(node.attached_to or "")
        days = _days(node.timer) if node.timer is not None and host is not None else None
        if host is None or days is None:
            continue
        if days <= 0:
            yield _at_once(node, host)
        elif host.kind == "user" and longest is not None and days > _calendar(longest):
            yield _too_late(node, host, Text("cả thời hạn giải quyết", "the whole term"))
        elif host.wait is not None and host.wait.auto_close_after:
            unit = host.wait.auto_close_unit
            closes = host.wait.auto_close_after
            if days > (_calendar(closes) if unit == "working_days" else closes):
                yield _too_late(node, host, Text("lúc bước chờ tự đóng", "the closing of the wait"))


def _longest_term(walk: Walk) -> Decimal | None:
    """The longest term in working days; None when some case has none in working time."""
    hours = [total.term_hours for total in Timing(walk.subject.definition).totals()]
    known = [one for one in hours if one is not None]
    return max(known) / HOURS_A_DAY if known and len(known) == len(hours) else None


def _calendar(working_days: Decimal) -> Decimal:
    return working_days * 7 / 5 + _SPARE


def _days(timer: Timer) -> Decimal | None:
    """The length of a duration written out; None for one that is worked out or a date."""
    text = timer.expression.strip()
    if timer.kind != "duration" or not text.startswith(("P", "duration(")):
        return None
    try:
        value = feel.evaluate(f'duration("{text}")' if text.startswith("P") else text, {}).value
    except feel.FeelError:
        return None
    return Decimal(value.nanoseconds) / DAY if isinstance(value, DayTimeDuration) else None


def _at_once(node: Node, host: Node) -> Finding:
    message = Text(
        f"Hẹn giờ {named(node)} trên {named(host)} reo ngay khi bước mở ra.",
        f"The timer {named(node)} on {named(host)} rings the moment that opens.",
    )
    return amber("timer_at_once", node.id, message, Text("Sửa thời gian của hẹn giờ.", "Correct its time."))


def _too_late(node: Node, host: Node, than: Text) -> Finding:
    message = Text(
        f"Hẹn giờ {named(node)} trên {named(host)} dài hơn {than.vi}; khi reo thì đã muộn.",
        f"The timer {named(node)} on {named(host)} is longer than {than.en}; it rings too late.",
    )
    return amber("timer_too_late", node.id, message, Text("Sửa thời gian của hẹn giờ.", "Correct its time."))
