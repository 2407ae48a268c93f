"""Draws what an edit has added to a diagram: what is drawn already stays, or makes room and nothing else."""

from __future__ import annotations

from engine.bpmn.layout.extend.extending import extend

__all__ = ["extend"]
