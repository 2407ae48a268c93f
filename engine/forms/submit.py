"""Checks everything a person sent against the form and keeps only what the form declares.

The order matters: each answer by itself (schema), what only the server may say (locked fields, files), what is
visible and computed, then options, required answers and rules — because a hidden field is neither required nor
stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from engine.forms import schema
from engine.forms.choices import NOT_OFFERED, is_offered, options_of
from engine.forms.form import Form
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.option import OptionSource
from engine.forms.locked import fill_locked
from engine.forms.rows import idle_rows, without_idle_rows
from engine.forms.rules import broken_rules
from engine.forms.settle import Settled, settle
from engine.forms.spots import scope_of, spots
from engine.forms.submission import FileNeed, Submission
from engine.text import Text

_ONE_FILE: Final = Text("Chỉ gửi một tệp. Bỏ bớt các tệp còn lại.", "Send one file only. Remove the others.")
_FILES: Final = 100


def submit(
    form: Form,
    raw: Mapping[str, Any],
    *,
    context: Mapping[str, Any] | None = None,
    now: datetime,
    options: OptionSource | None = None,
    files: Mapping[str, Sequence[str]] | None = None,
) -> Submission:
    """The submission; never raises for anything ``raw`` may contain.

    ``context`` holds the names expressions may read beside the answers (``ho_so``, ``don``, earlier steps) and what
    fields are prefilled from; ``files`` the references of the files kept for each path.
    """
    around = dict(context or {})
    values, errors = schema.clean(form, raw, now)
    _take_from_server(form, values, errors, around, now, files or {})
    settled = settle(form, values, around, now)
    errors = {path: text for path, text in errors.items() if _field_path(path, settled.visible)}
    idle = idle_rows(form, settled.values, errors, around, now)
    errors |= _after(form, settled, errors, around, now, options, idle)
    kept = without_idle_rows(form, settled, idle)
    routing = {key: settled.values.get(key) for key in form.routing_keys}
    routing |= {field.key: kept.get(field.key, []) for field in form.lists if field.routing}
    return Submission(kept, errors, routing, settled.visible, _file_needs(form, settled))


def _take_from_server(
    form: Form,
    values: dict[str, Any],
    errors: dict[str, Text],
    context: dict[str, Any],
    now: datetime,
    files: Mapping[str, Sequence[str]],
) -> None:
    """Locked answers and files come from the server whatever the page claims."""
    locked = fill_locked(form, values, context, now)
    for path in [path for path in errors if path in locked or path.rpartition(".")[0] in locked]:
        del errors[path]
    for spot in spots(form.fields, values):
        if isinstance(spot.field, FilePicker):
            kept = [str(reference) for reference in files.get(spot.path, ())][:_FILES]
            spot.holder[spot.field.key] = kept
            if len(kept) > 1 and not spot.field.multiple:
                errors[spot.path] = _ONE_FILE


def _field_path(path: str, visible: frozenset[str]) -> bool:
    """True when the error stands at a visible field or at an input of one."""
    return path in visible or path.rpartition(".")[0] in visible


def _after(
    form: Form,
    settled: Settled,
    errors: Mapping[str, Text],
    context: dict[str, Any],
    now: datetime,
    options: OptionSource | None,
    idle: frozenset[str],
) -> dict[str, Text]:
    """Errors that need all answers: options, required, row counts, rules; a field keeps its first error."""
    found: dict[str, Text] = {}
    for spot in spots(form.fields, settled.values):
        field, path = spot.field, spot.path
        if path not in settled.visible or _said(path, errors) or any(path.startswith(f"{row}.") for row in idle):
            continue
        if isinstance(field, DynamicList):
            if len(spot.value or []) < field.min_rows:
                found[path] = field.asks()
        elif field.is_blank(spot.value):
            if field.required and not field.locked:
                found[path] = field.asks()
        elif isinstance(field, Choice):
            scope = scope_of(settled.values, spot.rows, context)
            if not is_offered(spot.value, options_of(field, scope, now, options)):
                found[path] = NOT_OFFERED
    broken = broken_rules(form, settled, context, now)
    return {**{p: t for p, t in broken.items() if p not in errors}, **found}


def _said(path: str, errors: Mapping[str, Text]) -> bool:
    return any(known == path or known.startswith((f"{path}.", f"{path}[")) for known in errors)


def _file_needs(form: Form, settled: Settled) -> tuple[FileNeed, ...]:
    return tuple(
        FileNeed(spot.path, spot.field.label, spot.field.required, spot.field.multiple, spot.field.accept)
        for spot in spots(form.fields, settled.values)
        if isinstance(spot.field, FilePicker) and spot.path in settled.visible
    )
