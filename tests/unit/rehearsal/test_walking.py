"""What a rehearsal walks: outcomes, answers, parallel branches, timers, calls, waits, returns — each standing once."""

from __future__ import annotations

from decimal import Decimal

from plots import GRANTED, START, TERM, codes, element, end, flow, split, user, wait, walk

TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"
SUPPLEMENT = (
    START,
    split("gop"),
    user("xem", "du thieu", limit="4"),
    split("re", "re_ky"),
    wait("cho", kind="supplement", autoCloseAfter="5"),
    user("ky", "ky", limit="6", kind="sign"),
    GRANTED,
    *map(flow, ("start>gop", "gop>xem", "xem>re", "re>ky", "cho>gop", "ky>xong")),
    flow("re>cho", 'xem.outcome = "thieu"'),
)


def parallel(*more: str) -> tuple[str, ...]:
    """Two branches of two steps each, side by side."""
    return (
        START,
        split("tach", kind="parallel"),
        user("a1", "x y"),
        user("a2"),
        user("b1", "x y"),
        user("b2"),
        split("hop", kind="parallel"),
        GRANTED,
        *map(flow, ("start>tach", "tach>a1", "tach>b1", "a1>a2", "b1>b2", "a2>hop", "b2>hop", "hop>xong")),
        *more,
    )


def test_a_supplement_is_told_never_once_and_twice_and_each_way_out_of_its_wait() -> None:
    result = walk(*SUPPLEMENT, sheet=TERM.format(10))
    assert result.findings == ()
    assert result.not_covered == ()
    assert [(story.ends, story.hours) for story in result.stories if story.straight] == [("granted", Decimal(10))]
    assert sorted(story.ends for story in result.stories) == [
        "auto_closed",
        "granted",
        "granted",
        "granted",
        "withdrawn",
    ]
    assert any("tối đa 1 lần theo quy định, đã thử 0, 1, 2" in bound.vi for bound in result.bounds)


def test_the_clock_begins_anew_after_a_supplement() -> None:
    result = walk(*SUPPLEMENT, sheet=TERM.format(10))
    once = next(story for story in result.stories if "thieu → xong" in story.name.vi)
    assert once.hours == Decimal(10)


def test_branches_that_know_nothing_of_each_other_are_walked_in_one_order() -> None:
    result = walk(*parallel())
    assert result.not_covered == ()
    assert result.paths == 1


def test_the_longer_of_two_branches_counts() -> None:
    pieces = [
        piece.replace('unit="receiving"', 'unit="receiving" limit="3"') if '"a' in piece else piece
        for piece in parallel()
    ]
    assert {story.hours for story in walk(*pieces).stories} == {Decimal(6)}


def test_where_one_branch_reads_what_the_other_writes_both_orders_are_tried() -> None:
    pieces = [piece for piece in parallel() if 'id="b1_b2"' not in piece]
    pieces += [
        user("b3"),
        split("re", "re_b2"),
        flow("b1>re"),
        flow("re>b2"),
        flow("re>b3", 'a1.outcome = "x"'),
        split("m"),
    ]
    pieces = [piece for piece in pieces if 'id="b2_hop"' not in piece]
    pieces += [flow("b2>m"), flow("b3>m"), flow("m>hop")]
    result = walk(*pieces)
    assert result.not_covered == ()
    assert ("read_before_written", "re_b3") in codes(result)


def test_a_timer_on_the_border_fires_or_not() -> None:
    border = element("boundaryEvent", "tre", "", ' attachedToRef="lam"', TIMER)
    result = walk(
        START, user("lam"), border, user("nhac"), GRANTED, end("muon", "refused"),
        *map(flow, ("start>lam", "lam>xong", "tre>nhac", "nhac>muon")),
    )  # fmt: skip
    assert result.not_covered == ()
    assert {story.ends for story in result.stories} == {"granted", "refused"}


def test_a_call_answers_or_fails_with_the_codes_the_diagram_foresees() -> None:
    border = element("boundaryEvent", "loi", "", ' attachedToRef="goi"', '<bpmn:errorEventDefinition errorRef="e1"/>')
    call = element(
        "serviceTask", "goi", '<tthc:connector id="nuoc"><tthc:failure after="3" then="error:E_KHAC"/></tthc:connector>'
    )
    result = walk(
        START, call, border, GRANTED, end("hong", "refused"), *map(flow, ("start>goi", "goi>xong", "loi>hong"))
    )
    assert {story.ends for story in result.stories} >= {"granted", "refused"}
    assert {code for code, _ in codes(result)} <= {"breaks_uncaught_error", "connector_unknown"}


def test_numbers_are_tried_on_both_sides_of_every_edge_and_told_by_what_they_change() -> None:
    result = walk(
        START, user("do"), split("re", "re_nho"), user("nho"), user("vua"), user("lon"), split("m"), GRANTED,
        *map(flow, ("start>do", "do>re", "re>nho", "nho>m", "vua>m", "lon>m", "m>xong")),
        flow("re>lon", "do.m2 >= 100"), flow("re>vua", "do.m2 > 20 and do.m2 < 100"),
    )  # fmt: skip
    assert result.not_covered == ()
    assert result.paths == 3
    assert codes(result) == {("condition_without_value", "re")}
