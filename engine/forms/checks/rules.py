"""Rules that stand at a field the form does not have."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.form import Form
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """One problem per such rule."""
    for rule in form.rules:
        if rule.field and form.find(rule.field) is None:
            yield Problem(
                f"{rule.place}.field",
                Text(
                    f"Quy tắc gắn với ô “{rule.field}” không có.",
                    f"The rule stands at “{rule.field}”: no such field.",
                ),
                Text("Thông báo sẽ không hiện ở đâu cả.", "Its message would appear nowhere."),
                Text("Ghi khóa của một ô, ví dụ con.ten.", "Write the key of a field, such as con.ten."),
            )
