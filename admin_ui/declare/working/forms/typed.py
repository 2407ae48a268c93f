"""Between the inputs of the field panel and the facts of a field."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, fields
from typing import Any

from flask import request

from engine.forms.edit import Facts, OptionFact, Problem
from engine.forms.edit.options import from_lines, to_lines
from engine.forms.edit.words import BadText

FLAGS = frozenset(one.name for one in fields(Facts) if one.type == "bool")
PREFIX = "f."
CONDITION = "dk"
"""Prefix of the condition builder in the panel."""


@dataclass(frozen=True)
class Typed:
    """What stands in the panel: the facts, and the lines of options as they were typed."""

    facts: Facts
    lines: str
    rules: tuple[Problem, ...] = ()
    """What was wrong already in reading it."""


def shown(facts: Facts) -> Typed:
    """The panel of a field as it stands in the form."""
    return Typed(facts, to_lines(facts.options))


def posted(before: Facts, component: str) -> Typed:
    """The panel as it was sent; facts without an input stay."""
    form, changes = request.form, dict[str, Any]()
    asked = set(form.getlist("co"))
    for one in fields(Facts):
        name = f"{PREFIX}{one.name}"
        if one.name in FLAGS and one.name in asked:
            changes[one.name] = name in form
        elif name in form and one.name not in ("options", "hide"):
            changes[one.name] = form[name].replace("\r\n", "\n")
    if changes.get("prefill") == "khac":
        changes["prefill"] = form.get("f.prefill_khac", "").strip()
    lines = form.get(f"{PREFIX}options", to_lines(before.options)).replace("\r\n", "\n")
    problems: tuple[Problem, ...] = ()
    options: tuple[OptionFact, ...] = before.options
    if f"{PREFIX}options" in form:
        try:
            options = from_lines(lines, before.options)
        except BadText as bad:
            problems = (Problem(component, "options", bad.why, bad.what_to_do),)
    return Typed(dataclasses.replace(before, **changes, options=options), lines, problems)
