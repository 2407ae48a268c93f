"""What changed about steps, waits and the other elements of the diagram, and where outcomes lead now."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Final

from engine.bpmn import table
from engine.bpmn.definition import Definition, Node, Outcome
from engine.bpmn.difference.change import NOTHING, Change, altered, came, compared
from engine.bpmn.difference.values import facts, words
from engine.text import Text

_NODE_FACTS: Final = (
    *("name", "kind", "end_result", "connector", "leg", "decision", "loop", "timer", "message", "event_code"),
    *("attached_to", "parent", "called"),
)
_RENUMBERED: Final = Text("Đánh lại số thứ tự các bước.", "The steps are numbered anew.")
_FEW: Final = 1


def changes(old: Definition, new: Definition) -> Iterator[Change]:
    """Added, removed and changed elements; many new numbers are one sentence."""
    several = _renumbered(old, new)
    for key in (*old.nodes, *(key for key in new.nodes if key not in old.nodes)):
        one, other = old.nodes.get(key), new.nodes.get(key)
        if one is not None and other is not None:
            yield from _node(key, old, one, new, other, numbers=not several)
        elif other is not None:
            yield came("added", about(other), key, called(other), _who(other, new))
        elif one is not None:
            yield came("removed", about(one), key, called(one))
    if several:
        yield Change("changed", "step", new.process_id, _RENUMBERED)


def about(node: Node) -> str:
    """What kind of thing an element is."""
    return {"user": "step", "receive": "wait"}.get(node.kind, "node")


def called(node: Node) -> Text:
    """``bước 3 “Thẩm định”``."""
    name = node.name or node.id
    no = f" {node.step.no}" if node.step and node.step.no else ""
    if node.kind == "receive":
        return Text(f"bước chờ “{name}”", f"wait “{name}”")
    if node.kind == "user":
        return Text(f"bước{no} “{name}”", f"step{no} “{name}”")
    return Text(f"phần tử “{name}”", f"element “{name}”")


def _renumbered(old: Definition, new: Definition) -> bool:
    moved = 0
    for key, node in new.nodes.items():
        was = old.nodes.get(key)
        moved += bool(was and was.step and node.step and was.step.no != node.step.no)
    return moved > _FEW


def _node(key: str, old: Definition, one: Node, new: Definition, other: Node, *, numbers: bool) -> Iterator[Change]:
    what, name = about(other), called(dataclasses.replace(other, name=one.name))
    yield from compared(what, key, name, _of_node(one, old), _of_node(other, new))
    left_out = ("outcomes",) if numbers else ("outcomes", "no")
    before = facts(one.step, old, without=left_out) if one.step else {}
    after = facts(other.step, new, without=left_out) if other.step else {}
    yield from compared("step", key, name, before, after)
    waited = facts(one.wait, old) if one.wait else {}
    yield from compared(what, key, name, waited, facts(other.wait, new) if other.wait else {})
    yield from _outcomes(key, old, one, new, other)


def _of_node(node: Node, of: Definition) -> dict[str, Text]:
    values = {name: getattr(node, name) for name in _NODE_FACTS}
    found = {name: words(name, value, of) for name, value in values.items() if value not in (None, "", ())}
    if node.kind == "boundary" and not node.interrupting:
        found["interrupting"] = Text("không", "no")
    return found


def _outcomes(key: str, old: Definition, one: Node, new: Definition, other: Node) -> Iterator[Change]:
    ours = _by_id(one)
    theirs = _by_id(other)
    at = called(other)
    for each in (*ours, *(each for each in theirs if each not in ours)):
        was, now = ours.get(each), theirs.get(each)
        known = now or was
        if known is None:
            continue
        name = known.name or known.id
        what = Text(f"kết luận “{name}” ({at.vi})", f"outcome “{name}” ({at.en})")
        if was is None or now is None:
            yield came("added" if was is None else "removed", "outcome", key, what)
        else:
            before, after = facts(was, old), facts(now, new)
            yield from compared("outcome", key, what, before, after)


def ways(old: Definition, new: Definition) -> Iterator[Change]:
    """Outcomes of steps in both that lead somewhere else now, and new ones with where they lead."""
    for key, node in new.nodes.items():
        was = old.nodes.get(key)
        if node.kind != "user" or was is None or was.kind != "user":
            continue
        known = _by_id(was)
        for outcome in node.step.outcomes if node.step and node.step.outcomes else (None,):
            if outcome is not None and outcome.id not in known:
                continue
            before = table.stops(old, was, known.get(outcome.id) if outcome else None)
            after = table.stops(new, node, outcome)
            if [one.id for one in before] != [one.id for one in after]:
                yield altered("way", key, _way(node, outcome), "goes_to", _goal(before), _goal(after))


def _way(node: Node, outcome: Outcome | None) -> Text:
    at = called(node)
    if outcome is None:
        return at
    name = outcome.name or outcome.id
    return Text(f"{at.vi}, kết luận “{name}”", f"{at.en}, outcome “{name}”")


def _goal(stops: list[Node]) -> Text:
    """Where a step leads, in words."""
    said = [called(one) if one.kind != "end" else _end(one) for one in stops]
    return Text(", ".join(one.vi for one in said), ", ".join(one.en for one in said)) if said else NOTHING


def _end(node: Node) -> Text:
    return Text(f"kết thúc “{node.name or node.id}”", f"the end “{node.name or node.id}”")


def _who(node: Node, of: Definition) -> Text | None:
    if node.step is None:
        return None
    known = facts(node.step, of)
    said = [known[one] for one in ("post", "unit", "limit") if one in known]
    if not said:
        return None
    return Text(f": {', '.join(one.vi for one in said)}", f": {', '.join(one.en for one in said)}")


def _by_id(node: Node) -> dict[str, Outcome]:
    return {one.id: one for one in node.step.outcomes} if node.step else {}
