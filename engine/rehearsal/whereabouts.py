"""Which kinds of unit a step can fall to, as far as the declaration alone says."""

from __future__ import annotations

from engine.bpmn.definition import Definition, Step
from engine.bpmn.vocabulary import Vocabulary


def kinds_of(definition: Definition, step: Step, known: Vocabulary) -> frozenset[str] | None:
    """The kinds of unit that may do the step; None when only a real dossier shows it."""
    return _kinds(definition, step.unit or "", known, len(definition.nodes))


def _kinds(definition: Definition, unit: str, known: Vocabulary, deep: int) -> frozenset[str] | None:
    anchor, _, kind = unit.partition("/")
    word, _, argument = anchor.partition(":")
    if kind:
        return frozenset({kind}) if kind in known.unit_kinds else None
    if word == "step" and deep:
        other = definition.nodes.get(argument)
        return _kinds(definition, other.step.unit or "", known, deep - 1) if other is not None and other.step else None
    if anchor == "resolving" and definition.competent and definition.competent != "receiving":
        return _kinds(definition, definition.competent, known, 0)
    if anchor in ("receiving", "resolving") and not definition.boundary_free:
        return _authorities(known, definition.level)
    return _authorities(known, "province") if anchor in ("parent", "province") else None


def _authorities(known: Vocabulary, level: str | None) -> frozenset[str] | None:
    found = frozenset(code for code, one in known.unit_kinds.items() if one.authority and one.level == level)
    return found or None
