"""Figures in columns: medians, parts of a run, a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from benchmarks.support.processor import Spent

Cell = str | float | int


def middle(spent: Iterable[Spent], field: str) -> float:
    """The median of one field, in milliseconds."""
    return median(getattr(one, field) for one in spent) * 1000


def percentile(values: Sequence[float], percent: int) -> float:
    """A percentile, between the smallest and the largest value met."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Columns in line, the first to the left, numbers to the right."""
    texts = [list(head), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    lines = ["  ".join(_aligned(row, widths)) for row in texts]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *rest = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell < 100 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
