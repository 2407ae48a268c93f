"""One stretch of an explanation, and how neighbours that say the same are joined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from engine.text import Text

SegmentKind = Literal["work", "off", "stopped", "annulled", "extension"]


class Segment(NamedTuple):
    """From ``start`` to ``end`` the clock counted ``counted_seconds``, for this ``reason``.

    The kinds: ``work`` counts; ``off`` is outside working hours or a day off; ``stopped`` waits for somebody;
    ``annulled`` was worked but is counted again from the beginning; ``extension`` counts after a new promise.
    """

    start: datetime
    end: datetime
    counted_seconds: int
    reason: Text
    kind: SegmentKind


def joined(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Drop empty segments and join neighbours of the same kind and reason that count nothing."""
    kept: list[Segment] = []
    for segment in segments:
        if segment.start == segment.end:
            continue
        last = kept[-1] if kept else None
        if last and not last.counted_seconds and not segment.counted_seconds and last[3:] == segment[3:]:
            kept[-1] = last._replace(end=segment.end)
        else:
            kept.append(segment)
    return tuple(kept)
