"""What one row of a step table is: a step, a section, a total, a remark, or the header printed again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.procedures.sheets.document import Cell, Table, flat
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Column

_STEP: Final = re.compile(
    r"^(?:buoc|b)\s*\.?\s*\d+(?:[.\-]\d+)*[a-z]?\s*[:.)]?"
    r"|^\d{1,2}(?:[.\-]\d{1,2})*[a-z]?[.):]?$"
)
_ROMAN: Final = re.compile(r"^(?:[ivxl]+|[a-h])[.):]?$")
_TOTAL: Final = re.compile(
    r"^[-+\s]*(?:tong(?: cong| so| thoi)?(?=$|[\s:(])(?! hop)|cong(?: thoi gian| so)?(?:$|[\s:]+(?:thoi|so|\d))"
    r"|thoi (?:gian|han) giai quyet(?: tthc| thu tuc)?\b|toan bo thoi gian)"
)
_END: Final = re.compile(
    r"^(?:bieu mau|ho so (?:can )?luu|luu (?:tru|ho so)|trach nhiem tra ket qua|phu luc|noi nhan)\b"
)


@dataclass(frozen=True)
class Row:
    """One row seen through the columns of its table."""

    index: int
    texts: dict[str, str]
    own: tuple[Cell, ...]
    by_role: dict[str, Cell]
    extra: dict[str, str]
    inherited: frozenset[str]

    def text(self, role: str) -> str:
        """The text of a column, inherited from a merged cell above where it is."""
        return self.texts.get(role, "")

    def fresh(self, role: str) -> str:
        """The text of a column only where the cell begins in this row."""
        return "" if role in self.inherited else self.texts.get(role, "")

    @property
    def fresh_extra(self) -> dict[str, str]:
        """Texts of further columns that stand in this row alone."""
        return {header: text for header, text in self.extra.items() if header not in self.inherited and text}

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Its own cells that say something."""
        return tuple(cell for cell in self.own if cell.text)

    @property
    def whole(self) -> str:
        """All its own text on one line."""
        return flat(" ".join(cell.text for cell in self.filled))


def row_at(table: Table, index: int, columns: tuple[Column, ...]) -> Row:
    """Row ``index`` of ``table``."""
    texts: dict[str, str] = {}
    by_role: dict[str, Cell] = {}
    extra: dict[str, str] = {}
    inherited = set()
    for column in columns:
        cell = table.grid[index][column.index] if column.index < table.width else None
        if cell is None:
            continue
        name = column.role if column.role != "other" else column.header
        if column.role == "other":
            extra[column.header] = cell.text
            if cell.rows > 1:
                inherited.add(column.header)
        else:
            texts[column.role] = cell.text
            by_role[column.role] = cell
        if cell.row != index:
            inherited.add(name)
    return Row(index, texts, table.own(index), by_role, extra, frozenset(inherited))


def kind_of(row: Row, table: Table) -> str:
    """blank, step, band (one text across the table), total, end, or remark."""
    filled = row.filled
    if not filled:
        return "blank"
    first = bare(filled[0].text)
    second = bare(filled[1].text) if len(filled) > 1 else ""
    if _TOTAL.match(first) or (len(filled[0].text) < 6 and not is_step_label(first) and _TOTAL.match(second)):
        return "total"
    if is_band(row, table):
        said = second if len(filled) > 1 else first
        return "end" if _END.match(said) and len(said) < 120 else "band"
    if _ROMAN.match(bare(row.fresh("label"))) and row.fresh("content") and not row.text("actor"):
        return "band"
    if row.fresh("label") or row.fresh("actor") or row.fresh("time"):
        return "step"
    if "label" in row.inherited and row.fresh("content") and row.text("label"):
        return "step"
    return "remark"


def is_band(row: Row, table: Table) -> bool:
    """One text over all columns, perhaps with a number before it; nothing for actor and time."""
    filled = list(row.filled)
    label = row.by_role.get("label")
    if (
        len(filled) == 2
        and label is not None
        and filled[0] is label
        and not is_step_label(label.text, strict=True)
        or len(filled) == 2
        and _ROMAN.match(bare(filled[0].text))
    ):
        filled = filled[1:]
    if len(filled) != 1:
        return False
    only = filled[0]
    if only.columns >= max(2, table.width - 1):
        return True
    if only is label:
        return not is_step_label(only.text)
    return bool(_ROMAN.match(bare(row.fresh("label")))) and only is row.by_role.get("content")


def is_step_label(text: str, *, strict: bool = False) -> bool:
    """Whether ``text`` numbers a step; ``strict`` takes only "Bước 1" and "B1", not bare numbers."""
    plain = bare(text)
    return bool(_STEP.match(plain)) and (not strict or plain[:1] == "b")
