"""Pool and lanes of a picture, their names upright at the left."""

from __future__ import annotations

from typing import Final

from engine.bpmn.definition import Bounds, Definition
from engine.bpmn.drawing.text import INK, block, number, wrap
from engine.bpmn.wording import procedure_name, said

_BAND: Final = 30


def draw_lanes(definition: Definition, language: str) -> str:
    """The pool's frame with the procedure's name, then one frame per lane."""
    parts = []
    pool = definition.shapes.get(definition.pool or "")
    if pool is not None:
        parts.append(_frame(pool, procedure_name(definition, language), "dg-pool"))
    for lane in definition.lanes.values():
        bounds = definition.shapes.get(lane.id)
        if bounds is not None:
            parts.append(_frame(bounds, said(definition, lane.id, lane.name, language), "dg-lane"))
    return "".join(parts)


def _frame(bounds: Bounds, name: str, kind: str) -> str:
    x, y, w, h = (number(one) for one in (bounds.x, bounds.y, bounds.width, bounds.height))
    frame = f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>'
    band = f'<path d="M{number(bounds.x + _BAND)} {y}v{h}"/>'
    middle_x, middle_y = bounds.x + _BAND / 2, bounds.y + bounds.height / 2
    lines = wrap(name, bounds.height - 8, 2)
    turn = f'{INK} transform="rotate(-90 {number(middle_x)} {number(middle_y)})"'
    return f'<g class="{kind}">{frame}{band}{block(lines, middle_x, middle_y, turn)}</g>'
