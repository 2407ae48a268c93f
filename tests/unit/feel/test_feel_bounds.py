"""A hostile expression is refused or stops within its budget, with a message; nothing hangs and nothing runs code."""

from __future__ import annotations

import pytest

from engine import feel

REFUSED = {
    "too long": "x" * 30_000,
    "too many tokens": "1 " * 9_000,
    "brackets": "(" * 500 + "1" + ")" * 500,
    "minus signs": "-" * 5_000 + "1",
    "nested calls": "not(" * 300 + "true" + ")" * 300,
    "nested lists": "[" * 3_000,
    "a long sum": "1" + "+1" * 3_000,
    "a long path": "a" + ".a" * 3_000,
    "a long chain of filters": "a" + "[1]" * 2_000,
    "ifs": "if " * 500,
    "an ambiguous bracket read twice at every level": "a in (" * 60 + "1" + ")+1" * 60,
    "nested contexts": "{a:" * 300,
    "nested types": "a instance of " + "list<" * 500 + "number" + ">" * 500,
    "a number beyond all numbers": "1" * 7000,
}

STOPPED = {
    "a product of two long spans": ("for i in 1..99999, j in 1..99999 return i * j", "limit.steps"),
    "endless recursion": ("{f: function(x) f(x), r: f(1)}.r", "limit.calls"),
    "exponential recursion": ("{f: function(x) if x = 0 then 0 else f(x-1) + f(x-1), r: f(90)}.r", "limit.steps"),
    "a function applied to itself": ("(function(f) f(f))(function(f) f(f))", "limit.calls"),
    "a list too long": ("for i in 1..500000 return i", "limit.list"),
    "text doubling": ("{a: 'x'}", ""),
    "catastrophic backtracking": ('matches("' + "a" * 9000 + '!", "(a+)+\\\\1$")', "limit.pattern"),
    "a pattern of gigantic repetition": ('matches("a", "((a{1,999}){1,999}){1,999}")', "limit.pattern"),
    "a quantifier over a long product": ("some x in 1..99999, y in 1..99999 satisfies false", "limit.steps"),
    "a growing list of lists": ("for i in 1..99999 return partial", "limit.steps"),
}
del STOPPED["text doubling"]

NAMES = "abcdefghijklmnopqrstuvwxyz"
SHARED_LISTS = "{a: [1, 1], " + ", ".join(f"{b}: [{a}, {a}]" for a, b in zip(NAMES, NAMES[1:], strict=False))
DOUBLED_TEXT = '{a: "xxxxxxxxxx", ' + ", ".join(f"{b}: {a} + {a}" for a, b in zip(NAMES, NAMES[1:], strict=False))


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_is_refused_before_it_runs(source: str) -> None:
    with pytest.raises(feel.FeelError) as caught:
        feel.compile(source)
    assert caught.value.code.startswith(("limit.", "syntax"))
    assert caught.value.vi
    assert caught.value.en


@pytest.mark.parametrize(("source", "code"), STOPPED.values(), ids=STOPPED)
def test_stops_within_its_budget_and_says_so(source: str, code: str) -> None:
    result = feel.evaluate(source.replace("\\\\", "\\"))
    assert result.value is None
    assert result.warnings[0].code == code
    assert "dừng" in result.warnings[0].vi


@pytest.mark.parametrize(
    "last", ["}.z", ", big: z = [y, y]}.big", ", big: string(z)}.big", ", big: z instance of list<Any>}.big"]
)
def test_lists_that_share_their_parts_are_not_mistaken_for_small_ones(last: str) -> None:
    assert feel.evaluate(SHARED_LISTS + last).warnings[0].code == "limit.steps"


def test_text_cannot_double_without_end() -> None:
    assert feel.evaluate(DOUBLED_TEXT + "}.z").warnings[0].code == "limit.text"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("10 ** 6144 * 10", "arith.range"),
        ("9 ** 9999999999", "arith.range"),
        ("exp(99999)", "call.domain"),
        ("modulo(10 ** 6000, 10 ** -6000)", "arith.range"),
        ('@"P999999999999999999999999999D" * 10 ** 6000', "arith.range"),
        ('date(999999999, 12, 31) + @"P1D"', "arith.range"),
        ("[1][10 ** 6000]", "index.range"),
        ("decimal(1, 7000)", "call.domain"),
    ],
)
def test_results_beyond_all_values_are_null_with_a_reason(source: str, code: str) -> None:
    result = feel.evaluate(source)
    assert result.value is None
    assert result.warnings[0].code == code
    assert result.warnings[0].vi


def test_python_is_never_evaluated() -> None:
    for source in ("__import__('os').system('true')", "().__class__", "open('/etc/passwd')", "x.__class__.__mro__"):
        try:
            assert feel.evaluate(source, {"x": 1}).value is None
        except feel.FeelError:
            continue


def test_external_functions_are_never_run() -> None:
    source = '(function(a) external {java: {class: "java.lang.Math", method signature: "cos(double)"}})(1)'
    result = feel.evaluate(source)
    assert result.value is None
    assert [warning.code for warning in result.warnings] == ["call.external"]


def test_the_next_evaluation_has_its_whole_budget_again() -> None:
    expression = feel.compile("count(for i in 1..90000 return i)")
    assert [str(expression.evaluate({}).value) for _ in range(5)] == ["90000"] * 5


def test_warnings_are_limited_in_number() -> None:
    assert len(feel.evaluate("for i in 1..1000 return null + i").warnings) == 50
