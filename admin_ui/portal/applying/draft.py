"""What one browser has typed so far for one procedure, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request

from admin_ui.web import context, cookies
from engine.dossiers.unsent import operations as unsent
from engine.platform.db import reading, transaction

APPLICANT, APPLICATION = "applicant", "form"


@dataclass(frozen=True)
class Draft:
    """Raw answers as typed; ``unit`` is the counter's unit the dossier goes to."""

    unit: int | None = None
    case: str | None = None
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def part(self, name: str) -> dict[str, Any]:
        """The raw answers of one form."""
        return dict(self.answers.get(name, {}))

    def having(self, name: str, raw: Mapping[str, Any]) -> Draft:
        """The draft with the answers of one form replaced."""
        return replace(self, answers={**self.answers, name: dict(raw)})


def token() -> str | None:
    """The secret of this browser, if it has one."""
    return cookies.read(cookies.FILING)


def load(key: str) -> Draft:
    """The draft of this browser for procedure ``key``; an empty one when there is none."""
    with reading() as session:
        kept = unsent.kept(session, token(), key, context.now())
    unit = kept.get("unit")
    return Draft(unit if isinstance(unit, int) else None, kept.get("case"), kept.get("answers") or {})


def keep(key: str, draft: Draft) -> str:
    """Keep the draft; returns the browser's secret, a new one when it had none."""
    secret = token() or unsent.new_token()
    row = {"unit": draft.unit, "case": draft.case, "answers": {name: dict(raw) for name, raw in draft.answers.items()}}
    with transaction() as session:
        unsent.keep(session, secret, key, row, context.now())
    return secret


def forget(key: str) -> None:
    """Drop the draft of this browser."""
    secret = token()
    if secret:
        with transaction() as session:
            unsent.forget(session, secret, key)


def typed_case() -> str | None:
    """The case chosen on this request."""
    return request.form.get("case") or None
