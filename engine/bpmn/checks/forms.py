"""Forms named by the procedure, its steps, waits and documents, against the forms at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, named, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

MISSING: Final = incomplete("form_missing")
DOCUMENT: Final = advice("document_form_missing")
TWICE: Final = refused("form_field_twice")


def check(subject: Subject) -> Iterator[Raised]:
    """Missing forms, and routing fields a form has twice (says nothing when the forms are not at hand)."""
    if subject.forms is None:
        return
    for place, what, form in _named(subject):
        if form and form not in subject.forms:
            yield MISSING.at(
                place,
                Text(f"Không tìm thấy biểu mẫu “{form}” ({what.vi}).", f"Form “{form}” is missing ({what.en})."),
                Text(
                    "Thêm biểu mẫu ở thẻ Biểu mẫu, hoặc chọn biểu mẫu khác.", "Add it under Forms, or choose another."
                ),
            )
    for document in subject.definition.documents:
        if document.form and document.form not in subject.forms:
            yield DOCUMENT.at(
                subject.place,
                Text(
                    f"Không có mẫu “{document.form}” của giấy tờ “{document.name or document.id}”.",
                    f"There is no form “{document.form}” for document “{document.name or document.id}”.",
                ),
                Text(
                    "Thêm biểu mẫu, hoặc để giấy tờ này không có mẫu.", "Add the form, or let the document have none."
                ),
            )
    for name, form_facts in subject.forms.items():
        for key, count in Counter(form_facts.routing_keys).items():
            if count > 1:
                yield TWICE.at(
                    subject.place,
                    Text(f"Biểu mẫu “{name}” có {count} trường “{key}”.", f"Form “{name}” has {count} fields “{key}”."),
                    Text("Mỗi trường phải có mã riêng.", "Every field needs its own key."),
                )


def _named(subject: Subject) -> Iterator[tuple[str, Text, str | None]]:
    yield subject.place, Text("tờ khai của thủ tục", "the application form"), subject.definition.form
    for node in subject.nodes:
        if node.step:
            yield node.id, Text(f"bước {named(node)}", f"step {named(node)}"), node.step.form
        if node.wait:
            yield node.id, Text(f"bước chờ {named(node)}", f"wait {named(node)}"), node.wait.form
