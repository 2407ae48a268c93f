"""Whatever rows say, the expression they make reads back as the same rows and holds for the same dossiers."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from engine.feel.rows import ALL, ANY, Group, Row, Value, expression_of, rows_of

NOW = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
TODAY = date(2026, 12, 7)
TEXTS = ("a", "b", "", 'có "ngoặc"', "dòng\nmới", "ký tự \\ lạ")
NUMBERS = (Decimal(-3), Decimal(0), Decimal("1.5"), Decimal(2), Decimal(1000000))
DAYS = (date(1990, 2, 28), date(2008, 12, 7), date(2026, 12, 6), TODAY)


def slow(row: Row, value: Any) -> bool:
    """What a row means, said in Python without the expression language."""
    code, wanted = row.comparison, row.values
    if code == "filled":
        return value is not None
    if code == "empty":
        return value is None
    if code in ("ne", "none_of"):
        return value not in wanted
    if value is None:
        return False
    return _SLOW[code](value, wanted)


_SLOW: dict[str, Callable[[Any, tuple[Value, ...]], bool]] = {
    "eq": lambda value, wanted: value == wanted[0],
    "one_of": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: value < wanted[0],
    "le": lambda value, wanted: value <= wanted[0],
    "gt": lambda value, wanted: value > wanted[0],
    "ge": lambda value, wanted: value >= wanted[0],
    "between": lambda value, wanted: wanted[0] <= value <= wanted[1],
    "day_lt": lambda value, wanted: date.fromisoformat(value) < wanted[0],
    "day_ge": lambda value, wanted: date.fromisoformat(value) >= wanted[0],
    "day_between": lambda value, wanted: wanted[0] <= date.fromisoformat(value) <= wanted[1],
    "ago_le": lambda value, wanted: date.fromisoformat(value) <= TODAY.replace(year=2026 - int(str(wanted[0])[1:-1])),
    "has": lambda value, wanted: wanted[0] in value,
    "count_ge": lambda value, wanted: len(value) >= wanted[0],
}
KINDS: dict[str, tuple[tuple[str, ...], tuple[Any, ...]]] = {
    "chu": (("eq", "ne", "one_of", "none_of", "filled", "empty"), TEXTS),
    "so": (("eq", "ne", "lt", "le", "gt", "ge", "between", "filled", "empty"), NUMBERS),
    "ngay": (("day_lt", "day_ge", "day_between", "ago_le"), DAYS),
    "danh_sach": (("has", "count_ge"), TEXTS),
}


def a_row(chance: random.Random) -> Row:
    kind = chance.choice(list(KINDS))
    codes, pool = KINDS[kind]
    code = chance.choice(codes)
    path = f"don.{kind}"
    if code in ("filled", "empty"):
        return Row(path, code)
    if code in ("between", "day_between"):
        return Row(path, code, tuple(sorted(chance.sample(pool, 2))))
    if code in ("one_of", "none_of"):
        return Row(path, code, tuple(chance.sample(pool, chance.randint(1, 3))))
    if code == "ago_le":
        return Row(path, code, (f"P{chance.randint(0, 40)}Y",))
    if code == "count_ge":
        return Row(path, code, (Decimal(chance.randint(0, 3)),))
    return Row(path, code, (chance.choice(pool),))


def some_rows(chance: random.Random) -> Group:
    join = chance.choice((ALL, ANY))
    other = ANY if join == ALL else ALL
    items: list[Row | Group] = [a_row(chance) for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.5:
        items.append(Group(other, (a_row(chance), a_row(chance))))
    return Group(join if len(items) > 1 else ALL, tuple(items))


def a_dossier(chance: random.Random) -> dict[str, Any]:
    days = [day.isoformat() for day in DAYS]
    values = {
        "chu": chance.choice((*TEXTS, None)),
        "so": chance.choice((*NUMBERS, None)),
        "ngay": chance.choice((*days, None)),
        "danh_sach": chance.sample(TEXTS, chance.randint(0, 3)),
    }
    return {key: value for key, value in values.items() if value is not None or chance.random() < 0.5}


def holds(group: Group, don: dict[str, Any]) -> bool:
    said = [holds(one, don) if isinstance(one, Group) else slow(one, don.get(one.path[4:])) for one in group.items]
    return all(said) if group.join == ALL else any(said)


@pytest.mark.parametrize("seed", range(8))
def test_rows_read_back_as_themselves_and_hold_for_the_same_dossiers(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(120):
        rows = some_rows(chance)
        said = expression_of(rows)
        assert rows_of(said) == rows
        for _ in range(6):
            don = a_dossier(chance)
            result = feel.evaluate(said, {"don": don}, now=NOW)
            assert (result.value is True) == holds(rows, don), (said, don)


@pytest.mark.parametrize("seed", range(4))
def test_an_expression_people_wrote_holds_as_often_after_being_shown_as_rows(seed: int) -> None:
    chance = random.Random(f"viet tay {seed}")
    shapes = (
        '{b} = {a}', "not({a} = {b})", "not({a})", "{a}", "{a} in [{n}..{m}]", "{a} in ({b})",
        'list contains([{b}, {c}], {a})', "{b} != {a}", "({a} = {b}) and ({c} = {a})", "{a} = {b} or {a} = null",
    )  # fmt: skip
    for _ in range(150):
        path = chance.choice(("don.chu", "don.so", "don.co"))
        pool = [feel_literal(one) for one in (NUMBERS if path == "don.so" else TEXTS[:4])]
        b, c = chance.choice(pool), chance.choice(pool)
        said = chance.choice(shapes).format(a=path, b=b, c=c, n=chance.randint(-3, 1), m=chance.randint(2, 9))
        rows = rows_of(said)
        assert rows is not None, said
        again = expression_of(rows)
        for _ in range(5):
            don = {**a_dossier(chance), "co": chance.choice((True, False, None))}
            before = feel.evaluate(said, {"don": don}, now=NOW).value is True
            assert (feel.evaluate(again, {"don": don}, now=NOW).value is True) == before, (said, again, don)


def feel_literal(value: Value) -> str:
    return expression_of(Group(ALL, (Row("x.x", "eq", (value,)),))).removeprefix("x.x = ")
