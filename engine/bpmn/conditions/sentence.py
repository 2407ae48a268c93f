"""A condition as a sentence of the officers' language; what rows cannot say is told word by word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from engine.bpmn.conditions.comparisons import UNITS, Comparison, ago, comparison_of
from engine.bpmn.conditions.names import Field, Names
from engine.bpmn.conditions.rows import fitting_rows
from engine.bpmn.conditions.word_by_word import word_by_word
from engine.feel.rows import ALL, Group, Row, Value
from engine.text import Text

_AND: Final = Text(" và ", " and ")
_OR: Final = Text(" hoặc ", " or ")
_ONE_OF: Final = Text("hoặc", "or")
_BETWEEN: Final = Text("đến", "and")


def sentence(expression: str, names: Names, language: str) -> str:
    """The sentence; "" for no condition at all."""
    rows = fitting_rows(expression, names)
    return word_by_word(expression, names, language) if rows is None else sentence_of(rows, names, language)


def sentence_of(rows: Group, names: Names, language: str, *, outer: bool = True) -> str:
    """The sentence rows make."""
    joint = (_AND if rows.join == ALL else _OR).said_in(language)
    said = [
        sentence_of(one, names, language, outer=False) if isinstance(one, Group) else _row(one, names, language)
        for one in rows.items
    ]
    whole = joint.join(said)
    return whole if outer or len(said) < 2 else f"({whole})"


def _row(row: Row, names: Names, language: str) -> str:
    field = names[row.path]
    found = comparison_of(field.kind, row)
    words = found.words.said_in(language) if found else row.comparison
    values = [said_value(field, value, language) for value in row.values]
    subject = field.alone.said_in(language) if field.alone else f"“{field.label.said_in(language)}”"
    if found is None or found.shape == "none":
        return f"{subject} {words}"
    return f"{subject} {_predicate(found, words, row.values, values, language)}"


def _predicate(one: Comparison, words: str, values: tuple[Value, ...], said: list[str], language: str) -> str:
    if one.shape == "ago":
        length = ago(str(values[0]))
        number, unit = length if length else (0, "D")
        return f"{words} {number} {UNITS[unit].said_in(language)}"
    if one.shape == "count":
        return f"{words} {said[0]} {'mục' if language != 'en' else 'entries' if values[0] != 1 else 'entry'}"
    if one.shape == "many":
        return f"{words} {_listed(said, language)}"
    if one.shape == "two":
        between = _BETWEEN.said_in(language)
        parts = words.split("…")
        if len(parts) == 2 and language != "en":
            return f"{parts[0].strip()} {said[0]} {parts[1].strip()} {said[1]}"
        return f"{words} {said[0]} {between} {said[1]}"
    if "…" in words:
        return words.replace("…", said[0])
    return f"{words} {said[0]}"


def _listed(said: list[str], language: str) -> str:
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {_ONE_OF.said_in(language)} {said[-1]}"


def said_value(field: Field, value: Value, language: str) -> str:
    """A value as people write it."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal):
        return said_number(value, language) + (" đồng" if field.kind == "money" else "")
    if isinstance(value, bool):
        return ("có", "yes")[language == "en"] if value else ("không", "no")[language == "en"]
    return f"“{field.option(value).said_in(language)}”"


def said_number(value: Decimal, language: str) -> str:
    """A number with the separators of the language."""
    plain = f"{value.normalize():,f}"
    return plain if language == "en" else plain.translate(str.maketrans(",.", ".,"))
