"""Adding a component and giving one other facts."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any, Final

from engine.forms.edit import edits as e
from engine.forms.edit import options, slots
from engine.forms.edit.draft import Component, Draft, Spot, key_in
from engine.forms.edit.facts import Facts
from engine.forms.edit.kinds import ALL, BY_CODE, CHOICES, Kind, shape
from engine.forms.edit.problems import FormEditRefused, Problem, refuse
from engine.forms.edit.reading import place_of, rename_reads
from engine.forms.edit.words import RESERVED, BadText, key_of, one_line
from engine.forms.load import KEY
from engine.text import Text

_SHARED: Final = (
    "label",
    "en",
    "key",
    "hint",
    "en_hint",
    "required",
    "hide",
    "locked",
    "routing",
    "prefill",
    "columns",
)
"""Facts that stay when a field becomes one of another kind."""
_ANSWERS: Final = frozenset(kind.code for kind in ALL if kind.stores and not kind.holds)


def add_field(draft: Draft, edit: e.AddField) -> str:
    """Put in a new component; returns its id."""
    kind = _kind(edit.kind)
    siblings = draft.level(edit.into)
    component: Component = {**shape(kind)}
    taken = draft.keys_beside(siblings)
    label = _text("", "label", edit.label) or ("" if "label" not in kind.facts else _missing_label())
    if kind.stores:
        _check_key("", edit.key)
        component["path" if kind.holds else "key"] = edit.key or key_of(label, taken)
    component["id"] = draft.new_id(f"o_{edit.key or label or kind.code}")
    if "label" in kind.facts:
        component["label"] = label
    if kind.type == "datetime":
        component["timeLabel" if kind.code == "time" else "dateLabel"] = label
    if kind.code == "prose":
        component["text"] = label or "…"
    if kind.code in CHOICES:
        component["values"] = options.written(options.from_lines("Có\nKhông"))
    if kind.code == "computed":
        component["expression"] = "=null"
    if kind.holds:
        component["components"] = []
    if edit.required and "required" in kind.facts:
        component["validate"] = {"required": True}
    insert(draft, siblings, component, edit.after)
    return str(component["id"])


def insert(draft: Draft, siblings: list[Any], component: Component, after: str) -> None:
    """Put a component behind another of the same list."""
    if after == e.LAST:
        siblings.append(component)
    elif not after:
        siblings.insert(0, component)
    else:
        siblings.insert(_index(draft, siblings, after) + 1, component)


def _index(draft: Draft, siblings: list[Any], after: str) -> int:
    for index, one in enumerate(siblings):
        if isinstance(one, dict) and one.get("id") == after:
            return index
    draft.find(after)
    return len(siblings) - 1


def change_field(draft: Draft, edit: e.ChangeField) -> None:
    """Write the facts that differ; another key is written in this form's expressions too."""
    spot = draft.find(edit.component)
    had = set(spot.kind.facts)
    if edit.to.kind != spot.kind.code:
        _become(spot, edit.to.kind)
    before = slots.facts_of(spot.component, spot.kind.code)
    to = _sound(spot, before, edit.to)
    if "key" in spot.kind.facts and to.key != before.key:
        _rename(draft, spot, to.key)
    facts = [fact for fact in spot.kind.facts if fact != "kind" and (fact in had or getattr(to, fact))]
    problems = [problem for fact in facts for problem in _write(spot, fact, before, to)]
    if problems:
        raise FormEditRefused(*problems)


def _write(spot: Spot, fact: str, before: Facts, to: Facts) -> list[Problem]:
    old, new = getattr(before, fact), getattr(to, fact)
    if old == new or fact == "key":
        return []
    slot = slots.slot_of(spot.component, fact)
    try:
        value = _valued(spot, fact, new, slot)
    except BadText as bad:
        return [Problem(spot.id, fact, bad.why, bad.what_to_do)]
    slots.put(spot.component, slot.path, value)
    if fact == "locked":
        spot.component.pop("disabled", None)
    if fact == "label":
        for name in ("dateLabel", "timeLabel"):
            if spot.component.get(name) == old:
                spot.component[name] = value
    return []


def _valued(spot: Spot, fact: str, new: Any, slot: slots.Slot) -> Any:
    if fact == "options":
        return options.merged(spot.component.get("values"), new)
    if fact != "default" or new == "":
        return slot.written(new)
    if spot.kind.code == "yes_no":
        return new == "true"
    if spot.kind.code == "number":
        return slots.SLOTS["least"].written(new)
    if spot.kind.code in ("several", "tags"):
        return [part.strip() for part in new.split(";") if part.strip()]
    return slot.written(new)


