"""The answers worth trying: every value at which an expression may change its mind, as far as the form allows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

from engine.bpmn.conditions.names import APPLICANTS, CHANNELS
from engine.feel.analysis import boundaries, condition_of
from engine.feel.analysis.conditions import Condition
from engine.feel.analysis.sets import only
from engine.feel.expression import Expression
from engine.feel.values.kinds import kind_of
from engine.forms import Field
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.filepicker import FilePicker
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number
from engine.rehearsal.reading import Path, Reading
from engine.rehearsal.subject import Subject

MOST_VALUES = 12
MOST_TOGETHER = 48
"""Combinations of the answers of one step; beyond, each answer is varied by itself."""

UNIT = "đơn vị diễn tập"


class Values:
    """Candidate values per path, worked out once per version."""

    def __init__(self, subject: Subject, reading: Reading, now: datetime) -> None:
        self.subject, self.reading, self.now = subject, reading, now
        self.cut: set[str] = set()
        """Steps whose answers were not tried in every combination."""
        self._known: dict[Path, tuple[Any, ...]] = {}

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """What can be read of each expression."""
        return {one.source: condition_of(one.expression) for one in self.reading.readers}

    def of(self, path: Path) -> tuple[Any, ...]:
        """Values to try for one path, each treated differently by some expression."""
        if path not in self._known:
            found = self._possible(path)
            self._known[path] = tuple(self._told_apart(path, found))[:MOST_VALUES]
        return self._known[path]

    def answers(self, root: str) -> list[dict[str, Any]]:
        """Combinations of the answers under one name that decide the way."""
        keys = [key for key in self.reading.keys_of(root) if self._written_by_people(root, key)]
        return self.together({key: self.of((root, key)) for key in keys}, root)

    def together(self, choices: dict[str, tuple[Any, ...]], where: str) -> list[dict[str, Any]]:
        """Every combination, or, when there are too many, each value once with the first of the others."""
        many = 1
        for values in choices.values():
            many *= max(len(values), 1)
        if many <= MOST_TOGETHER:
            return [dict(zip(choices, one, strict=True)) for one in product(*choices.values())]
        self.cut.add(where)
        base = {key: values[0] for key, values in choices.items()}
        return [base, *({**base, key: one} for key, values in choices.items() for one in values[1:])]

    def _written_by_people(self, root: str, key: str) -> bool:
        node = self.subject.nodes.get(root)
        if node is None:
            return root in ("don", "phi")
        if key in ("outcome", "unit", "at", "all", "error"):
            return False
        form = self.subject.form_of(root)
        return form is None or key in form.routing_keys

    def _possible(self, path: Path) -> list[Any]:
        root, key = path[0], path[1] if len(path) > 1 else ""
        if root == "ho_so":
            return self._of_dossier(key, path)
        form = self.subject.form_of(root)
        field = form.find(key) if form is not None else None
        if field is not None:
            return self._of_field(field, path)
        return [*self._met(path), None]

    def _of_dossier(self, key: str, path: Path) -> list[Any]:
        if key == "channel":
            return [one for one, _ in CHANNELS]
        if key == "applicant_kind":
            return [one for one, _ in APPLICANTS]
        if key == "quantity":
            return [Decimal(1), *(one for one in self._met(path) if isinstance(one, Decimal) and one > 0)]
        if key == "received":
            return [self.now]
        return [*self._met(path), UNIT]

    def _of_field(self, field: Field, path: Path) -> list[Any]:
        found = self._allowed(field, path)
        return found if field.required and field.hide is None else [*found, None]

    def _allowed(self, field: Field, path: Path) -> list[Any]:
        met = self._met(path)
        if isinstance(field, Choice):
            offered = [one.value for one in field.options] or [one for one in met if isinstance(one, str)] or ["khac"]
            return [[one] for one in offered] + [[*offered]] if field.many else list(offered)
        if isinstance(field, Checkbox):
            return [True, False]
        if isinstance(field, Number | MoneyVnd):
            low = Decimal(field.least) if field.least is not None else None
            high = Decimal(field.most) if field.most is not None else None
            numbers = [*(one for one in met if isinstance(one, Decimal)), low or Decimal(1), *([high] if high else [])]
            return [n for n in numbers if (low is None or n >= low) and (high is None or n <= high)]
        if isinstance(field, DynamicList | FilePicker):
            return [[{"ten": "một"}], [{"ten": "một"}, {"ten": "hai"}]]
        return [one for one in met if isinstance(one, str)] or ["diễn tập"]

    def _met(self, path: Path) -> list[Any]:
        """Values the expressions compare the path with, their neighbours, and one of every set they tell apart."""
        found: list[Any] = []
        for reader in self.reading.about(path):
            found += boundaries(reader.expression, path)
            condition = self.conditions[reader.source]
            found += [box[path].sample() for box in (*condition.true, *condition.false) if path in box]
            found += _any_kind(reader.expression, condition)
        return [one for one in found if one is not None and one != "…"] or [True, False]

    def _told_apart(self, path: Path, values: Sequence[Any]) -> Iterable[Any]:
        seen: set[object] = set()
        for value in values:
            mark = self._mark(path, value)
            if mark not in seen:
                seen.add(mark)
                yield value

    def _mark(self, path: Path, value: Any) -> object:
        """Which sets the expressions know the value lies in; the value itself where they cannot be read."""
        marks: list[object] = []
        for reader in self.reading.about(path):
            condition = self.conditions[reader.source]
            if not condition.exact or kind_of(value) in ("list", "context"):
                marks.append(repr(value))
                continue
            for box in (*condition.true, *condition.false):
                marks.append(path not in box or not (box[path] & only(value)).empty)
        return tuple(marks) if marks else repr(value)


def _any_kind(expression: Expression, condition: Condition) -> list[Any]:
    """A few values of each kind for an expression that cannot be read exactly."""
    if condition.exact:
        return []
    return [Decimal(0), Decimal(1), Decimal(1000), True, False, ["một"], ["một", "hai"]]
