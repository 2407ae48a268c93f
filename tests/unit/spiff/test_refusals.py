"""A diagram either means what it shows or does not run: every refusal by name."""

import pytest
from process_diagrams import Diagram, each

from engine.bpmn.errors import Unreadable
from engine.spiff import NotRunnable, compile_version


def straight(*middle: str) -> Diagram:
    return Diagram().start().end().path("start", *middle, "end")


def event(tag: str, definition: str, **attributes: str) -> bytes:
    plot = Diagram().start().end().user("a")
    plot.add(tag, "x", definition, **attributes)
    if tag == "endEvent":
        return plot.path("start", "a", "x").xml()
    if tag == "boundaryEvent":
        return plot.path("start", "a", "end").flow("x", "end").xml()
    return plot.path("start", "a", "x", "end").xml()


DEFINITIONS = {
    name: f"<bpmn:{name}EventDefinition/>"
    for name in (
        "signal",
        "timer",
        "conditional",
        "link",
        "compensate",
        "error",
        "escalation",
        "cancel",
        "terminate",
        "message",
    )
}


@pytest.mark.parametrize(
    "tag", ["task", "manualTask", "scriptTask", "sendTask", "complexGateway", "adHocSubProcess", "transaction"]
)
def test_elements_the_engine_does_not_run_are_refused(tag: str) -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_version(straight("x").add(tag, "x").xml())
    assert (refusal.value.code, refusal.value.element) == ("kind", "x")


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("startEvent", "signal timer conditional link compensate error escalation cancel terminate message"),
        ("endEvent", "signal timer conditional link compensate escalation cancel message"),
        (
            "intermediateThrowEvent",
            "signal timer conditional link compensate error escalation cancel terminate message",
        ),
        ("intermediateCatchEvent", "signal conditional link compensate error escalation cancel terminate"),
        ("boundaryEvent", "signal conditional link compensate escalation cancel terminate"),
    ],
)
def test_events_the_library_would_silently_ignore_are_refused(tag: str, names: str) -> None:
    for name in names.split():
        plot = Diagram().end().user("a") if tag == "startEvent" else None
        if plot is not None:
            data = plot.add(tag, "x", DEFINITIONS[name]).path("x", "a", "end").xml()
        else:
            data = event(tag, DEFINITIONS[name], **({"attached_to_ref": "a"} if tag == "boundaryEvent" else {}))
        with pytest.raises(NotRunnable) as refusal:
            compile_version(data)
        assert (refusal.value.code, refusal.value.element) == ("event", "x"), name


def test_two_event_definitions_in_one_event_are_refused() -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_version(event("intermediateCatchEvent", DEFINITIONS["timer"] + DEFINITIONS["message"]))
    assert refusal.value.code == "event"


TIME = "<bpmn:timerEventDefinition>{}</bpmn:timerEventDefinition>"


@pytest.mark.parametrize(
    ("time", "code"),
    [
        ("", "timer"),
        ("<bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>", "timer_cycle"),
        ("<bpmn:timeDuration>1 +</bpmn:timeDuration>", "bad_expression"),
    ],
)
def test_timers_without_one_usable_time_are_refused(time: str, code: str) -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_version(event("intermediateCatchEvent", TIME.format(time)))
    assert refusal.value.code == code


def sub_process(**attributes: str) -> bytes:
    plot = Diagram().start().end()
    with plot.inside("x"):
        plot.start("s").end("e").path("s", "e")
    plot.pieces["x"].attributes.update(attributes)
    return plot.path("start", "x", "end").xml()


def refused() -> dict[str, bytes]:
    """Code -> a diagram that must be refused with it."""
    by_event = Diagram().start().end().path("start", "end")
    with by_event.inside("x"):
        by_event.start("s").end("e").path("s", "e")
    by_event.pieces["x"].attributes["triggeredByEvent"] = "true"
    race = Diagram().start().add("eventBasedGateway", "g").user("a").end().path("start", "g", "a", "end")
    guarded_race = Diagram().start().add("eventBasedGateway", "g").receive("a").timer("t", "P1D", "a").end()
    guarded_race.path("start", "g", "a", "end").flow("t", "end")
    crossing = Diagram().start().user("a").end()
    with crossing.inside("x"):
        crossing.start("s").user("b").end("e").path("s", "b", "e")
    crossing.path("start", "x", "end").path("a", "b")
    circle = Diagram().start().add("callActivity", "x", called_element="q").end().path("start", "x", "end")
    circle.called(Diagram("q").start("s").add("callActivity", "y", called_element="q").end("e").path("s", "y", "e"))
    standard = "<bpmn:standardLoopCharacteristics/>"
    choice = straight("g", "a").gateway("exclusive", "g").user("a").user("b")
    return {
        "event_subprocess": by_event.xml(),
        "compensation": straight("a").add("userTask", "a", is_for_compensation="true").xml(),
        "standard_loop": straight("a").user("a", loop=standard).xml(),
        "loop": straight("a").user("a", loop="<bpmn:multiInstanceLoopCharacteristics/>").xml(),
        "one_way": straight("a").user("a").user("b").path("end", "b", "end").xml(),
        "several_flows": straight("a").user("a").end("e2").flow("a", "e2").xml(),
        "condition": straight("a").user("a").user("b").flow("b", "end", "true").xml(),
        "no_condition": choice.flow("g", "b").flow("b", "end").xml(),
        "race_target": race.xml(),
        "boundary_in_race": guarded_race.xml(),
        "crossing_flow": crossing.xml(),
        "boundary": straight("a").user("a").timer("t", "P1D", "khong_co").flow("t", "end").xml(),
        "error_boundary": event("boundaryEvent", DEFINITIONS["error"], attached_to_ref="a", cancel_activity="false"),
        "one_start": Diagram().start().start("s2").end().path("start", "end").flow("s2", "end").xml(),
        "called_missing": straight("x").add("callActivity", "x", called_element="khong_co").xml(),
        "calls_itself": circle.xml(),
        "bad_expression": straight("a").user("a", loop=each("1 +")).xml(),
    }


@pytest.mark.parametrize("code", refused())
def test_what_contradicts_itself_or_cannot_be_run_is_refused_by_name(code: str) -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_version(refused()[code])
    assert refusal.value.code == code
    assert refusal.value.text.vi
    assert refusal.value.text.en


def test_a_process_that_calls_itself_directly_is_refused() -> None:
    with pytest.raises(NotRunnable):
        compile_version(straight("x").add("callActivity", "x", called_element="p").xml())


@pytest.mark.parametrize("data", [b"", b"abc", b"<a/>", b"PK\x03\x04"])
def test_bytes_that_are_no_diagram_are_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        compile_version(data)
