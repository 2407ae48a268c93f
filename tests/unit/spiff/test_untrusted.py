"""Uploads nobody vouches for are tried in a child process with limits; the service itself never pays for a bomb."""

import resource
import time

import pytest
from process_diagrams import HEAD, Diagram, each

from engine.spiff import NotRunnable
from engine.spiff.trial import attempt
from engine.spiff.untrusted import compile_untrusted


def harmless() -> Diagram:
    return Diagram().start().user("a").end().path("start", "a", "end")


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]>'.encode() + harmless().xml()


def attribute_bomb() -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(100_000))
    return harmless().xml().replace(b'<bpmn:userTask id="a"', f'<bpmn:userTask id="a" {many}'.encode())


def nesting_bomb() -> bytes:
    return HEAD.encode() + b'<bpmn:subProcess id="x">' * 20_000


def data_object_bomb() -> bytes:
    """A data object read from two levels further in, which sends the library's own parser into an endless loop."""
    plot = Diagram().start().end()
    with plot.inside("x"):
        plot.start("s").end("e")
        with plot.inside("y"):
            association = "<bpmn:dataInputAssociation><bpmn:sourceRef>r</bpmn:sourceRef></bpmn:dataInputAssociation>"
            plot.start("s2").user("a").end("e2").path("s2", "a", "e2")
            plot.pieces["a"].inner += association
            plot.add("dataObjectReference", "r", data_object_ref="d")
        plot.path("s", "y", "e")
    return plot.add("dataObject", "d").path("start", "x", "end").xml()


def and_blocks(count: int) -> bytes:
    plot = Diagram().start().end()
    names = ["start"]
    for n in range(count):
        plot.gateway("parallel", f"t{n}").gateway("parallel", f"g{n}").user(f"a{n}").user(f"b{n}")
        plot.path(f"t{n}", f"a{n}", f"g{n}").path(f"t{n}", f"b{n}", f"g{n}")
        plot.flow(names[-1], f"t{n}")
        names.append(f"g{n}")
    return plot.flow(names[-1], "end").xml()


def calling_bomb() -> bytes:
    plot = Diagram().start().add("callActivity", "x", called_element="p").end().path("start", "x", "end")
    return plot.xml()


def items_bomb(depth: int) -> bytes:
    plot = Diagram().start().end()

    def nest(level: int, before: str, after: str) -> None:
        with plot.inside(f"x{level}", loop=each("1000")):
            plot.start(f"s{level}").end(f"e{level}")
            if level < depth:
                nest(level + 1, f"s{level}", f"e{level}")
            else:
                plot.path(f"s{level}", f"e{level}")
        plot.path(before, f"x{level}", after)

    nest(1, "start", "end")
    return plot.xml()


def endless_loop() -> bytes:
    plot = Diagram().start().gateway("exclusive", "m").gateway("parallel", "t").path("start", "m", "t", "m")
    return plot.flow("t", "m").xml()


def expression_bomb(text: str) -> bytes:
    plot = Diagram().start().gateway("exclusive", "g").user("a").user("b").end().path("start", "g").flow("g", "a", text)
    return plot.flow("g", "b", default=True).flow("a", "end").flow("b", "end").xml()


def long_chain(count: int) -> bytes:
    plot = Diagram().start().end()
    for n in range(count):
        plot.user(f"a{n}")
    return plot.path("start", *[f"a{n}" for n in range(count)], "end").xml()


REFUSED = {
    "entities": entity_bomb(),
    "nesting": nesting_bomb(),
    "two megabytes": harmless().xml() + b" " * 2_100_000,
    "elements": long_chain(3_000),
    "a process that calls itself": calling_bomb(),
    "a long expression": expression_bomb("+".join(["1"] * 200_000)),
    "a deep expression": expression_bomb("(" * 50_000 + "1" + ")" * 50_000),
}
SURVIVED = {
    "attributes": attribute_bomb(),
    "a data object from two levels up": data_object_bomb(),
    "sixteen parallel blocks": and_blocks(16),
    "four hundred parallel blocks": and_blocks(400),
    "a billion items": items_bomb(3),
    "a loop that multiplies tokens for ever": endless_loop(),
    "a power tower": expression_bomb("9**9**9**9 = 1"),
    "an endless list": expression_bomb("count(for a in 1..100000, b in 1..100000 return a) > 0"),
    "a chain of a thousand steps": long_chain(1_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_with_a_sentence_a_person_understands(name: str) -> None:
    with pytest.raises(NotRunnable) as refusal:
        compile_untrusted(REFUSED[name])
    assert refusal.value.code != "unexpected"
    assert refusal.value.text.vi
    assert "Error" not in refusal.value.text.en


@pytest.mark.parametrize("name", SURVIVED)
def test_a_bomb_that_cannot_go_off_here_is_either_compiled_or_refused_as_too_heavy(name: str) -> None:
    try:
        compile_untrusted(SURVIVED[name])
    except NotRunnable as refusal:
        assert refusal.code in ("too_heavy", "unreadable", "bad_expression")


def test_a_diagram_that_is_fine_is_compiled() -> None:
    assert compile_untrusted(harmless().xml()).definition.process_id == "p"


def test_what_the_engine_refuses_is_said_with_element_and_line() -> None:
    plot = Diagram().start().add("scriptTask", "x").end().path("start", "x", "end")
    with pytest.raises(NotRunnable) as refusal:
        compile_untrusted(plot.xml())
    assert (refusal.value.code, refusal.value.element) == ("kind", "x")
    assert refusal.value.line


def test_a_child_that_uses_up_its_time_is_too_heavy_and_this_process_pays_nothing() -> None:
    before = time.process_time()
    with pytest.raises(NotRunnable) as refusal:
        compile_untrusted(and_blocks(400), seconds=0)
    assert refusal.value.code == "too_heavy"
    assert time.process_time() - before < 1


def test_limits_bind_the_child_and_not_this_process() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)
    compile_untrusted(harmless().xml())
    assert (resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU)) == before


def test_an_error_nobody_expected_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("engine.spiff.specs.compile_version", broken)
    assert attempt(b"", {}) == {"code": "unexpected", "kind": "ZeroDivisionError"}
