"""Faults planted into procedures of a few steps that know nothing of any office: each named at its element."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from plots import GRANTED, START, TERM, codes, element, end, flow, split, user, wait, walk

Pieces = tuple[str, ...]
CHOICE: Pieces = (
    START, user("a", "ok no"), split("g", "g_b"), user("b"), user("c"), GRANTED, end("het", "refused"),
    *map(flow, ("start>a", "a>g", "g>b", "b>xong", "c>het")), flow("g>c", 'a.outcome = "no"'),
)  # fmt: skip
SIDE_BY_SIDE: Pieces = (
    START, split("t", kind="parallel"), user("a"), user("b"), split("j", kind="parallel"), GRANTED,
    *map(flow, ("start>t", "t>a", "t>b", "a>j", "b>j", "j>xong")),
)  # fmt: skip
SOME: Pieces = (
    START, split("t", "t_a", kind="inclusive"), user("a"), user("b"), split("j", kind="parallel"), GRANTED,
    *map(flow, ("start>t", "t>a", "a>j", "b>j", "j>xong")), flow("t>b", "don.n = 5"),
)  # fmt: skip
TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>{}</bpmn:timeDuration></bpmn:timerEventDefinition>"
ITEMS = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>{}</bpmn:loopCardinality>{}"
    "</bpmn:multiInstanceLoopCharacteristics>"
)


def line(*steps: str) -> Pieces:
    """Steps one after the other, from the start to success."""
    keys = ["start", *(step.split('id="')[1].split('"')[0] for step in steps), "xong"]
    return (START, *steps, GRANTED, *(flow(f"{one}>{other}") for one, other in zip(keys, keys[1:], strict=False)))


def changed(pieces: Sequence[str], key: str, old: str, new: str) -> Pieces:
    """One piece changed."""
    return tuple(piece.replace(old, new) if f'id="{key}"' in piece else piece for piece in pieces)


def ringing(length: str) -> Pieces:
    """A step with a timer on its border."""
    border = element("boundaryEvent", "reo", "", ' attachedToRef="a"', TIMER.format(length))
    return (
        *line(user("a", limit="8")),
        border,
        user("nhac"),
        end("het", "stopped"),
        flow("reo>nhac"),
        flow("nhac>het"),
    )


def asked(number: str, enough: str = "") -> Pieces:
    """A step done once per item."""
    early = f"<bpmn:completionCondition>{enough}</bpmn:completionCondition>" if enough else ""
    step = '<tthc:step unit="receiving" post="x"/>'
    return line(element("userTask", "a", step, "", ITEMS.format(number, early)))


def by_case(default: str, *cases: str) -> tuple[Pieces, str]:
    """A gateway on the case."""
    sheet = "".join(f'<tthc:case id="{one}"/>' for one in cases)
    to_a = flow("g>a") if default else flow("g>a", 'ho_so.case = "x"')
    pieces = (START, split("g", default), user("a"), user("b"), GRANTED, flow("start>g"), to_a,
              flow("g>b", 'ho_so.case = "y"'), flow("a>xong"), flow("b>xong"))  # fmt: skip
    return pieces, sheet


SKIPPED: Pieces = (
    START, user("a", "x y"), split("g", "g_s"), user("s", kind="sign"), split("m"), GRANTED,
    *map(flow, ("start>a", "a>g", "g>s", "s>m", "m>xong")), flow("g>m", 'a.outcome = "y"'),
)  # fmt: skip
RETURNED: Pieces = (
    START, user("a"), split("m"), user("b", "dong_y tra_lai", kind="sign"), split("g", "g_xong"), GRANTED,
    *map(flow, ("start>a", "a>m", "m>b", "b>g", "g>xong")), flow("g>m", 'b.outcome = "tra_lai"'),
)  # fmt: skip

FAULTS: dict[str, tuple[Pieces, str, str, str]] = {
    "a value misspelt": (changed(CHOICE, "g_c", '"no"', '"n0"'), "", "condition_never_true", "g_c"),
    "equal for different": (changed(CHOICE, "g_c", " = ", " != "), "", "outcomes_exchanged", "a"),
    "another step's outcome": (changed(CHOICE, "g_c", "a.outcome", "b.outcome"), "", "read_before_written", "g_c"),
    "a flow deleted": (tuple(one for one in CHOICE if 'id="b_xong"' not in one), "", "dead_end", "b"),
    "a branch cut off": (tuple(one for one in CHOICE if 'id="g_c"' not in one), "", "never_reached", "c"),
    "a join that lets each pass": (changed(SIDE_BY_SIDE, "j", "parallel", "exclusive"), "", "runs_twice", "j"),
    "a branch past the join": (changed(SIDE_BY_SIDE, "b_j", '"j"', '"xong"'), "", "ends_twice", "xong"),
    "a choice before a join of all": (SOME, "", "deadlock", "j"),
    "a wait for ever": (line(wait("w", kind="confirmation", clock="pause")), "", "clock_stopped_for_ever", "w"),
    "one message for two waits": (
        changed(line(wait("w", kind="payment"), wait("v", kind="payment")), "v", "m_v", "m_w"), "",
        "message_shared", "v",
    ),
    "an early end beyond the number asked": (asked("3", "count(a.all) &gt;= 5"), "", "completion_never_true", "a"),
    "nobody asked": (asked("0"), "", "nobody_asked", "a"),
    "as many as nobody has said": (asked("don.so"), "", "breaks_bad_cardinality", "a"),
    "a timer beyond the term": (ringing("P90D"), TERM.format(8), "timer_too_late", "reo"),
    "a timer that rings at once": (ringing("PT0S"), TERM.format(8), "timer_at_once", "reo"),
    "ten times the hours": (line(user("a", limit="160")), TERM.format(16), "path_longer_than_term", "vuon"),
    "a case without a flow": (*by_case("", "x", "y", "z"), "dead_end", "g"),
    "a flow for a case nobody has": (*by_case("g_a", "x", "z"), "condition_never_true", "g_b"),
    "one hand twice": (line(user("a", kind="appraise"), user("b", kind="sign")), "", "same_person_twice", "b"),
    "one hand twice, sealing between": (
        line(user("a", kind="appraise"), user("m", kind="register", post="y"), user("b", kind="sign")), "",
        "same_person_twice", "b",
    ),
    "no result on one way": (SKIPPED, '<tthc:result id="gp" name="GP"/>', "granted_without_result", "xong"),
    "sent back to oneself": (RETURNED, "", "sends_back_to_itself", "b"),
    "a fee unknown for some": (
        line(user("a")), '<tthc:fee id="p" formula="if don.loai = &quot;a&quot; then 10 else null"/>',
        "fee_undefined", "vuon",
    ),
    "a term nobody can work out": (
        line(user("a")), '<tthc:term value="=don.so * 2" unit="working_days"/>', "term_undefined", "vuon",
    ),
    "missing papers and no way to say so": (
        line(user("a", "du", kind="receive").replace('id="du"', 'id="du" produces="receipt"')),
        '<tthc:document id="d" name="Đơn" mode="submit" required="true"/>', "missing_paper_goes_nowhere", "a",
    ),
    "the unit of a step gone round": (
        tuple(one.replace('"m_xong"', '"m_z"').replace('targetRef="xong"', 'targetRef="z"') for one in SKIPPED)
        + (user("z", unit="step:s"), flow("z>xong")), "", "unit_not_known", "z",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("pieces", "sheet", "code", "named"), FAULTS.values(), ids=FAULTS.keys())
def test_a_small_fault_is_named_at_its_element(pieces: Pieces, sheet: str, code: str, named: str) -> None:
    assert (code, named) in codes(walk(*pieces, sheet=sheet))


@pytest.mark.parametrize(
    ("pieces", "sheet"),
    [
        (CHOICE, ""),
        (SIDE_BY_SIDE, ""),
        (asked("3", "count(a.all) &gt;= 2"), ""),
        (ringing("P1D"), TERM.format(8)),
        (line(user("a", kind="sign"), user("m", kind="register"), user("b", kind="sign")), ""),
        (line(user("a", kind="appraise"), user("b", kind="sign", post="lead")), ""),
        by_case("g_a", "x", "y", "z"),
    ],
)  # fmt: skip
def test_the_same_without_the_fault_is_left_alone(pieces: Pieces, sheet: str) -> None:
    assert codes(walk(*pieces, sheet=sheet)) == set()
