"""The base of every field kind: what all components of a form share, and the four things a kind can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from engine.forms import limits
from engine.forms.conditions import Condition, condition
from engine.forms.properties import Properties
from engine.forms.reader import Reader
from engine.text import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Field:
    """One component of a form. Sub-classes say how an answer is cleaned, typed again and shown."""

    types: ClassVar[tuple[str, ...]] = ()
    """The form-js component types this kind stands for."""
    vn_kind: ClassVar[str] = ""
    """The ``vn.kind`` that selects it; empty for the plain kind of its types."""
    widget: ClassVar[str] = "text"
    """Which macro of admin_ui/components/form draws it."""
    stores: ClassVar[bool] = True
    """False for what only shows something."""
    parts: ClassVar[tuple[str, ...]] = ()
    """Names of the inputs of a field made of several, such as province, ward and street."""
    inputmode: ClassVar[str] = ""
    autocomplete: ClassVar[str] = ""
    format_hint: ClassVar[Text | None] = None
    """How to write the answer."""

    id: str
    key: str
    type: str
    label: Text
    hint: Text | None
    required: bool
    locked: bool
    """Read-only or disabled: the answer comes from the server, never from the page."""
    hide: Condition | None
    default: Any
    properties: Properties
    prefix: str
    suffix: str
    """Unit or sign printed before or behind the input."""
    columns: int
    row: str
    place: str
    """Path in the document, for problems."""

    @classmethod
    def read(cls, reader: Reader, properties: Properties) -> Self:
        """Build the field; problems go to the reader."""
        return cls(**cls.common(reader, properties))

    @classmethod
    def common(cls, reader: Reader, properties: Properties) -> dict[str, Any]:
        """What every kind reads."""
        layout, validate = reader.inner("layout"), reader.inner("validate")
        hide = reader.inner("conditional").text("hide", limits.EXPRESSION)
        hint, look = reader.text("description"), reader.inner("appearance")
        return {
            "id": reader.text("id"),
            "key": reader.text("key") if cls.stores else "",
            "type": reader.text("type"),
            "label": reader.bilingual("label", properties.en),
            "hint": Text(hint, properties.en_hint or hint) if hint else None,
            "required": validate.flag("required"),
            "locked": reader.data.get("readonly") not in (None, False, "") or reader.flag("disabled"),
            "hide": condition(hide) if hide else None,
            "default": reader.data.get("defaultValue"),
            "properties": properties,
            "prefix": look.text("prefixAdorner", 20),
            "suffix": look.text("suffixAdorner", 20),
            "columns": layout.whole("columns", 1, 16) or 16,
            "row": layout.text("row"),
            "place": reader.path,
        }

    @property
    def name(self) -> str:
        """The key, or ``#id`` for a component that stores nothing."""
        return self.key or f"#{self.id}"

    @property
    def children(self) -> tuple[Field, ...]:
        """Fields inside this one."""
        return ()

    @property
    def routing(self) -> bool:
        """True when the answer becomes a routing variable of the process."""
        return self.properties.routing

    def clean(self, raw: object, now: datetime | None) -> Any:
        """The JSON-clean value of an answer, or None when it is blank. Raises Wrong."""
        raise NotImplementedError

    def typed(self, value: object) -> str:
        """What stands in the input for a value, stored or as typed before."""
        return value if isinstance(value, str) else "" if value is None else str(value)

    def shown(self, value: object, language: str) -> str:
        """A stored value as a person reads it."""
        return self.typed(value)

    def format_help(self) -> Text | None:
        """How to write the answer, as far as the author's own hint does not say it."""
        return None if self.hint else self.format_hint

    def is_blank(self, value: object) -> bool:
        """True when ``value`` does not answer a required question."""
        return value is None or value == "" or value == []

    def blank(self) -> Any:
        """What is stored for no answer; None means that nothing is stored."""
        return None

    def asks(self) -> Text:
        """The message for a required question left blank: an instruction, not a reproach."""
        return Text(f"Điền vào ô “{bare(self.label.vi)}”.", f"Fill in “{bare(self.label.en)}”.")

    def check(self) -> tuple[Text, ...]:
        """What would keep this field from ever working, beyond its shape."""
        return ()


def bare(label: str) -> str:
    """A label without the colon of the paper form."""
    return label.strip().rstrip(":：").strip() or "…"


def lower_first(label: str) -> str:
    """A label inside a sentence: ``Họ và tên:`` → ``họ và tên``; capitals such as ``CCCD`` stay."""
    text = bare(label).rstrip("?").strip()
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return text[0].lower() + text[1:]
    return text or "…"


def by_path(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """The value at a dotted path of nested mappings, or None."""
    found: Any = values
    for step in path:
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found
