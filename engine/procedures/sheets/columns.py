"""Recognises the header of a step table in any of the offices' wordings, and what each column is for."""

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.document import Table, flat
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Column

MAX_HEADER: Final = 160

_LABEL: Final = re.compile(
    r"^(?:(?:so )?(?:tt|stt|thu tu)|so thu tu|st t|(?:cac |ten |so )?buoc(?: (?:thuc hien|cong viec|xu ly|so"
    r"|quy trinh))?"
    r"|thu tu (?:cong viec|thuc hien|cac buoc|buoc)(?: thuc hien)?|b|no|ma buoc|buoc / thu tu)[.:]?$"
)
_TIME: Final = re.compile(
    r"\b(?:thoi gian|thoi han|so ngay|so gio|dinh muc|t/gian|tgian|han (?:xu ly|giai quyet|thuc hien))\b"
    r"|^(?:ngay|gio)(?: lam viec)?$|^tg\b"
)
_ACTOR: Final = re.compile(
    r"trach nhiem|nguoi (?:thuc hien|xu ly|phu trach)|(?:don vi|co quan|bo phan|phong ban|ca nhan|can bo|cap"
    r"|noi|doi tuong)"
    r"[^|]{0,40}(?:thuc hien|giai quyet|xu ly|chu tri|phu trach|nguoi)|phan cong|chu tri|chuc danh|don vi|co quan"
    r"|bo phan|phong ban xu ly|chu the"
)
_CONTENT: Final = re.compile(
    r"noi dung|trinh tu|cong viec|dien giai|mo ta|hoat dong|cac buoc thuc hien|nhiem vu|cach thuc"
)
_RESULT: Final = re.compile(r"bieu mau|ket qua|san pham|ho so|\bbm\b|dau ra|tai lieu|\bmau\b|van ban")
_CATALOGUE: Final = re.compile(
    r"^ten (?:thu tuc|tthc)|^ma (?:so )?(?:tthc|thu tuc)|^thu tuc hanh chinh$|ma ho so tthc|^ten quy trinh"
)
_PREFERRED_TIME: Final = re.compile(r"thuc hien|sau (?:khi )?(?:cat|rut)|de xuat|noi bo|cua buoc")
_OTHER: Final = re.compile(r"dich vu cong|muc do|phi\b|ghi chu|phong ban chuyen")


def header_at(table: Table, row: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns that a header starting in ``row`` announces and how many rows it takes; None when it is none."""
    cells = [cell for cell in table.own(row) if cell.text]
    if len(cells) < 3 or any(len(cell.text) > MAX_HEADER for cell in cells):
        return None
    height = max(cell.rows for cell in cells)
    if height > 3 or all(cell.rows == height for cell in cells):
        height = 1 if all(cell.rows == 1 for cell in cells) else height
    if height > 3 or row + height > len(table.grid):
        return None
    headers = _headers(table, row, height)
    if any(_CATALOGUE.search(bare(text)) for _, text in headers):
        return None
    columns = _roles(headers)
    roles = {column.role for column in columns}
    if "time" in roles and "content" in roles and ("actor" in roles or "label" in roles):
        return columns, height
    if {"label", "content", "actor"} <= roles or {"label", "actor", "time"} <= roles:
        return columns, height
    return None


def _headers(table: Table, row: int, height: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    seen: set[tuple[int, ...]] = set()
    for column in range(table.width):
        stack = []
        for line in range(row, row + height):
            cell = table.grid[line][column]
            if cell is not None and cell.text and cell not in stack:
                stack.append(cell)
        places = tuple(hash((cell.row, cell.column)) for cell in stack)
        if stack and places not in seen:
            seen.add(places)
            found.append((column, flat(" ".join(cell.text for cell in stack))))
    return found


def _roles(headers: list[tuple[int, str]]) -> tuple[Column, ...]:
    guessed = [(index, text, _role(bare(text))) for index, text in headers]
    chosen = {role: _best(role, guessed) for role in ("label", "content", "actor", "time", "result")}
    if chosen["content"] is None:
        chosen["content"] = next(
            (index for index, _, role in guessed if role == "label" and index != chosen["label"]), None
        )
    if chosen["label"] is None and chosen["content"] is not None:
        others = [index for index, _, role in guessed if role == "content" and index != chosen["content"]]
        first = guessed[0][0]
        if first in others:
            chosen["label"] = first
    by_index = {index: role for role, index in chosen.items() if index is not None}
    return tuple(Column(by_index.get(index, "other"), text, index) for index, text, _ in guessed)


def _best(role: str, guessed: list[tuple[int, str, str]]) -> int | None:
    of_role = [(index, bare(text)) for index, text, found in guessed if found == role]
    if not of_role:
        return None
    if role == "time":
        return next((index for index, text in of_role if _PREFERRED_TIME.search(text)), of_role[-1][0])
    if role == "content":
        wanted = ("noi dung", "trinh tu")
        return next((index for word in wanted for index, text in of_role if word in text), of_role[0][0])
    return of_role[0][0]


def _role(text: str) -> str:
    """The role a header text speaks of; the order matters: "Thứ tự công việc" is a number, not content."""
    if _LABEL.match(text):
        return "label"
    if _OTHER.search(text) and not _CONTENT.search(text):
        return "other"
    if _TIME.search(text) and not text.startswith(("noi dung", "trach nhiem")):
        return "time"
    if _RESULT.search(text) and not re.search(r"noi dung|trinh tu|xu ly|nguoi", text):
        return "result"
    if re.search(r"^(?:noi dung|trinh tu|cong viec|mo ta|dien giai)", text):
        return "content"
    if _ACTOR.search(text):
        return "actor"
    if _CONTENT.search(text):
        return "content"
    return "other"


def same_columns(first: tuple[Column, ...], second: tuple[Column, ...]) -> bool:
    """Whether two headers announce the same columns, as when a page repeats them."""
    return [(one.role, bare(one.header)) for one in first] == [(one.role, bare(one.header)) for one in second]
