"""The names a procedure gives to its parts, in both languages: Vietnamese from the diagram, English from its texts."""

from __future__ import annotations

from engine.bpmn.definition import Definition, Node
from engine.text import Text


def procedure_name(definition: Definition) -> Text:
    """The name of the procedure."""
    return translated(definition, "name", definition.name)


def node_name(definition: Definition, node: Node) -> Text:
    """The name of a step, wait or event."""
    return translated(definition, node.id, node.name or node.id)


def outcome_name(definition: Definition, node: Node, outcome_id: str) -> Text:
    """The name of one outcome of a step."""
    outcomes = node.step.outcomes if node.step else ()
    name = next((outcome.name for outcome in outcomes if outcome.id == outcome_id), outcome_id)
    return translated(definition, f"{node.id}.{outcome_id}", name)


def told(definition: Definition, of: str) -> Text | None:
    """A text that stands in the file in its own right (who can apply, requirements), None when it has none."""
    by_language = {text.lang: text.content for text in definition.texts if text.of == of and text.content}
    if not by_language:
        return None
    vietnamese = by_language.get("vi") or next(iter(by_language.values()))
    return Text(vietnamese, by_language.get("en") or vietnamese)


def translated(definition: Definition, of: str, vietnamese: str) -> Text:
    """Pair a Vietnamese wording with the English text the file gives for it, or with itself."""
    english = next((text.content for text in definition.texts if text.of == of and text.lang == "en"), vietnamese)
    return Text(vietnamese, english)
