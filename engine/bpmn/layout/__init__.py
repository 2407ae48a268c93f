"""Draws a procedure's diagram: lanes from units and posts, columns in reading order, written as BPMN DI."""

from __future__ import annotations

from engine.bpmn.layout.document import lay_out

__all__ = ["lay_out"]
