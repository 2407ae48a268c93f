"""Fields nobody can answer: a range without a number in it, a required answer nobody may type, one never shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.bpmn.checks.rules import Finding
from engine.forms import Field, Form
from engine.forms.kinds.expression import Computed
from engine.forms.settle import settle
from engine.rehearsal.findings.filling import answers, combined, place_of
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.sampling import sample
from engine.rehearsal.walk import Walk
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Each form of the version."""
    for name, form in walk.subject.forms.items():
        place = place_of(walk, name)
        for field in form.walk():
            yield from _empty_range(place, name, field)
            yield from _closed(place, name, field)
        yield from _never_shown(walk, place, name, form)


def _empty_range(place: str, name: str, field: Field) -> Iterator[Finding]:
    for low, high in (("least", "most"), ("minimum", "maximum")):
        least, most = getattr(field, low, None), getattr(field, high, None)
        if least is None or most is None or least <= most:
            continue
        message = Text(
            f"Biểu mẫu {name}: ô {_called(field).vi} ({field.key}) đòi từ {least} đến {most}; không giá trị nào vừa.",
            f"Form {name}: {_called(field).en} ({field.key}) asks for {least} to {most}; nothing fits.",
        )
        hint = Text("Sửa giới hạn của ô.", "Correct the limits of the field.")
        yield (red if field.required else amber)("form_cannot_be_completed", place, message, hint)


def _closed(place: str, name: str, field: Field) -> Iterator[Finding]:
    """A required answer that the page does not let anybody give, and that nothing else gives."""
    given = isinstance(field, Computed) or field.properties.prefill or field.default not in (None, "", [])
    if field.required and field.locked and not given:
        message = Text(
            f"Biểu mẫu {name}: ô {_called(field).vi} ({field.key}) bắt buộc nhưng bị khóa và không được điền sẵn.",
            f"Form {name}: {_called(field).en} ({field.key}) is required, but locked, and nothing fills it in.",
        )
        hint = Text("Mở khóa ô, hoặc điền sẵn.", "Unlock the field, or fill it in.")
        yield red("form_cannot_be_completed", place, message, hint)


def _never_shown(walk: Walk, place: str, name: str, form: Form) -> Iterator[Finding]:
    """Fields hidden whatever is answered; conditions that look beyond the form are left alone."""
    own = {field.key: field for field in form.top}
    around = {child.name: one for one in form.walk() for child in one.children}
    for key, field in own.items():
        reads = _decides(field, own, around)
        if not key or not reads or not reads <= own.keys() or _ever_shown(walk, form, field, reads):
            continue
        message = Text(
            f"Biểu mẫu {name}: ô {_called(field).vi} ({key}) không bao giờ hiện, dù trả lời thế nào"
            + (" – mà lại là ô bắt buộc." if field.required else "."),
            f"Form {name}: {_called(field).en} ({key}) is never shown, whatever is answered"
            + (" – and it is required." if field.required else "."),
        )
        yield amber("field_never_shown", place, message, Text("Sửa điều kiện ẩn của ô.", "Correct when it is hidden."))


def _decides(field: Field, own: Mapping[str, Field], around: Mapping[str, Field]) -> set[str]:
    """The keys on which it depends whether a field is shown: its own, those of the groups around it, and theirs."""
    found: set[str] = set()
    stack = [field]
    while stack:
        one = stack.pop()
        stack += [around[one.name]] if one.name in around else []
        for path in one.hide.reads if one.hide is not None else ():
            if path[0] not in found:
                found.add(path[0])
                stack += [own[path[0]]] if path[0] in own else []
    return found


def _ever_shown(walk: Walk, form: Form, field: Field, reads: set[str]) -> bool:
    base = {one.key: sample(one, walk.now) for one in form.top}
    choices = {one.key: answers(walk, form, one) for one in form.top if one.key in reads}
    tried = combined(base, choices)
    return any(field.key in settle(form, values, {}, walk.now).visible for values in tried)


def _called(field: Field) -> Text:
    return Text(f"“{field.label.vi or field.key}”", f"“{field.label.en or field.key}”")
