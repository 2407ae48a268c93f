"""A rehearsal tells how far it is, and stops when nobody waits for it any more."""

from __future__ import annotations

import pytest
from plots import GRANTED, START, flow, plot, user

from engine.rehearsal import Cancelled, rehearse

THREE = plot(
    START, user("a"), user("b"), user("c"), GRANTED, *map(flow, ("start>a", "a>b", "b>c", "c>xong"))
)  # fmt: skip


def test_a_rehearsal_tells_how_far_it_is_and_its_figures_only_grow() -> None:
    told: list[tuple[int, int, int]] = []
    rehearse(THREE, {}, {}, progress=lambda acts, standings, waiting: told.append((acts, standings, waiting)))
    assert [waiting for _, _, waiting in told] == [1, 1, 1]
    assert told == sorted(told)


def test_a_rehearsal_nobody_waits_for_stops() -> None:
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        rehearse(THREE, {}, {}, cancelled=lambda: next(asked))
