"""What one page of the forms tab is asked to show, and what was typed on it when an act was refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for

from admin_ui.declare.conditions import State
from admin_ui.declare.working.forms.typed import Typed
from engine.bpmn.edit import EditRefused
from engine.bpmn.edit import Problem as Reason
from engine.forms.edit import FormEditRefused, Problem
from engine.platform.errors import AppError

ENDPOINT = "declare.working_forms"
VIEWS = ("o", "quy-tac", "dung", "thu", "ve")
"""The parts of one form: fields, rules, uses, trying, drawing."""
Refusal = EditRefused | FormEditRefused | AppError


@dataclass(frozen=True)
class Given:
    """The page asked for (form, view, field), with what stands in its inputs."""

    copy_id: int
    form: str = ""
    view: str = "o"
    component: str = ""
    into: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    """Other inputs as typed, by name."""
    typed: Typed | None = None
    condition: State | None = None
    refused: Refusal | None = None
    offer: str = ""
    """A field whose removal was refused: the page offers to remove what reads it too."""

    def url(self, **other: str) -> str:
        """The address of this page, or of one that differs from it."""
        wanted = {"ten": self.form, "xem": self.view, "o": self.component, **other}
        kept = {name: value for name, value in wanted.items() if value and (name, value) != ("xem", "o")}
        anchor = kept.pop("neo", None)
        query: dict[str, Any] = kept
        return url_for(ENDPOINT, copy_id=self.copy_id, _anchor=anchor, **query)

    @property
    def error(self) -> EditRefused | AppError | None:
        """The refusal as the frame says it, each reason leading to its place on the page."""
        if not isinstance(self.refused, FormEditRefused):
            return self.refused
        return EditRefused(*(Reason(self.place(one), one.why, one.what_to_do) for one in self.refused.problems))

    def place(self, problem: Problem) -> str:
        """The id of the place a reason concerns."""
        if problem.component.startswith("rule:"):
            return f"luat-{problem.component.removeprefix('rule:')}"
        if problem.component and problem.component != self.component:
            return f"o-{problem.component}"
        return f"f-{problem.fact}" if problem.fact else ""

    def wrong(self, fact: str, component: str | None = None) -> list[Problem]:
        """What is wrong with one input."""
        if not isinstance(self.refused, FormEditRefused):
            return []
        mine = ("", self.component) if component is None else (component,)
        return [one for one in self.refused.problems if one.fact == fact and one.component in mine]


def asked(copy_id: int) -> Given:
    """The page the address asks for."""
    view = request.args.get("xem", "o")
    return Given(
        copy_id,
        form=request.args.get("ten", ""),
        view=view if view in VIEWS else "o",
        component=request.args.get("o", ""),
        into=request.args.get("vao", ""),
    )
