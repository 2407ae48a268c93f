"""The drawing of a file as numbers that can be changed, and written back where they have changed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from lxml import etree

from engine.bpmn.layout.trees import insert, remove
from engine.bpmn.layout.write import BPMNDI, DC, DI

XY = tuple[float, float]


@dataclass(frozen=True)
class Rect:
    """A rectangle in diagram units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> XY:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)

    def grown(self, by: float) -> Rect:
        """This rectangle with air around it."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than a border."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Rect) -> bool:
        """Whether ``other`` lies in this one."""
        inside = self.x <= other.x and other.right <= self.right
        return inside and self.y <= other.y and other.bottom <= self.bottom

    def touches(self, point: XY) -> bool:
        """Whether a point lies on the border, give or take a unit."""
        x, y = point
        inside = self.x - 1 <= x <= self.right + 1 and self.y - 1 <= y <= self.bottom + 1
        return inside and (min(abs(x - self.x), abs(x - self.right), abs(y - self.y), abs(y - self.bottom)) <= 1)


class Sheet:
    """Shapes, edges and labels of one plane, by the element they draw."""

    def __init__(self, plane: etree._Element) -> None:
        self.plane = plane
        self.shapes: dict[str, Rect] = {}
        self.edges: dict[str, list[XY]] = {}
        self.labels: dict[str, Rect] = {}
        for drawn in plane:
            key = (drawn.get("bpmnElement") or "").rpartition(":")[2] if isinstance(drawn.tag, str) else ""
            if drawn.tag == f"{{{BPMNDI}}}BPMNShape" and (box := _bounds(drawn)) is not None:
                self.shapes[key] = box
            elif drawn.tag == f"{{{BPMNDI}}}BPMNEdge":
                points = [(_number(p, "x"), _number(p, "y")) for p in drawn.iterchildren(f"{{{DI}}}waypoint")]
                if len(points) > 1:
                    self.edges[key] = points
            for label in drawn.iterchildren(f"{{{BPMNDI}}}BPMNLabel") if key else ():
                if (box := _bounds(label)) is not None:
                    self.labels[key] = box
        self._were = dict(self.shapes), {k: list(v) for k, v in self.edges.items()}, dict(self.labels)

    def forget(self, key: str) -> None:
        """Leave an element undrawn."""
        for part in (self.shapes, self.edges, self.labels):
            part.pop(key, None)

    def write(self, marked: frozenset[str]) -> None:
        """Write what differs from what was read; ``marked`` are exclusive gateways, drawn with their sign."""
        shapes, edges, labels = self._were
        present = {
            (one.get("bpmnElement") or "").rpartition(":")[2]: one for one in self.plane if isinstance(one.tag, str)
        }
        for key, one in present.items():
            if (key in shapes or key in edges) and key not in self.shapes and key not in self.edges:
                remove(one)
        for key, box in self.shapes.items():
            if key not in present:
                attributes = {"isMarkerVisible": "true"} if key in marked else {}
                present[key] = self._add("BPMNShape", key, attributes)
            if shapes.get(key) != box:
                _write_bounds(present[key], box)
        for key, points in self.edges.items():
            if key not in present:
                present[key] = self._add("BPMNEdge", key, {})
            if edges.get(key) != points:
                _write_points(present[key], points)
        for key in present.keys() & (self.shapes.keys() | self.edges.keys()):
            if labels.get(key) != self.labels.get(key):
                _write_label(present[key], self.labels.get(key))

    def _add(self, kind: str, key: str, attributes: dict[str, str]) -> etree._Element:
        used = {one.get("id") for one in self.plane.getroottree().getroot().iter(etree.Element)}
        name = f"{key}_di"
        while name in used:
            name += "_"
        element = etree.Element(f"{{{BPMNDI}}}{kind}", {"id": name, "bpmnElement": key, **attributes})
        edges = self.plane.findall(f"{{{BPMNDI}}}BPMNEdge")
        at = self.plane.index(edges[0]) if kind == "BPMNShape" and edges else len(self.plane)
        insert(self.plane, element, at)
        return element


def _number(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(name) or 0)
    except ValueError:
        return 0.0


def _bounds(parent: etree._Element) -> Rect | None:
    for one in parent.iterchildren(f"{{{DC}}}Bounds"):
        return Rect(*(_number(one, name) for name in ("x", "y", "width", "height")))
    return None


def _text(number: float) -> str:
    return str(int(number)) if number == int(number) else str(round(number, 2))


def _write_bounds(parent: etree._Element, box: Rect) -> None:
    found = parent.find(f"{{{DC}}}Bounds")
    if found is None:
        found = etree.Element(f"{{{DC}}}Bounds")
        insert(parent, found, 0)
    for name in ("x", "y", "width", "height"):
        if found.get(name) is None or _number(found, name) != getattr(box, name):
            found.set(name, _text(getattr(box, name)))


def _write_points(edge: etree._Element, points: list[XY]) -> None:
    for old in edge.findall(f"{{{DI}}}waypoint"):
        remove(old)
    for number, (x, y) in enumerate(points):
        insert(edge, etree.Element(f"{{{DI}}}waypoint", {"x": _text(x), "y": _text(y)}), number)


def _write_label(drawn: etree._Element, label: Rect | None) -> None:
    found = drawn.find(f"{{{BPMNDI}}}BPMNLabel")
    if label is None:
        if found is not None:
            remove(found)
        return
    if found is None:
        found = etree.Element(f"{{{BPMNDI}}}BPMNLabel")
        insert(drawn, found, len(drawn))
    _write_bounds(found, label)
