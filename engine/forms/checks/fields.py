"""Fields that could not work on a page: no label, no options, a routing variable inside rows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.field import Field
from engine.forms.form import Form, walk
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.kinds.text import Prose
from engine.forms.problems import Problem
from engine.text import Text

_LABEL = (
    Text("Ô này chưa có nhãn.", "This field has no label."),
    Text("Người khai không biết phải điền gì.", "Nobody knows what to fill in."),
    Text("Ghi nhãn tiếng Việt.", "Write its label."),
)
_ROUTING = (
    Text("Ô trong khối lặp không thể là biến định tuyến.", "A field of a repeated block cannot be a routing variable."),
    Text("Mỗi dòng có một giá trị khác nhau.", "Every row has a value of its own."),
    Text("Đặt vn.routing ở chính khối lặp.", "Set vn.routing on the block itself."),
)


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """What the kinds themselves complain about, and what concerns all of them."""
    for field in form.walk():
        if field.stores and not field.label.vi:
            yield Problem(f"{field.place}.label", *_LABEL)
        yield from _formulas(field)
        if not isinstance(field, Computed):
            for complaint in field.check():
                yield Problem(
                    field.place,
                    complaint,
                    Text("Ô này không bao giờ điền được.", "It could never be filled in."),
                    Text("Bổ sung khai báo.", "Complete the declaration."),
                )
        if isinstance(field, DynamicList):
            for inner in walk(field.fields):
                if inner.routing:
                    yield Problem(f"{inner.place}.properties.vn.routing", *_ROUTING)


def _formulas(field: Field) -> Iterator[Problem]:
    """form-js would compute a text that begins with = or holds {{ }}; this product prints it as it is."""
    text = field.text.vi if isinstance(field, Prose) else field.label.vi
    if text.startswith("=") or "{{" in text:
        yield Problem(
            f"{field.place}.{'text' if isinstance(field, Prose) else 'label'}",
            Text("Công thức trong nhãn hay đoạn văn không được tính.", "A formula in a label or text is not computed."),
            Text("Người khai sẽ thấy nguyên công thức.", "People would read the formula itself."),
            Text("Dùng ô tính tự động (expression).", "Use a computed field (expression)."),
        )
