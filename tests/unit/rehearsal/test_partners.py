"""A call hears every answer its partner may give, twice and too late; what nobody goes on from is named."""

from __future__ import annotations

from plots import GRANTED, START, codes, element, end, flow, plot, split, user, wait, walk

from engine.rehearsal.beginning import beginnings
from engine.rehearsal.choosing import Choosing
from engine.rehearsal.exploring import Explorer, Map
from engine.rehearsal.reading import Reading
from engine.rehearsal.rehearsing import NOON
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import Values
from engine.spiff import compile_version

PARAMS = '<tthc:param name="ho_ten" value="a"/><tthc:param name="ngay_sinh" value="2026-01-01"/>'
RESULT = '<tthc:result variable="so" value="=response.so_the"/>'
TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"
ERROR = '<bpmn:errorEventDefinition errorRef="{}"/>'
BORDER = ' attachedToRef="goi"'


def call(then: str = "manual", key: str = "goi", said: str = PARAMS + RESULT) -> str:
    """A call for a health insurance card."""
    rule = f'<tthc:failure after="3" then="{then}"/>' if then else ""
    return element("serviceTask", key, f'<tthc:connector id="insurance.card" version="1">{said}{rule}</tthc:connector>')


def explored(*pieces: str) -> Map:
    """The map of a small procedure."""
    subject = Subject(compile_version(plot(*pieces)), {})
    reading = Reading(subject)
    values = Values(subject, reading, NOON)
    return Explorer(subject, reading, Choosing(subject, values, NOON), NOON).walk(beginnings(subject, reading, values))


CAUGHT = (
    START, call(), element("boundaryEvent", "tu_choi", "", BORDER, ERROR.format("refused")),
    user("xem"), GRANTED, end("thoi", "refused"),
    *map(flow, ("start>goi", "goi>xong", "tu_choi>xem", "xem>thoi")),
)  # fmt: skip


def test_a_call_hears_yes_nothing_usable_a_refusal_and_silence_and_may_be_given_up_on() -> None:
    (standing,) = [state for state in explored(*CAUGHT).states if any(thing.kind == "call" for thing in state.things)]
    heard = {(choice.kind, choice.outcome) for edge in standing.edges for choice in edge.choices}
    assert heard == {("call", None), ("failed", "refused"), ("by_hand", None), ("withdrawn", None)}
    yes = [choice for edge in standing.edges for choice in edge.choices if choice.kind == "call"]
    assert [choice.values for choice in yes] == [{}, {"so": None}]
    assert codes(walk(*CAUGHT)) == set()


def test_every_answer_is_really_sent_twice_and_too_late_and_changes_nothing() -> None:
    timer = element("boundaryEvent", "tre", "", BORDER, TIMER)
    pieces = (
        START, call(), timer, wait("cho", kind="agency", autoCloseAfter="5"), GRANTED, end("muon", "refused"),
        *map(flow, ("start>goi", "goi>cho", "cho>xong", "tre>muon")),
    )  # fmt: skip
    again = explored(*pieces).again
    assert {(one.element, one.how, one.after) for one in again} >= {
        ("goi", "twice", "call"),
        ("goi", "late", "timer"),
        ("goi", "late", "withdrawn"),
        ("cho", "twice", "wait"),
        ("cho", "late", "auto_closed"),
        ("cho", "late", "withdrawn"),
    }
    assert all(again.values())
    assert any("gửi thật thêm một lần nữa (2 nơi)" in bound.vi for bound in walk(*pieces).bounds)


def test_an_answer_nothing_can_be_read_of_shows_where_the_way_depends_on_it() -> None:
    pieces = (
        START, call(), split("re", "re_xong"), user("them"), GRANTED,
        *map(flow, ("start>goi", "goi>re", "re>xong", "them>xong")), flow("re>them", 'goi.so > 5'),
    )  # fmt: skip
    assert ("condition_without_value", "re") in codes(walk(*pieces))


def test_a_call_without_a_rule_for_silence_is_named() -> None:
    pieces = (START, call(then=""), GRANTED, *map(flow, ("start>goi", "goi>xong")))
    assert codes(walk(*pieces)) == {("call_failure_unsaid", "goi")}


def test_a_refusal_that_waiting_does_not_help_is_named() -> None:
    pieces = (START, call(then="wait"), GRANTED, *map(flow, ("start>goi", "goi>xong")))
    assert ("refusal_not_handled", "goi") in codes(walk(*pieces))


def test_what_a_partner_is_not_sent_or_never_says_is_named() -> None:
    wrong = '<tthc:param name="ho_ten" value="a"/><tthc:result variable="so" value="=response.so_bao_hiem"/>'
    pieces = (START, call(said=wrong), GRANTED, *map(flow, ("start>goi", "goi>xong")))
    assert codes(walk(*pieces)) == {("call_parameter_missing", "goi"), ("call_result_never_said", "goi")}


def test_a_code_nobody_reports_is_named_at_its_event() -> None:
    pieces = tuple(piece.replace('errorRef="refused"', 'errorRef="refuse"') for piece in CAUGHT)
    assert ("event_never", "tu_choi") in codes(walk(*pieces))


def test_an_end_while_another_agency_still_works_leaves_its_part_open_for_ever() -> None:
    stop = element("endEvent", "thoi", '<tthc:end result="refused"/>', "", "<bpmn:terminateEventDefinition/>")
    pieces = (
        START, split("tach", kind="parallel"), call(), user("xem"), GRANTED, stop,
        *map(flow, ("start>tach", "tach>goi", "tach>xem", "goi>xong", "xem>thoi")),
    )  # fmt: skip
    assert ("child_never_closed", "goi") in codes(walk(*pieces))


def test_a_call_that_sends_what_a_step_of_another_way_says_is_named() -> None:
    sends = '<tthc:param name="ho_ten" value="=hoi.unit"/><tthc:param name="ngay_sinh" value="2026-01-01"/>'
    pieces = (
        START, user("chon", "a b"), split("re", "re_m"), user("hoi"), split("m"), call(said=sends), GRANTED,
        *map(flow, ("start>chon", "chon>re", "re>m", "hoi>m", "m>goi", "goi>xong")),
        flow("re>hoi", 'chon.outcome = "a"'),
    )  # fmt: skip
    assert ("read_before_written", "goi") in codes(walk(*pieces))
