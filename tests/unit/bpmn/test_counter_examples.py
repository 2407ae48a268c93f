"""Diagrams that random campaigns found accepted although a step could be open twice, each cut down to its cause; and
natural diagrams that look alike and must stay accepted. Seeds: tests/property/processes/test_checked_diagrams.py.
"""

from __future__ import annotations

from typing import Any

import pytest

from engine.bpmn.checks import check
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

CODES = (
    "loop_without_exit",
    "join_waits_forever",
    "runs_twice",
    "too_tangled",
    "reminder_comes_back",
    "reminder_repeats",
)
BASE = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'
ERROR = "<bpmn:errorEventDefinition/>"
TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition>"
LOOP = (
    '<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality>2</bpmn:loopCardinality>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)


def found(tools: Any, body: str) -> set[tuple[str, str]]:
    findings = check(read(tools.sketch(BASE + body)), shipped())
    return {(one.code, one.element) for one in findings if one.code in CODES}


def steps(tools: Any, keys: str) -> str:
    return "".join(tools.step(key) for key in keys.split())


def gates(**kinds: str) -> str:
    return "".join(f'<bpmn:{kind}Gateway id="{key}"/>' for key, kind in kinds.items())


def event(host: str, key: str = "t", *, inside: str = TIMER, cancels: bool = False) -> str:
    said = str(cancels).lower()
    return (
        f'<bpmn:boundaryEvent id="{key}" attachedToRef="{host}" cancelActivity="{said}">{inside}</bpmn:boundaryEvent>'
    )


def end(key: str, inside: str = "") -> str:
    return f'<bpmn:endEvent id="{key}">{inside}</bpmn:endEvent>'


# -- counter-examples


def test_a_split_that_leads_back_in_front_of_itself(tools: Any) -> None:
    """Seeds 6336, 17710, 27571, 30681, 39813: every pass starts the rest of the block once more."""
    body = gates(m="exclusive", A="parallel", J="parallel") + steps(tools, "a b c")
    flows = tools.chain("s", "m", "a", "A", "b", "J", "e") + tools.chain("A", "c", "J") + tools.chain("A", "m")
    assert ("runs_twice", "b") in found(tools, body + flows)


def test_a_branch_that_returns_in_front_of_the_split_while_the_others_run(tools: Any) -> None:
    """Seeds 11086, 30236: the branch that stays behind only ends, yet it is still open on the next pass."""
    body = gates(m="exclusive", A="parallel") + steps(tools, "a b c") + end("e2")
    flows = tools.chain("s", "m", "a", "A", "b", "m") + tools.chain("A", "c", "e2")
    assert ("runs_twice", "c") in found(tools, body + flows)


def test_a_branch_that_ends_beside_a_loop(tools: Any) -> None:
    """Seeds 23219, 25549: harmless once, doubled when the loop comes round."""
    body = gates(m="exclusive", A="parallel", g="exclusive") + steps(tools, "a b c") + end("e2")
    flows = tools.chain("s", "m", "A", "a", "g", "e") + tools.chain("A", "c", "e2") + tools.flow("g", "m", "don.x = 1")
    assert found(tools, body + flows) == {("runs_twice", "c")}


def test_a_split_merged_without_a_join_in_front_of_a_last_step(tools: Any) -> None:
    """Seeds 6349, 10652: all ways on from the step end, and the step was forgotten when the net was made smaller."""
    body = gates(m="exclusive", A="parallel") + tools.step("d") + gates(g="exclusive") + event("c", cancels=True)
    body += tools.step("b") + gates(l="exclusive") + tools.step("c") + gates(n="exclusive")
    flows = tools.chain("s", "A", "b", "m", "c", "n", "e") + tools.chain("A", "m")
    flows += tools.chain("t", "l", "d", "g", "n") + tools.flow("g", "l", "don.x = 1")
    assert ("runs_twice", "c") in found(tools, body + flows)


def test_two_branches_into_one_step_with_a_choice_behind(tools: Any) -> None:
    body = gates(A="parallel", g="exclusive") + steps(tools, "a b c") + end("e2")
    flows = tools.chain("s", "A", "a", "c", "g", "e") + tools.chain("A", "b", "c") + tools.flow("g", "e2", "don.x = 1")
    assert found(tools, body + flows) == {("runs_twice", "c")}


def test_of_many_inclusive_branches_just_two_meet_without_a_join(tools: Any) -> None:
    """All at once, or one alone, would not show it: the pair that matters is tried too."""
    branches = "b1 b2 b3 b4 b5 b6"
    body = gates(A="inclusive", g="exclusive", m="exclusive") + steps(tools, f"{branches} c")
    flows = tools.flow("s", "A") + tools.chain("b1", "m", "c", "e") + tools.flow("b2", "m")
    flows += "".join(tools.flow("A", key, "" if key == "b6" else f'don.x = "{key}"') for key in branches.split())
    flows += "".join(tools.flow(key, f"e_{key}") + end(f"e_{key}") for key in branches.split()[2:])
    assert ("runs_twice", "c") in found(tools, body + flows)


def test_a_reminder_that_comes_back_into_the_procedure(tools: Any) -> None:
    body = gates(m="exclusive") + steps(tools, "a b") + event("a")
    assert found(tools, body + tools.chain("s", "a", "m", "b", "e") + tools.chain("t", "m")) == {
        ("reminder_comes_back", "t")
    }


def test_a_reminder_of_a_reminder_that_comes_back(tools: Any) -> None:
    body = (
        steps(tools, "a b") + gates(m="exclusive") + event("a", "t1") + tools.step("c") + event("c", "t2") + end("e2")
    )
    flows = tools.chain("s", "a", "m", "b", "e") + tools.chain("t1", "c", "e2") + tools.chain("t2", "m")
    assert found(tools, body + flows) == {("reminder_comes_back", "t2")}


def test_a_repeated_step_behind_a_reminder_that_can_happen_again(tools: Any) -> None:
    repeated = tools.step("r").replace("</bpmn:userTask>", LOOP + "</bpmn:userTask>")
    body = gates(m="exclusive", g="exclusive") + steps(tools, "a") + repeated + event("a") + end("e2")
    flows = tools.chain("s", "m", "a", "g", "e") + tools.chain("t", "r", "e2")
    assert found(tools, body + flows) == set()
    assert found(tools, body + flows + tools.flow("g", "m", "don.x = 1")) == {("reminder_repeats", "r")}


def test_a_join_of_two_reminders_of_which_only_one_may_happen(tools: Any) -> None:
    body = steps(tools, "a b") + gates(J="parallel") + event("a", "t1") + event("a", "t2") + end("e2")
    flows = tools.chain("s", "a", "e") + tools.chain("t1", "J", "e2") + tools.chain("t2", "b", "J")
    assert found(tools, body + flows) == {("join_waits_forever", "J")}


def test_a_join_behind_a_reminder_is_judged_for_itself(tools: Any) -> None:
    body = steps(tools, "a b c") + event("a") + gates(A="parallel", J="parallel", g="exclusive") + end("e2")
    good = tools.chain("s", "a", "e") + tools.chain("t", "A", "b", "J", "e2") + tools.chain("A", "c", "J")
    assert found(tools, body + good) == set()
    wrong = good.replace(tools.chain("A", "b"), tools.chain("A", "g", "b") + tools.flow("g", "e2", "don.x = 1"))
    assert found(tools, body + wrong) == {("join_waits_forever", "J")}


def test_a_step_that_only_its_reminder_leads_away_from(tools: Any) -> None:
    """Seed 25183: the end behind the reminder hid that the step itself comes to no end."""
    body = gates(A="parallel", J="parallel") + steps(tools, "a b nhac") + event("a") + end("e2")
    flows = tools.chain("s", "A", "b", "J", "e") + tools.chain("A", "a", "a") + tools.chain("t", "nhac", "e2")
    assert ("loop_without_exit", "a") in found(tools, body + flows)


# -- what looks alike and is right


def test_a_branch_that_ends_apart_outside_any_loop(tools: Any) -> None:
    body = gates(A="parallel") + steps(tools, "a b c") + end("e2")
    assert found(tools, body + tools.chain("s", "A", "a", "b", "e") + tools.chain("A", "c", "e2")) == set()


def test_two_branches_that_meet_behind_their_last_steps(tools: Any) -> None:
    body = gates(A="parallel", m="exclusive", n="exclusive") + steps(tools, "a b")
    assert found(tools, body + tools.chain("s", "A", "a", "m", "n", "e") + tools.chain("A", "b", "m")) == set()


def test_returns_and_supplements_from_several_steps(tools: Any) -> None:
    """Receive, appraise (supplement wait), check (back to appraise), sign (back to either)."""
    body = gates(m1="exclusive", m2="exclusive", g1="exclusive", g2="exclusive", g3="exclusive")
    body += steps(tools, "nhan tham kiem ky tra") + '<bpmn:receiveTask id="cho"/>'
    flows = tools.chain("s", "m1", "nhan", "m2", "tham", "g1", "kiem", "g2", "ky", "g3", "tra", "e")
    flows += tools.flow("g1", "cho", "don.x = 1") + tools.flow("cho", "m2") + tools.flow("g2", "m2", "don.x = 2")
    flows += tools.flow("g3", "m2", "don.x = 3") + tools.flow("g3", "m1", "don.x = 4")
    assert found(tools, body + flows) == set()


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_a_block_with_returns_inside_its_branches_in_a_loop_with_reminders(tools: Any, kind: str) -> None:
    body = gates(m="exclusive", A=kind, J=kind, g="exclusive", mb="exclusive", gb="exclusive", back="exclusive")
    body += steps(tools, "b b2 c nhac ky") + event("c") + end("e2")
    condition = "" if kind == "parallel" else "don.y = 1"
    flows = tools.chain("s", "m", "A", "mb", "b", "gb", "b2", "back", "J", "ky", "g", "e")
    flows += tools.flow("A", "c", condition) + tools.chain("c", "J") + tools.chain("t", "nhac", "e2")
    flows += tools.flow("gb", "mb", "don.x = 1") + tools.flow("back", "mb", "don.x = 2")
    flows += tools.flow("g", "m", "don.x = 3")
    assert found(tools, body + flows) == set()


def test_two_reminders_with_one_reminding_step(tools: Any) -> None:
    body = steps(tools, "a b nhac") + event("a", "t1") + event("b", "t2") + end("e2")
    flows = tools.chain("s", "a", "b", "e") + tools.chain("t1", "nhac", "e2") + tools.flow("t2", "nhac")
    assert found(tools, body + flows) == set()


def test_a_reminder_may_share_the_end_of_the_procedure(tools: Any) -> None:
    body = gates(m="exclusive") + steps(tools, "a nhac") + event("a")
    assert found(tools, body + tools.chain("s", "a", "m", "e") + tools.chain("t", "nhac", "m")) == set()


def test_an_error_in_one_branch_that_ends_the_whole_sub_process(tools: Any) -> None:
    inner = '<bpmn:startEvent id="s1"/><bpmn:endEvent id="e1"/>' + end("x", ERROR)
    inner += gates(A="parallel", J="parallel", g="exclusive") + steps(tools, "b c")
    inner += (
        tools.chain("s1", "A", "b", "J", "e1") + tools.chain("A", "c", "g", "J") + tools.flow("g", "x", "don.x = 1")
    )
    body = f'<bpmn:subProcess id="con">{inner}</bpmn:subProcess>' + event("con", inside=ERROR, cancels=True) + end("e2")
    assert found(tools, body + tools.chain("s", "con", "e") + tools.chain("t", "e2")) == set()


# -- one called process from several places


def calls(tools: Any, flows: str, extra: str = "") -> set[tuple[str, str]]:
    """What is said about two calls, k1 and k2, of one process."""
    other = '<bpmn:process id="chung"><bpmn:startEvent id="s9"/><bpmn:endEvent id="e9"/>' + tools.step("xong")
    other += tools.chain("s9", "xong", "e9") + "</bpmn:process>"
    both = "".join(f'<bpmn:callActivity id="{key}" name="{key}" calledElement="chung"/>' for key in ("k1", "k2"))
    findings = check(read(tools.sketch(BASE + both + extra + flows, around=other)), shipped())
    return {(one.code, one.element) for one in findings if one.code == "called_twice_at_once"}


def test_one_process_called_in_two_branches_at_once(tools: Any) -> None:
    body = gates(A="parallel", J="parallel")
    assert calls(tools, tools.chain("s", "A", "k1", "J", "e") + tools.chain("A", "k2", "J"), body) == {
        ("called_twice_at_once", "k2")
    }


def test_one_process_called_by_a_reminder_too(tools: Any) -> None:
    flows = tools.chain("s", "k1", "e") + tools.chain("t", "k2", "e2")
    assert calls(tools, flows, event("k1") + end("e2")) == {("called_twice_at_once", "k1")}


def test_one_process_called_twice_one_after_the_other_in_a_loop_around_a_block(tools: Any) -> None:
    body = gates(m="exclusive", A="parallel", J="parallel", g="exclusive") + tools.step("b")
    flows = tools.chain("s", "m", "A", "k1", "J", "k2", "g", "e") + tools.chain("A", "b", "J")
    assert calls(tools, flows + tools.flow("g", "m", "don.x = 1"), body) == set()


def test_one_process_called_in_one_of_two_ways(tools: Any) -> None:
    body = gates(g="exclusive", m="exclusive")
    flows = tools.chain("s", "g", "k1", "m", "e") + tools.flow("g", "k2", "don.x = 1") + tools.flow("k2", "m")
    assert calls(tools, flows, body) == set()
