"""Outcomes that should part and do not, or part the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Outcome
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.deciding import acts_of, by_outcome, outcomes_of
from engine.rehearsal.findings.meaning import asks_for_more, disagrees, refuses
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Each step some dossier passed."""
    for key, edges in acts_of(walk).items():
        yield from _alike(walk, walk.node(key), edges)
        yield from _to_itself(walk, walk.node(key), edges)
        yield from _exchanged(walk, walk.node(key), edges)


def _alike(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where what agrees and what does not go on along the very same way, though the way parts behind the step."""
    groups: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for edge in edges:
        said = {choice.outcome for choice in edge.choices if choice.outcome}
        groups.setdefault((edge.target, edge.path), set()).update(said)
    for outcome in outcomes_of(node):
        mine = [said for said in groups.values() if outcome.id in said]
        if not _differs(outcome) or not mine or any(len(said) == 1 for said in mine):
            continue
        others = [one for one in outcomes_of(node) if one.id in set.intersection(*mine) and not _differs(one)]
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
    for outcome in outcomes_of(node):
        mine = by_outcome(edges, outcome.id) if disagrees(outcome) else []
        again = [edge for edge in mine if node.id in edge.path and set(node.incoming) & set(edge.path)]
        if again and not node.loop:
            message = Text(
                f"Bước {named(node)}: “{outcome.name or outcome.id}” lại mở chính bước này, không ai phải làm lại gì.",
                f"Step {named(node)}: “{outcome.id}” opens this very step again; nobody else has to do anything.",
            )
            hint = Text("Nối kết quả này về bước phải làm lại.", "Lead it back to the step to be done again.")
            yield amber("sends_back_to_itself", node.id, message, hint)


def _exchanged(walk: Walk, node: Node, edges: list[Edge]) -> Iterator[Finding]:
    """Where saying no can only succeed, and saying yes can only fail."""
    ends = {one.id: _results(walk, by_outcome(edges, one.id)) for one in outcomes_of(node)}
    for no in outcomes_of(node):
        if not (refuses(no) or disagrees(no)) or ends[no.id] != {"granted"}:
            continue
        for yes in outcomes_of(node):
            if not _differs(yes) and ends[yes.id] == {"refused"}:
                message = Text(
                    f"Bước {named(node)}: “{no.name or no.id}” chỉ dẫn tới thành công, còn “{yes.name or yes.id}” chỉ "
                    "dẫn tới từ chối.",
                    f"Step {named(node)}: “{no.id}” leads to success only, and “{yes.id}” to a refusal only.",
                )
                hint = Text("Có thể hai nhánh bị đổi chỗ.", "Two flows may be exchanged.")
                yield red("outcomes_exchanged", node.id, message, hint)
                return


def _results(walk: Walk, edges: list[Edge]) -> set[str | None]:
    """How dossiers end behind these acts when nobody turns back."""
    numbers = {n for edge in edges if not walk.ways.goes_back(edge) for n in walk.ways.onward_from(edge.target)}
    ends = (walk.map.states[number].ended for number in numbers)
    return {ended.result for ended in ends if ended is not None and ended.element is not None}
