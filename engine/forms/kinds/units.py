"""`vn.kind` units: a choice among organisation units, which only the running installation knows.

``vn.unitKind`` and ``vn.unitUnder`` tell the caller's option source which units are meant; this package never reads
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.forms.kinds.checklist import Checklist
from engine.forms.kinds.choice import UNITS
from engine.forms.kinds.radio import Radio
from engine.forms.kinds.select import Select
from engine.forms.kinds.taglist import Taglist


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitSelect(Select):
    """One unit, drop-down list."""

    vn_kind: ClassVar[str] = UNITS


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitRadio(Radio):
    """One unit, radio buttons."""

    vn_kind: ClassVar[str] = UNITS


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitChecklist(Checklist):
    """Several units, boxes."""

    vn_kind: ClassVar[str] = UNITS


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitTaglist(Taglist):
    """Several units, long list."""

    vn_kind: ClassVar[str] = UNITS
