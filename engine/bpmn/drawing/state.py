"""Where a dossier stands, as a picture shows it: by colour, by line and by a mark, never by colour alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from engine.bpmn.definition import Node
from engine.bpmn.drawing.text import number
from engine.text import Text

WORDS: Final = {
    "done": Text("đã xong", "done"),
    "current": Text("đang xử lý", "in progress"),
    "waiting": Text("đang chờ", "waiting"),
    "forbidden": Text("quy trình không cho ai tới", "nothing is let through to here"),
    "unpassed": Text("chưa ai tới", "nobody came here"),
}
_LOOKS: Final = {
    "done": ' fill="#e8f3ec" stroke="#2f7d50" stroke-width="1.5"',
    "current": ' fill="#fff3d1" stroke="#9a5b00" stroke-width="3"',
    "waiting": ' fill="#eaf0fb" stroke="#2f56a5" stroke-width="2.5" stroke-dasharray="6 3"',
    "forbidden": ' fill="#fbeae8" stroke="#a3322a" stroke-width="2" stroke-dasharray="3 3"',
    "unpassed": ' fill="#f2f0fa" stroke="#5d4a9c" stroke-width="2" stroke-dasharray="8 4"',
}
_SIGNS: Final = {
    "done": "m-4 0 3 3.5 5.5-6.5",
    "current": "m-2.5-4 6.5 4-6.5 4z",
    "waiting": "m-2.5-4v8m5-8v8",
    "forbidden": "m-3.5-3.5 7 7m0-7-7 7",
    "unpassed": "m-3.5 0h7",
}
_WAITING_KINDS: Final = ("receive", "catch")


@dataclass(frozen=True)
class States:
    """Ids of nodes and flows already passed, of nodes open now, and, of a rehearsal, of what nobody came to."""

    done: Collection[str] = ()
    current: Collection[str] = ()
    forbidden: Collection[str] = ()
    unpassed: Collection[str] = ()

    def of(self, node: Node) -> str:
        """``done``, ``current``, ``waiting``, ``forbidden``, ``unpassed``; "" for a node not reached yet."""
        if node.id in self.current:
            return "waiting" if node.kind in _WAITING_KINDS else "current"
        return "done" if node.id in self.done else self.missed(node.id)

    def missed(self, key: str) -> str:
        """``forbidden`` or ``unpassed`` for a node or flow a rehearsal did not come to."""
        return "forbidden" if key in self.forbidden else "unpassed" if key in self.unpassed else ""

    def passed(self, flow: str) -> bool:
        """Whether a token went along this flow."""
        return flow in self.done


def look(state: str) -> str:
    """Presentation attributes of a node in ``state``, so that it prints without a style sheet."""
    return _LOOKS.get(state, "")


def mark(state: str, x: float, y: float) -> str:
    """A small sign at the corner (x, y): a tick when done, an arrow when open, two bars when waiting."""
    if not state:
        return ""
    colour = _LOOKS[state].partition('stroke="')[2].partition('"')[0]
    fill = "#fff" if state == "current" else "none"
    sign = f"M{number(x)} {number(y)}{_SIGNS[state]}"
    return (
        f'<g class="dg-mark" stroke="#fff" stroke-width="2" stroke-dasharray="none">'
        f'<circle cx="{number(x)}" cy="{number(y)}" r="8" fill="{colour}"/>'
        f'<path class="dg-sign" d="{sign}" fill="{fill}"/></g>'
    )