def _sound(spot: Spot, before: Facts, to: Facts) -> Facts:
    """The facts with a label and a key that can be used. Raises FormEditRefused."""
    kind = spot.kind
    if "label" in kind.facts and to.label != before.label and not to.label.strip() and kind.stores:
        raise refuse(spot.id, "label", *_NO_LABEL)
    if "key" not in kind.facts:
        return to
    key = to.key.strip() or key_of(to.label, ())
    if key != before.key:
        _check_key(spot.id, key)
    return dataclasses.replace(to, key=key)


def _rename(draft: Draft, spot: Spot, key: str) -> None:
    taken = draft.keys_beside(spot.siblings) - {key_in(spot.component)}
    if key in taken:
        raise refuse(
            spot.id,
            "key",
            Text(f"Mã “{key}” đã dùng cho ô khác.", f"The key “{key}” is already used by another field."),
            Text("Đặt mã khác cho ô này.", "Give this field another key."),
        )
    left = rename_reads(draft, place_of(spot), key) if key_in(spot.component) else []
    if left:
        raise FormEditRefused(
            *(
                Problem(
                    spot.id,
                    "key",
                    Text(
                        f"Chưa đổi được mã: không chắc {one.where.vi} có đọc ô này không ({one.source}).",
                        f"The key stays: it cannot be told whether the {one.where.en} reads this field ({one.source}).",
                    ),
                    Text("Sửa biểu thức đó trước.", "Change that expression first."),
                )
                for one in left
            )
        )
    slots.put(spot.component, slots.slot_of(spot.component, "key").path, key)
    if spot.component.get("type") == "dynamiclist":
        spot.component.pop("key", None)


def _become(spot: Spot, code: str) -> None:
    """Turn the component into one of another kind, keeping what both kinds know."""
    old, new = spot.kind, _kind(code)
    both_answers = old.code in _ANSWERS and new.code in _ANSWERS
    if not both_answers and {old.code, new.code} != {"page", "group"}:
        raise refuse(
            spot.id,
            "kind",
            Text(
                f"Không đổi “{old.label.vi}” thành “{new.label.vi}” được.",
                f"“{old.label.en}” cannot become “{new.label.en}”.",
            ),
            Text("Thêm ô mới rồi xóa ô cũ.", "Add a new field and remove this one."),
        )
    if old.code == new.code:
        return
    kept = copy.deepcopy(spot.component)
    facts = slots.facts_of(kept, old.code)
    spot.component.clear()
    spot.component.update({**shape(new), "id": kept["id"]})
    if "components" in kept:
        spot.component["components"] = kept["components"]
    for fact in _kept(old, new):
        slot = slots.slot_of(spot.component, fact)
        value = slots.get(kept, slots.slot_of(kept, fact).path)
        if value is not None and getattr(facts, fact) not in ("", False):
            slots.put(spot.component, slot.path, value)
    for name, value in (kept.get("properties") or {}).items():
        if not name.startswith("vn."):
            spot.component.setdefault("properties", {})[name] = value
    if new.code in CHOICES:
        spot.component["values"] = kept.get("values") or options.written(options.from_lines("Có\nKhông"))
    if new.type == "datetime":
        spot.component["timeLabel" if new.code == "time" else "dateLabel"] = facts.label
    if new.code == "computed":
        spot.component["expression"] = "=null"


def _kept(old: Kind, new: Kind) -> list[str]:
    shared = [*_SHARED, *(("inline",) if {old.code, new.code} <= set(CHOICES) else ())]
    return [fact for fact in shared if fact in old.facts and fact in new.facts]


def _kind(code: str) -> Kind:
    kind = BY_CODE.get(code)
    if kind is None:
        raise refuse(
            "",
            "kind",
            Text(f"Không có kiểu ô “{code[:40]}”.", f"There is no kind of field “{code[:40]}”."),
            Text("Chọn một kiểu trong danh sách.", "Choose a kind from the list."),
        )
    return kind


_NO_LABEL: Final = (
    Text("Ô này chưa có nhãn.", "This field has no label."),
    Text("Ghi câu hỏi mà người khai đọc được.", "Write the question people will read."),
)


def _missing_label() -> str:
    raise refuse("", "label", *_NO_LABEL)


def _text(component: str, fact: str, typed: str) -> str:
    try:
        return one_line(typed, 500)
    except BadText as bad:
        raise refuse(component, fact, bad.why, bad.what_to_do) from None


def _check_key(component: str, key: str) -> None:
    if not key or (KEY.match(key) and key not in RESERVED):
        return
    raise refuse(
        component,
        "key",
        Text(f"Mã “{key[:60]}” không dùng được.", f"The key “{key[:60]}” cannot be used."),
        Text(
            "Dùng chữ không dấu, chữ số, gạch dưới, bắt đầu bằng chữ; ví dụ ho_ten. Để trống thì máy tự đặt.",
            "Use letters, digits and underscores, a letter first, such as ho_ten. Left blank, one is made.",
        ),
    )
