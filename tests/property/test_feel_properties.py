"""Properties of the language that hold for every expression and every value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal, localcontext
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.analysis import always, gap, never, review, shared
from engine.feel.json_text import from_json, to_json
from engine.feel.values import calendar
from engine.feel.values.comparing import equal
from engine.feel.values.printing import literal

WORDS = [
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "and",
    "or",
    "not",
    "between",
    "instance",
    "of",
    "function",
    "external",
    "true",
    "false",
    "null",
    "item",
    "partial",
    "number",
    "string",
    "list",
    "context",
    "date",
    "time",
    "date",
    "and",
    "time",
    "duration",
    "sum",
    "count",
    "a",
    "b",
    "c",
    "d.e",
    "x",
    "?",
    "@",
    ":",
    ",",
    ".",
    "..",
    "+",
    "-",
    "*",
    "/",
    "**",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "1",
    "0.5",
    "2",
    '"a"',
    '""',
    '"2025-07-01"',
    "P1D",
    "list<number>",
    "range",
    "substring",
    "matches",
    "sort",
]

texts = st.text(max_size=40)
soups = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
zones = st.none() | st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
scalars = (
    st.none()
    | st.booleans()
    | numbers
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.dates()
    | st.times(timezones=zones)
    | st.datetimes(timezones=zones)
    | st.integers(-(10**15), 10**15).map(feel.DayTimeDuration)
    | st.integers(-(10**6), 10**6).map(feel.YearMonthDuration)
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=4),
    max_leaves=8,
)
CONTEXT = {"a": 1, "b": "x", "c": [1, 2, None], "d": {"e": True}, "x": date(2025, 7, 1)}


@given(texts | soups)
@settings(max_examples=600, deadline=None)
def test_any_text_is_either_refused_with_a_place_or_evaluated(source: str) -> None:
    try:
        result = feel.evaluate(source, CONTEXT)
    except feel.FeelError as error:
        assert 0 <= error.position <= len(source)
        assert error.vi and error.en
        return
    for warning in result.warnings:
        assert warning.vi and warning.en
    review(feel.compile(source), ("a", "d.e"))
    feel.compile(source).to_json()


@given(texts | soups)
@settings(max_examples=300, deadline=None)
def test_any_cell_is_either_refused_or_tests_a_value(source: str) -> None:
    try:
        verdict = feel.unary_test(source, 1, CONTEXT).value
    except feel.FeelError:
        return
    assert verdict is None or isinstance(verdict, bool)


@given(values)
@settings(deadline=None)
def test_a_value_written_as_an_expression_gives_itself(value: Any) -> None:
    result = feel.evaluate(literal(value)).value
    assert equal(result, value) is True


@given(values)
@settings(deadline=None)
def test_json_keeps_numbers_text_and_structure(value: Any) -> None:
    def plain(each: Any) -> Any:
        if isinstance(each, dict):
            return {key: plain(item) for key, item in each.items()}
        if isinstance(each, list):
            return [plain(item) for item in each]
        temporal = isinstance(each, (date, time, datetime, feel.DayTimeDuration, feel.YearMonthDuration))
        return feel.evaluate(f"string({literal(each)})").value if temporal else each

    written = plain(value)
    looks_temporal = '@\\"' in to_json(written)
    assert looks_temporal or from_json(to_json(written)) == written


@given(numbers, numbers)
@settings(deadline=None)
def test_arithmetic_is_decimal_with_34_digits(left: Decimal, right: Decimal) -> None:
    context = {"x": left, "y": right}
    with localcontext() as exact:
        exact.prec = 34
        assert feel.evaluate("x + y", context).value == left + right
        assert feel.evaluate("x - y", context).value == left - right
        assert feel.evaluate("x * y", context).value == left * right
        if right:
            assert feel.evaluate("x / y", context).value == left / right


truths = st.sampled_from([True, False, None])


@given(truths, truths, truths)
def test_the_three_truth_values_follow_de_morgan(p: Any, q: Any, r: Any) -> None:
    context = {"p": p, "q": q, "r": r}
    for left, right in [
        ("not(p and q)", "not(p) or not(q)"),
        ("not(p or q)", "not(p) and not(q)"),
        ("p and (q or r)", "(p and q) or (p and r)"),
        ("p or q or r", "r or q or p"),
        ("all([p, q, r])", "p and q and r"),
        ("any([p, q, r])", "p or q or r"),
        ("some x in [p, q, r] satisfies x", "p or q or r"),
        ("every x in [p, q, r] satisfies x", "p and q and r"),
    ]:
        assert feel.evaluate(left, context).value is feel.evaluate(right, context).value


@given(st.dates(), st.integers(-3000, 3000))
@settings(deadline=None)
def test_days_and_months_agree_with_pythons_calendar(day: date, amount: int) -> None:
    assert calendar.day_number(day.year, day.month, day.day) == day.toordinal() - date(1970, 1, 1).toordinal()
    assert calendar.weekday(day.year, day.month, day.day) == day.isoweekday()
    assert calendar.week_of_year(day.year, day.month, day.day) == day.isocalendar().week
    moved = feel.evaluate("d + m", {"d": day, "m": feel.YearMonthDuration(amount)}).value
    total = day.year * 12 + day.month - 1 + amount
    assert (moved.year, moved.month) == (total // 12, total % 12 + 1)
    assert moved.day == min(day.day, calendar.days_in(moved.year, moved.month))


@given(st.integers(-(10**9) * 365, 10**9 * 365))
@settings(deadline=None)
def test_every_day_number_is_one_day(number: int) -> None:
    assert calendar.day_number(*calendar.from_day_number(number)) == number


SAMPLES = [Decimal(n) / 2 for n in range(-2, 14)]
comparisons = st.builds(
    lambda name, operator, number: f"{name} {operator} {number}",
    st.sampled_from(["x", "y"]),
    st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    st.integers(0, 5),
) | st.builds(
    lambda name, low, size, opening, closing: f"{name} in {opening}{low}..{low + size}{closing}",
    st.sampled_from(["x", "y"]),
    st.integers(0, 4),
    st.integers(0, 2),
    st.sampled_from("[("),
    st.sampled_from("])"),
)
conditions = st.recursive(
    comparisons,
    lambda inner: (
        st.builds(lambda a, word, b: f"({a} {word} {b})", inner, st.sampled_from(["and", "or"]), inner)
        | inner.map(lambda each: f"not({each})")
    ),
    max_leaves=4,
)


def true_at(source: str) -> list[bool]:
    """Whether the condition holds, tried at every sample of x and y: the slow, independent way."""
    expression = feel.compile(source)
    return [expression.evaluate({"x": x, "y": y}).value is True for x, y in product(SAMPLES, SAMPLES)]


@given(conditions, conditions)
@settings(max_examples=150, deadline=None)
def test_static_verdicts_agree_with_trying_every_value(first: str, second: str) -> None:
    a, b = feel.compile(first), feel.compile(second)
    tried_a, tried_b = true_at(first), true_at(second)
    assert never(a) == (not any(tried_a))
    assert always(a) == all(tried_a)
    assert (shared(a, b) is not None) == any(p and q for p, q in zip(tried_a, tried_b, strict=True))
    assert (gap([a, b]) is not None) == any(not p and not q for p, q in zip(tried_a, tried_b, strict=True))
