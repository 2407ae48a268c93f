"""What radio, select, checklist and taglist share: where the options come from and what counts as chosen.

Membership is not decided here but after conditions are settled (engine.forms.choices), because options may be computed
from other answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from engine.forms import limits
from engine.forms.conditions import Condition, condition
from engine.forms.field import Field, bare, lower_first
from engine.forms.kinds.option import Option
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.forms.strings import NOT_TEXT, line
from engine.forms.wrong import Wrong
from engine.text import Text

UNITS = "units"


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice(Field):
    """One value out of a list."""

    options: tuple[Option, ...]
    options_path: tuple[str, ...]
    """`valuesKey`: where in the context the options are."""
    options_from: Condition | None
    """`valuesExpression`: FEEL that gives the options."""
    many: ClassVar[bool] = False

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """Adds the options."""
        key, expression = reader.text("valuesKey"), reader.text("valuesExpression", limits.EXPRESSION)
        return {
            **super().common(reader, properties),
            "options": read_options(reader),
            "options_path": tuple(key.split(".")) if key else (),
            "options_from": condition(expression) if expression else None,
        }

    @property
    def of_units(self) -> bool:
        """True when the options are organisation units."""
        return self.properties.kind == UNITS

    def clean(self, raw: object, now: datetime | None) -> Any:
        """The chosen value as text, or None."""
        if isinstance(raw, list):
            raw = raw[-1] if raw else None
        return line(raw, limits.LINE)

    def shown(self, value: object, language: str) -> str:
        """The label of the option; the value itself when the option is no longer there."""
        return self.label_of(str(value), language) if value not in (None, "") else ""

    def label_of(self, value: str, language: str) -> str:
        """The label of one value."""
        return next((o.label.said_in(language) for o in self.options if o.value == value), value)

    def asks(self) -> Text:
        """Asks for a choice."""
        return Text(f"Chọn {lower_first(self.label.vi)}.", f"Choose an answer for “{bare(self.label.en)}”.")

    def check(self) -> tuple[Text, ...]:
        """A choice without any source of options can never be answered."""
        if self.options or self.options_path or self.options_from or self.of_units:
            return ()
        return (Text("Chưa khai báo lựa chọn nào.", "No option is declared."),)


@dataclass(frozen=True, kw_only=True, eq=False)
class ManyChoice(Choice):
    """Several values out of a list; stored in the order given, without repeats."""

    many: ClassVar[bool] = True

    def clean(self, raw: object, now: datetime | None) -> list[str]:
        """The chosen values."""
        if raw is None:
            return []
        if isinstance(raw, str):
            raw = [raw]
        if not isinstance(raw, list) or len(raw) > limits.OPTIONS:
            raise Wrong(NOT_TEXT)
        values = (line(item, limits.LINE) for item in raw)
        return list(dict.fromkeys(value for value in values if value is not None))

    def shown(self, value: object, language: str) -> str:
        """The labels, separated by semicolons."""
        values = value if isinstance(value, list) else []
        return "; ".join(self.label_of(str(item), language) for item in values)

    def blank(self) -> list[str]:
        """Nothing chosen."""
        return []

    def asks(self) -> Text:
        """Asks for at least one."""
        return Text(f"Chọn ít nhất một mục ở “{self.label.vi}”.", f"Choose at least one answer for “{self.label.en}”.")


def read_options(reader: Reader) -> tuple[Option, ...]:
    """The static options (`values`), problems for what is not an option or stands twice."""
    found: dict[str, Option] = {}
    for number, item in enumerate(reader.items("values", limits.OPTIONS)):
        option = option_from(item)
        if option is None or option.value in found:
            reader.complain(
                f"values[{number}]",
                Text(
                    "Lựa chọn thiếu tên, thiếu giá trị hoặc bị lặp.",
                    "This option lacks a label or value, or stands twice.",
                ),
                Text(
                    'Ghi {"label": "…", "value": "…"}, mỗi giá trị một lần.',
                    'Write {"label": "…", "value": "…"}, each value once.',
                ),
                Text("Mỗi lựa chọn phải phân biệt được khi lưu.", "Every option must be distinguishable when stored."),
            )
            continue
        found[option.value] = option
    return tuple(found.values())


def option_from(item: object) -> Option | None:
    """An option from a JSON value: an object with label and value, or a bare word that is both."""
    if isinstance(item, str | int) and not isinstance(item, bool):
        item = {"label": item, "value": item}
    if not isinstance(item, dict):
        return None
    value, label, english, hint = (_word(item.get(name)) for name in ("value", "label", "en", "hint"))
    if not value:
        return None
    return Option(
        value,
        Text(label or value, english or label or value),
        Text(hint, _word(item.get("enHint")) or hint) if hint else None,
    )


def _word(raw: object) -> str:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    try:
        return line(raw, limits.LINE) or ""
    except Wrong:
        return ""
