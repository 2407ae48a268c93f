"""What the buttons of the forms tab do: each act is one edit, saved at once, with a sentence for the history."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Final

from flask import request, url_for

from admin_ui.declare import conditions, shown
from admin_ui.declare.working import frame
from admin_ui.declare.working.forms import compared, copying, look, typed, words
from admin_ui.declare.working.forms.given import ENDPOINT, Given
from admin_ui.declare.working.forms.look import Opened
from engine.forms.edit import Draft, FormEditRefused, OptionFact, Problem, edits, facts_of
from engine.forms.edit.draft import Spot
from engine.forms.edit.kinds import BY_CODE, CHOICES
from engine.forms.edit.options import from_lines
from engine.forms.edit.reading import label_of
from engine.forms.edit.showing import hide_of, shown_of
from engine.forms.edit.words import BadText
from engine.platform.errors import Invalid
from engine.procedures.sources import Sources
from engine.publication import form_edits
from engine.publication.form_edits.files import path_of
from engine.publication.form_edits.templates import BY_CODE as READY
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_OPENED_AT_ONCE: Final = (*CHOICES, "computed", "prose", "unit", "units")
"""Kinds that say nothing yet when they are new: their panel opens."""


def carry_out(copy: WorkingCopy, given: Given) -> str:
    """Do what the button pressed says; returns the address to go on at. Raises what refuses it."""
    verb, _, target = request.form.get("viec", "").partition(":")
    act = _ACTS.get(verb)
    if act is None:
        raise Invalid(Text("Không rõ việc cần làm.", "It is not clear what to do."))
    return act(copy, given, target)


def _opened(copy: WorkingCopy, given: Given) -> Opened:
    found = look.opened(shown.of(copy.sources), copy.sources, given.form)
    if found is None:
        raise _gone()
    return found


def _spot(found: Opened, key: str) -> Spot:
    return found.draft.find(key)


def _gone() -> Invalid:
    return Invalid(
        Text("Biểu mẫu này không còn.", "This form is gone."),
        Text("Chọn lại trong danh sách.", "Choose from the list."),
    )


def _save(copy: WorkingCopy, found: Opened, what: Text, *changes: edits.Edit) -> None:
    def change(now: WorkingCopy) -> Sources:
        sources = now.sources
        for one in changes:
            sources = form_edits.change(sources, found.name, one, now.retired)
        return sources

    frame.save(copy.id, change, words.of_form(found.title, what.vi, what.en))


def _new(copy: WorkingCopy, given: Given, target: str) -> str:
    template = READY.get(request.form.get("mau", ""), READY["trong"])
    document, title = template.document(), request.form.get("ten", "").strip()
    return _added(copy, title or template.name.vi, document)


def _copy(copy: WorkingCopy, given: Given, target: str) -> str:
    title, document = copying.chosen(target)
    return _added(copy, request.form.get("ten", "").strip() or title, document)


def _added(copy: WorkingCopy, title: str, document: bytes) -> str:
    made = ""

    def change(now: WorkingCopy) -> Sources:
        nonlocal made
        sources, made = form_edits.add(now.sources, title, document)
        return sources

    frame.save(copy.id, change, Text(f"Thêm biểu mẫu “{title[:80]}”", f"Form “{title[:80]}” added"))
    return url_for(ENDPOINT, copy_id=copy.id, ten=made)


def _drop_form(copy: WorkingCopy, given: Given, target: str) -> str:
    if target not in copy.sources.forms:
        raise _gone()
    listed = look.listed(shown.of(copy.sources), copy.sources)
    title = next(one.title for one in listed if one.name == target)
    what = Text(f"Xóa biểu mẫu “{title}”", f"Form “{title}” removed")
    frame.save(copy.id, lambda now: form_edits.remove(now.sources, target), what)
    return url_for(ENDPOINT, copy_id=copy.id)


def _retitle(copy: WorkingCopy, given: Given, target: str) -> str:
    found, title = _opened(copy, given), request.form.get("ten", "")
    what = Text(f"đổi tên thành “{title[:80]}”", f"renamed to “{title[:80]}”")
    _save(copy, found, what, edits.Retitle(title, request.form.get("en", "")))
    return given.url()


def _assign(copy: WorkingCopy, given: Given, target: str) -> str:
    found, chosen = _opened(copy, given), request.form.getlist("cho")
    what = words.of_form(found.title, "chọn nơi dùng", "where it is used")
    frame.save(copy.id, lambda now: form_edits.assign(now.sources, found.name, chosen, now.retired), what)
    return given.url()


def _add(copy: WorkingCopy, given: Given, target: str) -> str:
    """A new field, with its options when some were typed; the next one is typed at once."""
    found, form = _opened(copy, given), request.form
    kind, label, into = form.get("kieu", ""), form.get("nhan", ""), form.get("vao", "")
    adding = edits.AddField(kind, label, into, required="bat_buoc" in form)
    options = _options(form.get("lua_chon", "")) if kind in CHOICES else ()
    before, made = {spot.id for spot in found.draft.spots()}, ""

    def change(now: WorkingCopy) -> Sources:
        nonlocal made
        sources = form_edits.change(now.sources, found.name, adding, now.retired)
        draft = Draft.of(sources.files[path_of(found.name)], found.name)
        spot = next(one for one in draft.spots() if one.id not in before)
        made = spot.id
        if options:
            facts = dataclasses.replace(facts_of(spot.component, spot.kind.code), options=options)
            sources = form_edits.change(sources, found.name, edits.ChangeField(spot.id, facts), now.retired)
        return sources

    said = label.strip()[:80] or BY_CODE[kind].label.vi if kind in BY_CODE else label[:80]
    frame.save(copy.id, change, words.of_form(found.title, f"thêm ô “{said}”", f"field “{said}” added"))
    if kind in _OPENED_AT_ONCE and not options:
        return given.url(o=made, vao=into, neo="f-text" if kind == "prose" else "f-label")
    holds = kind in BY_CODE and BY_CODE[kind].holds
    return given.url(o="", vao=made if holds else into, neo="nhan-moi")


def _options(lines: str) -> tuple[OptionFact, ...]:
    try:
        return from_lines(lines)
    except BadText as bad:
        raise FormEditRefused(Problem("", "options", bad.why, bad.what_to_do)) from None


def _block(copy: WorkingCopy, given: Given, target: str) -> str:
    found, ready = _opened(copy, given), READY.get(request.form.get("khoi", ""))
    if ready is None or not ready.block:
        raise Invalid(Text("Chưa chọn khối mẫu.", "No block was chosen."))
    into = request.form.get("vao", "")
    what = Text(f"thêm khối “{ready.name.vi}”", f"block “{ready.name.en}” added")
    _save(copy, found, what, edits.AddBlock(ready.document(), into))
    return given.url(o="", vao=into, neo="nhan-moi")


def _change(copy: WorkingCopy, given: Given, target: str) -> str:
    found = _opened(copy, given)
    spot = _spot(found, given.component)
    before = facts_of(spot.component, spot.kind.code)
    sent = typed.posted(before, spot.id)
    names = look.names_at(shown.of(copy.sources), found.name, found.form, look.rows_of(spot))
    state = conditions.posted(request.form, typed.CONDITION, names)
    problems = [*sent.rules, *(Problem(spot.id, "hide", said, Text("", "")) for _, said in state.problems)]
    if problems:
        raise FormEditRefused(*problems)
    hide = before.hide if state.expression == shown_of(before.hide) else hide_of(state.expression)
    after = dataclasses.replace(sent.facts, hide=hide)
    said, label = words.changed(before, after), label_of(spot.component)
    what = Text(f"ô “{label}”: {said.vi}", f"field “{label}”: {said.en}")
    _save(copy, found, what, edits.ChangeField(spot.id, after))
    return given.url(o="", neo=f"o-{spot.id}")


def _remove(copy: WorkingCopy, given: Given, target: str, drop: bool = False) -> str:
    found = _opened(copy, given)
    label = label_of(_spot(found, target).component)
    what = Text(f"xóa ô “{label}”", f"field “{label}” removed")
    _save(copy, found, what, edits.RemoveField(target, drop))
    return given.url(o="")


def _remove_all(copy: WorkingCopy, given: Given, target: str) -> str:
    return _remove(copy, given, target, drop=True)


def _up(copy: WorkingCopy, given: Given, target: str) -> str:
    return _shift(copy, given, target, -1)


def _down(copy: WorkingCopy, given: Given, target: str) -> str:
    return _shift(copy, given, target, 1)


def _shift(copy: WorkingCopy, given: Given, target: str, by: int) -> str:
    found = _opened(copy, given)
    label = label_of(_spot(found, target).component)
    what = Text(f"chuyển ô “{label}”", f"field “{label}” moved")
    _save(copy, found, what, edits.ShiftField(target, by))
    return given.url(o="", neo=f"{'len' if by < 0 else 'xuong'}-{target}")


def _move(copy: WorkingCopy, given: Given, target: str) -> str:
    found = _opened(copy, given)
    label = label_of(_spot(found, target).component)
    what = Text(f"chuyển ô “{label}”", f"field “{label}” moved")
    _save(copy, found, what, edits.MoveField(target, request.form.get("vao", "")))
    return given.url(o="", neo=f"o-{target}")


def _twice(copy: WorkingCopy, given: Given, target: str) -> str:
    found = _opened(copy, given)
    label = label_of(_spot(found, target).component)
    _save(copy, found, Text(f"nhân đôi ô “{label}”", f"field “{label}” duplicated"), edits.DuplicateField(target))
    return given.url(o="", neo=f"o-{target}")


def _write_rule(copy: WorkingCopy, given: Given, target: str) -> str:
    found, where = _opened(copy, given), request.form.get("noi", "")
    names = look.names_at(shown.of(copy.sources), found.name, found.form, tuple(where.split(".")[:-1]))
    state = conditions.posted(request.form, typed.CONDITION, names)
    number = int(target) if target.isdigit() else None
    place = f"rule:{number if number is not None else 'new'}"
    if state.wrong:
        raise FormEditRefused(*(Problem(place, "expression", said, Text("", "")) for _, said in state.problems))
    expression = compared.joined(state.expression, compared.posted([path for path, _ in look.paths(found)]))
    message, english = request.form.get("loi", ""), request.form.get("en", "")
    what = Text(f"quy tắc “{message.strip()[:80]}”", f"rule “{message.strip()[:80]}”")
    _save(copy, found, what, edits.WriteRule(number, expression, message, where, english))
    return given.url(o="")


def _drop_rule(copy: WorkingCopy, given: Given, target: str) -> str:
    found = _opened(copy, given)
    number = int(target) if target.isdigit() else -1
    _save(copy, found, Text("bỏ một quy tắc", "a rule removed"), edits.RemoveRule(number))
    return given.url(o="")


def _draw(copy: WorkingCopy, given: Given, target: str) -> str:
    """Take over what the drawing editor gives back; it is checked as every edit is."""
    found, document = _opened(copy, given), request.form.get("tai_lieu", "")
    _save(copy, found, Text("sửa bằng kéo thả", "edited by drawing"), edits.Rewrite(document.encode()))
    return given.url(xem="o", o="")


_ACTS: Final[Mapping[str, Callable[[WorkingCopy, Given, str], str]]] = {
    "tao": _new,
    "sao-chep": _copy,
    "xoa-mau": _drop_form,
    "doi-ten": _retitle,
    "dung": _assign,
    "them": _add,
    "khoi": _block,
    "sua": _change,
    "xoa": _remove,
    "xoa-ca": _remove_all,
    "len": _up,
    "xuong": _down,
    "dat": _move,
    "nhan-doi": _twice,
    "luat": _write_rule,
    "bo-luat": _drop_rule,
    "ve": _draw,
}
