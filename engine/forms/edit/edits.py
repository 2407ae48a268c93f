"""What can be done to a form, each act as one small value. Components are named by their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from engine.forms.edit.facts import Facts

LAST = "*"
"""``after`` this: behind everything else there."""


@dataclass(frozen=True)
class AddField:
    """A new component of a kind (see ``engine.forms.edit.kinds``); the key is made from the label when not given."""

    kind: str
    label: str = ""
    into: str = ""
    """The group, page or rows it goes into; empty: the form itself."""
    after: str = LAST
    """The component before it; empty: at the beginning."""
    key: str = ""
    required: bool = False


@dataclass(frozen=True)
class AddBlock:
    """The components of a ready-made form (a person, an address …), with keys that are still free."""

    document: bytes
    into: str = ""
    after: str = LAST


@dataclass(frozen=True)
class ChangeField:
    """Other facts for a component: ``to`` is everything the field table says of it."""

    component: str
    to: Facts


@dataclass(frozen=True)
class RemoveField:
    """Take a component out with all inside it; ``drop`` also takes the conditions and rules that read it."""

    component: str
    drop: bool = False


@dataclass(frozen=True)
class MoveField:
    """Put a component behind another one, perhaps into a group or rows."""

    component: str
    into: str = ""
    after: str = LAST


@dataclass(frozen=True)
class ShiftField:
    """One place up (-1) or down (1); at the edge of a group, out of it."""

    component: str
    by: int


@dataclass(frozen=True)
class DuplicateField:
    """The same once more behind it, with keys of its own."""

    component: str


@dataclass(frozen=True)
class Retitle:
    """Another title."""

    title: str
    en: str = ""


@dataclass(frozen=True)
class WriteRule:
    """Something that must hold between answers; ``number`` None: a new one."""

    number: int | None
    expression: str
    message: str
    field: str = ""
    """The path of the field the message stands at; empty: the whole form."""
    en: str = ""


@dataclass(frozen=True)
class RemoveRule:
    """Take out a rule by its place in the list."""

    number: int


@dataclass(frozen=True)
class Rewrite:
    """The whole document as another editor gives it back; what that editor does not know is kept."""

    document: bytes


Edit: TypeAlias = (
    AddField
    | AddBlock
    | ChangeField
    | RemoveField
    | MoveField
    | ShiftField
    | DuplicateField
    | Retitle
    | WriteRule
    | RemoveRule
    | Rewrite
)
