"""matches, replace and split: functions with regular expressions of XPath."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from engine.feel.limits import TEXT_BLOCK
from engine.feel.patterns.engine import Pattern, PatternTooSlow, compiled
from engine.feel.patterns.translate import PatternError
from engine.feel.run import Run, Stopped
from engine.feel.signature import Failed, NoResult, builtin

_Result = TypeVar("_Result")


def _with(run: Run, text: str, pattern: str, flags: str | None, use: Callable[[Pattern], _Result]) -> _Result:
    run.spend(5 + len(text) // TEXT_BLOCK + len(pattern))
    try:
        ready = compiled(pattern, "".join(sorted(set(flags or ""))))
        run.spend(ready.cost())
        return use(ready)
    except PatternError as error:
        raise Failed("pattern.wrong", str(error)) from None
    except PatternTooSlow:
        raise Stopped("limit.pattern") from None
    except UnicodeError:
        raise NoResult("chuỗi chữ không hợp lệ", "the text is not valid") from None


@builtin("matches", "input: string, pattern: string, flags?: string?", "boolean")
def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> bool:
    """Whether the pattern matches somewhere in the text."""
    return _with(run, text, pattern, flags, lambda ready: ready.found_in(text))


@builtin("replace", "input: string, pattern: string, replacement: string, flags?: string?", "string")
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    """The text with every match replaced; $1 … $9 stand for the groups, $0 for the whole match."""
    return _with(run, text, pattern, flags, lambda ready: _replaced(run, ready, text, replacement))


@builtin("split", "string: string, delimiter: string", "list")
def split(run: Run, text: str, delimiter: str) -> list[Any]:
    """The parts of the text between the matches."""
    return _with(run, text, delimiter, None, lambda ready: _parts(run, ready, text))


def _nowhere_empty(pattern: Pattern) -> None:
    if pattern.found_in(""):
        raise PatternError("matches nothing")


def _replaced(run: Run, pattern: Pattern, text: str, replacement: str) -> str:
    _nowhere_empty(pattern)
    pieces = _template(replacement, pattern.groups)
    written: list[str] = []
    place = size = 0
    for match in pattern.matches(text):
        parts = [text[place : match.start()]]
        parts += [piece if isinstance(piece, str) else match.group(piece) or "" for piece in pieces]
        size += sum(map(len, parts))
        run.allow_text(size)
        written += parts
        place = match.end()
    return "".join([*written, text[place:]])


def _template(replacement: str, groups: int) -> list[str | int]:
    """Text and group numbers; a number beyond the groups stands for nothing."""
    pieces: list[str | int] = []
    index = 0
    while index < len(replacement):
        mark, following = replacement[index], replacement[index + 1 : index + 2]
        if mark == "\\":
            if following not in ("\\", "$"):
                raise PatternError("\\")
            pieces.append(following)
            index += 2
        elif mark == "$":
            if not (following.isascii() and following.isdigit()):
                raise PatternError("$")
            end = index + 2
            while replacement[end : end + 1].isdigit() and int(replacement[index + 1 : end + 1]) <= groups:
                end += 1
            number = int(replacement[index + 1 : end])
            if number <= groups:
                pieces.append(number)
            index = end
        else:
            pieces.append(mark)
            index += 1
    return pieces


def _parts(run: Run, pattern: Pattern, text: str) -> list[str]:
    _nowhere_empty(pattern)
    parts: list[str] = []
    place = 0
    for match in pattern.matches(text):
        parts.append(text[place : match.start()])
        place = match.end()
    run.allow_list(len(parts) + 1)
    return [*parts, text[place:]]
