"""Two versions beside each other: ways that came, went or take another time, told in one line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from plots import GRANTED, START, end, flow, plot, split, user

from engine.rehearsal import rehearse
from engine.rehearsal.comparing import compared, told
from engine.spiff import compile_version


def ways(*pieces: str) -> list[dict[str, Any]]:
    data = plot(*pieces)
    return told(compile_version(data).definition, rehearse(data, {}, {}))


def office(limit: str, *, may_refuse: bool, name: str = "xem") -> list[dict[str, Any]]:
    """A look at the papers that may refuse, or goes on to a second reading."""
    look = user("xem", "du sai", limit=limit, kind="appraise").replace('name="xem"', f'name="{name}"')
    second = (user("sai_sot", "x", limit="8"), flow("sai_sot>xong")) if not may_refuse else (end("khong", "refused"),)
    return ways(
        START, look, split("re", "re_xong"), GRANTED, *second, *map(flow, ("start>xem", "xem>re", "re>xong")),
        flow("re>khong" if may_refuse else "re>sai_sot", 'xem.outcome = "sai"'),
    )  # fmt: skip


def test_ways_that_came_and_went_are_named_and_the_longest_told_in_days() -> None:
    found = compared(office("96", may_refuse=True), office("64", may_refuse=False))
    assert len(found.new) == 1
    assert len(found.gone) == 1
    assert found.longest == (Decimal(96), Decimal(72))
    assert found.said.vi == "1 đường mới, 1 đường biến mất, 1 đường đổi thời gian, đường dài nhất 12 → 9 ngày."
    assert found.said.en == "1 new, 1 gone, 1 take another time, the longest 12 → 9 days."


def test_another_name_makes_no_other_way() -> None:
    found = compared(office("8", may_refuse=True), office("8", may_refuse=True, name="thẩm định"))
    assert found.same
    assert found.said.vi == "Các đường đi như phiên bản trước."


def test_the_usual_way_has_no_unusual_turn_and_a_refusal_has_one() -> None:
    assert sorted(one["unusual"] for one in office("8", may_refuse=True)) == [0, 1]
