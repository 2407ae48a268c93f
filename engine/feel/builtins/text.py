"""Functions on text (DMN 1.5, table 74), except those with patterns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin


def start_index(position: Decimal, size: int) -> int:
    """A position counted from 1 (or from -1 backwards) as an index; NoResult outside the sequence."""
    number = int(position)
    if number == 0 or abs(number) > size:
        raise NoResult(f"vị trí {position} nằm ngoài 1…{size}", f"the position {position} is outside 1…{size}")
    return number - 1 if number > 0 else size + number


def end_index(start: int, length: Decimal | None, size: int) -> int:
    """Where a part of that length ends; NoResult when it has less than one element."""
    if length is None:
        return size
    if length < 1:
        raise NoResult("độ dài phải từ 1 trở lên", "the length must be at least 1")
    return min(start + int(length), size)


@builtin("substring", "string: string, start position: number, length?: number?", "string")
def substring(run: Run, string: str, position: Decimal, length: Decimal | None = None) -> str:
    """The part of a text from a position on."""
    start = start_index(position, len(string))
    run.read_text(len(string))
    return string[start : end_index(start, length, len(string))]


@builtin("string length", "string: string", "number")
def string_length(run: Run, string: str) -> Decimal:
    """The number of characters."""
    return Decimal(len(string))


@builtin("upper case", "string: string", "string")
def upper_case(run: Run, string: str) -> str:
    """The text in capitals."""
    run.allow_text(len(string))
    return string.upper()


@builtin("lower case", "string: string", "string")
def lower_case(run: Run, string: str) -> str:
    """The text in small letters."""
    run.allow_text(len(string))
    return string.lower()


@builtin("substring before", "string: string, match: string", "string")
def substring_before(run: Run, string: str, match: str) -> str:
    """What stands before the first match; nothing when there is none."""
    run.read_text(len(string))
    index = string.find(match)
    return string[: max(index, 0)]


@builtin("substring after", "string: string, match: string", "string")
def substring_after(run: Run, string: str, match: str) -> str:
    """What stands after the first match; nothing when there is none."""
    run.read_text(len(string))
    index = string.find(match)
    return "" if index < 0 else string[index + len(match) :]


@builtin("contains", "string: string, match: string", "boolean")
def contains(run: Run, string: str, match: str) -> bool:
    """Whether the match stands in the text."""
    run.read_text(len(string))
    return match in string


@builtin("starts with", "string: string, match: string", "boolean")
def starts_with(run: Run, string: str, match: str) -> bool:
    """Whether the text begins with the match."""
    return string.startswith(match)


@builtin("ends with", "string: string, match: string", "boolean")
def ends_with(run: Run, string: str, match: str) -> bool:
    """Whether the text ends with the match."""
    return string.endswith(match)


@builtin("string join", "list: list, delimiter?: string?", "string")
def string_join(run: Run, items: list[Any], delimiter: str | None = None) -> str:
    """The texts of a list in one, without the nulls."""
    texts = [item for item in items if item is not None]
    if any(not isinstance(text, str) for text in texts):
        raise NoResult("danh sách chỉ được chứa chuỗi chữ", "the list may only contain text")
    separator = delimiter or ""
    run.allow_text(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)
