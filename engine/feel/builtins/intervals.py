"""How points and ranges lie to one another (DMN 1.5, table 78), and range(), which reads a range from text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin
from engine.feel.values.comparing import compare, equal
from engine.feel.values.ranges import Range

_POINT = "number|string|date|time|date and time|days and time duration|years and months duration"


def _order(left: Any, right: Any) -> int:
    found = compare(left, right)
    if found is None:
        raise NoResult("các giá trị không cùng loại", "the values are not of one kind")
    return found


def _starts(a: Range, b: Range) -> int:
    """Order of the starts; a missing start lies before all others."""
    if a.start is None or b.start is None:
        return (a.start is not None) - (b.start is not None)
    return _order(a.start, b.start)


def _ends(a: Range, b: Range) -> int:
    """Order of the ends; a missing end lies after all others."""
    if a.end is None or b.end is None:
        return (a.end is None) - (b.end is None)
    return _order(a.end, b.end)


def _end_to_start(a: Range, b: Range) -> int:
    """Order of the end of one and the start of the other."""
    if a.end is None or b.start is None:
        return 1
    return _order(a.end, b.start)


def _single(point: Any) -> Range:
    return Range(point, point)


def _before(a: Range, b: Range) -> bool:
    order = _end_to_start(a, b)
    return order < 0 or (order == 0 and not (a.end_included and b.start_included))


def _meets(a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and _end_to_start(a, b) == 0


def _overlaps(a: Range, b: Range) -> bool:
    return not _before(a, b) and not _before(b, a)


def _starts_first(a: Range, b: Range) -> bool:
    order = _starts(a, b)
    return order < 0 or (order == 0 and a.start_included and not b.start_included)


def _ends_first(a: Range, b: Range) -> bool:
    order = _ends(a, b)
    return order < 0 or (order == 0 and (not a.end_included or b.end_included))


def _overlaps_before(a: Range, b: Range) -> bool:
    return _starts_first(a, b) and not _before(a, b) and _ends_first(a, b)


def _starts_not_before(a: Range, b: Range) -> bool:
    order = _starts(a, b)
    return order > 0 or (order == 0 and (not a.start_included or b.start_included))


def _finishes(a: Range, b: Range) -> bool:
    return a.end_included == b.end_included and _ends(a, b) == 0 and _starts_not_before(a, b)


def _begins(a: Range, b: Range) -> bool:
    return a.start_included == b.start_included and _starts(a, b) == 0 and _ends_first(a, b)


def _during(a: Range, b: Range) -> bool:
    return _starts_not_before(a, b) and _ends_first(a, b)


def _coincides(a: Range, b: Range) -> bool:
    return (
        _starts(a, b) == 0
        and a.start_included == b.start_included
        and _ends(a, b) == 0
        and a.end_included == b.end_included
    )


_Relation = Callable[[Range, Range], bool]


def _register(name: str, relation: _Relation, *shapes: str) -> None:
    """Register a relation for the shapes it has; a point stands for the range of itself alone."""
    for shape in shapes:
        kinds = ["range" if part.startswith("range") else _POINT for part in shape.split()]
        parameters = ", ".join(f"{part}: {kind}" for part, kind in zip(shape.split(), kinds, strict=True))

        def body(run: Run, first: Any, second: Any, relation: _Relation = relation) -> bool:
            sides = (each if isinstance(each, Range) else _single(each) for each in (first, second))
            return relation(*sides)

        builtin(name, parameters, "boolean")(body)


def _turned(relation: _Relation) -> _Relation:
    return lambda a, b: relation(b, a)


_register("before", _before, "point1 point2", "point range", "range point", "range1 range2")
_register("after", _turned(_before), "point1 point2", "point range", "range point", "range1 range2")
_register("meets", _meets, "range1 range2")
_register("met by", _turned(_meets), "range1 range2")
_register("overlaps", _overlaps, "range1 range2")
_register("overlaps before", _overlaps_before, "range1 range2")
_register("overlaps after", _turned(_overlaps_before), "range1 range2")
_register("finishes", _finishes, "point range", "range1 range2")
_register("finished by", _turned(_finishes), "range point", "range1 range2")
_register("includes", _turned(_during), "range point", "range1 range2")
_register("during", _during, "point range", "range1 range2")
_register("starts", _begins, "point range", "range1 range2")
_register("started by", _turned(_begins), "range point", "range1 range2")
_register("coincides", _coincides, "point1 point2", "range1 range2")


@builtin("range", "from: string", "range")
def range_from_text(run: Run, text: str) -> Range:
    """The range a text writes with literal ends, such as "[1..3]"."""
    from engine.feel.literal_range import range_from

    found = range_from(text)
    if found is None or equal(found, found) is not True:
        raise NoResult(f"“{text}” không phải là một khoảng", f"“{text}” is not a range")
    return found
