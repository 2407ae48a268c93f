"""What stands in the condition builder: rows as typed, the expression underneath, and what is wrong with either."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from admin_ui.declare.conditions.values import typed_value
from admin_ui.web.language import language
from engine.bpmn.conditions import Comparison, Field, Names, comparisons, fitting_rows, sentence
from engine.bpmn.conditions.comparisons import UNITS, ago, comparison_of
from engine.feel.rows import ALL, Group, Row
from engine.text import Text


@dataclass(frozen=True)
class TypedRow:
    """One row as it stands on the screen; ``error`` is told beside it."""

    path: str = ""
    code: str = ""
    values: tuple[str, ...] = ()
    unit: str = "Y"
    error: Text | None = None

    @property
    def first(self) -> str:
        """The first value."""
        return self.values[0] if self.values else ""

    @property
    def second(self) -> str:
        """The second value of a range."""
        return self.values[1] if len(self.values) > 1 else ""


@dataclass(frozen=True)
class TypedGroup:
    """Rows joined on their own."""

    join: str
    rows: tuple[TypedRow, ...]


Item = TypedRow | TypedGroup


@dataclass(frozen=True)
class State:
    """The builder ``prefix`` as it stands.

    ``expression`` is what the page would save ("" for no condition); ``rows`` False: it is more than rows can say.
    """

    prefix: str
    names: Names = field(repr=False)
    join: str = ALL
    items: tuple[Item, ...] = ()
    expression: str = ""
    feel: str = ""
    """What stands in the box for those who write FEEL."""
    was: str = ""
    """What stood in that box when the page was drawn: tells whether it was typed in."""
    rows: bool = True
    feel_error: Text | None = None
    feel_at: int = 0
    unclear: Text | None = None
    changed: bool = False
    """Whether something was typed since the page was opened."""

    @property
    def wrong(self) -> bool:
        """Whether something must be corrected before this can be saved."""
        return bool(self.problems)

    @property
    def problems(self) -> list[tuple[str, Text]]:
        """What must be corrected, as (id of the input, words)."""
        found = [(f"{self.id_of(at)}-truong", row.error) for at, row in self.numbered() if row.error]
        if self.feel_error:
            found.append((f"{self.prefix}-feel", self.feel_error))
        if self.unclear:
            found.append((f"{self.prefix}-feel", self.unclear))
        return [(where, said) for where, said in found if said]

    def numbered(self) -> list[tuple[str, TypedRow]]:
        """Every row with its place: 0, 1, 2.0, 2.1."""
        found: list[tuple[str, TypedRow]] = []
        for at, item in enumerate(self.items):
            if isinstance(item, TypedGroup):
                found += [(f"{at}.{inner}", row) for inner, row in enumerate(item.rows)]
            else:
                found.append((str(at), item))
        return found

    def id_of(self, place: str) -> str:
        """The id of a row on the page."""
        return f"{self.prefix}-{place.replace('.', '-')}"

    def groups(self) -> list[tuple[Text, list[Field]]]:
        """The names to choose from, under the headings of their groups."""
        return [(group, list(fields)) for group, fields in groupby(self.names.values(), key=lambda one: one.group)]

    def field_of(self, row: TypedRow) -> Field | None:
        """The name a row is about."""
        return self.names.get(row.path)

    def comparisons_of(self, row: TypedRow) -> tuple[Comparison, ...]:
        """What the row's name can be compared by."""
        found = self.field_of(row)
        return comparisons(found.kind) if found else ()

    def comparison_of(self, row: TypedRow) -> Comparison | None:
        """The comparison chosen in a row, or the first one that suits its name."""
        offered = self.comparisons_of(row)
        return next((one for one in offered if one.code == row.code), offered[0] if offered else None)

    @property
    def units(self) -> list[tuple[str, Text]]:
        """Units of a length of time back from today."""
        return list(UNITS.items())

    @property
    def sentence(self) -> str:
        """The condition as a sentence, "" when there is none or it cannot be read yet."""
        return sentence(self.expression, self.names, language())

    @property
    def wrong_part(self) -> tuple[str, str, str]:
        """The expression around the place where it goes wrong: before, there, after."""
        at = min(self.feel_at, len(self.feel))
        return self.feel[max(0, at - 40) : at], self.feel[at : at + 1] or "␣", self.feel[at + 1 : at + 20]


def of(expression: str | None, names: Names, prefix: str) -> State:
    """The builder with an expression in it."""
    source = (expression or "").strip()
    found = fitting_rows(source, names)
    if found is None:
        return State(prefix, names, expression=source, feel=source, was=source, rows=False)
    items = tuple(_item(one, names) for one in found.items)
    return State(prefix, names, found.join, items, source, source, source)


def _item(one: Row | Group, names: Names) -> Item:
    if isinstance(one, Group):
        return TypedGroup(one.join, tuple(_row(row, names) for row in one.items if isinstance(row, Row)))
    return _row(one, names)


def _row(row: Row, names: Names) -> TypedRow:
    kind = names[row.path].kind
    found = comparison_of(kind, row)
    if found is None or found.shape == "none":
        return TypedRow(row.path, found.code if found else "")
    if found.shape == "ago":
        number, unit = ago(str(row.values[0])) or (0, "Y")
        return TypedRow(row.path, found.code, (str(number),), unit)
    return TypedRow(row.path, found.code, tuple(typed_value(value) for value in row.values))
