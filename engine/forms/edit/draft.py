"""A form document being edited: its components by id, in their places."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.forms.document import read_json
from engine.forms.edit.kinds import Kind, kind_of
from engine.forms.edit.problems import FormEditRefused, Problem, refuse
from engine.forms.edit.words import free_key, key_of
from engine.forms.problems import FormProblems
from engine.text import Text

Component = dict[str, Any]


@dataclass
class Spot:
    """One component in its place."""

    component: Component
    siblings: list[Any]
    index: int
    above: tuple[Component, ...]
    """What it lies in, outermost first."""
    place: str
    """Its path in the document, as problems name it."""

    @property
    def kind(self) -> Kind:
        """Its kind in words."""
        return kind_of(self.component)

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.component.get("id"))


@dataclass
class Draft:
    """The document as data that may be changed."""

    data: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, document: bytes, name: str) -> Draft:
        """Read a document. Raises FormEditRefused when it is none."""
        try:
            data = copy.deepcopy(read_json(document, name))
        except FormProblems as problems:
            raise FormEditRefused(*(Problem("", "", one.what, one.hint) for one in problems.problems)) from None
        draft = cls(data)
        draft.name_all()
        draft.before = copy.deepcopy(draft.data)
        return draft

    @property
    def changed(self) -> bool:
        """Whether anything differs from the document read."""
        return self.data != self.before

    def to_bytes(self) -> bytes:
        """The document as a file."""
        return (json.dumps(self.data, ensure_ascii=False, indent=2) + "\n").encode()

    def spots(self) -> Iterator[Spot]:
        """Every component, what holds others before them."""
        yield from _spots(self.components(self.data), (), "components")

    def find(self, key: str) -> Spot:
        """The component with an id. Raises FormEditRefused."""
        for spot in self.spots():
            if spot.component.get("id") == key:
                return spot
        raise refuse(
            key,
            "",
            Text("Ô này không còn trong biểu mẫu.", "This field is no longer in the form."),
            Text("Tải lại trang rồi thử lại.", "Reload the page and try again."),
        )

    def level(self, into: str) -> list[Any]:
        """The list a component goes into: that of the form, or of a group or rows."""
        if not into:
            return self.components(self.data)
        spot = self.find(into)
        if not spot.kind.holds:
            raise refuse(
                into,
                "into",
                Text("Không đặt ô khác vào trong ô này được.", "Nothing can be put inside this field."),
                Text("Chọn một trang, một nhóm hoặc một bảng nhiều dòng.", "Choose a page, a group or rows."),
            )
        return self.components(spot.component)

    @staticmethod
    def components(holder: dict[str, Any]) -> list[Any]:
        """The list of components of a holder, made when it has none."""
        found = holder.get("components")
        if not isinstance(found, list):
            found = holder["components"] = []
        return found

    def ids(self) -> set[str]:
        """All ids in use."""
        return {spot.id for spot in self.spots()}

    def new_id(self, wish: str) -> str:
        """A free id out of a label or key."""
        return free_key(key_of(wish, ()), self.ids())

    def name_all(self) -> None:
        """Give an id to every component that lacks one."""
        taken = {str(spot.component["id"]) for spot in self.spots() if spot.component.get("id")}
        for number, spot in enumerate(self.spots(), 1):
            if not spot.component.get("id"):
                spot.component["id"] = free_key(f"Field_{number}", taken)
                taken.add(spot.id)

    def keys_beside(self, siblings: list[Any]) -> set[str]:
        """The keys of the answers on the level of ``siblings``, groups opened."""
        for level in levels(self.data):
            if any(one is siblings for one in level.lists):
                return set(level.keys)
        return set()


@dataclass
class Level:
    """One level of answers: the form itself or the inside of rows, with the lists of components that make it."""

    path: tuple[str, ...]
    lists: list[list[Any]] = field(default_factory=list)
    keys: dict[str, Component] = field(default_factory=dict)


def key_in(component: Component) -> str:
    """The key of a component's answer, empty when it stores none."""
    if not kind_of(component).stores:
        return ""
    own = component.get("path") or component.get("key") if component.get("type") == "dynamiclist" else None
    return str(own or component.get("key") or "")


def levels(data: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[Level]:
    """The levels of answers of a form or of rows, outermost first."""
    level, inner = Level(path), []
    waiting = [data]
    while waiting:
        holder = waiting.pop(0)
        listed = holder.get("components")
        if not isinstance(listed, list):
            continue
        level.lists.append(listed)
        for component in listed:
            if not isinstance(component, dict):
                continue
            key = key_in(component)
            if key:
                level.keys.setdefault(key, component)
            if component.get("type") == "dynamiclist":
                inner.append((component, key))
            elif component.get("type") == "group":
                waiting.append(component)
    yield level
    for component, key in inner:
        yield from levels(component, (*path, key))


def _spots(items: list[Any], above: tuple[Component, ...], place: str) -> Iterator[Spot]:
    for index, component in enumerate(items):
        if not isinstance(component, dict):
            continue
        here = f"{place}[{index}]"
        yield Spot(component, items, index, above, here)
        inner = component.get("components")
        if isinstance(inner, list):
            yield from _spots(inner, (*above, component), f"{here}.components")
