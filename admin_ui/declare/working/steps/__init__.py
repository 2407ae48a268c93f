"""The steps tab of a working copy: the ISO table of the procedure, edited row by row, with its diagram beside it."""

from __future__ import annotations

from admin_ui.declare.working.steps.page import register

__all__ = ["register"]
