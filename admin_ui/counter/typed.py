"""What the clerk has typed on the reception page, part by part: applicant, application, papers, decision.

Three declared forms share the page; each keeps its names apart by a prefix.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request

from admin_ui.components.posted import uploads
from admin_ui.web import context
from engine import forms
from engine.documents.files import Upload
from engine.dossiers import filing, rules
from engine.dossiers.applicant import applicant_form
from engine.dossiers.filing import Filing
from engine.dossiers.operations.reception import AtCounter
from engine.forms import Form
from engine.procedures.versions import Version

PREFIXES = {"applicant": "nop.", "form": "don.", "step": "buoc."}
RECOUNT = "tinh"
ONCE = "lan_gui"
_ONCE_LENGTH = 64
REASON = "ly_do"
_SCAN = "tep"


@dataclass(frozen=True)
class Typed:
    """The whole page as it stands; ``pressed`` when a button only changed the page and nothing is handed in."""

    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Raw answers of the three forms, by part."""
    case: str | None = None
    channel: str = "counter"
    papers: frozenset[str] = frozenset()
    outcome: str | None = None
    uploads: tuple[Upload, ...] = ()
    pressed: bool = False
    focus: str = ""
    once: str = field(default_factory=lambda: _new())
    """Names this page: sent twice, it makes one dossier."""

    @property
    def application(self) -> Mapping[str, Any]:
        """The answers to the application form."""
        return self.answers["form"]

    @property
    def reason(self) -> str:
        """The reason given with the decision."""
        return str(self.answers["step"].get(REASON) or "")

    @property
    def decision(self) -> AtCounter:
        """The outcome of the receiving step with its form."""
        return AtCounter(self.outcome, self.answers["step"])

    @property
    def filed(self) -> Filing:
        """What is handed in; a paper that was scanned has been received."""
        scanned = {upload.document_id for upload in self.uploads if upload.document_id}
        given = self.answers
        return Filing(given["applicant"], given["form"], self.channel, self.case, self.papers | scanned, self.uploads)


def parts(version: Version) -> dict[str, Form | None]:
    """The three forms of the page."""
    first = rules.first_step(version.definition)
    step = version.form(first.step.form if first and first.step else None)
    return {"applicant": applicant_form(), "form": version.application_form, "step": step}


def blank(version: Version, names: Mapping[str, Any]) -> Typed:
    """The page as it is opened, with what is known already."""
    return Typed({part: forms.initial(form, names) if form else {} for part, form in parts(version).items()})


def read(version: Version, names: Mapping[str, Any]) -> Typed:
    """The page as it was posted."""
    typed = Typed(
        answers={
            part: forms.parse(form, request.form, PREFIXES[part]) if form else {}
            for part, form in parts(version).items()
        },
        case=request.form.get("case") or None,
        channel="post" if request.form.get("channel") == "post" else "counter",
        papers=frozenset(request.form.getlist("papers")),
        outcome=request.form.get("outcome"),
        uploads=_scans(),
        once=_once(),
    )
    typed = _with_rows(version, _with(typed, "step", _with_reason(typed.answers["step"])), names)
    return replace(_filled_in(version, typed, names), pressed=True) if RECOUNT in request.form else typed


def _once() -> str:
    return request.form.get(ONCE, "")[:_ONCE_LENGTH] or _new()


def _new() -> str:
    return secrets.token_hex(_ONCE_LENGTH // 2)


def _with(typed: Typed, part: str, raw: Mapping[str, Any]) -> Typed:
    return replace(typed, answers={**typed.answers, part: raw})


def _with_rows(version: Version, typed: Typed, names: Mapping[str, Any]) -> Typed:
    """Do what a row button asks."""
    for part, form in parts(version).items():
        act = forms.act_of(form, request.form, PREFIXES[part]) if form else None
        if act is not None:
            raw = act.apply(dict(typed.answers[part]), names, context.now())
            typed = replace(_with(typed, part, raw), pressed=True, focus=f"{PREFIXES[part]}{act.focus(raw)}")
    return typed


def _filled_in(version: Version, typed: Typed, names: Mapping[str, Any]) -> Typed:
    """Take over into the application what the applicant's part already says."""
    if version.application_form is None:
        return typed
    applicant = forms.submit(applicant_form(), dict(typed.answers["applicant"]), now=context.now()).values
    known = {**names, "nguoi_nop": applicant}
    return _with(typed, "form", filing.filled_in(version.application_form, typed.application, known))


def _with_reason(step: Mapping[str, Any]) -> dict[str, Any]:
    given = request.form.get(f"{PREFIXES['step']}{REASON}")
    return {**({} if given is None else {REASON: given}), **step}


def _scans() -> tuple[Upload, ...]:
    """The files; ``tep.<paper>`` belongs to that paper, ``tep`` to none in particular."""
    return tuple(
        replace(upload, document_id=(upload.document_id or "").removeprefix(f"{_SCAN}.") or None)
        if (upload.document_id or "") != _SCAN
        else replace(upload, document_id=None)
        for upload in uploads()
    )
