"""``scenarios.json``: scenarios as a file of a procedure, read strictly and written the same way every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from engine.rehearsal.scenarios.scenario import KINDS, Expected, Filed, Move, Scenario
from engine.text import Text

FORMAT: Final = "quytrinh-scenarios"
VERSION: Final = 1
MOST, MOST_MOVES, MOST_BYTES, LONGEST = 100, 300, 2_000_000, 200


class ScenarioProblem(Exception):
    """The file cannot be read; ``said`` tells where and why."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.vi)
        self.said = said


def parse(data: bytes) -> tuple[Scenario, ...]:
    """Read a file. Raises ScenarioProblem for anything that is not as ``written`` makes it, or could not be written."""
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("too large")
        whole = json.loads(data)
        if whole["format"] != FORMAT or whole["format_version"] != VERSION:
            raise ValueError("not scenarios of this program")
        json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()
        listed = whole["scenarios"]
        if not isinstance(listed, list) or len(listed) > MOST:
            raise ValueError("scenarios is no list, or too long a one")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _problem("", error) from error
    found = tuple(_checked(number, one) for number, one in enumerate(listed, 1))
    names = [one.name for one in found]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise ScenarioProblem(
            Text(f"Có hai kịch bản cùng tên “{double}”.", f"Two scenarios are called “{double}”."),
        )
    return found


def written(scenarios: Sequence[Scenario]) -> bytes:
    """The file of these scenarios; the same scenarios give the same bytes."""
    whole = {"format": FORMAT, "format_version": VERSION, "scenarios": [as_data(one) for one in scenarios]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _checked(number: int, one: Any) -> Scenario:
    try:
        return _read(one)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        name = one.get("name") if isinstance(one, dict) else None
        raise _problem(f" ({number}: {name})" if isinstance(name, str) else f" ({number})", error) from error


def _problem(where: str, error: Exception) -> ScenarioProblem:
    why = f"{type(error).__name__}: {error}"[:200]
    return ScenarioProblem(
        Text(f"Tệp kịch bản không đọc được{where}: {why}.", f"The scenarios cannot be read{where}: {why}.")
    )


def _read(one: Mapping[str, Any]) -> Scenario:
    filed, expected, moves = one["filed"], one["expected"], one["steps"]
    if len(moves) > MOST_MOVES:
        raise ValueError("too many steps")
    return Scenario(
        name=_name(one["name"]),
        name_en=_words(one.get("name_en", "")),
        note=_words(one.get("note", "")),
        filed=Filed(
            _maybe(filed.get("case")),
            _words(filed.get("channel", "counter")),
            _words(filed.get("applicant", "citizen")),
            _answers(filed.get("answers", {})),
        ),
        moves=tuple(_move(move) for move in moves),
        expected=Expected(
            _maybe(expected.get("end")),
            _maybe(expected.get("result")),
            _hours(expected.get("hours")),
            _whole(expected.get("fee")),
        ),
    )


def _move(one: Mapping[str, Any]) -> Move:
    does = _words(one.get("does", "step"))
    if does not in KINDS:
        raise ValueError(f"does = {does}")
    return Move(
        _words(one["at"]),
        does,
        _maybe(one.get("outcome")) or None,
        _answers(one.get("answers", {})),
        _words(one.get("name", "")),
        _words(one.get("who", "")),
        _hours(one.get("hours")),
        tuple(_words(paper) for paper in one.get("papers", ())),
    )


def _name(value: Any) -> str:
    name = _words(value).strip()
    if not 0 < len(name) <= LONGEST:
        raise ValueError("a scenario without a name, or with one too long")
    return name


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _words(value)


def _answers(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("answers are not by field")
    return value


def _hours(value: Any) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{value!r} is no number of hours")
    found = Decimal(str(value))
    if not found.is_finite() or found < 0:
        raise ValueError(f"{value!r} is no number of hours")
    return found


def _whole(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError(f"{value!r} is no amount")
    return value


def from_data(one: Any) -> Scenario:
    """Read one scenario. Raises ScenarioProblem."""
    return _checked(1, one)


def as_data(one: Scenario) -> dict[str, Any]:
    """One scenario as JSON data."""
    expected = one.expected
    said = {
        "name": one.name,
        "name_en": one.name_en,
        "note": one.note,
        "filed": {
            "case": one.filed.case,
            "channel": one.filed.channel,
            "applicant": one.filed.applicant,
            "answers": dict(one.filed.answers),
        },
        "steps": [dict(_of_move(move)) for move in one.moves],
        "expected": {
            "end": expected.end,
            "result": expected.result,
            "hours": _plain(expected.hours),
            "fee": expected.fee,
        },
    }
    return {key: value for key, value in said.items() if value != ""}


def _of_move(move: Move) -> Iterator[tuple[str, Any]]:
    yield "at", move.at
    if move.does != "step":
        yield "does", move.does
    said = (("outcome", move.outcome), ("answers", dict(move.answers)), ("name", move.name), ("who", move.who))
    yield from ((key, value) for key, value in said if value)
    if move.hours is not None:
        yield "hours", _plain(move.hours)
    if move.papers:
        yield "papers", list(move.papers)


def _plain(value: Decimal | None) -> int | float | None:
    """What JSON does not know by itself: exact numbers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
