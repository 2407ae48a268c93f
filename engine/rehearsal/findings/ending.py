"""How dossiers end: somewhere, by an end event, with the result on the way to success."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.meaning import asks_for_more, disagrees, refuses
from engine.rehearsal.findings.saying import on_the_way, red, said
from engine.rehearsal.walk import Walk
from engine.text import Text

LEAVING = ("auto_closed", "withdrawn")


def find(walk: Walk) -> Iterator[Finding]:
    """Dead ends, roads without an end, success without the paper."""
    yield from _dead_ends(walk)
    yield from _no_exit(walk)
    yield from _no_success(walk)
    yield from _without_result(walk)


def _dead_ends(walk: Walk) -> Iterator[Finding]:
    seen: set[str] = set()
    for edge in walk.edges:
        ended = walk.map.states[edge.target].ended
        if ended is None or ended.element is not None or edge.choice.kind in LEAVING:
            continue
        last = next(
            (one for one in reversed(edge.path) if one in walk.subject.nodes), walk.subject.definition.process_id
        )
        if last not in seen:
            seen.add(last)
            name = named(walk.node(last)) if last in walk.subject.nodes else f"“{last}”"
            message = Text(
                f"Đường đi dừng ở {name} mà không tới điểm kết thúc nào.", f"The way stops at {name}, at no end event."
            )
            hint = Text("Nối phần tử này tới bước sau hoặc điểm kết thúc.", "Lead it on to a step or an end event.")
            yield red("dead_end", last, said(message, on_the_way(walk, edge)), hint)


def _no_exit(walk: Walk) -> Iterator[Finding]:
    """Standings from which no end event can be reached any more, though something can still be done."""
    if not walk.map.complete:
        return
    lost = [state for state in walk.map.states if state.edges and not walk.to_an_end[state.number]]
    if not lost or any(edge.incidents for edge in walk.edges):
        return
    seen: set[str] = set()
    for state in lost:
        came = state.came_by
        if came is None or (came.source is not None and not walk.to_an_end[came.source]):
            continue
        element = state.things[0].element
        if element not in seen:
            seen.add(element)
            name = named(walk.node(element))
            message = Text(
                f"Từ {name} hồ sơ chỉ đi vòng, không bao giờ tới điểm kết thúc.",
                f"From {name} a dossier only goes round; it never reaches an end event.",
            )
            hint = Text("Thêm một nhánh ra khỏi vòng.", "Add a way out of the loop.")
            yield red("loop_without_exit", element, said(message, on_the_way(walk, came)), hint)


def _no_success(walk: Walk) -> Iterator[Finding]:
    ends = [node for node in walk.subject.nodes.values() if node.kind == "end" and node.end_result == "granted"]
    reached = {state.ended.element for state in walk.map.states if state.ended is not None}
    for node in ends:
        if node.parent is None and node.id not in reached and node.id not in walk.passed and walk.map.complete:
            message = Text(
                f"Không đường đi nào tới được kết thúc {named(node)}.", f"No way reaches the end {named(node)}."
            )
            hint = Text("Xem lại điều kiện các nhánh dẫn tới đó.", "Look at the conditions of the flows leading there.")
            yield red("success_unreachable", node.id, message, hint)


def _without_result(walk: Walk) -> Iterator[Finding]:
    """Success reached with no step signing or producing what the applicant gets, tried on the real ways."""
    if not walk.subject.definition.results:
        return
    free = _reached_without(walk)
    seen: set[str] = set()
    for edge in walk.edges:
        ended = walk.map.states[edge.target].ended
        source = edge.source
        if (
            ended is None
            or ended.result != "granted"
            or ended.element in seen
            or source not in free
            or makes(walk, edge)
        ):
            continue
        seen.add(str(ended.element))
        message = Text(
            f"Có đường tới {named(walk.node(str(ended.element)))} mà chưa bước nào ký hoặc tạo kết quả.",
            f"A way reaches {named(walk.node(str(ended.element)))} though no step signed or produced the result.",
        )
        hint = Text("Đặt bước ký trên mọi đường thành công.", "Put a step that signs on every successful way.")
        yield red("granted_without_result", str(ended.element), said(message, on_the_way(walk, edge)), hint)


def makes(walk: Walk, edge: Edge) -> bool:
    """Whether the act signs or produces a result."""
    step = walk.node(edge.choice.element).step if edge.choice.element else None
    if step is None or edge.choice.kind != "step":
        return False
    results = {name for one in walk.subject.definition.results for name in (one.id, one.template) if name}
    outcome = next((one for one in step.outcomes if one.id == edge.choice.outcome), None)
    if outcome is not None and (refuses(outcome) or asks_for_more(outcome) or disagrees(outcome)):
        return False
    return step.kind in ("sign", "release") or bool(results & {*step.produces, outcome.produces if outcome else None})


def _reached_without(walk: Walk) -> set[int]:
    """Standings that can be reached without an act that makes the result."""
    found = {edge.target for edge in walk.map.starts}
    stack = list(found)
    while stack:
        for edge in walk.map.states[stack.pop()].edges:
            if edge.target not in found and not makes(walk, edge):
                found.add(edge.target)
                stack.append(edge.target)
    return found
