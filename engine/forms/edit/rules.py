"""The title of a form, its rules between answers, and a whole document from another editor."""

from __future__ import annotations

from typing import Any

from engine.forms import limits
from engine.forms.edit import edits as e
from engine.forms.edit.draft import Draft
from engine.forms.edit.problems import refuse
from engine.forms.edit.slots import NOTHING, put
from engine.forms.edit.words import BadText, one_line
from engine.text import Text


def retitle(draft: Draft, edit: e.Retitle) -> None:
    """Another title."""
    title = _text("", "title", edit.title)
    if not title:
        raise refuse(
            "",
            "title",
            Text("Biểu mẫu chưa có tên.", "The form has no title."),
            Text("Ghi tên như trên mẫu giấy.", "Write it as on the paper form."),
        )
    draft.data["title"] = title
    put(draft.data, ("properties", "vn.en"), _text("", "en", edit.en) or NOTHING)


def write_rule(draft: Draft, edit: e.WriteRule) -> None:
    """Add a rule or write another one in its place."""
    found = draft.data.get("rules")
    rules: list[Any] = found if isinstance(found, list) else []
    number = len(rules) if edit.number is None else edit.number
    place = f"rule:{number if edit.number is not None else 'new'}"
    expression = edit.expression.strip().removeprefix("=").strip()
    message = _text(place, "message", edit.message)
    if not expression:
        raise refuse(place, "expression", Text("Chưa có điều kiện.", "There is no condition."), _HOW)
    if not message:
        raise refuse(
            place,
            "message",
            Text("Chưa có lời báo khi không đúng.", "There is no message for when it does not hold."),
            Text("Ghi điều người khai cần làm.", "Write what people have to do."),
        )
    if number > len(rules):
        raise _gone(place)
    old = rules[number] if number < len(rules) and isinstance(rules[number], dict) else {}
    rule = {**old, "expr": f"={expression}", "message": message}
    for name, value in (("field", edit.field), ("en", _text(place, "en", edit.en))):
        rule.pop(name, None)
        if value:
            rule[name] = value
    rules[number:] = [rule, *rules[number + 1 :]]
    draft.data["rules"] = rules


def remove_rule(draft: Draft, edit: e.RemoveRule) -> None:
    """Take out one rule."""
    rules = draft.data.get("rules")
    if not isinstance(rules, list) or not 0 <= edit.number < len(rules):
        raise _gone(f"rule:{edit.number}")
    del rules[edit.number]
    if not rules:
        del draft.data["rules"]


_HOW = Text("Chọn ô, phép so sánh và giá trị.", "Choose a field, a comparison and a value.")


def _gone(place: str) -> Exception:
    return refuse(
        place,
        "",
        Text("Quy tắc này không còn nữa.", "This rule is gone."),
        Text("Tải lại trang rồi thử lại.", "Reload the page and try again."),
    )


def _text(component: str, fact: str, typed: str) -> str:
    try:
        return one_line(typed, limits.LABEL)
    except BadText as bad:
        raise refuse(component, fact, bad.why, bad.what_to_do) from None
