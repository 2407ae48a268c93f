"""An open step or wait of a dossier, ready to be worked on: its form drawn, its outcomes, what was typed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from admin_ui.components import ahead, clock
from admin_ui.components.ahead import Choice
from admin_ui.components.clock import Told
from admin_ui.components.form import FormPage, page_of
from admin_ui.trial import prefilled
from admin_ui.web import context
from admin_ui.web.language import language
from engine.bpmn.definition import Definition
from engine.dossiers.queries.page import OpenWait, OpenWork
from engine.dossiers.supplements import AGAIN
from engine.forms import Form, OptionSource
from engine.text import Text

REASON = "ly_do"


@dataclass(frozen=True)
class Again:
    """A page that comes back filled in: which step (or, negative, wait), what was typed, what is wrong."""

    item_id: int
    values: Mapping[str, Any]
    errors: Mapping[str, Text] = field(default_factory=dict)
    outcome: str | None = None
    focus: str = ""
    files: bool = False
    """Files had been chosen; a browser does not keep them."""


@dataclass(frozen=True)
class Around:
    """What every form of the page is drawn with."""

    names: Mapping[str, Any]
    options: OptionSource
    again: Again | None = None


@dataclass(frozen=True)
class WorkSheet:
    """A step this reader may finish."""

    item: OpenWork
    form: FormPage | None
    choices: tuple[Choice, ...]
    told: Told
    autosave: str
    before: Again

    @property
    def asks_reason(self) -> bool:
        """Whether the page itself must ask for the reason, because the step's form does not."""
        return not _asks(self.item.form, REASON) and any(choice.needs_reason for choice in self.choices)

    @property
    def reason(self) -> str:
        """The reason typed so far."""
        return str(self.before.values.get(REASON) or "")

    @property
    def asks_why_again(self) -> bool:
        """Whether a supplement more than allowed was asked for, which needs a reason of its own (rule C9)."""
        return AGAIN in self.before.errors or bool(self.before.values.get(AGAIN))

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Everything to correct, with the id of the place."""
        number = self.item.row.id
        places = {"outcome": f"outcome-{number}-in", REASON: f"ly_do-{number}", AGAIN: f"{AGAIN}-{number}"}
        own = _own_errors(self.item.form, self.before)
        return [
            *(self.form.summary if self.form else ()),
            *((places.get(path, ""), text.said_in(language())) for path, text in own.items()),
        ]


@dataclass(frozen=True)
class WaitSheet:
    """Something awaited, with the form that records its arrival."""

    item: OpenWait
    form: FormPage | None
    before: Again
    asked: str = ""
    """What the applicant was told is missing."""

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Everything to correct, with the id of the place."""
        own = _own_errors(self.item.form, self.before)
        return [*(self.form.summary if self.form else ()), *(("", text.said_in(language())) for text in own.values())]


def of_work(item: OpenWork, definition: Definition, around: Around) -> WorkSheet:
    """Draw a step: as it came back, else from the reader's draft, else afresh."""
    autosave = url_for("desk.save_draft", work_item_id=item.row.id)
    again = around.again if around.again and around.again.item_id == item.row.id else None
    before = again or _begun(item, around)
    return WorkSheet(
        item=item,
        form=_drawn(item.form, before, around, within=f"v{item.row.id}", autosave=autosave),
        choices=ahead.choices(definition, item.node),
        told=clock.of_step(item.row.due, item.remaining.seconds),
        autosave=autosave,
        before=before,
    )


def of_wait(item: OpenWait, around: Around, asked: str = "") -> WaitSheet:
    """Draw a wait; its form only for those who may record what has come."""
    again = around.again if around.again and around.again.item_id == -item.row.id else None
    before = again or Again(-item.row.id, prefilled.begun(item.form, around.names, around.options))
    form = _drawn(item.form, before, around, within=f"c{item.row.id}") if item.may_deliver else None
    return WaitSheet(item, form, before, asked if item.row.kind == "supplement" else "")


def _begun(item: OpenWork, around: Around) -> Again:
    if item.draft is not None:
        return Again(item.row.id, item.draft.values, outcome=item.draft.outcome)
    return Again(item.row.id, prefilled.begun(item.form, around.names, around.options))


def _drawn(form: Form | None, before: Again, around: Around, *, within: str, autosave: str = "") -> FormPage | None:
    if form is None:
        return None
    own = _own_errors(form, before)
    return page_of(
        form,
        before.values,
        lang=language(),
        errors={path: text for path, text in before.errors.items() if path not in own},
        context=around.names,
        now=context.now(),
        options=around.options,
        autosave=autosave,
        wards=url_for("portal.communes"),
        within=within,
        focus=before.focus,
    )


def _own_errors(form: Form | None, before: Again) -> dict[str, Text]:
    """Mistakes that stand beside the declared form: at the outcomes and at the page's own reason."""
    beside = {"outcome", AGAIN} if _asks(form, REASON) else {"outcome", AGAIN, REASON}
    return {path: text for path, text in before.errors.items() if form is None or path in beside}


def _asks(form: Form | None, key: str) -> bool:
    return form is not None and form.find(key) is not None
