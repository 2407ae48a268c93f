"""The bounds that keep every expression small and quick; none of them is reached by honest use."""

from __future__ import annotations

from typing import Final

SOURCE_LENGTH: Final = 20_000
"""Characters of source text."""

NESTING: Final = 64
"""Levels of brackets and operators inside one another."""

CHAIN: Final = 200
"""Operators, dots or brackets following one another on one level."""

READINGS: Final = 50_000
"""Sub-expressions read, second readings of an ambiguous bracket included."""

TOKENS: Final = 8_000
"""Tokens of one expression."""

STEPS: Final = 500_000
"""Units of work of one evaluation: iterations, calls, elements copied, blocks of text produced."""

CALLS: Final = 100
"""Functions calling functions, including themselves."""

LIST_SIZE: Final = 100_000
"""Elements of one list."""

TEXT_SIZE: Final = 200_000
"""Characters of one string made by an expression."""

TEXT_BLOCK: Final = 64
"""Characters produced for one unit of work."""

EXPONENT: Final = 999_999_999
"""The largest exponent of the power operator (DMN 1.5, table 60)."""

WARNINGS: Final = 50
"""Warnings kept of one evaluation; the first ones explain the rest."""

PATTERN_LENGTH: Final = 2_000
"""Characters of a regular expression."""

PATTERN_STEPS: Final = 25_000
"""Units of work for making a pattern ready the first time."""

BACKTRACK_INPUT: Final = 10_000
"""Characters matched against a pattern that needs back-references."""

BACKTRACK_SECONDS: Final = 0.05
"""Time such a pattern may take."""

BACKTRACK_STEPS: Final = 5_000
"""Units of work one use of such a pattern counts for."""

DURATION: Final = 10**45
"""The largest number of nanoseconds, and of months, in a duration."""

SCALE_MIN: Final = -6111
SCALE_MAX: Final = 6176
"""The scales a decimal128 number can have (DMN 1.5, 10.3.2.3.1)."""
