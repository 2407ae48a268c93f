"""What an applicant must hold in hand: a slip for every supplement asked for, a slip for every refusal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.checks.rules import Finding, named
from engine.documents.printing import roles
from engine.dossiers import rules
from engine.rehearsal.exploring import Edge
from engine.rehearsal.findings.saying import amber, on_the_way
from engine.rehearsal.walk import Walk
from engine.text import Text

_STANDARD = frozenset(roles.ROLES)


def find(walk: Walk) -> Iterator[Finding]:
    """Acts that open a wait for a supplement, and acts that end in a refusal; only where slips are used at all."""
    if not _prints(walk):
        return
    seen: set[str] = set()
    for edge in walk.edges:
        if edge.choice.kind not in ("step", "wait") or edge.choice.element in seen:
            continue
        ended = walk.map.states[edge.target].ended
        if ended is not None and ended.result == "refused" and not _on_the_way(walk, edge, roles.REFUSAL.code):
            seen.add(edge.choice.element)
            yield _without(walk, edge, roles.REFUSAL, str(ended.element))
        for wait in _opens(walk, edge):
            if not _on_the_way(walk, edge, roles.SUPPLEMENT.code):
                seen.add(edge.choice.element)
                yield _without(walk, edge, roles.SUPPLEMENT, wait)


def _prints(walk: Walk) -> bool:
    """Whether the procedure names standard papers; one that names none leaves them to another system."""
    steps = [node.step for node in walk.subject.nodes.values() if node.step]
    named_ones = {one.produces for step in steps for one in step.outcomes} | {
        p for step in steps for p in step.produces
    }
    return bool(named_ones & _STANDARD)


def _opens(walk: Walk, edge: Edge) -> Iterator[str]:
    for thing in walk.map.states[edge.target].things:
        node = walk.node(thing.element)
        if node.wait is not None and node.wait.kind == "supplement" and set(node.incoming) & set(edge.path):
            yield thing.element


def _on_the_way(walk: Walk, edge: Edge, role: str) -> bool:
    """Whether the slip was printed by this act, or by one before it since the dossier last came back."""
    for one in reversed(walk.ways.to(edge).edges):
        if any(role in _printed(walk, choice.element, choice.outcome) for choice in one.choices):
            return True
        if one.choice.kind == "wait":
            return False
    return False


def _printed(walk: Walk, element: str, outcome: str | None) -> set[str | None]:
    node = walk.subject.nodes.get(element)
    if node is None or node.step is None:
        return set()
    said = rules.outcome_of(node, outcome)
    return {said.produces if said is not None else None, *node.step.produces}


def _without(walk: Walk, edge: Edge, role: roles.Role, where: str) -> Finding:
    element = edge.choice.element or walk.subject.definition.process_id
    node = walk.subject.nodes.get(element)
    name = named(node) if node is not None else f"“{element}”"
    way = on_the_way(walk, edge)
    return amber(
        "slip_missing",
        element,
        Text(
            f"{name} dẫn tới {named(walk.node(where))} mà người nộp không nhận được {role.name.vi}{way.vi}.",
            f"{name} leads to {named(walk.node(where))}, but the applicant gets no {role.name.en}{way.en}.",
        ),
        Text(f"Cho kết quả đó in “{role.code}”.", f"Let that outcome print “{role.code}”."),
    )
