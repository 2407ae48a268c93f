"""What every paper of a dossier has in common: the head, the dossier and its applicant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.dossiers.applicant import identity
from engine.dossiers.author import Author
from engine.dossiers.papers import words
from engine.organisation import units
from engine.organisation.tree import Tree, UnitOnDay
from engine.platform.time import local_day
from engine.procedures.versions import Version


@dataclass(frozen=True)
class Occasion:
    """Why and by whom a paper is made: the dossier as it is now, the author, the instant, what was said."""

    session: Session
    row: Row[Any]
    version: Version
    author: Author
    now: datetime
    reason: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def tree(self) -> Tree:
        """The units of the day the paper is made."""
        return units.tree_on(self.session, local_day(self.now))

    def unit(self, unit_id: int) -> UnitOnDay:
        """A unit as it is called on that day."""
        return units.unit_on(self.session, unit_id, local_day(self.now))

    @property
    def receiving(self) -> UnitOnDay:
        """The authority that received the dossier."""
        return self.unit(self.row.receiving_unit_id)

    @property
    def desk(self) -> UnitOnDay:
        """The one-stop desk of that authority, or the authority itself."""
        return desk_of(self.tree, self.receiving)


Gatherer = Callable[[Occasion], dict[str, Any]]


def desk_of(tree: Tree, authority: UnitOnDay) -> UnitOnDay:
    """The one-stop desk in whose name an authority deals with applicants."""
    return next(iter(tree.of_kind("one_stop", authority.id)), authority)


def of_dossier(row: Row[Any]) -> dict[str, Any]:
    """The dossier and its applicant."""
    who = row.applicant
    return {
        "ma_ho_so": row.code or "",
        "noi_dung": row.procedure_name,
        "ten_nguoi_nop": row.applicant_name,
        "so_dinh_danh": identity(who),
        "dia_chi": who.get("dia_chi") or "",
        "dien_thoai": who.get("dien_thoai") or "",
        "thu_dien_tu": who.get("thu_dien_tu") or "",
    }


def head(occasion: Occasion, above: str, issuing: str) -> dict[str, Any]:
    """The head of a paper; its number is put in when it is issued."""
    return {
        "co_quan_cap_tren": above,
        "don_vi": issuing,
        "so": "",
        "noi_ngay_lap": words.place_and_day(occasion.receiving.name, occasion.now),
    }


def desk_head(occasion: Occasion) -> dict[str, Any]:
    """The head of a paper of the one-stop desk."""
    above = occasion.receiving
    if occasion.desk.id == above.id:
        return agency_head(occasion, above)
    return head(occasion, above.name, occasion.desk.name)


def agency_head(occasion: Occasion, agency: UnitOnDay) -> dict[str, Any]:
    """The head of a paper that an authority signs itself."""
    above = occasion.tree.authority_above(agency.id)
    made = head(occasion, above.name if above else "", agency.name)
    return {**made, "noi_ngay_lap": words.place_and_day(agency.name, occasion.now)}


def numbered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines with their number."""
    return [{"stt": str(number), **line} for number, line in enumerate(lines, start=1)]
