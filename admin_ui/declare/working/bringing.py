"""The papers of a dossier as a list and as the applicant of one case through one channel meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin_ui.declare import words
from admin_ui.declare.working import listed
from admin_ui.web.language import language
from engine.bpmn.conditions import names_of, sentence
from engine.bpmn.conditions.names import CHANNELS
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Document
from engine.forms import Form
from engine.procedures import labels
from engine.text import Text


@dataclass(frozen=True)
class Paper:
    """One paper as the table shows it; ``at`` is its place in the list."""

    at: int
    document: Document
    name: Text
    number: Text
    way: Text
    cases: Text
    channel: Text | None
    when: str
    form: Text | None


@dataclass(frozen=True)
class Preview:
    """What somebody of one case brings through one channel, by how each paper gets to the office."""

    case: str
    channel: str
    submit: tuple[Paper, ...]
    show: tuple[Paper, ...]
    lookup: tuple[Paper, ...]


def papers(definition: Definition, forms: Mapping[str, Form]) -> list[Paper]:
    """Every paper, in the order of the sheet."""
    names, called = names_of(definition, forms), dict(listed.cases_of(definition))
    return [
        Paper(
            at=at,
            document=one,
            name=labels.translated(definition, f"document.{one.id}", one.name or one.id),
            number=number_of(one),
            way=words.mode(one.mode),
            cases=listed.said_cases(one.case, called),
            channel=dict(CHANNELS).get(one.channel, Text(one.channel, one.channel)) if one.channel else None,
            when=sentence(one.when, names, language()) if one.when else "",
            form=_form(one, forms),
        )
        for at, one in enumerate(definition.documents)
    ]


def preview(definition: Definition, forms: Mapping[str, Form], asked: Mapping[str, str]) -> Preview:
    """The papers of the case (``truong_hop``) and channel (``kenh``) asked for; the first of each when none is."""
    cases = [one.id for one in definition.cases]
    case = asked.get("truong_hop", "") if asked.get("truong_hop") in cases else (cases[0] if cases else "")
    channels = [code for code, _ in CHANNELS]
    channel = asked.get("kenh", "") if asked.get("kenh") in channels else channels[0]
    found = [
        one
        for one in papers(definition, forms)
        if (not one.document.case or case in one.document.case) and one.document.channel in (None, "", channel)
    ]
    by_mode = {mode: tuple(one for one in found if one.document.mode == mode) for mode in ("submit", "show", "lookup")}
    return Preview(case, channel, by_mode["submit"], by_mode["show"], by_mode["lookup"])


def number_of(one: Document) -> Text:
    """How many originals and copies."""
    parts = [
        Text(f"{one.originals} bản chính", f"{one.originals} original{'s' if one.originals > 1 else ''}"),
        Text(f"{one.copies} bản sao", f"{one.copies} cop{'ies' if one.copies > 1 else 'y'}"),
    ]
    said = [part for part, count in zip(parts, (one.originals, one.copies), strict=True) if count]
    return Text(", ".join(part.vi for part in said) or "–", ", ".join(part.en for part in said) or "–")


def _form(one: Document, forms: Mapping[str, Form]) -> Text | None:
    if not one.form:
        return None
    form = forms.get(one.form)
    return form.title if form else Text(one.form, one.form)
