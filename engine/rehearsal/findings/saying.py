"""How findings are put: a code, how grave, at which element, what happens on which way, what to do."""

from __future__ import annotations

from engine.bpmn.checks.rules import Finding
from engine.rehearsal.exploring import Edge
from engine.rehearsal.telling import tell
from engine.rehearsal.walk import Walk
from engine.text import Text


def red(code: str, element: str, message: Text, hint: Text) -> Finding:
    """Something that stands in the way of publication."""
    return Finding(code, "error", element, message, hint)


def amber(code: str, element: str, message: Text, hint: Text) -> Finding:
    """Something somebody must accept by name."""
    return Finding(code, "warning", element, message, hint)


def on_the_way(walk: Walk, edge: Edge) -> Text:
    """The shortest way to an act, in brackets; nothing for the first act."""
    steps = tell(walk.subject, walk.map, walk.ways.to(edge), {}, None).steps[-4:]
    if not steps:
        return Text("", "")
    vi, en = "; ".join(one.vi for one in steps), "; ".join(one.en for one in steps)
    return Text(f" (đường đi: {vi})", f" (way: {en})")


def said(message: Text, more: Text) -> Text:
    """A message with its way."""
    return Text(f"{message.vi}{more.vi}", f"{message.en}{more.en}")


def opening(walk: Walk, element: str, step: str) -> Text | None:
    """The shortest way on which ``element`` opens though ``step`` has said nothing yet; None when there is none."""
    incoming = set(walk.node(element).incoming)
    for edge in walk.edges:
        here = any(thing.element == element for thing in walk.map.states[edge.target].things)
        if here and incoming & set(edge.path) and any(step not in names for names in edge.names):
            return on_the_way(walk, edge)
    return None
