"""The address of a cell of an office file: as a key that screens link to, and in words a person finds it by."""

from __future__ import annotations

from engine.procedures.sheets.document import Where
from engine.text import Text


def key_of(where: Where) -> str:
    """The same for the same cell or paragraph; empty for no place."""
    if where.table is not None:
        return f"{where.table}|{'' if where.row is None else where.row}|{'' if where.column is None else where.column}"
    return "" if where.paragraph is None else f"p|{where.paragraph}"


def said(where: Where) -> Text:
    """Sheet and cell in Excel; table, row and column counted from 1 in Word; the paragraph outside tables."""
    if isinstance(where.column, str) and where.row is not None:
        return Text(
            f"trang tính {where.table}, ô {where.column}{where.row}",
            f"sheet {where.table}, cell {where.column}{where.row}",
        )
    if where.table is None:
        if where.paragraph is None:
            return Text("cả quy trình", "the whole process")
        return Text(f"đoạn văn thứ {where.paragraph + 1}", f"paragraph {where.paragraph + 1}")
    table = where.table + 1 if isinstance(where.table, int) else where.table
    vi, en = f"bảng {table}", f"table {table}"
    if where.row is not None:
        vi, en = f"{vi}, dòng {where.row + 1}", f"{en}, row {where.row + 1}"
    if isinstance(where.column, int):
        vi, en = f"{vi}, cột {where.column + 1}", f"{en}, column {where.column + 1}"
    return Text(vi, en)
