"""Pages inside something else: a page is a part of the whole form and stands at its top."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.form import Form, walk
from engine.forms.kinds.group import Group
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """One problem per page that lies in a group, in rows or in another page."""
    for field in form.fields:
        for inner in walk(field.children):
            if isinstance(inner, Group) and inner.page:
                yield Problem(
                    inner.place,
                    Text(
                        f"Trang “{inner.label.vi}” nằm trong một nhóm khác.", f"The page “{inner.label.en}” is inside."
                    ),
                    Text("Trang là một phần của cả biểu mẫu.", "A page is a part of the whole form."),
                    Text("Đưa trang ra ngoài cùng, hoặc đổi thành nhóm.", "Move it to the top, or make it a group."),
                )
