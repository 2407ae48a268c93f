"""Conditions as administrators build them: the names to choose from, what to compare them by, the sentence it makes."""

from engine.bpmn.conditions.comparisons import Comparison, Kind, comparisons, suits
from engine.bpmn.conditions.names import Field, Names, names_of
from engine.bpmn.conditions.retelling import retold, sentences, told
from engine.bpmn.conditions.rows import fitting_rows
from engine.bpmn.conditions.sentence import sentence

__all__ = [
    "Comparison",
    "Field",
    "Kind",
    "Names",
    "comparisons",
    "fitting_rows",
    "names_of",
    "retold",
    "sentence",
    "sentences",
    "suits",
    "told",
]
