"""Decisions that lead elsewhere than they say."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Outcome
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.meaning import asks_for_more, disagrees, refuses
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.walk import Walk
from engine.text import Text

ANEW = ("receive", "assign", "appraise", "opinion", "return")
"""Kinds of steps that begin other work: a request does not pass them on its way to the applicant."""


def find(walk: Walk) -> Iterator[Finding]:
    """Each step some dossier passed."""
    for key, edges in acts_of(walk).items():
        yield from _supplements(walk, walk.node(key), edges)
        yield from _refusals(walk, walk.node(key), edges)
        yield from _returns(walk, walk.node(key), edges)


def acts_of(walk: Walk) -> dict[str, list[Edge]]:
    """Every step with what can be done there."""
    by_step: dict[str, list[Edge]] = {}
    for edge in walk.edges:
        if edge.choice.kind == "step":
            by_step.setdefault(edge.choice.element, []).append(edge)
    return by_step


def by_outcome(edges: list[Edge], outcome: str) -> list[Edge]:
    """The acts with one outcome."""
    return [edge for edge in edges if any(choice.outcome == outcome for choice in edge.choices)]


def outcomes_of(node: Node) -> tuple[Outcome, ...]:
    """What may be decided at a step."""
    return node.step.outcomes if node.step else ()


def _supplements(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """A supplement asked for leads to a wait for it."""
    for outcome in outcomes_of(node):
        if asks_for_more(outcome) and not any(
            _waits_for(walk, edge, "supplement") for edge in by_outcome(edges, outcome.id)
        ):
            message = Text(
                f"Bước {named(node)}: kết quả “{outcome.name or outcome.id}” không dẫn tới bước chờ bổ sung.",
                f"Step {named(node)}: outcome “{outcome.id}” does not lead to a wait for the supplement.",
            )
            hint = Text("Nối kết quả này tới bước chờ bổ sung.", "Lead it to the wait for the supplement.")
            yield red("supplement_without_wait", node.id, message, hint)


def _waits_for(walk: Walk, edge: Edge, kind: str) -> bool:
    """Whether such a wait comes next, or after others have looked at the request, signed and sent it."""
    met, stack = {edge.target}, [edge.target]
    while stack:
        state = walk.map.states[stack.pop()]
        waits = [walk.node(one.element).wait for one in state.things if one.kind == "wait"]
        if any(wait is not None and wait.kind == kind for wait in waits):
            return True
        for onward in state.edges:
            step = walk.node(onward.choice.element).step
            passes = step is not None and step.kind not in ANEW and onward.choice.kind == "step"
            if passes and onward.target not in met and not walk.ways.goes_back(onward):
                met.add(onward.target)
                stack.append(onward.target)
    return False


def _refusals(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where one outcome refuses and another ends refused instead of it."""
    for outcome in outcomes_of(node):
        if not refuses(outcome) or any(_ends(walk, edge) == "refused" for edge in by_outcome(edges, outcome.id)):
            continue
        others = [one.id for one in outcomes_of(node) if not refuses(one)]
        instead = [edge for other in others for edge in by_outcome(edges, other) if _ends(walk, edge) == "refused"]
        granted = [edge for edge in by_outcome(edges, outcome.id) if _ends(walk, edge) == "granted"]
        stopped = [edge for edge in by_outcome(edges, outcome.id) if _ends(walk, edge) == "stopped"]
        if stopped and not granted:
            yield _stopped(walk, node, outcome, str(walk.map.states[stopped[0].target].ended_at))
        if instead or granted:
            message = Text(
                f"Bước {named(node)}: kết quả “{outcome.name or outcome.id}” không dẫn tới từ chối"
                + (", còn một kết quả khác thì có." if instead else " mà tới thành công."),
                f"Step {named(node)}: outcome “{outcome.id}” does not lead to a refusal"
                + (", while another outcome does." if instead else " but to success."),
            )
            hint = Text("Xem lại điều kiện các nhánh sau bước này.", "Look at the conditions behind this step.")
            yield red("refusal_goes_elsewhere", node.id, message, hint)


def _stopped(walk: Walk, node: Node, outcome: Outcome, end: str) -> Finding:
    message = Text(
        f"Bước {named(node)}: “{outcome.name or outcome.id}” là từ chối, nhưng hồ sơ kết thúc ở "
        f"{named(walk.node(end))} với kết quả “dừng”.",
        f"Step {named(node)}: “{outcome.id}” refuses, but the dossier ends at {named(walk.node(end))} as “stopped”.",
    )
    hint = Text("Đặt kết quả của điểm kết thúc là từ chối.", "Let the end event say refused.")
    return amber("refusal_ends_stopped", end, message, hint)


def _ends(walk: Walk, edge: Edge) -> str | None:
    ended = walk.map.states[edge.target].ended
    return ended.result if ended is not None else None


def _returns(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where an outcome that disagrees goes on, and one that agrees goes back."""
    for outcome in outcomes_of(node):
        if not disagrees(outcome):
            continue
        mine = by_outcome(edges, outcome.id)
        others = [edge for edge in edges if edge not in mine]
        if any(_ends(walk, edge) == "granted" for edge in mine):
            yield _grants(node, outcome)
        if any(walk.ways.goes_back(edge) for edge in others) and not any(walk.ways.goes_back(edge) for edge in mine):
            message = Text(
                f"Bước {named(node)}: “{outcome.name or outcome.id}” lại đi tiếp, còn kết quả khác thì quay lại.",
                f"Step {named(node)}: “{outcome.id}” goes on, while another outcome goes back.",
            )
            hint = Text("Có thể điều kiện hai nhánh bị đổi chỗ.", "The conditions of two flows may be exchanged.")
            yield red("return_goes_on", node.id, message, hint)


def _grants(node: Node, outcome: Outcome) -> Finding:
    message = Text(
        f"Bước {named(node)}: “{outcome.name or outcome.id}” lại dẫn thẳng tới kết thúc thành công.",
        f"Step {named(node)}: “{outcome.id}” leads straight to success.",
    )
    hint = Text("Nối kết quả này về bước phải làm lại.", "Lead it back to the step to be done again.")
    return red("disagreement_grants", node.id, message, hint)
