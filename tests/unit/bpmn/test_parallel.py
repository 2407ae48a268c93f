"""Parallel branches: joins that wait for ever, steps opened twice, and diagrams of any size decided quickly."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bpmn.checks import check
from engine.bpmn.graph import Graph
from engine.bpmn.reader import read
from engine.bpmn.tokens import Net
from engine.bpmn.tokens_reduce import needs_walking, reduce
from engine.bpmn.vocabulary import shipped

CODES = ("join_waits_forever", "runs_twice", "too_tangled", "reminder_comes_back")
START = '<bpmn:startEvent id="s"/>'
END = '<bpmn:endEvent id="e"/>'


def found(data: bytes) -> set[tuple[str, str]]:
    return {(one.code, one.element) for one in check(read(data), shipped()) if one.code in CODES}


def gate(kind: str, key: str, default: str = "") -> str:
    return f'<bpmn:{kind}Gateway id="{key}"{f""" default="{default}" """ if default else ""}/>'


def block(tools: Any, split: str, join: str) -> bytes:
    """s → A (split) → b | c → J (join) → d → e."""
    body = START + END + gate(split, "A", "A_b" if split != "parallel" else "") + tools.step("b") + tools.step("c")
    flows = _flows(tools, split) + tools.chain("b", "J", "d", "e") + tools.flow("c", "J")
    return tools.sketch(body + gate(join, "J") + tools.step("d") + flows)


def _flows(tools: Any, split: str) -> str:
    condition = "" if split == "parallel" else "don.x = 1"
    return tools.chain("s", "A", "b") + tools.flow("A", "c", condition)


@pytest.mark.parametrize(
    ("split", "join", "expected"),
    [
        ("parallel", "parallel", set()),
        ("exclusive", "exclusive", set()),
        ("inclusive", "inclusive", set()),
        ("parallel", "inclusive", set()),
        ("exclusive", "inclusive", set()),
        ("exclusive", "parallel", {("join_waits_forever", "J")}),
        ("inclusive", "parallel", {("join_waits_forever", "J")}),
        ("parallel", "exclusive", {("runs_twice", "d")}),
        ("inclusive", "exclusive", {("runs_twice", "d")}),
    ],
)
def test_a_split_and_the_join_that_fits_it(tools: Any, split: str, join: str, expected: set[tuple[str, str]]) -> None:
    assert found(block(tools, split, join)) == expected


def test_branches_that_end_apart_need_no_join(tools: Any) -> None:
    body = START + END + '<bpmn:endEvent id="e2"/>' + gate("parallel", "A") + tools.step("b") + tools.step("c")
    assert found(tools.sketch(body + tools.chain("s", "A", "b", "e") + tools.chain("A", "c", "e2"))) == set()


def test_branches_that_meet_only_to_end_need_no_join(tools: Any) -> None:
    body = START + END + gate("parallel", "A") + tools.step("b") + tools.step("c") + gate("exclusive", "m")
    assert found(tools.sketch(body + tools.chain("s", "A", "b", "m", "e") + tools.chain("A", "c", "m"))) == set()


def test_a_join_fed_by_a_return_flow_waits_for_ever(tools: Any) -> None:
    body = START + END + gate("parallel", "J") + tools.step("a") + gate("exclusive", "g", "g_e")
    flows = tools.chain("s", "J", "a", "g", "e") + tools.flow("g", "J", "don.x = 1")
    assert found(tools.sketch(body + flows)) == {("join_waits_forever", "J")}


def test_a_branch_diverted_before_the_join_leaves_it_waiting(tools: Any) -> None:
    body = START + END + '<bpmn:endEvent id="e2"/>' + gate("parallel", "A") + gate("parallel", "J")
    body += tools.step("b") + tools.step("c") + gate("exclusive", "g", "g_J")
    flows = tools.chain("s", "A", "b", "J", "e") + tools.chain("A", "c", "g", "J") + tools.flow("g", "e2", "don.x = 1")
    assert found(tools.sketch(body + flows)) == {("join_waits_forever", "J")}


def test_a_branch_may_end_everything(tools: Any) -> None:
    stop = '<bpmn:endEvent id="e2"><bpmn:terminateEventDefinition/></bpmn:endEvent>'
    body = START + END + stop + gate("parallel", "A") + gate("parallel", "J")
    body += tools.step("b") + tools.step("c") + gate("exclusive", "g", "g_J")
    flows = tools.chain("s", "A", "b", "J", "e") + tools.chain("A", "c", "g", "J") + tools.flow("g", "e2", "don.x = 1")
    assert found(tools.sketch(body + flows)) == set()


def test_a_loop_inside_one_branch_is_fine(tools: Any) -> None:
    body = START + END + gate("parallel", "A") + gate("parallel", "J") + gate("exclusive", "m")
    body += tools.step("b") + tools.step("c") + gate("exclusive", "g", "g_J")
    flows = (
        tools.chain("s", "A", "b", "J", "e") + tools.chain("A", "m", "c", "g", "J") + tools.flow("g", "m", "don.x = 1")
    )
    assert found(tools.sketch(body + flows)) == set()


def test_a_block_inside_a_loop_is_fine(tools: Any) -> None:
    body = START + END + gate("exclusive", "m") + gate("parallel", "A") + gate("parallel", "J")
    body += tools.step("b") + tools.step("c") + tools.step("z") + gate("exclusive", "g", "g_e")
    flows = (
        tools.chain("s", "m", "A", "b", "J", "z", "g", "e")
        + tools.chain("A", "c", "J")
        + tools.flow("g", "m", "don.x = 1")
    )
    assert found(tools.sketch(body + flows)) == set()


def test_a_return_from_one_branch_to_before_the_split_is_refused(tools: Any) -> None:
    body = START + END + gate("exclusive", "m") + gate("parallel", "A") + gate("parallel", "J")
    body += tools.step("b") + tools.step("c") + gate("exclusive", "g", "g_J")
    flows = (
        tools.chain("s", "m", "A", "b", "J", "e") + tools.chain("A", "c", "g", "J") + tools.flow("g", "m", "don.x = 1")
    )
    assert found(tools.sketch(body + flows)) != set()


def test_joins_may_take_branches_one_after_the_other(tools: Any) -> None:
    body = START + END + gate("parallel", "A") + gate("parallel", "J") + gate("parallel", "K")
    body += "".join(tools.step(key) for key in "bcd")
    flows = tools.chain("s", "A", "b", "J", "K", "e") + tools.chain("A", "c", "J") + tools.chain("A", "d", "K")
    assert found(tools.sketch(body + flows)) == set()


def test_crossed_branches_without_a_common_block_are_still_decided(tools: Any) -> None:
    """b feeds both J and K by an inner split, so no two gateways match; yet every join gets all its tokens."""
    body = (
        START
        + END
        + "".join(gate("parallel", key) for key in "ABJK")
        + tools.step("b")
        + tools.step("c")
        + tools.step("d")
    )
    flows = tools.chain("s", "A", "B", "b", "J", "d", "K", "e") + tools.chain("B", "K") + tools.chain("A", "c", "J")
    assert found(tools.sketch(body + flows)) == set()


def test_an_interrupting_event_out_of_a_branch_leaves_the_join_waiting(tools: Any) -> None:
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>"
    event = f'<bpmn:boundaryEvent id="t" attachedToRef="c"{{}}>{timer}</bpmn:boundaryEvent><bpmn:endEvent id="e2"/>'
    data = block(tools, "parallel", "parallel").decode()
    flows = tools.flow("t", "e2")
    out = data.replace(START, START + event.format("") + flows)
    assert found(out.encode()) == {("join_waits_forever", "J")}
    reminder = data.replace(START, START + event.format(' cancelActivity="false"') + flows)
    assert found(reminder.encode()) == set()
    back_in = data.replace(
        START, START + event.format("") + tools.flow("t", "g") + gate("exclusive", "g") + tools.flow("g", "J")
    )
    rejoined = back_in.replace(tools.flow("c", "J"), tools.flow("c", "g"))
    assert found(rejoined.encode()) == set()


def test_a_reminder_that_comes_back_opens_a_step_twice(tools: Any) -> None:
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>"
    event = f'<bpmn:boundaryEvent id="t" attachedToRef="a" cancelActivity="false">{timer}</bpmn:boundaryEvent>'
    body = START + END + tools.step("a") + tools.step("b") + gate("exclusive", "m") + event
    data = tools.sketch(body + tools.chain("s", "a", "m", "b", "e") + tools.flow("t", "m"))
    assert found(data) == {("reminder_comes_back", "t")}


def reduced(data: bytes) -> Net:
    graph = Graph(read(data), None)
    net = Net(graph, graph.starts[0], graph.reachable)
    reduce(net)
    return net


def row_of_blocks(tools: Any, count: int, width: int = 2) -> bytes:
    """``count`` parallel blocks one after the other: the library foresees over half a million tasks for sixteen."""
    parts, flows, last = [START, END], "", "s"
    for number in range(count):
        split, join = f"A{number}", f"J{number}"
        parts += [gate("parallel", split), gate("parallel", join)]
        flows += tools.flow(last, split)
        for branch in range(width):
            step = f"t{number}_{branch}"
            parts.append(tools.step(step))
            flows += tools.chain(split, step, join)
        last = join
    return tools.sketch("".join(parts) + flows + tools.flow(last, "e"))


def test_sixteen_blocks_in_a_row_dissolve_without_a_walk(tools: Any) -> None:
    data = row_of_blocks(tools, 16)
    assert not needs_walking(reduced(data))
    assert found(data) == set()


def test_two_hundred_blocks_in_a_row_are_decided_too(tools: Any) -> None:
    assert found(row_of_blocks(tools, 200)) == set()


def test_deeply_nested_blocks_dissolve(tools: Any) -> None:
    body, flows = START + END, ""
    depth = 60
    for level in range(depth):
        body += gate("parallel", f"A{level}") + gate("parallel", f"J{level}") + tools.step(f"t{level}")
        flows += tools.chain(f"A{level}", f"t{level}", f"J{level}")
        flows += tools.flow("s" if level == 0 else f"A{level - 1}", f"A{level}")
        flows += tools.flow(f"J{level}", "e" if level == 0 else f"J{level - 1}")
    flows += tools.flow(f"A{depth - 1}", f"J{depth - 1}")
    data = tools.sketch(body + flows)
    assert not needs_walking(reduced(data))
    assert found(data) == set()


@pytest.mark.parametrize("branches", [30, 300])
def test_a_tangle_too_big_to_walk_is_refused_instead_of_hanging(tools: Any, branches: int) -> None:
    """Many independent branches, each ending in a choice of which of two joins to feed."""
    body, flows = (
        START + END + gate("parallel", "A") + gate("parallel", "J") + gate("parallel", "K"),
        tools.flow("s", "A"),
    )
    for number in range(branches):
        body += tools.step(f"t{number}") + gate("exclusive", f"g{number}", f"g{number}_J")
        flows += tools.chain("A", f"t{number}", f"g{number}", "J") + tools.flow(f"g{number}", "K", "don.x = 1")
    data = tools.sketch(body + flows + tools.chain("J", "e") + tools.chain("K", "e"))
    assert ("too_tangled", "the_thu_vien") in found(data)
