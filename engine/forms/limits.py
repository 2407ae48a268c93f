"""Every bound of a form in one place, so that hostile input meets a limit before it meets code."""

from __future__ import annotations

from typing import Final

DOCUMENT_BYTES: Final = 512 * 1024
"""Largest form document, in bytes of UTF-8."""

FIELDS: Final = 300
"""Components in one form, groups and display elements included."""

NESTING: Final = 4
"""Groups and repeated blocks inside one another."""

JSON_DEPTH: Final = 24
"""Nesting of the form document itself."""

LABEL: Final = 500
"""Characters of a label, hint, option label or rule message."""

PROSE: Final = 10_000
"""Characters of a display text."""

EXPRESSION: Final = 2_000
"""Characters of a FEEL expression."""

OPTIONS: Final = 2_000
"""Options of one choice."""

RULES: Final = 100
"""Rules of one form."""

ROWS: Final = 50
"""Rows of a repeated block that does not say `vn.maxRows`."""

ROWS_EVER: Final = 200
"""Rows no declaration can exceed."""

LINE: Final = 500
"""Characters of a one-line answer that declares no maximum."""

LINE_EVER: Final = 2_000
"""Characters of a one-line answer that no declaration can exceed."""

PARAGRAPHS: Final = 10_000
"""Characters of a long answer that declares no maximum."""

PARAGRAPHS_EVER: Final = 50_000
"""Characters of a long answer that no declaration can exceed."""

SUBMITTED_KEYS: Final = 20_000
"""Distinct names read from one submitted page; the rest is ignored."""

SETTLING_ROUNDS: Final = 12
"""Passes in which conditions and computed fields may still change one another."""
