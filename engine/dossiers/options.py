"""Answers to fields whose choices are the organisation's units: by code, as the form names their kinds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from engine.forms import Option, OptionSource
from engine.forms.kinds.choice import Choice
from engine.organisation import units
from engine.platform.time import local_day
from engine.text import Text


def unit_options(session: Session, now: datetime) -> OptionSource:
    """A source for ``engine.forms``: the units of the kinds a field names, stored by their stable code."""
    tree = units.tree_on(session, local_day(now))

    def source(field: Choice) -> Iterable[Option]:
        kinds = field.properties.get("vn.unitKind").split()
        return [Option(unit.code, Text(unit.name, unit.name)) for unit in tree if not kinds or unit.kind in kinds]

    return source
