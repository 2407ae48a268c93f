"""FEEL, the one expression language: compile once, evaluate safely, explain why a value became null."""

from engine.feel.errors import FeelError, Said
from engine.feel.expression import Expression, Result, compile, evaluate, unary_test
from engine.feel.values.durations import DayTimeDuration, YearMonthDuration
from engine.feel.values.functions import Function
from engine.feel.values.ranges import Range
from engine.feel.warnings import Warning_

__all__ = [
    "DayTimeDuration",
    "Expression",
    "FeelError",
    "Function",
    "Range",
    "Result",
    "Said",
    "Warning_",
    "YearMonthDuration",
    "compile",
    "evaluate",
    "unary_test",
]
