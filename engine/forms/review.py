"""Expressions of a form that can be seen never to have a value: a number compared with a text, a date with a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.feel.analysis import review as review_expression
from engine.feel.values.types import NUMBER, Type
from engine.forms.checks.places import uses
from engine.forms.form import Form
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.problems import Problem
from engine.forms.types import types_of
from engine.text import Text

KINDS: Final = ("compare.", "arith.", "logic.", "call.")
"""Codes of the language's own review that mean: this part is always null."""

_WHY: Final = Text(
    "Kết quả trống không bao giờ là đúng; ngày trong biểu mẫu là chữ, ví dụ 2026-03-27.",
    "Nothing is never true; dates of a form are text, such as 2026-03-27.",
)


def review(form: Form) -> Iterator[Problem]:
    """One problem per place, in the order of the document. Not among the checks: they judge what is certain to fail."""
    types = _by_key(form)
    for use in uses(form):
        if use.condition.expression is None:
            continue
        for found in review_expression(use.condition.expression, types=types):
            if found.code.startswith(KINDS):
                yield Problem(
                    use.place,
                    Text(f"Biểu thức “{use.condition.source}”: {found.vi}.", f"“{use.condition.source}”: {found.en}."),
                    _WHY,
                    Text("Sửa biểu thức cho đúng loại giá trị.", "Correct the expression to fit the values."),
                )


def _by_key(form: Form) -> dict[str, Type]:
    """Types by key over all levels; a key that means different things in different places is left out."""
    found = types_of(form.fields)
    doubtful: set[str] = set()
    for block in form.walk():
        if isinstance(block, DynamicList):
            inner = {**types_of(block.fields), "i": NUMBER}
            doubtful |= {key for key, kind in inner.items() if found.setdefault(key, kind) != kind}
    return {key: kind for key, kind in found.items() if key not in doubtful}
