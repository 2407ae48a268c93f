"""sum, product, mean, median, stddev, mode, min and max: of a list, or of the arguments themselves."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from functools import cmp_to_key
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.comparing import compare
from engine.feel.values.numbers import CONTEXT

_Statistic = Callable[[list[Decimal]], Any]


def _numbers(run: Run, items: list[Any]) -> list[Decimal]:
    run.spend(1 + len(items) // 8)
    if any(type(item) is not Decimal for item in items):
        raise NoResult("chỉ nhận số", "only numbers are accepted")
    return items


def _of_numbers(name: str, statistic: _Statistic, result: str = "number") -> None:
    """Register a statistic both for a list and for arguments."""

    def over(run: Run, items: list[Any]) -> Any:
        numbers = _numbers(run, items)
        try:
            return statistic(numbers)
        except DecimalException:
            raise NoResult("kết quả nằm ngoài phạm vi số", "the result is beyond the numbers that exist") from None

    builtin(name, "list: list", result)(over)
    builtin(name, "n: any, n: any…", result)(lambda run, *items: over(run, list(items)))


def total(numbers: list[Decimal]) -> Decimal:
    """The sum, rounded once at each addition."""
    result = numbers[0]
    for number in numbers[1:]:
        result = CONTEXT.add(result, number)
    return result


def _sum(numbers: list[Decimal]) -> Decimal | None:
    return total(numbers) if numbers else None


def _product(numbers: list[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    result = numbers[0]
    for number in numbers[1:]:
        result = CONTEXT.multiply(result, number)
    return result


def _mean(numbers: list[Decimal]) -> Decimal | None:
    return CONTEXT.divide(total(numbers), Decimal(len(numbers))) if numbers else None


def _median(numbers: list[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return CONTEXT.divide(CONTEXT.add(ordered[middle - 1], ordered[middle]), Decimal(2))


def _stddev(numbers: list[Decimal]) -> Decimal | None:
    if len(numbers) < 2:
        return None
    mean = _mean(numbers)
    assert mean is not None
    squares = [CONTEXT.multiply(distance, distance) for distance in (CONTEXT.subtract(n, mean) for n in numbers)]
    return CONTEXT.sqrt(CONTEXT.divide(total(squares), Decimal(len(numbers) - 1)))


def _mode(numbers: list[Decimal]) -> list[Decimal]:
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


_of_numbers("sum", _sum)
_of_numbers("product", _product)
_of_numbers("mean", _mean)
_of_numbers("median", _median)
_of_numbers("stddev", _stddev)
_of_numbers("mode", _mode, "list")


def _extreme(run: Run, items: list[Any], wanted: int) -> Any:
    if not items:
        return None
    run.spend(1 + len(items) // 8)
    best = items[0]
    if compare(best, best) is None:
        raise NoResult("các giá trị không so sánh được", "the values cannot be compared")
    for item in items[1:]:
        order = compare(item, best)
        if order is None:
            raise NoResult("các giá trị không cùng loại", "the values are not of one kind")
        if order == wanted:
            best = item
    return best


def _of_comparables(name: str, wanted: int) -> None:
    builtin(name, "list: list")(lambda run, items: _extreme(run, items, wanted))
    builtin(name, "c: any, c: any…")(lambda run, *items: _extreme(run, list(items), wanted))


_of_comparables("min", -1)
_of_comparables("max", 1)

KEY = cmp_to_key(lambda left, right: compare(left, right) or 0)
"""Orders comparable values."""
