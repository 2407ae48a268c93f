"""Carries out an edit on the bytes of a form, and refuses one behind which the form has a fault it had not before."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from engine.forms.checks import check
from engine.forms.edit import changing, edits, moving, rewriting, rules
from engine.forms.edit.draft import Draft
from engine.forms.edit.problems import FormEditRefused, Problem
from engine.forms.edit.slots import SLOTS
from engine.forms.load import load
from engine.forms.problems import FormProblems
from engine.forms.problems import Problem as Fault
from engine.text import Text

AROUND: Final = ("ho_so", "phi", "don")
"""Names expressions may read beside the answers when the caller says nothing else."""


def _add_block(draft: Draft, edit: edits.AddBlock) -> None:
    block = Draft.of(edit.document, "")
    moving.add_copies(
        draft, draft.level(edit.into), copy.deepcopy(Draft.components(block.data)), _last(draft, edit.into, edit.after)
    )


def _last(draft: Draft, into: str, after: str) -> str:
    if after != edits.LAST:
        return after
    siblings = draft.level(into)
    return str(siblings[-1].get("id")) if siblings and isinstance(siblings[-1], dict) else ""


_HANDLERS: Final[Mapping[type, Callable[[Draft, Any], Any]]] = {
    edits.AddField: changing.add_field,
    edits.AddBlock: _add_block,
    edits.ChangeField: changing.change_field,
    edits.RemoveField: moving.remove,
    edits.MoveField: moving.move,
    edits.ShiftField: moving.shift,
    edits.DuplicateField: moving.duplicate,
    edits.Retitle: rules.retitle,
    edits.WriteRule: rules.write_rule,
    edits.RemoveRule: rules.remove_rule,
    edits.Rewrite: rewriting.rewrite,
}


def apply(document: bytes, edit: edits.Edit, *, name: str = "", known: Collection[str] = AROUND) -> bytes:
    """Return the form after ``edit``; the same bytes when the edit changes nothing.

    ``known`` are the names expressions may read beside the answers. Raises FormEditRefused with the reasons.
    """
    draft = Draft.of(document, name)
    _HANDLERS[type(edit)](draft, edit)
    if not draft.changed:
        return document
    made = draft.to_bytes()
    new = _new(faults(document, name, known), faults(made, name, known))
    if new:
        raise FormEditRefused(*(_placed(draft, fault) for fault in new))
    return made


def faults(document: bytes, name: str, known: Collection[str]) -> tuple[Fault, ...]:
    """Everything that keeps a form from being published."""
    try:
        form = load(document, name=name)
    except FormProblems as problems:
        return problems.problems
    return check(form, known)


def _new(before: Collection[Fault], after: Collection[Fault]) -> list[Fault]:
    """The faults that were not there before, wherever they stood."""
    had = Counter((one.what.vi, one.why.vi) for one in before)
    found = []
    for fault in after:
        identity = (fault.what.vi, fault.why.vi)
        if had[identity]:
            had[identity] -= 1
        else:
            found.append(fault)
    return found


_RULE: Final = re.compile(r"rules\[(\d+)\]")


def _placed(draft: Draft, fault: Fault) -> Problem:
    """The fault at the component and fact it concerns."""
    said = Text(*(" ".join(filter(None, parts)) for parts in zip(fault.what, fault.why, strict=True)))
    rule = _RULE.match(fault.path)
    if rule:
        part = fault.path.rpartition(".")[2]
        return Problem(f"rule:{rule[1]}", {"expr": "expression"}.get(part, part), said, fault.hint)
    best = None
    for spot in draft.spots():
        if fault.path == spot.place or fault.path.startswith((f"{spot.place}.", f"{spot.place}[")):
            best = spot
    if best is None:
        return Problem("", "", said, fault.hint)
    return Problem(best.id, _fact(fault.path[len(best.place) + 1 :]), said, fault.hint)


def _fact(path: str) -> str:
    """The fact whose place in the document a fault names."""
    if path == "path":
        return "key"
    for fact, slot in SLOTS.items():
        place = ".".join(slot.path)
        if path == place or path.startswith(f"{place}["):
            return fact
    return {"properties": "min_rows", "properties.vn.wordsOf": "expression"}.get(path, "")
