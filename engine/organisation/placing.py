"""Finds the unit a declared expression ANCHOR or ANCHOR/KIND means, in the tree of the day; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine.organisation.assigning import Request, Unresolved
from engine.organisation.tree import Tree, UnitOnDay
from engine.text import Text

Place = UnitOnDay | Unresolved


def place(tree: Tree, request: Request) -> Place:
    """Return the one unit that does the step."""
    anchor_text, _, kind = request.unit.partition("/")
    anchor = _anchor(tree, request, anchor_text)
    if isinstance(anchor, Unresolved) or not kind:
        return anchor
    return _only(tree.of_kind(kind, anchor.id), f"“{kind}” thuộc {anchor.name}", f"“{kind}” at or below {anchor.name}")


def competent(tree: Tree, rule: str, receiving: int, value: Any = None) -> Place:
    """Return the unit that resolves a dossier by a procedure's ``competent`` rule.

    ``receiving`` | ``address:<path>`` (``value`` = what stands there: an area code or an address with ``ward``) |
    an expression ANCHOR/KIND. An empty rule means ``receiving``.
    """
    if rule.startswith("address:"):
        return _by_area(tree, value)
    return place(tree, Request(unit=rule or "receiving", post="", receiving=receiving))


def _anchor(tree: Tree, request: Request, text: str) -> Place:
    word, _, argument = text.partition(":")
    by_argument: dict[str, Callable[[], Place]] = {
        "step": lambda: _step(tree, request, argument),
        "chosen": lambda: _chosen(tree, request),
        "external": lambda: _external(tree, argument),
    }
    if argument and word in by_argument:
        return by_argument[word]()
    plain: dict[str, Callable[[], Place]] = {
        "receiving": lambda: _authority(tree, request.receiving),
        "resolving": lambda: _authority(tree, request.resolving),
        "parent": lambda: _above(tree, request.receiving, Tree.authority_above),
        "province": lambda: _above(tree, request.receiving, Tree.province_of),
    }
    if text in plain:
        return plain[text]()
    return Unresolved(
        "unit.expression",
        Text(f"Không hiểu cách chỉ đơn vị “{text}”.", f"The unit expression “{text}” is not understood."),
    )


def _authority(tree: Tree, unit_id: int | None) -> Place:
    if unit_id is None:
        return Unresolved(
            "unit.no_resolving", Text("Hồ sơ chưa có cơ quan giải quyết.", "The dossier has no resolving agency yet.")
        )
    living = _living(tree, unit_id)
    if isinstance(living, Unresolved):
        return living
    return tree.authority_of(living.id) or living


def _above(tree: Tree, unit_id: int, find: Callable[[Tree, int], UnitOnDay | None]) -> Place:
    living = _living(tree, unit_id)
    if isinstance(living, Unresolved):
        return living
    return find(tree, living.id) or Unresolved(
        "unit.none",
        Text(f"{living.name} không có cơ quan cấp trên.", f"{living.name} has no authority above it."),
    )


def _step(tree: Tree, request: Request, step: str) -> Place:
    if step not in request.step_units:
        return Unresolved(
            "unit.step_not_done",
            Text(f"Bước “{step}” chưa có đơn vị nào thực hiện.", f"No unit has done the step “{step}” yet."),
        )
    return _living(tree, request.step_units[step])


def _chosen(tree: Tree, request: Request) -> Place:
    values: Sequence[Any] = request.chosen if isinstance(request.chosen, list | tuple) else [request.chosen]
    values = [value for value in values if value not in (None, "")]
    index = request.item or 0
    if request.item is None and len(values) > 1:
        return Unresolved(
            "unit.several",
            Text(
                f"Bước này cần một đơn vị nhưng đã chọn {len(values)} đơn vị.",
                f"This step needs one unit but {len(values)} were chosen.",
            ),
        )
    if index >= len(values):
        return Unresolved("unit.not_chosen", Text("Chưa chọn đơn vị thực hiện.", "No unit has been chosen."))
    return _named(tree, values[index])


def _named(tree: Tree, value: Any) -> Place:
    found = tree.by_code(value) if isinstance(value, str) else tree.get(value) if isinstance(value, int) else None
    return found or Unresolved("unit.unknown", Text(f"Không có đơn vị “{value}”.", f"There is no unit “{value}”."))


def _external(tree: Tree, partner: str) -> Place:
    named = tree.by_code(partner)
    if named is not None:
        return named
    return _only([unit for unit in tree if unit.kind == partner and unit.level == "partner"], partner, partner)


def _by_area(tree: Tree, value: Any) -> Place:
    area = value.get("ward") if isinstance(value, dict) else value
    if not isinstance(area, str | int) or area == "":
        return Unresolved(
            "unit.no_address", Text("Chưa có địa chỉ để xác định cơ quan giải quyết.", "There is no address to go by.")
        )
    fitting = [unit for unit in tree if unit.authority and str(area) in (unit.area_code, unit.code)]
    return _only(fitting, f"phụ trách địa bàn “{area}”", f"in charge of the area “{area}”")


def _living(tree: Tree, unit_id: int) -> Place:
    return _only(tree.living(unit_id), f"thay cho đơn vị số {unit_id}", f"in place of unit {unit_id}")


def _only(found: Sequence[UnitOnDay], vi: str, en: str) -> Place:
    if len(found) == 1:
        return found[0]
    if not found:
        return Unresolved("unit.none", Text(f"Không có đơn vị nào {vi}.", f"There is no unit {en}."))
    names = "; ".join(unit.name for unit in found)
    return Unresolved(
        "unit.several",
        Text(f"Có {len(found)} đơn vị {vi}: {names}.", f"There are {len(found)} units {en}: {names}."),
        tuple(unit.id for unit in found),
    )
