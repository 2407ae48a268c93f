"""What things of a definition are called in a language: tthc:text where there is one, else the Vietnamese name."""

from __future__ import annotations

from engine.bpmn.definition import Definition, Node, Outcome


def said(definition: Definition, of: str, fallback: str, language: str) -> str:
    """The wording of ``of`` ("name", an element id, ``<step>.<outcome>``, ``document.<id>`` …) in ``language``."""
    if language == "vi":
        return fallback
    found = (text.content for text in definition.texts if text.of == of and text.lang == language and text.content)
    return next(found, fallback)


def procedure_name(definition: Definition, language: str) -> str:
    """Name of the procedure."""
    return said(definition, "name", definition.name, language) or definition.process_id


def node_name(definition: Definition, node: Node, language: str) -> str:
    """Name of a node, "" for one without a name."""
    return said(definition, node.id, node.name, language)


def outcome_name(definition: Definition, node: Node, outcome: Outcome, language: str) -> str:
    """Name of an outcome of a step."""
    return said(definition, f"{node.id}.{outcome.id}", outcome.name or outcome.id, language)
