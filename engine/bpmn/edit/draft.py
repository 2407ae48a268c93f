"""A diagram file opened for editing: its tree, what it says, and the few ways in which it is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from lxml import etree

from engine.bpmn import table
from engine.bpmn.definition import Definition, Flow, Node
from engine.bpmn.edit import names, trees
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.graph import Graph
from engine.bpmn.reader import read_tree
from engine.bpmn.reading.names import BPMN, BPMNDI, TTHC, reference, space_of
from engine.bpmn.reading.nodes import Known
from engine.bpmn.xml import safe_parse

_FIRST = ("documentation", "extensionElements")
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Draft:
    """One file while an edit is carried out. ``retired`` are ids of earlier versions that must not come back."""

    def __init__(self, data: bytes, retired: Collection[str] = ()) -> None:
        """Parse ``data``. Raises Unreadable."""
        self.root = safe_parse(data)
        self.retired = frozenset(retired)
        self.touched: set[str] = set()
        """Merges an edit has taken flows from or given flows to."""
        self.moved: set[str] = set()
        """Nodes whose place in the drawing is to be found anew."""
        self.renamed: set[str] = set()
        """Elements whose label is to be placed anew."""
        self._known: Known = {}
        definition = self.definition
        self.process = next(
            one for one in self.root.iterchildren(bpmn("process")) if (one.get("id") or "") == definition.process_id
        )
        self._lists_flows = next(self.process.iter(bpmn("incoming"), bpmn("outgoing")), None) is not None

    @cached_property
    def definition(self) -> Definition:
        """What the file says now."""
        return read_tree(self.root, self._known)

    @cached_property
    def graph(self) -> Graph:
        """The order of its nodes now."""
        return table.graph_of(self.definition)

    @cached_property
    def _elements(self) -> dict[str, etree._Element]:
        others = [one for one in self.root.iterchildren(bpmn("process")) if one is not self.process]
        return {
            str(one.get("id")): one
            for process in (*others, self.process)
            for one in process.iter(f"{{{BPMN}}}*")
            if one.get("id")
        }

    def changed(self) -> None:
        """Forget what was worked out before the tree changed."""
        for name in ("definition", "graph", "_elements"):
            self.__dict__.pop(name, None)

    def element(self, key: str) -> etree._Element:
        """The XML element of a node or flow."""
        return self._elements[key]

    def node(self, key: str) -> Node:
        """The node with this id."""
        return self.definition.nodes[key]

    def flow(self, key: str) -> Flow:
        """The flow with this id."""
        return self.definition.flows[key]

    def outgoing(self, key: str) -> list[Flow]:
        """The flows leaving a node, in the order of the file."""
        return [self.flow(one) for one in self.node(key).outgoing]

    def incoming(self, key: str) -> list[Flow]:
        """The flows leading to a node."""
        return [self.flow(one) for one in self.node(key).incoming]

    def new_id(self, wish: str) -> str:
        """``wish``, made unique in the file and among the retired ids."""
        used = {str(one.get("id")) for one in self.root.iter(etree.Element) if one.get("id") and space_of(one) != TTHC}
        return names.free(wish, used | self.retired)

    def insert_node(self, element: etree._Element, after: str) -> str:
        """Put a new flow node behind another in the file; return its id."""
        trees.insert_after(self.element(after), element)
        self.changed()
        return str(element.get("id"))

    def add_flow(
        self, source: str, target: str, name: str = "", condition: str | None = None, before: str | None = None
    ) -> str:
        """Draw a flow, in the file before the flow ``before`` or behind all others; return its id."""
        key = self.new_id(f"tu_{source}_den_{target}")
        element = etree.Element(bpmn("sequenceFlow"), {"id": key})
        if name:
            element.set("name", name)
        element.set("sourceRef", source)
        element.set("targetRef", target)
        if before is not None:
            trees.insert(self.process, element, self.process.index(self.element(before)))
        else:
            trees.insert_after(self._last_of("sequenceFlow", source), element)
        if condition:
            add_expression(element, "conditionExpression", condition)
        self._list("outgoing", source, key)
        self._list("incoming", target, key)
        self.changed()
        return key

    def move_flow(self, key: str, source: str | None = None, target: str | None = None) -> str:
        """Let a flow begin or end elsewhere; return its id, which follows its ends when it was made of them."""
        flow, element = self.flow(key), self.element(key)
        made = key == f"tu_{flow.source}_den_{flow.target}" or key.startswith(f"tu_{flow.source}_den_{flow.target}_")
        self._unlist(key)
        self.drop_drawing(key)
        ends = source or flow.source, target or flow.target
        self.touched |= {flow.source, flow.target, *ends}
        element.set("sourceRef", ends[0])
        element.set("targetRef", ends[1])
        if made:
            element.set("id", "")
            element.set("id", self.new_id(f"tu_{ends[0]}_den_{ends[1]}"))
        new = str(element.get("id"))
        gateway = self.element(flow.source)
        if gateway.get("default") == key:
            gateway.attrib.pop("default")
            if flow.source == ends[0]:
                gateway.set("default", new)
        self._list("outgoing", ends[0], new)
        self._list("incoming", ends[1], new)
        self.changed()
        return new

    def drop_flow(self, key: str) -> None:
        """Remove a flow with its drawing."""
        flow = self.flow(key)
        self.touched |= {flow.source, flow.target}
        self._unlist(key)
        self.drop_drawing(key)
        source = self.element(flow.source)
        if source.get("default") == key:
            del source.attrib["default"]
        trees.remove(self.element(key))
        self.changed()

    def drop_node(self, key: str) -> None:
        """Remove a node with its flows, its drawing, its place in a lane, its message and its wordings."""
        node = self.node(key)
        for flow in dict.fromkeys((*node.incoming, *node.outgoing)):
            self.drop_flow(flow)
        self.drop_drawing(key)
        for mention in [one for one in self.process.iter(bpmn("flowNodeRef")) if (one.text or "").strip() == key]:
            trees.remove(mention)
        trees.remove(self.element(key))
        self.changed()
        if node.message and not any(other.message == node.message for other in self.definition.nodes.values()):
            for message in self.root.iterchildren(bpmn("message")):
                if message.get("id") == node.message:
                    trees.remove(message)
        for text in list(self.process.iter(trees.tthc("text"))):
            if (text.get("of") or "").partition(".")[0] == key:
                trees.remove(text)
        self.changed()

    def drop_drawing(self, key: str) -> None:
        """Remove the shape or edge of an element."""
        for drawn in list(self.root.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge")):
            if reference(drawn.get("bpmnElement")) == key:
                trees.remove(drawn)
        self.changed()

    def drop_label(self, key: str) -> None:
        """Forget where the label of an element stands (its text has changed)."""
        for drawn in self.root.iter(f"{{{BPMNDI}}}BPMNShape", f"{{{BPMNDI}}}BPMNEdge"):
            if reference(drawn.get("bpmnElement")) == key:
                for label in list(drawn.iterchildren(f"{{{BPMNDI}}}BPMNLabel")):
                    trees.remove(label)
        self.changed()

    def set_default(self, gateway: str, flow: str | None) -> None:
        """Make ``flow`` the default of ``gateway``; a default has no condition."""
        if flow is None:
            self.element(gateway).attrib.pop("default", "")
        else:
            self.element(gateway).set("default", flow)
            self.set_condition(flow, None)
        self.changed()

    def set_condition(self, flow: str, condition: str | None) -> None:
        """Give a flow another condition, or none."""
        element = self.element(flow)
        if self.flow(flow).condition == condition:
            return
        for old in list(element.iterchildren(bpmn("conditionExpression"))):
            trees.remove(old)
        if condition:
            add_expression(element, "conditionExpression", condition)
        self.changed()

    def set_name(self, key: str, name: str) -> None:
        """Call an element otherwise; its label's place is then found anew."""
        element = self.element(key)
        if (element.get("name") or "") == name:
            return
        if name:
            element.set("name", name)
        else:
            element.attrib.pop("name", "")
        self.renamed.add(key)
        self.drop_label(key)

    def flow_elements(self) -> Iterator[etree._Element]:
        """The sequence flows of the process in the order of the file."""
        yield from self.process.iterchildren(bpmn("sequenceFlow"))

    def _last_of(self, name: str, otherwise: str) -> etree._Element:
        found = self.process.findall(bpmn(name))
        return found[-1] if found else self.element(otherwise)

    def _list(self, name: str, node: str, flow: str) -> None:
        """Repeat a flow inside its node, in files that do so."""
        if not self._lists_flows:
            return
        host = self.element(node)
        at = 0
        for number, child in enumerate(host, 1):
            tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if tag in (*_FIRST, "incoming") or tag == name:
                at = number
        mention = etree.Element(bpmn(name))
        mention.text = flow
        trees.insert(host, mention, at)

    def _unlist(self, flow: str) -> None:
        for mention in list(self.process.iter(bpmn("incoming"), bpmn("outgoing"))):
            if reference(mention.text) == flow:
                trees.remove(mention)


def add_expression(parent: etree._Element, name: str, source: str) -> None:
    """Give a BPMN element, already in its file, a child that holds FEEL."""
    element = etree.Element(bpmn(name))
    element.text = source
    trees.insert(parent, element, len(parent))
    prefix = next(prefix for prefix, uri in element.nsmap.items() if uri == BPMN)
    element.set(_TYPE, f"{prefix}:tFormalExpression" if prefix else "tFormalExpression")
