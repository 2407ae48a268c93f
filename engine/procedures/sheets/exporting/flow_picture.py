"""The flow picture for the office file: the server's own SVG, shape by shape, as a metafile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from engine.bpmn.definition import Definition
from engine.bpmn.picture import steps_in_words, svg
from engine.procedures.sheets.exporting.blocks import Picture
from engine.procedures.sheets.exporting.emf import Look, Metafile, Spot, arc
from engine.procedures.sheets.office_xml import parse_part

_TOKENS: Final = re.compile(r"([MmLlHhVvZzAa])|(-?(?:\d+\.?\d*|\.\d+))")
_TURN: Final = re.compile(r"rotate\((-?[\d.]+)")
_INHERITED: Final = ("fill", "stroke", "stroke-width", "font-size", "text-anchor", "transform")
_TAKES: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}


def picture_of(definition: Definition) -> Picture | None:
    """The picture with the steps in words as its twin; None when nothing is drawn."""
    if not definition.shapes:
        return None
    root = parse_part(svg(definition).encode())
    left, top, width, height = (float(one) for one in str(root.get("viewBox")).split())
    canvas = Metafile(width, height)
    _draw(root, canvas, (left, top), {})
    words = "\n".join(steps_in_words(definition))
    return Picture(canvas.data(), width, height, words)


def _draw(element: etree._Element, canvas: Metafile, origin: Spot, above: Mapping[str, str]) -> None:
    look = dict(above) | {name: str(element.get(name)) for name in _INHERITED if element.get(name) is not None}
    kind = etree.QName(element).localname
    if kind == "text":
        _text(element, canvas, origin, look)
        return
    if kind == "path":
        for spots, closed in _paths(str(element.get("d"))):
            moved = [(x - origin[0], y - origin[1]) for x, y in spots]
            canvas.lines(moved, _look(look), closed=closed)
    elif kind == "rect":
        x, y, w, h = (float(str(element.get(name))) for name in ("x", "y", "width", "height"))
        canvas.rounded((x - origin[0], y - origin[1]), (w, h), float(element.get("rx") or 0), _look(look))
    elif kind == "circle":
        x, y, radius = (float(str(element.get(name))) for name in ("cx", "cy", "r"))
        canvas.ellipse((x - origin[0], y - origin[1]), radius, _look(look))
    for child in element:
        _draw(child, canvas, origin, look)


def _text(element: etree._Element, canvas: Metafile, origin: Spot, look: Mapping[str, str]) -> None:
    size, anchor = float(look.get("font-size", "12")), look.get("text-anchor", "middle")
    found = _TURN.search(look.get("transform", ""))
    for one in element if len(element) else [element]:
        x, y = float(str(one.get("x"))) - origin[0], float(str(one.get("y"))) - origin[1]
        if found:
            turn, cx, cy = (float(part) for part in re.findall(r"-?[\d.]+", look["transform"])[:3])
            cx, cy = cx - origin[0], cy - origin[1]
            x, y = (cx + (y - cy), cy - (x - cx)) if turn < 0 else (cx - (y - cy), cy + (x - cx))
        canvas.text((x, y), one.text or "", size, anchor=anchor, turned=float(found[1]) if found else 0)


def _look(look: Mapping[str, str]) -> Look:
    return Look(_rgb(look.get("stroke", "none")), _rgb(look.get("fill", "none")), float(look.get("stroke-width", "1")))


def _rgb(text: str) -> tuple[int, int, int] | None:
    digits = text.removeprefix("#")
    if digits == text or len(digits) not in (3, 6):
        return None
    full = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    red, green, blue = bytes.fromhex(full)
    return red, green, blue


def _paths(data: str) -> Iterator[tuple[list[Spot], bool]]:
    """The lines of an SVG path of straight parts and half circles, and whether each is closed."""
    spots: list[Spot] = []
    x = y = 0.0
    for letter, numbers in _commands(data):
        base = (x, y) if letter.islower() else (0.0, 0.0)
        name = letter.upper()
        if name == "Z":
            yield spots, True
            x, y = spots[0] if spots else (x, y)
            spots = [(x, y)]
            continue
        if name == "M":
            if len(spots) > 1:
                yield spots, False
            spots = []
        before = (x, y)
        x = base[0] + numbers[-2 if name != "H" else 0] if name != "V" else x
        y = base[1] + numbers[-1 if name != "V" else 0] if name != "H" else y
        if name == "A":
            spots += _half_circle(before, (x, y))
        spots.append((x, y))
    if len(spots) > 1:
        yield spots, False


def _half_circle(start: Spot, end: Spot) -> list[Spot]:
    centre = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    radius = abs(end[0] - start[0]) / 2
    return arc(centre, radius, 180, 0) if start[0] < end[0] else arc(centre, radius, 0, -180)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for found in _TOKENS.finditer(data):
        if found[1]:
            letter, numbers = found[1], []
            if letter in "zZ":
                yield letter, []
        else:
            numbers.append(float(found[2]))
            if len(numbers) == _TAKES[letter.upper()]:
                yield letter, numbers
                letter = {"M": "L", "m": "l"}.get(letter, letter)
                numbers = []
