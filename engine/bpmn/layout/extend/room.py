"""Making room: everything right of a line, or under one, moves away from it; lines that cross it grow longer."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from engine.bpmn.layout.extend.sheet import Rect, Sheet


def widen(sheet: Sheet, containers: Collection[str], cut: float, by: float) -> None:
    """Move what begins right of ``cut`` to the right; pools and lanes that the line crosses grow."""

    def box(key: str, one: Rect) -> Rect:
        if key in containers and one.x < cut < one.right:
            return dataclasses.replace(one, width=one.width + by)
        return one.moved(by, 0) if one.x >= cut else one

    sheet.shapes = {key: box(key, one) for key, one in sheet.shapes.items()}
    sheet.labels = {key: one.moved(by, 0) if one.x >= cut else one for key, one in sheet.labels.items()}
    sheet.edges = {key: [(x + by if x >= cut else x, y) for x, y in points] for key, points in sheet.edges.items()}


def heighten(sheet: Sheet, containers: Collection[str], cut: float, by: float) -> None:
    """Move what begins under ``cut`` down; pools and lanes that the line crosses or that end at it grow."""

    def box(key: str, one: Rect) -> Rect:
        if key in containers and one.y < cut <= one.bottom:
            return dataclasses.replace(one, height=one.height + by)
        return one.moved(0, by) if one.y >= cut else one

    sheet.shapes = {key: box(key, one) for key, one in sheet.shapes.items()}
    sheet.labels = {key: one.moved(0, by) if one.y >= cut else one for key, one in sheet.labels.items()}
    sheet.edges = {key: [(x, y + by if y >= cut else y) for x, y in points] for key, points in sheet.edges.items()}
