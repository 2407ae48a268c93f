"""Taking over a document from the drawing editor: its own marks go, what it does not know comes back, and a component
that forms do not accept is refused by name.
"""

from __future__ import annotations

from typing import Any, Final

from engine.forms import kinds
from engine.forms.edit import edits as e
from engine.forms.edit.draft import Component, Draft, Spot
from engine.forms.edit.problems import FormEditRefused, Problem
from engine.forms.edit.reading import label_of
from engine.text import Text

_FORM_MARKS: Final = ("exporter", "executionPlatform", "executionPlatformVersion")
_USUAL: Final = (("showOutline", True), ("isRepeating", True), ("allowAddRemove", True), ("defaultRepetitions", 1))
"""What the other editor writes out though it says nothing new."""
_KEPT: Final = ("en", "enHint", "hint")
"""What our options say beyond form-js."""


def rewrite(draft: Draft, edit: e.Rewrite) -> None:
    """Put the given document in place of this one."""
    given = Draft.of(edit.document, "")
    problems = [
        Problem(
            spot.id,
            "kind",
            Text(
                f"Thành phần “{label_of(spot.component)}” thuộc loại “{spot.component.get('type')}”, không dùng được.",
                f"The component “{label_of(spot.component)}” is of type “{spot.component.get('type')}”, not accepted.",
            ),
            Text("Bỏ thành phần này ra khỏi biểu mẫu.", "Take it out of the form."),
        )
        for spot in given.spots()
        if spot.component.get("type") not in kinds.TYPES
    ]
    if problems:
        raise FormEditRefused(*problems)
    before = {spot.id: spot for spot in draft.spots()}
    for spot in list(given.spots()):
        _restore(spot.component, before.get(spot.id))
    merged = {**draft.data, **{k: v for k, v in given.data.items() if k not in _FORM_MARKS or k in draft.data}}
    for name in _FORM_MARKS:
        if name in draft.data:
            merged[name] = draft.data[name]
    merged["schemaVersion"] = draft.data.get("schemaVersion", merged.get("schemaVersion"))
    draft.data = merged


def _restore(component: Component, old: Spot | None) -> None:
    """Give back what the other editor drops: properties it does not show, English options, the order of things."""
    if old is None or old.component.get("type") != component.get("type"):
        return
    theirs, ours = component.get("properties"), old.component.get("properties")
    if isinstance(ours, dict):
        component["properties"] = {**ours, **(theirs if isinstance(theirs, dict) else {})}
    if isinstance(component.get("values"), list):
        known = {str(one.get("value")): one for one in old.component.get("values") or () if isinstance(one, dict)}
        component["values"] = [_option(one, known) for one in component["values"]]
    for name, usual in _USUAL:
        if component.get(name) == usual and name not in old.component:
            del component[name]
    layout = component.get("layout")
    if isinstance(layout, dict) and "layout" not in old.component and layout.get("columns") in (None, 16):
        del component["layout"]


def _option(option: Any, known: dict[str, dict[str, Any]]) -> Any:
    if not isinstance(option, dict):
        return option
    old = known.get(str(option.get("value")), {})
    return {**option, **{name: old[name] for name in _KEPT if name in old and name not in option}}
