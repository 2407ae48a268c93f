"""What changed about the flows of the diagram: which elements they join, their conditions and defaults."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn.definition import Definition, Flow
from engine.bpmn.difference.change import Change, altered, came, compared
from engine.bpmn.difference.values import facts, words
from engine.text import Text

Way = tuple[str, str, int]


def changes(old: Definition, new: Definition) -> Iterator[Change]:
    """Flows that came, went, or decide otherwise."""
    ours, theirs = _ways(old), _ways(new)
    for way in (*ours, *(way for way in theirs if way not in ours)):
        one, other = ours.get(way), theirs.get(way)
        flow = other or one
        if flow is None:
            continue
        source, target = _end(old, new, flow.source), _end(old, new, flow.target)
        called = Text(f"đường nối {source} → {target}", f"flow {source} → {target}")
        if one is None or other is None:
            yield came("added" if one is None else "removed", "flow", flow.id, called)
        else:
            yield from compared("flow", flow.id, called, _facts(one, old), _facts(other, new))
            was, now = (of.nodes[each.source].default == each.id for of, each in ((old, one), (new, other)))
            if was != now:
                yield altered("flow", flow.id, called, "default", words("", was, old), words("", now, new))


def _facts(flow: Flow, of: Definition) -> dict[str, Text]:
    return facts(flow, of, without=("id", "source", "target", "parent", "line", "language"))


def _ways(definition: Definition) -> dict[Way, Flow]:
    """Flows by their ends; the number tells apart flows between the same two nodes."""
    found: dict[Way, Flow] = {}
    for flow in definition.flows.values():
        number = 0
        while (flow.source, flow.target, number) in found:
            number += 1
        found[flow.source, flow.target, number] = flow
    return found


def _end(old: Definition, new: Definition, key: str) -> str:
    node = new.nodes.get(key) or old.nodes[key]
    return f"“{node.name or key}”"
