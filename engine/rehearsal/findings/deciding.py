"""Decisions that lead elsewhere than they say, and decisions one person could take twice."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Outcome, Step
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.meaning import asks_for_more, disagrees, refuses
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.walk import Walk
from engine.text import Text

ANEW = ("receive", "assign", "appraise", "opinion", "return")
"""Kinds of steps that begin other work: a request does not pass them on its way to the applicant."""
DECIDING = ("appraise", "review", "sign")


def find(walk: Walk) -> Iterator[Finding]:
    """Each step some dossier passed."""
    by_step: dict[str, list[Edge]] = {}
    for edge in walk.edges:
        if edge.choice.kind == "step":
            by_step.setdefault(edge.choice.element, []).append(edge)
    for key, edges in by_step.items():
        yield from _supplements(walk, walk.node(key), edges)
        yield from _refusals(walk, walk.node(key), edges)
        yield from _returns(walk, walk.node(key), edges)
        yield from _alike(walk, walk.node(key), edges)
        yield from _to_itself(walk, walk.node(key), edges)
    yield from _same_person(walk)


def _by_outcome(edges: list[Edge], outcome: str) -> list[Edge]:
    return [edge for edge in edges if any(choice.outcome == outcome for choice in edge.choices)]


def _outcomes(node: Node) -> tuple[Outcome, ...]:
    return node.step.outcomes if node.step else ()


def _supplements(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """A supplement asked for leads to a wait for it."""
    for outcome in _outcomes(node):
        if asks_for_more(outcome) and not any(
            _waits_for(walk, edge, "supplement") for edge in _by_outcome(edges, outcome.id)
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
    for outcome in _outcomes(node):
        if not refuses(outcome) or any(_ends(walk, edge) == "refused" for edge in _by_outcome(edges, outcome.id)):
            continue
        others = [one.id for one in _outcomes(node) if not refuses(one)]
        instead = [edge for other in others for edge in _by_outcome(edges, other) if _ends(walk, edge) == "refused"]
        granted = [edge for edge in _by_outcome(edges, outcome.id) if _ends(walk, edge) == "granted"]
        stopped = [edge for edge in _by_outcome(edges, outcome.id) if _ends(walk, edge) == "stopped"]
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


def _alike(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where what agrees and what does not go on along the very same way, though the way parts behind the step."""
    groups: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for edge in edges:
        said = {choice.outcome for choice in edge.choices if choice.outcome}
        groups.setdefault((edge.target, edge.path), set()).update(said)
    for outcome in _outcomes(node):
        mine = [said for said in groups.values() if outcome.id in said]
        if not _differs(outcome) or not mine or any(len(said) == 1 for said in mine):
            continue
        others = [one for one in _outcomes(node) if one.id in set.intersection(*mine) and not _differs(one)]
        if others:
            message = Text(
                f"Bước {named(node)}: “{outcome.name or outcome.id}” đi đúng con đường của "
                f"“{others[0].name or others[0].id}”; không nhánh nào phân biệt hai kết quả.",
                f"Step {named(node)}: “{outcome.id}” goes the very way of “{others[0].id}”; no flow tells them apart.",
            )
            hint = Text("Thêm nhánh cho kết quả này.", "Give this outcome a flow of its own.")
            yield red("outcomes_go_alike", node.id, message, hint)


def _differs(outcome: Outcome) -> bool:
    return refuses(outcome) or asks_for_more(outcome) or disagrees(outcome)


def _to_itself(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where sending back gives the work to the very person who sent it back."""
    for outcome in _outcomes(node):
        mine = _by_outcome(edges, outcome.id) if disagrees(outcome) else []
        again = [edge for edge in mine if node.id in edge.path and set(node.incoming) & set(edge.path)]
        if again and not node.loop:
            message = Text(
                f"Bước {named(node)}: “{outcome.name or outcome.id}” lại mở chính bước này, không ai phải làm lại gì.",
                f"Step {named(node)}: “{outcome.id}” opens this very step again; nobody else has to do anything.",
            )
            hint = Text("Nối kết quả này về bước phải làm lại.", "Lead it back to the step to be done again.")
            yield amber("sends_back_to_itself", node.id, message, hint)


def _ends(walk: Walk, edge: Edge) -> str | None:
    ended = walk.map.states[edge.target].ended
    return ended.result if ended is not None else None


def _returns(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where an outcome that disagrees goes on, and one that agrees goes back."""
    for outcome in _outcomes(node):
        if not disagrees(outcome):
            continue
        mine = _by_outcome(edges, outcome.id)
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


def _same_person(walk: Walk) -> Iterator[Finding]:
    """A decision and the one that checks it, one right after the other, by the same post of the same unit."""
    seen: set[tuple[str, str]] = set()
    for edge in walk.edges:
        before = walk.subject.nodes.get(edge.choice.element)
        if edge.choice.kind != "step" or before is None or walk.ways.goes_back(edge):
            continue
        for thing in walk.map.states[edge.target].things:
            after = walk.node(thing.element)
            if (before.id, after.id) in seen or thing.kind != "step" or not _one_hand(before, after):
                continue
            if not set(after.incoming) & set(edge.path):
                continue
            seen.add((before.id, after.id))
            message = Text(
                f"Cùng một người có thể làm cả {named(before)} và {named(after)}: cùng đơn vị, cùng chức danh.",
                f"One person could do both {named(before)} and {named(after)}: same unit, same post.",
            )
            hint = Text("Giao một trong hai bước cho chức danh khác.", "Give one of them to another post.")
            yield amber("same_person_twice", after.id, message, hint)


def _one_hand(before: Node, after: Node) -> bool:
    one, other = before.step, after.step
    if one is None or other is None or before.id == after.id or after.loop or before.loop:
        return False
    checking = one.kind in DECIDING and other.kind in ("review", "sign")
    return checking and one.unit == other.unit and bool(_posts(one) & _posts(other))


def _posts(step: Step) -> set[str]:
    return {post for post in (step.post, *step.alternatives) if post}
