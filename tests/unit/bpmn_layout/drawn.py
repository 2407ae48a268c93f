"""Reads a laid-out file back from its XML alone and lists what is wrong with the drawing, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def contains(self, other: Rect) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def has_on_border(self, x: float, y: float) -> bool:
        inside = self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height
        return inside and (x in (self.x, self.x + self.width) or y in (self.y, self.y + self.height))


class Drawn:
    """The diagram of a file: rectangles, edges, labels, lanes, and how nodes hang together."""

    def __init__(self, data: bytes) -> None:
        self.root = etree.fromstring(data)
        self.shapes: dict[str, Rect] = {}
        self.labels: dict[str, Rect] = {}
        self.edges: dict[str, list[tuple[float, float]]] = {}
        for shape in self.root.iter(f"{BPMNDI}BPMNShape"):
            self.shapes[shape.get("bpmnElement", "")] = self._rect(shape)
        for edge in self.root.iter(f"{BPMNDI}BPMNEdge"):
            points = [(float(p.get("x", "")), float(p.get("y", ""))) for p in edge.iter(f"{DI}waypoint")]
            self.edges[edge.get("bpmnElement", "")] = points
        for label in self.root.iter(f"{BPMNDI}BPMNLabel"):
            owner = label.getparent()
            assert owner is not None
            self.labels[owner.get("bpmnElement", "")] = self._rect(label)
        self.lanes = {lane.get("id", ""): self._members(lane) for lane in self.root.iter(f"{BPMN}lane")}
        self.pools = [pool.get("id", "") for pool in self.root.iter(f"{BPMN}participant")]
        self.flows = {
            flow.get("id", ""): (flow.get("sourceRef", ""), flow.get("targetRef", ""))
            for flow in self.root.iter(f"{BPMN}sequenceFlow")
        }
        self.nodes = {key: box for key, box in self.shapes.items() if key not in self.lanes and key not in self.pools}
        self.attached = {e.get("id", ""): e.get("attachedToRef", "") for e in self.root.iter(f"{BPMN}boundaryEvent")}
        self.inside = {
            child.get("id", ""): scope.get("id", "")
            for scope in self.root.iter(f"{BPMN}subProcess")
            for child in scope.iterdescendants()
            if child.get("id")
        }

    @staticmethod
    def _rect(element: etree._Element) -> Rect:
        bounds = element.find(f"{DC}Bounds")
        assert bounds is not None
        return Rect(*(float(bounds.get(name, "")) for name in ("x", "y", "width", "height")))

    @staticmethod
    def _members(lane: etree._Element) -> list[str]:
        return [(reference.text or "").strip() for reference in lane.iter(f"{BPMN}flowNodeRef")]

    def faults(self) -> list[str]:
        """Everything that makes the drawing wrong."""
        return [*self._missing(), *self._shapes_on_shapes(), *self._labels(), *self._lanes(), *self._edges()]

    def _missing(self) -> Iterator[str]:
        kinds = ("Event", "Gateway", "Task", "task", "subProcess", "callActivity")
        for element in self.root.iter(etree.Element):
            name = etree.QName(element).localname
            if element.tag.startswith(BPMN) and name.endswith(kinds) and element.get("id") not in self.shapes:
                yield f"{element.get('id')} has no shape"
        for flow in self.flows:
            if flow not in self.edges:
                yield f"{flow} has no edge"

    def _related(self, one: str, other: str) -> bool:
        pairs = ((one, other), (other, one))
        return any(self.attached.get(a) == b or self._within(a, b) for a, b in pairs)

    def _within(self, child: str, scope: str) -> bool:
        while child in self.inside:
            child = self.inside[child]
            if child == scope:
                return True
        return False

    def _shapes_on_shapes(self) -> Iterator[str]:
        for (one, a), (other, b) in combinations(self.nodes.items(), 2):
            if a.overlaps(b) and not self._related(one, other):
                yield f"{one} lies on {other}"

    def _labels(self) -> Iterator[str]:
        for (one, a), (other, b) in combinations(self.labels.items(), 2):
            if a.overlaps(b):
                yield f"label of {one} lies on label of {other}"
        for key, label in self.labels.items():
            ends = self.flows.get(key, (key, key))
            for other, box in self.nodes.items():
                if label.overlaps(box) and not any(self._within(end, other) for end in ends):
                    yield f"label of {key} lies on {other}"

    def _lanes(self) -> Iterator[str]:
        drawn = [key for key in self.lanes if key in self.shapes]
        for lane in drawn:
            for node in self.lanes[lane]:
                if not self.shapes[lane].contains(self.shapes[node]):
                    yield f"{node} stands out of its lane {lane}"
        for one, other in combinations(drawn, 2):
            if self.shapes[one].overlaps(self.shapes[other]):
                yield f"lane {one} lies on lane {other}"

    def _edges(self) -> Iterator[str]:
        for flow, (source, target) in self.flows.items():
            points = self.edges.get(flow, [])
            if len(points) < 2:
                yield f"{flow} has no length"
                continue
            if not self.shapes[source].has_on_border(*points[0]):
                yield f"{flow} does not begin on {source}"
            if not self.shapes[target].has_on_border(*points[-1]):
                yield f"{flow} does not end on {target}"
            for a, b in pairwise(points):
                yield from self._leg(flow, a, b, {source, target})

    def _leg(self, flow: str, a: tuple[float, float], b: tuple[float, float], ends: set[str]) -> Iterator[str]:
        if a[0] != b[0] and a[1] != b[1]:
            yield f"{flow} runs aslant"
        line = Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        thin = Rect(line.x - 0.5, line.y - 0.5, line.width + 1, line.height + 1)
        for key, box in self.nodes.items():
            shrunk = Rect(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
            if thin.overlaps(shrunk) and not any(self._related(key, end) for end in ends):
                yield f"{flow} runs through {key}"

    def shared_stretches(self) -> list[tuple[str, str]]:
        """Pairs of flows that lie on one another although they have neither source nor target in common."""
        found = []
        for (one, p), (other, q) in combinations(self.edges.items(), 2):
            if one not in self.flows or other not in self.flows or set(self.flows[one]) & set(self.flows[other]):
                continue
            if any(_overlap(s, t) for s in pairwise(p) for t in pairwise(q)):
                found.append((one, other))
        return found


def _overlap(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    """Whether two straight pieces share more than a point."""
    for axis in (0, 1):
        if one[0][axis] == one[1][axis] == other[0][axis] == other[1][axis]:
            first, second = (sorted(p[1 - axis] for p in piece) for piece in (one, other))
            return min(first[1], second[1]) > max(first[0], second[0])
    return False
