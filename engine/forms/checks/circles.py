"""Conditions and formulas that depend on themselves: what is shown would depend on the order of evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from engine.forms.checks.places import Path
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.kinds.dynamiclist import DynamicList
from engine.forms.kinds.expression import Computed
from engine.forms.problems import Problem
from engine.text import Text


def find(form: Form, known: frozenset[Path]) -> Iterator[Problem]:
    """The first field of every circle."""
    reads: dict[str, set[str]] = {}
    fields: dict[str, Field] = {}
    _collect(form.fields, frozenset(), reads, fields)
    reported: set[str] = set()
    for key in reads:
        circle = _circle(key, reads)
        if circle and not reported & set(circle):
            reported |= set(circle)
            chain = " → ".join([*circle, circle[0]])
            yield Problem(
                fields[key].place,
                Text(f"Các ô phụ thuộc lẫn nhau thành vòng: {chain}.", f"These fields depend on each other: {chain}."),
                Text("Không xác định được ô nào hiện trước.", "It cannot be decided which one comes first."),
                Text("Bỏ một điều kiện trong vòng.", "Remove one of the conditions."),
            )


def _collect(
    fields: tuple[Field, ...], around: frozenset[str], reads: dict[str, set[str]], found: dict[str, Field]
) -> None:
    for field in fields:
        own = around | _roots(field)
        if field.stores and not isinstance(field, DynamicList):
            reads.setdefault(field.key, set()).update(own)
            found.setdefault(field.key, field)
        _collect(field.children, own, reads, found)


def _roots(field: Field) -> frozenset[str]:
    conditions = [field.hide] if field.hide else []
    if isinstance(field, Computed):
        conditions.append(field.formula)
    return frozenset(path[0] for condition in conditions for path in condition.reads if path)


def _circle(start: str, reads: dict[str, set[str]]) -> list[str]:
    """The shortest way from ``start`` back to itself, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for key in sorted(reads.get(way[-1], ())):
            if key == start:
                return way
            if key not in seen and key in reads:
                seen.add(key)
                ways.append([*way, key])
    return []
