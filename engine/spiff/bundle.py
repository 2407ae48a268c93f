"""A published version as the engine runs it: compiled once, immutable, shared by every dossier and thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.bpmn.definition import Definition
from engine.decisions import Model, Outcome
from engine.spiff.elements.simple import Root
from engine.spiff.errors import StepFailure
from engine.spiff.library import WorkflowSpec
from engine.text import Text


class Graph(WorkflowSpec):
    """The elements of one process or sub-process and how they follow each other."""

    data_objects: Mapping[str, Any] = {}

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.start: Root


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything ``advance`` needs of a version. ``inner`` holds sub-processes and called processes by id."""

    fingerprint: str
    definition: Definition
    main: Graph
    inner: Mapping[str, Graph]
    source: bytes = field(repr=False)
    tables: Mapping[str, bytes] = field(repr=False)
    decisions: Mapping[str, Model] = field(repr=False)

    def decide(self, decision: str, names: Mapping[str, Any], now: datetime) -> Outcome:
        """Evaluate one of the version's decisions; an unknown one is an incident at the step that asked."""
        model = self.decisions.get(decision)
        if model is None:
            raise StepFailure(
                "unknown_decision",
                Text(
                    f"Phiên bản này không có bảng quyết định “{decision}”.",
                    f"This version has no decision “{decision}”.",
                ),
            )
        return model.decide(decision, names, now=now)
