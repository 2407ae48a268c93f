"""A form: an immutable tree of fields and the rules between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.forms.conditions import Condition
from engine.forms.field import Field
from engine.forms.kinds.dynamiclist import DynamicList
from engine.text import Text


@dataclass(frozen=True)
class Rule:
    """Something that must hold between answers; false is an error, unknown (null) is not."""

    condition: Condition
    message: Text
    field: str
    """Path of the field the message stands at, ``con.ten`` inside rows; empty: the whole form."""
    place: str


@dataclass(frozen=True, eq=False)
class Form:
    """What a person is asked. Compared by identity: load a file once and keep the form."""

    name: str
    title: Text
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    sample: bool = False
    """True when the document says it is a sample, not an official form."""

    def walk(self) -> Iterator[Field]:
        """Every component, groups and rows before what is inside them."""
        return walk(self.fields)

    @cached_property
    def top(self) -> tuple[Field, ...]:
        """The storing fields outside repeated rows, groups opened up."""
        return flat(self.fields)

    @cached_property
    def routing_keys(self) -> tuple[str, ...]:
        """Keys whose answers become routing variables."""
        return tuple(field.key for field in self.top if field.routing)

    @cached_property
    def lists(self) -> tuple[DynamicList, ...]:
        """The repeated blocks at the top."""
        return tuple(field for field in self.top if isinstance(field, DynamicList))

    def find(self, path: str) -> Field | None:
        """The field at a path without row numbers, such as ``con.ten``."""
        fields: tuple[Field, ...] = self.top
        found: Field | None = None
        for key in path.split("."):
            found = next((field for field in fields if field.key == key), None)
            if found is None:
                return None
            fields = flat(found.children)
        return found


def walk(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Depth first."""
    for field in fields:
        yield field
        yield from walk(field.children)


def flat(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The storing fields of one level: groups are opened, rows are not."""
    found: list[Field] = []
    for field in fields:
        if field.stores:
            found.append(field)
        else:
            found.extend(flat(field.children))
    return tuple(found)
