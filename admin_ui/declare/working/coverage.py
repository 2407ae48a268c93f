"""What a rehearsal did not pass: forbidden by the declaration, or merely not come to, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.bpmn.definition import Definition
from engine.procedures import labels
from engine.publication.findings import Found
from engine.text import Text

FORBIDS: Final = ("never", "unreachable", "nobody_comes")
"""Parts of the codes of findings that say that a place can never be come to."""


@dataclass(frozen=True)
class Missed:
    """One place no dossier came to. ``forbidden``: the declaration itself keeps every dossier away."""

    element: str
    name: Text
    why: Text
    forbidden: bool


def missed(
    definition: Definition, told: Mapping[str, Any], findings: Sequence[Found], *, complete: bool
) -> tuple[Missed, ...]:
    """Every place not passed, with the reason: a finding there, the way that leads there, or that the walk was cut."""
    out = set(told["not_covered"])
    return tuple(_one(definition, key, out, findings, complete=complete) for key in told["not_covered"])


def _one(definition: Definition, key: str, out: set[str], findings: Sequence[Found], *, complete: bool) -> Missed:
    said = next((one for one in findings if one.element == key), None)
    if said is not None:
        return Missed(key, _name(definition, key), said.message, any(part in said.code for part in FORBIDS))
    before = _before(definition, key)
    if before and all(one in out for one in before):
        named = _name(definition, before[0])
        why = Text(
            f"Chỉ tới được qua {named.vi}, mà không hồ sơ nào qua đó.",
            f"It is only reached through {named.en}, where nobody came.",
        )
        return Missed(key, _name(definition, key), why, any(_forbidden(one, findings) for one in before))
    if not complete:
        why = Text("Diễn tập dừng trước khi đi tới đây.", "The rehearsal stopped before it came here.")
        return Missed(key, _name(definition, key), why, False)
    why = Text("Không lựa chọn nào đã thử dẫn tới đây.", "Nothing that was tried leads here.")
    return Missed(key, _name(definition, key), why, False)


def _forbidden(key: str, findings: Sequence[Found]) -> bool:
    return any(one.element == key and any(part in one.code for part in FORBIDS) for one in findings)


def _before(definition: Definition, key: str) -> list[str]:
    """The flow's node, or the flows into a node."""
    flow, node = definition.flows.get(key), definition.nodes.get(key)
    if flow is not None:
        return [flow.source]
    if node is not None and node.attached_to:
        return [node.attached_to]
    return list(node.incoming) if node is not None else []


def _name(definition: Definition, key: str) -> Text:
    node, flow = definition.nodes.get(key), definition.flows.get(key)
    if node is not None:
        name = labels.node_name(definition, node)
        return Text(f"“{name.vi}”", f"“{name.en}”")
    if flow is None:
        return Text(key, key)
    if flow.name:
        name = labels.translated(definition, flow.id, flow.name)
        return Text(f"nhánh “{name.vi}”", f"flow “{name.en}”")
    ends = [_end(definition, one) for one in (flow.source, flow.target)]
    return Text(f"nhánh {ends[0].vi} → {ends[1].vi}", f"flow {ends[0].en} → {ends[1].en}")


def _end(definition: Definition, key: str) -> Text:
    node = definition.nodes.get(key)
    return labels.node_name(definition, node) if node is not None else Text(key, key)
