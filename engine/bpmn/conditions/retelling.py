"""Messages that quote an expression, said again with the sentence people know it by."""

from __future__ import annotations

from engine.bpmn.conditions.names import Names
from engine.bpmn.conditions.sentence import sentence
from engine.bpmn.definition import Definition
from engine.bpmn.formulas import formulas
from engine.text import Text


def told(expression: str, names: Names) -> Text:
    """An expression as a sentence in both languages."""
    return Text(sentence(expression, names, "vi"), sentence(expression, names, "en"))


def sentences(definition: Definition, names: Names) -> dict[str, Text]:
    """Every expression of a definition, on one line, with its sentence."""
    return {" ".join(one.source.split()): told(one.source, names) for one in formulas(definition) if one.source.strip()}


def retold(message: Text, known: dict[str, Text]) -> Text:
    """The message with each quoted expression of ``known`` told as a sentence."""
    vi, en = message.vi, message.en
    for source, said in known.items():
        vi, en = vi.replace(f"“{source}”", said.vi), en.replace(f"“{source}”", said.en)
    return Text(vi, en)
