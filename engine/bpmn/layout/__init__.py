"""Draws a procedure's diagram: lanes from units and posts, columns in reading order, written as BPMN DI."""

from __future__ import annotations

from engine.bpmn.layout.document import draw_anew, lay_out
from engine.bpmn.layout.extend import extend

__all__ = ["draw_anew", "extend", "lay_out"]
