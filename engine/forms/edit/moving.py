"""Moving, duplicating and removing components; whoever reads an answer that would go is named."""

from __future__ import annotations

import copy
from typing import Any

from engine.forms.edit import edits as e
from engine.forms.edit.changing import insert
from engine.forms.edit.draft import Component, Draft, Spot, key_in, levels
from engine.forms.edit.problems import FormEditRefused, Problem, refuse
from engine.forms.edit.reading import FORM, Reader, place_of, read_by, rename_reads
from engine.forms.edit.slots import NOTHING
from engine.forms.edit.words import free_key
from engine.text import Text

Place = tuple[str, ...]


def remove(draft: Draft, edit: e.RemoveField) -> None:
    """Take a component out. Refused, naming them, when others read its answers, unless they are dropped too."""
    spot = draft.find(edit.component)
    inside = {str(one.component.get("id")) for one in under(draft, spot)}
    outside = [reader for reader, _ in read_by(draft, places_under(draft, spot)) if reader.component not in inside]
    left = [reader for reader in outside if not (edit.drop and _drop(reader))]
    if left:
        raise FormEditRefused(*(_still_read(reader) for reader in left))
    gone = {place[1:] for place in places_under(draft, spot)}
    rules = draft.data.get("rules")
    if isinstance(rules, list):
        rules[:] = [rule for rule in rules if not _stands_at(rule, gone)]
        if not rules:
            del draft.data["rules"]
    del spot.siblings[spot.index]


def _stands_at(rule: Any, gone: set[Place]) -> bool:
    field = rule.get("field") if isinstance(rule, dict) else None
    return bool(field) and tuple(str(field).split(".")) in gone


def _drop(reader: Reader) -> bool:
    if reader.fact not in ("hide", "prefill") and not reader.component.startswith("rule:"):
        return False
    reader.write(NOTHING)
    return True


def _still_read(reader: Reader) -> Problem:
    return Problem(
        reader.component,
        reader.fact,
        Text(
            f"{reader.where.vi[:1].upper()}{reader.where.vi[1:]} đang đọc ô này ({reader.source.removeprefix('=')}).",
            f"The {reader.where.en} reads what is to be removed ({reader.source.removeprefix('=')}).",
        ),
        Text("Sửa hoặc bỏ chỗ đó trước.", "Change or remove it there first."),
    )


def move(draft: Draft, edit: e.MoveField) -> None:
    """Put a component somewhere else; its answer must not change its name while others read it."""
    spot = draft.find(edit.component)
    inside = {one.id for one in under(draft, spot)}
    if edit.into in inside or edit.after in inside - {edit.component}:
        raise refuse(
            spot.id,
            "into",
            Text("Không đặt một nhóm vào chính nó được.", "A group cannot go into itself."),
            Text("Chọn chỗ khác.", "Choose another place."),
        )
    if edit.after == edit.component:
        return
    old = places_under(draft, spot)
    siblings = draft.level(edit.into)
    _check_free(draft, spot, siblings)
    readers = [reader for reader, _ in read_by(draft, old) if reader.component not in inside]
    del spot.siblings[spot.index]
    insert(draft, siblings, spot.component, edit.after)
    if readers and places_under(draft, draft.find(edit.component)) != old:
        raise FormEditRefused(*(_would_change(reader) for reader in readers))


def _check_free(draft: Draft, spot: Spot, siblings: list[Any]) -> None:
    if draft.keys_beside(siblings) == draft.keys_beside(spot.siblings):
        return
    mine = {key_in(one.component) for one in under(draft, spot)} - {""}
    taken = mine & draft.keys_beside(siblings)
    if taken:
        key = sorted(taken)[0]
        raise refuse(
            spot.id,
            "into",
            Text(f"Ở đó đã có ô mang mã “{key}”.", f"There is a field with the key “{key}” already."),
            Text("Đổi mã một trong hai ô trước.", "Change one of the keys first."),
        )


def _would_change(reader: Reader) -> Problem:
    return Problem(
        reader.component,
        reader.fact,
        Text(
            f"{reader.where.vi[:1].upper()}{reader.where.vi[1:]} đọc ô này; chuyển vào hay ra khỏi bảng nhiều dòng thì "
            f"không đọc được nữa ({reader.source.removeprefix('=')}).",
            f"The {reader.where.en} reads this field and could not once it goes into or out of rows: "
            f"{reader.source.removeprefix('=')}.",
        ),
        Text("Sửa chỗ đó trước.", "Change it there first."),
    )


def shift(draft: Draft, edit: e.ShiftField) -> None:
    """One place up or down; at the edge of what holds it, out of it."""
    spot = draft.find(edit.component)
    goal = spot.index + (1 if edit.by > 0 else -1)
    if 0 <= goal < len(spot.siblings):
        spot.siblings.insert(goal, spot.siblings.pop(spot.index))
    elif spot.above:
        holder = draft.find(str(spot.above[-1].get("id")))
        into = str(holder.above[-1].get("id")) if holder.above else ""
        before = holder.siblings[holder.index - 1] if holder.index else None
        after = holder.id if edit.by > 0 else str(before.get("id")) if isinstance(before, dict) else ""
        move(draft, e.MoveField(edit.component, into, after))


def duplicate(draft: Draft, edit: e.DuplicateField) -> str:
    """Put a copy behind a component, with ids and keys that are free; returns its id."""
    spot = draft.find(edit.component)
    twin = copy.deepcopy(spot.component)
    add_copies(draft, spot.siblings, [twin], spot.id)
    return str(twin["id"])


def add_copies(draft: Draft, siblings: list[Any], copies: list[Component], after: str) -> None:
    """Put components in under free ids and keys; among themselves they go on reading each other."""
    inner = Draft({"components": copies})
    ids, taken = draft.ids(), draft.keys_beside(siblings)
    for one in inner.spots():
        one.component["id"] = free_key(str(one.component.get("id") or "o"), ids)
        ids.add(one.id)
    top = next(iter(levels(inner.data)))
    for key, component in list(top.keys.items()):
        free = free_key(key, taken)
        taken.add(free)
        if free != key:
            rename_reads(inner, (FORM, key), free)
            name = "path" if component.get("type") == "dynamiclist" else "key"
            component[name] = free
    for component in copies:
        insert(draft, siblings, component, after)
        after = str(component["id"])


def under(draft: Draft, spot: Spot) -> list[Spot]:
    """A component and everything inside it."""
    return [one for one in draft.spots() if one.component is spot.component or spot.component in one.above]


def places_under(draft: Draft, spot: Spot) -> set[Place]:
    """Where the answers of a component and of all inside it are found."""
    return {place_of(one) for one in under(draft, spot) if key_in(one.component)}
