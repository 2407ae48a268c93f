"""Sổ theo dõi hồ sơ: the electronic register of an authority's desk over a period, and its Excel sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from engine.documents.printing import roles
from engine.documents.printing.fields import FIELDS
from engine.documents.printing.models import issued_paper
from engine.dossiers import facts
from engine.dossiers.author import Author
from engine.dossiers.models import dossier
from engine.dossiers.papers import numbering, words
from engine.dossiers.papers.gathering import desk_of
from engine.organisation import policy, units
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, DossierFacts
from engine.organisation.tree import Tree, UnitOnDay
from engine.platform.errors import Invalid
from engine.platform.time import VIETNAM, local_day
from engine.text import Text

AT_MOST: Final = 20_000
"""Lines of one export; a longer period is exported in parts."""
_WIDTHS: Final = (6, 22, 34, 24, 30, 24, 16, 16, 16, 16, 12)
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE = Side(style="thin")


@dataclass(frozen=True)
class Period:
    """Which register is read: an authority, and days (both inclusive)."""

    unit_id: int
    first: date
    last: date


def keepers(session: Session, actor: Actor, now: datetime) -> list[UnitOnDay]:
    """The authorities whose register this reader may read, by name."""
    tree = units.tree_on(session, local_day(now))
    found = [unit for unit in tree if unit.authority and policy.may(actor, Act.KEEP_REGISTER, _facts(tree, unit))]
    return sorted(found, key=lambda unit: unit.name)


def require(session: Session, actor: Actor, asked: Period, now: datetime) -> UnitOnDay:
    """The authority of a register this reader may read. Raises ``Refused``, or ``Invalid`` for a period upside down."""
    tree = units.tree_on(session, local_day(now))
    unit = units.unit_on(session, asked.unit_id, local_day(now))
    policy.require(actor, Act.KEEP_REGISTER, _facts(tree, unit))
    if asked.last < asked.first:
        raise Invalid(
            Text("Ngày cuối đến trước ngày đầu.", "The last day comes before the first."),
            Text("Chọn lại khoảng thời gian.", "Choose the period again."),
            where="den",
        )
    return unit


def count(session: Session, asked: Period) -> int:
    """How many dossiers the register of a period has."""
    return session.execute(select(func.count()).select_from(dossier).where(_within(asked))).scalar_one()


def lines(session: Session, asked: Period, now: datetime, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """The lines of the register, in order of acceptance."""
    query = select(dossier).where(_within(asked)).order_by(dossier.c.accepted_at, dossier.c.id)
    tree = units.tree_on(session, local_day(now))
    found = session.execute(query.limit(limit).offset(offset))
    return [{**line, "stt": str(offset + number)} for number, line in enumerate((_line(row, tree) for row in found), 1)]


def fields(session: Session, asked: Period, unit: UnitOnDay, now: datetime) -> dict[str, Any]:
    """The register as a paper: head, period and every line."""
    tree = units.tree_on(session, local_day(now))
    written = lines(session, asked, now, AT_MOST)
    return {
        "co_quan_cap_tren": unit.name,
        "don_vi": desk_of(tree, unit).name,
        "so": "",
        "noi_ngay_lap": words.place_and_day(unit.name, now),
        "tu_ngay": words.day(asked.first),
        "den_ngay": words.day(asked.last),
        "quyen_so": str(asked.last.year),
        "tong_so": str(len(written)),
        "ho_so": written,
    }


def issue(session: Session, actor: Actor, author: Author, asked: Period, now: datetime) -> int:
    """Put the register of a period under a number, so that it can be printed and kept; returns the paper's row."""
    unit = require(session, actor, asked, now)
    said = fields(session, asked, unit, now)
    tree = units.tree_on(session, local_day(now))
    chain = tuple(one.id for one in tree.up(desk_of(tree, unit).id))
    return numbering.put(session, roles.REGISTER, chain, said, author, now)


def excel(said: dict[str, Any]) -> bytes:
    """The register as an .xlsx that prints on A4 sideways."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sổ theo dõi hồ sơ"
    columns = next(field.parts for field in FIELDS[roles.REGISTER.code] if field.name == "ho_so")
    sheet.append([said["co_quan_cap_tren"]])
    sheet.append([said["don_vi"]])
    sheet.append(["SỔ THEO DÕI HỒ SƠ"])
    sheet.append([f"Từ ngày {said['tu_ngay']} đến ngày {said['den_ngay']}. Tổng số: {said['tong_so']} hồ sơ"])
    sheet.append([column.label.vi for column in columns])
    for line in said["ho_so"]:
        sheet.append([int(line["stt"]), *(neutral(line[column.name]) for column in columns[1:])])
    for row in (1, 2, 3):
        sheet.cell(row, 1).font = Font(bold=True, size=14 if row == 3 else 11)
    border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    for cells in sheet.iter_rows(min_row=5):
        for cell in cells:
            cell.border, cell.alignment = border, Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 5)
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "C6", "5:5"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def neutral(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _within(asked: Period) -> ColumnElement[bool]:
    start = datetime.combine(asked.first, time(), VIETNAM)
    end = datetime.combine(asked.last + timedelta(days=1), time(), VIETNAM)
    mine = (dossier.c.receiving_unit_id == asked.unit_id) & (dossier.c.space == "real")
    return mine & (dossier.c.accepted_at >= start) & (dossier.c.accepted_at < end)


def _line(row: Row[Any], tree: Tree) -> dict[str, Any]:
    who = row.applicant
    reached = [who.get("dia_chi") or "", who.get("dien_thoai") or ""]
    resolving = tree.get(row.resolving_unit_id)
    return {
        "ma": row.code or "",
        "thu_tuc": row.procedure_name,
        "nguoi_nop": row.applicant_name,
        "lien_he": ", ".join(part for part in reached if part),
        "co_quan": resolving.name if resolving else "",
        "nhan": words.short(row.accepted_at),
        "hen": words.short(row.due_at) or "theo thông báo",
        "tra": words.short(row.ended_at),
        "phuong_thuc": {"post": "Bưu chính", "online": "Trực tuyến"}.get(row.channel, "Trực tiếp"),
        "ky_nhan": "",
    }


def _facts(tree: Tree, unit: UnitOnDay) -> DossierFacts:
    return DossierFacts(involved=frozenset({unit.id}), desks=facts.desks_of(tree, unit.id))


def may_open(session: Session, actor: Actor, desk_id: int, now: datetime) -> bool:
    """Whether this reader may open the printed registers of a desk."""
    tree = units.tree_on(session, local_day(now))
    authority = tree.authority_of(desk_id)
    return authority is not None and policy.may(actor, Act.KEEP_REGISTER, _facts(tree, authority))


def public_id(session: Session, paper_id: int) -> str:
    """The random name of a paper's address."""
    return str(session.execute(select(issued_paper.c.public_id).where(issued_paper.c.id == paper_id)).scalar_one())
