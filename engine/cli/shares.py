"""The shares of an interlinked term on the command line: ``--agency "xã=40 working_hours"``, in order (rule C20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from engine.clock import Assessment, Part, Term, TermProblem, parse, part_dues
from engine.clock.steps import StepUnit
from engine.text import Text


def dues(assessment: Assessment, written: Sequence[str]) -> list[dict[str, str]]:
    """Each agency's own due date; raises TermProblem when the shares do not add up to the whole."""
    timeline = assessment.timeline
    parts = [(name, _term(share, one)) for one in written for name, _, share in [one.rpartition("=")]]
    if sum(term.seconds or 0 for _, term in parts) != timeline.term.seconds:
        raise TermProblem(
            Text(
                "Thời gian của các cơ quan không cộng đúng bằng thời hạn chung.",
                "The shares of the agencies do not add up to the term.",
            )
        )
    if not timeline.runs:
        return []
    chain = [Part(name, term.value, cast(StepUnit, term.unit), timeline.calendar) for name, term in parts]
    return [
        {"agency": share.agency, "due": share.due.at.isoformat()}
        for share in part_dues(timeline.run.start, chain, timeline.stops(before=timeline.run.ended))
    ]


def _term(share: str, written: str) -> Term:
    term = parse(share)
    if term.seconds is None or term.phases:
        raise TermProblem(
            Text(
                f"“{written}”: phần của một cơ quan tính bằng giờ hoặc ngày làm việc.",
                f"“{written}”: an agency's share is an amount of working hours or working days.",
            )
        )
    return term
