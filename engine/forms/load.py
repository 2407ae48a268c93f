"""Reads a form document (form-js schema version 19, the declared subset) into a Form, or lists everything wrong
with it.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Final

from engine.forms import kinds, limits, properties
from engine.forms.conditions import condition
from engine.forms.document import read_json
from engine.forms.field import Field
from engine.forms.form import Form, Rule
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.group import Group
from engine.forms.problems import FormProblems, Problem
from engine.forms.reader import Reader
from engine.text import Text

KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}\Z")
"""What a key may look like: a FEEL name, an HTML name and a JSON name at once."""
SCHEMA_VERSION: Final = 19
_IMPLIED: Final = {"email": "email", "phone": "phone_vn"}
_REFUSED: Final = {
    "html": Text(
        "HTML tự do có thể mang mã độc vào trang của cán bộ.",
        "Free HTML can carry hostile code into an officer's page.",
    ),
    "iframe": Text(
        "Trang nhúng làm lộ người đang xem và có thể giả mạo.",
        "An embedded page reveals who is reading and can deceive.",
    ),
    "button": Text("Nút bấm do bước xử lý quyết định.", "Buttons come from the step, not from the form."),
}


def load(document: bytes | str | dict[str, Any], *, name: str) -> Form:
    """The form of a document. Raises FormProblems with every problem found, in document order."""
    data = read_json(document, name)
    problems: list[Problem] = []
    root = Reader(data, "", problems)
    _check_version(root)
    loader = _Loader()
    fields = loader.components(root, 0)
    rules = _rules(root)
    title = root.text("title") or name
    bag = properties.read(root)
    form = Form(name, Text(title, bag.en or root.text("en") or title), fields, rules, bag.get("vn.sample") == "true")
    if problems:
        raise FormProblems(name, tuple(dict.fromkeys(problems)))
    return form


class _Loader:
    """Counts components while it reads them."""

    def __init__(self) -> None:
        self.count = 0

    def components(self, parent: Reader, depth: int) -> tuple[Field, ...]:
        """The fields of `components`; nesting beyond the limit is a problem, not a crash."""
        items = parent.items("components", limits.FIELDS)
        if items and depth > limits.NESTING:
            parent.complain(
                "components",
                Text(
                    f"Biểu mẫu lồng quá {limits.NESTING} cấp.", f"The form nests deeper than {limits.NESTING} levels."
                ),
                Text("Đưa các ô ra ngoài.", "Move the fields outwards."),
                Text("Người khai không theo dõi được.", "Nobody could follow it."),
            )
            return ()
        found = []
        for number, item in enumerate(items):
            reader = Reader(item if isinstance(item, dict) else {}, parent.at(f"components[{number}]"), parent.problems)
            field = self.component(reader, depth)
            if field is not None:
                found.append(field)
        return tuple(found)

    def component(self, reader: Reader, depth: int) -> Field | None:
        """One field, or None when there is no usable one."""
        self.count += 1
        if self.count > limits.FIELDS:
            if self.count == limits.FIELDS + 1:
                _too_many(reader)
            return None
        bag = properties.read(reader)
        kind = _kind(reader, bag.kind or _implied_kind(reader))
        if kind is None:
            return None
        field = kind.read(reader, bag)
        if isinstance(field, Group | DynamicList):
            field = dataclasses.replace(field, fields=self.components(reader, depth + 1))
        _check_key(reader, field)
        return field if field.id else dataclasses.replace(field, id=f"Field_{self.count}")


def _kind(reader: Reader, vn_kind: str) -> type[Field] | None:
    component = reader.text("type")
    if component not in kinds.TYPES:
        accepted = ", ".join(kinds.TYPES)
        reader.complain(
            "type",
            Text(f"Không dùng được thành phần “{component}”.", f"The component “{component}” is not accepted."),
            Text(f"Thay bằng một trong: {accepted}.", f"Replace it by one of: {accepted}."),
            _REFUSED.get(component, Text("Hệ thống không biết thành phần này.", "This product does not know it.")),
        )
        return None
    kind = kinds.BY_NAME.get((component, vn_kind))
    if kind is None:
        possible = ", ".join(kinds.vn_kinds_of(component)) or "–"
        reader.complain(
            "properties.vn.kind",
            Text(f"“{component}” không có loại “{vn_kind}”.", f"“{component}” has no kind “{vn_kind}”."),
            Text(f"Dùng một trong: {possible}.", f"Use one of: {possible}."),
            Text("Loại sai thì ô không được kiểm tra.", "With an unknown kind nothing would be checked."),
        )
    return kind


def _implied_kind(reader: Reader) -> str:
    """form-js marks e-mail and telephone by `validationType`; ours are the same with better messages."""
    validation = reader.data.get("validate")
    named = validation.get("validationType") if isinstance(validation, dict) else None
    return _IMPLIED.get(named, "") if isinstance(named, str) and reader.data.get("type") == "textfield" else ""


def _check_key(reader: Reader, field: Field) -> None:
    if not field.stores or KEY.match(field.key):
        return
    reader.complain(
        "path" if isinstance(field, DynamicList) else "key",
        Text(f"Khóa “{field.key}” không hợp lệ.", f"The key “{field.key}” is not valid."),
        Text(
            "Dùng chữ không dấu, chữ số và dấu gạch dưới, ví dụ ho_ten.",
            "Use letters, digits and underscores, such as ho_ten.",
        ),
        Text("Biểu thức đọc ô theo khóa này.", "Expressions read the field by this key."),
    )


def _check_version(root: Reader) -> None:
    version = root.whole("schemaVersion", 1, 1000)
    if version is not None and version > SCHEMA_VERSION:
        root.complain(
            "schemaVersion",
            Text(
                f"Biểu mẫu dùng bản {version}, mới hơn bản {SCHEMA_VERSION}.",
                f"The form is of version {version}, newer than {SCHEMA_VERSION}.",
            ),
            Text(f"Lưu lại ở bản {SCHEMA_VERSION}.", f"Save it as version {SCHEMA_VERSION}."),
            Text("Nội dung mới có thể bị hiểu sai.", "Newer content could be misread."),
        )
    if root.data.get("type") not in (None, "default"):
        root.complain(
            "type", Text("Đây không phải biểu mẫu.", "This is not a form."), Text("Ghi default.", "Write default.")
        )


def _rules(root: Reader) -> tuple[Rule, ...]:
    found = []
    for number, item in enumerate(root.items("rules", limits.RULES)):
        reader = Reader(item if isinstance(item, dict) else {}, root.at(f"rules[{number}]"), root.problems)
        expression, message = reader.text("expr", limits.EXPRESSION), reader.text("message")
        if not expression or not message:
            reader.complain(
                "",
                Text("Quy tắc thiếu biểu thức hoặc thông báo.", "The rule lacks an expression or a message."),
                Text('Ghi {"expr": "…", "message": "…"}.', 'Write {"expr": "…", "message": "…"}.'),
            )
            continue
        text = Text(message, reader.text("en") or message)
        found.append(Rule(condition(expression), text, reader.text("field"), reader.path))
    return tuple(found)


def _too_many(reader: Reader) -> None:
    reader.complain(
        "",
        Text(f"Biểu mẫu có hơn {limits.FIELDS} thành phần.", f"The form has more than {limits.FIELDS} components."),
        Text("Chia thành nhiều biểu mẫu.", "Split it into several forms."),
        Text("Trang sẽ quá dài để điền.", "The page would be too long to fill in."),
    )
