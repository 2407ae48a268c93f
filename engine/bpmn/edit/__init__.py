"""Edits a procedure from its steps table: ``apply(data, edit)`` gives the file with that one thing changed.

The edits are in ``engine.bpmn.edit.edits``; what cannot be done is refused with its reasons (``EditRefused``).
"""

from __future__ import annotations

from engine.bpmn.edit.applying import apply
from engine.bpmn.edit.fixes import fixes
from engine.bpmn.edit.new import new_procedure
from engine.bpmn.edit.problems import EditRefused, Problem

__all__ = ["EditRefused", "Problem", "apply", "fixes", "new_procedure"]
