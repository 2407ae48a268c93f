"""One-click corrections: the edit that puts a finding right, where it is safe to know what was meant."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from engine.bpmn.checks import Finding
from engine.bpmn.definition import Definition, Flow, Node, Outcome, Step, Wait
from engine.bpmn.edit import guessing
from engine.bpmn.edit.building import ENDS
from engine.bpmn.edit.edits import (
    AddOutcome,
    Await,
    ChangeCondition,
    ChangeOutcome,
    ChangeStep,
    ChangeWait,
    Edit,
    End,
    Goal,
    LayOut,
    RemoveBranch,
    Rename,
    Renumber,
    SetDefault,
    SetEnd,
)
from engine.bpmn.graph import Graph
from engine.bpmn.routes import compiled

AUTO_CLOSE: Final = Wait("supplement", auto_close_after=Decimal(15), auto_close_unit="working_days")
"""The usual wait for a supplement: closed after 15 working days."""

Fix = Callable[[Definition, str], Edit | None]


def fixes(definition: Definition, finding: Finding) -> Edit | None:
    """The edit that corrects ``finding``, None when somebody has to decide."""
    fix = _FIXES.get(finding.code)
    return fix(definition, finding.element) if fix else None


def _auto_close(definition: Definition, key: str) -> Edit | None:
    wait = _node(definition, key).wait
    if wait is None or wait.kind not in ("supplement", "confirmation"):
        return None
    after, unit = AUTO_CLOSE.auto_close_after, AUTO_CLOSE.auto_close_unit
    return ChangeWait(key, dataclasses.replace(wait, auto_close_after=after, auto_close_unit=unit))


def _message(definition: Definition, key: str) -> Edit | None:
    return ChangeWait(key, _node(definition, key).wait or Wait())


def _default(definition: Definition, key: str) -> Edit | None:
    """The only flow without a condition, else the only flow ahead."""
    flows = [definition.flows[one] for one in _node(definition, key).outgoing]
    back = Graph(definition, _node(definition, key).parent).back_edges
    for some in (
        [flow for flow in flows if not flow.condition],
        [flow for flow in flows if (flow.source, flow.target) not in back and not _ends(definition, flow)],
    ):
        if len(some) == 1:
            return SetDefault(key, some[0].id)
    return None


def _ends(definition: Definition, flow: Flow) -> bool:
    target = _node(definition, flow.target)
    return target.kind in ("end", "receive")


def _default_without_condition(definition: Definition, key: str) -> Edit | None:
    return SetDefault(definition.flows[key].source, key)


def _no_condition(definition: Definition, key: str) -> Edit | None:
    return ChangeCondition(key, None)


def _unknown_outcome(definition: Definition, key: str) -> Edit | None:
    """A flow that only an outcome nobody can choose would take is not needed."""
    flow = definition.flows[key]
    expression = compiled(flow.condition or "")
    if expression is None or len(expression.names_read) != 1:
        return None
    path = next(iter(expression.names_read))
    step = definition.nodes[path[0]].step if path[0] in definition.nodes else None
    if step is None or path[1:] != ("outcome",):
        return None
    known = [{path[0]: {"outcome": one.id}} for one in step.outcomes]
    if any(expression.evaluate(one).value is True for one in known):
        return None
    return RemoveBranch(key)


def _route(definition: Definition, key: str) -> Edit | None:
    """The end or wait that an outcome's printed form speaks of."""
    step = _node(definition, key).step or Step()
    goals: Mapping[str, Goal] = {
        "refusal_slip": End(),
        "supplement_slip": Await(AUTO_CLOSE),
        "stop_notice": End("stopped"),
    }
    for outcome in step.outcomes[1:]:
        goal = goals.get(outcome.produces or "")
        if goal is not None:
            return ChangeOutcome(key, outcome.id, goal=goal)
    return None


def _end_result(definition: Definition, key: str) -> Edit | None:
    node = _node(definition, key)
    lowered = node.name.lower()
    if "từ chối" in lowered or "không" in lowered:
        return SetEnd(key, "refused")
    if "dừng" in lowered or "rút" in lowered:
        return SetEnd(key, "stopped")
    ends = [one for one in definition.nodes.values() if one.kind == "end" and one.parent is None]
    return SetEnd(key, "granted") if len(ends) == 1 else None


def _only_end(definition: Definition, key: str) -> Edit | None:
    ends = [one.id for one in definition.nodes.values() if one.kind == "end" and one.parent is None]
    return SetEnd(ends[0], "granted") if len(ends) == 1 else None


def _end_name(definition: Definition, key: str) -> Edit | None:
    result = _node(definition, key).end_result
    return Rename(key, ENDS[result][1]) if result in ENDS else None


def _question(definition: Definition, key: str) -> Edit | None:
    sources = [definition.nodes[definition.flows[one].source] for one in _node(definition, key).incoming]
    names = [node.name for node in sources if node.kind == "user" and node.name]
    return Rename(key, f"Kết quả {names[0][:1].lower()}{names[0][1:]}?") if len(names) == 1 else None


def _accepting(definition: Definition, key: str) -> Edit | None:
    """The only receiving step accepts by the first of its outcomes that prints nothing else."""
    steps = [node for node in definition.steps() if node.step and node.step.kind == "receive" and node.parent is None]
    if len(steps) != 1 or steps[0].step is None:
        return None
    for outcome in steps[0].step.outcomes:
        if outcome.produces is None:
            return ChangeOutcome(steps[0].id, outcome.id, to=dataclasses.replace(outcome, produces="receipt"))
    return None


def _kind(definition: Definition, key: str) -> Edit | None:
    """The kind of step that the words of its name speak of."""
    node = _node(definition, key)
    kind = guessing.kind_of(node.name)
    return ChangeStep(key, dataclasses.replace(node.step or Step(), kind=kind)) if kind else None


def _one_outcome(definition: Definition, key: str) -> Edit | None:
    """A step behind which there is one way only ends in one manner: it is done."""
    node = _node(definition, key)
    if node.step is None or node.step.outcomes or len(node.outgoing) != 1:
        return None
    target = definition.nodes[definition.flows[node.outgoing[0]].target]
    if target.kind in ("exclusive", "inclusive") and len(target.outgoing) > 1:
        return None
    return AddOutcome(key, Outcome("xong", "Hoàn thành"))


def _node(definition: Definition, key: str) -> Node:
    return definition.nodes[key]


_FIXES: Final[Mapping[str, Fix]] = {
    "wait_without_auto_close": _auto_close,
    "wait_without_message": _message,
    "no_default": _default,
    "default_condition": _default_without_condition,
    "lonely_condition": _no_condition,
    "condition_ignored": _no_condition,
    "outcome_unknown": _unknown_outcome,
    "outcome_without_flow": _route,
    "end_result_missing": _end_result,
    "no_successful_end": _only_end,
    "end_name_missing": _end_name,
    "gateway_name": _question,
    "never_accepted": _accepting,
    "step_number_missing": lambda definition, key: Renumber(),
    "step_number_twice": lambda definition, key: Renumber(),
    "step_kind_missing": _kind,
    "step_outcome_missing": _one_outcome,
    "lane_mixed": lambda definition, key: LayOut(),
    "lane_split": lambda definition, key: LayOut(),
    "lane_missing": lambda definition, key: LayOut(),
    "no_drawing": lambda definition, key: LayOut(),
    "not_drawn": lambda definition, key: LayOut(),
}
