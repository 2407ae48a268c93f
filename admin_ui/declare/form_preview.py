"""A form as its users will see it, to be tried: rows, conditions and errors work, nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from admin_ui.components.form import FormPage, page_of
from admin_ui.declare.shown import Shown
from admin_ui.web import context
from admin_ui.web.language import language
from engine import forms
from engine.bpmn.definition import Definition
from engine.forms import Form
from engine.procedures import labels
from engine.text import Text


@dataclass(frozen=True)
class Preview:
    """The forms to choose from, the one shown with the steps that use it, and what trying it gave.

    ``routed`` are the values the engine would read, once the answers were accepted; None before.
    """

    names: tuple[tuple[str, Text], ...]
    broken: tuple[str, ...]
    name: str
    page: FormPage | None
    routed: Mapping[str, Any] | None
    used_by: tuple[Text, ...]


def of(look: Shown) -> Preview:
    """Prepare the form the address asks for (the application form by default), tried when the request posts answers."""
    first = look.definition.form if look.definition.form in look.forms else None
    order = sorted(look.forms, key=lambda one: (one != first, one))
    known = (*order, *look.broken)
    asked = request.args.get("ten", "")
    name = asked if asked in known else next(iter(known), "")
    form = look.forms.get(name)
    page, routed = _tried(form) if form is not None else (None, None)
    return Preview(
        names=tuple((one, look.forms[one].title) for one in order),
        broken=look.broken,
        name=name,
        page=page,
        routed=routed,
        used_by=tuple(_used_by(look.definition, name)),
    )


def _tried(form: Form) -> tuple[FormPage, Mapping[str, Any] | None]:
    now, lang = context.now(), language()
    if request.method != "POST":
        return page_of(form, forms.initial(form, {}, now), lang=lang, now=now), None
    raw = forms.parse(form, request.form)
    pressed = forms.act_of(form, request.form)
    if pressed is not None:
        changed = pressed.apply(raw, {}, now)
        return page_of(form, changed, lang=lang, now=now, focus=pressed.focus(changed)), None
    submission = forms.submit(form, raw, context={}, now=now)
    page = page_of(form, raw, lang=lang, errors=submission.errors, now=now)
    return page, submission.routing if submission.ok else None


def _used_by(definition: Definition, name: str) -> Iterator[Text]:
    if definition.form == name:
        yield Text("Tờ khai của người nộp", "The applicant's form")
    for node in definition.nodes.values():
        if name in (node.step.form if node.step else None, node.wait.form if node.wait else None):
            yield labels.node_name(definition, node)
