"""How fast FEEL is: medians of several rounds, printed; run with ``.venv/bin/python benchmarks/feel.py``.

Marks: 200,000 evaluations a second of a compiled two-term condition; 200 microseconds to compile it; cached after that.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from statistics import median
from time import perf_counter

from engine import feel
from engine.feel.expression import compile_with

CONDITION = 'don.so_tien > 1000000 and don.loai = "A"'
DATA = {"don": {"so_tien": Decimal(2_000_000), "loai": "A"}}
ROUNDS = 9


def seconds_each(work: Callable[[], object], times: int) -> float:
    """The median time of one call."""
    rounds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(times):
            work()
        rounds.append((perf_counter() - start) / times)
    return median(rounds)


def main() -> None:
    """Print the figures."""
    compiled = feel.compile(CONDITION, ("don",))
    assert compiled.evaluate(DATA).value is True
    evaluation = seconds_each(lambda: compiled.evaluate(DATA), 20_000)
    print(f"two-term condition, compiled     {1 / evaluation:>12,.0f} evaluations/s   (mark: 200,000)")
    making = seconds_each(lambda: compile_with(CONDITION, frozenset(("don",)), {}), 300)
    print(f"compiling it                     {making * 1e6:>12,.1f} µs              (mark: 200)")
    cached = seconds_each(lambda: feel.compile(CONDITION, ("don",)), 5_000)
    print(f"compiling it again (cached)      {cached * 1e6:>12,.2f} µs")
    loop = feel.compile("sum(for i in 1..1000 return i * 2)")
    print(f"sum of a loop over 1,000 numbers {seconds_each(lambda: loop.evaluate({}), 20) * 1e3:>12,.2f} ms")
    dates = feel.compile('don.ngay + @"P15D" >= @"2025-07-01"')
    day = {"don": {"ngay": feel.evaluate('@"2025-06-20"').value}}
    print(
        f"date arithmetic                  {1 / seconds_each(lambda: dates.evaluate(day), 2_000):>12,.0f} evaluations/s"
    )


if __name__ == "__main__":
    main()
