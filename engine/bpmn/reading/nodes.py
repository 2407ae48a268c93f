"""Flow nodes, sequence flows and everything else that stands in a process."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from lxml import etree

from engine.bpmn.definition import Flow, Node, Other
from engine.bpmn.reading.events import read_loop, read_triggers
from engine.bpmn.reading.extensions import read_extensions
from engine.bpmn.reading.names import BPMN, TTHC, elements, local, reference, space_of, words
from engine.bpmn.reading.problems import Problems
from engine.bpmn.xml import line_of
from engine.text import Text

KINDS: Final = {
    "startEvent": "start",
    "endEvent": "end",
    "userTask": "user",
    "manualTask": "manual",
    "task": "task",
    "receiveTask": "receive",
    "sendTask": "send",
    "serviceTask": "service",
    "scriptTask": "script",
    "businessRuleTask": "rule",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "inclusiveGateway": "inclusive",
    "eventBasedGateway": "event_gateway",
    "complexGateway": "complex",
    "subProcess": "subprocess",
    "adHocSubProcess": "adhoc",
    "transaction": "transaction",
    "callActivity": "call",
    "boundaryEvent": "boundary",
    "intermediateCatchEvent": "catch",
    "intermediateThrowEvent": "throw",
}
"""BPMN element name -> the word this program uses for it."""

SCOPES: Final = ("subprocess", "adhoc", "transaction")
"""Kinds that hold nodes of their own."""

_READ_ELSEWHERE: Final = (
    "extensionElements documentation laneSet incoming outgoing multiInstanceLoopCharacteristics "
    "standardLoopCharacteristics association textAnnotation group eventDefinitionRef completionCondition "
    "conditionExpression script"
)
"""BPMN children that are read by their owner, or only drawn."""
_TRUE: Final = ("true", "1")


Known = dict[bytes, Node]
"""What elements said, by their text."""


class Contents:
    """Fills the nodes, flows and other elements of a definition while the process tree is walked."""

    def __init__(self, codes: Mapping[str, str], problems: Problems, known: Known | None = None) -> None:
        """``codes`` are the declared error, escalation and signal codes by id."""
        self._known = known
        self.nodes: dict[str, Node] = {}
        self.flows: dict[str, Flow] = {}
        self.others: list[Other] = []
        self._codes = codes
        self._problems = problems

    def read_scope(self, scope: etree._Element, parent: str | None, depth: int = 0) -> None:
        """Read the content of a process or sub-process whose nodes get ``parent``."""
        for element in elements(scope):
            name = local(element)
            if space_of(element) != BPMN:
                continue
            if name in KINDS:
                self._read_node(element, parent, depth)
            elif name == "sequenceFlow":
                self._read_flow(element, parent)
            else:
                self._read_other(element, parent, depth)

    def connected(self) -> dict[str, Node]:
        """The nodes, each knowing its incoming and outgoing flows in the order of the file."""
        incoming: dict[str, list[str]] = {}
        outgoing: dict[str, list[str]] = {}
        for flow in self.flows.values():
            outgoing.setdefault(flow.source, []).append(flow.id)
            incoming.setdefault(flow.target, []).append(flow.id)
        return {
            key: dataclasses.replace(node, incoming=tuple(incoming.get(key, ())), outgoing=tuple(outgoing.get(key, ())))
            for key, node in self.nodes.items()
        }

    def drop_loose_flows(self) -> None:
        """Take out flows that do not lead from a node to a node, with a problem for each."""
        for flow in list(self.flows.values()):
            if flow.source in self.nodes and flow.target in self.nodes:
                continue
            del self.flows[flow.id]

    def _read_node(self, element: etree._Element, parent: str | None, depth: int) -> None:
        key = element.get("id")
        if not key:
            self._without_id(element)
            return
        if key in self.nodes:
            return
        kind = KINDS[local(element)]
        self.nodes[key] = self._remembered(element, key, kind, parent)
        self._read_foreign(element, key, depth)
        if kind in SCOPES:
            self.read_scope(element, key, depth + 1)
            return
        for child in elements(element, BPMN):
            if not local(child).endswith("EventDefinition"):
                self._read_other(child, key, depth + 1)

    def _remembered(self, element: etree._Element, key: str, kind: str, parent: str | None) -> Node:
        """What a node's element says; read once as long as its text stays the same and nothing in it was odd."""
        if self._known is None or kind in SCOPES:
            return _node(element, key, kind, parent, self._codes, self._problems)
        text = etree.tostring(element, with_tail=False)
        found = self._known.get(text)
        if found is None:
            before = len(self._problems.all())
            found = _node(element, key, kind, parent, self._codes, self._problems)
            if len(self._problems.all()) == before:
                self._known[text] = found
        return found

    def _read_flow(self, element: etree._Element, parent: str | None) -> None:
        source, target = reference(element.get("sourceRef")), reference(element.get("targetRef"))
        key = element.get("id")
        if not key:
            self._without_id(element)
            return
        if not source or not target:
            self._problems.add(
                "flow_loose",
                element,
                Text("Đường nối không có điểm đầu hoặc điểm cuối.", "The flow has no source or no target."),
                Text("Hãy nối lại hai đầu hoặc xóa đường nối.", "Connect both ends or delete the flow."),
            )
            return
        condition = next(element.iterchildren(f"{{{BPMN}}}conditionExpression"), None)
        self.flows.setdefault(
            key,
            Flow(
                key,
                source,
                target,
                _name(element),
                words(element, "conditionExpression"),
                None if condition is None else condition.get("language"),
                parent,
                line_of(element),
            ),
        )
        self._read_foreign(element, key, 0)

    def _read_other(self, element: etree._Element, parent: str | None, depth: int) -> None:
        name = local(element)
        if name in _READ_ELSEWHERE.split() or space_of(element) != BPMN:
            return
        detail = element.get("dataObjectRef") or element.get("name")
        self.others.append(Other(name, element.get("id") or "", parent, depth, detail, line_of(element)))

    def _read_foreign(self, element: etree._Element, key: str, depth: int) -> None:
        found = [str(name) for name in element.attrib if str(name).startswith("{")]
        for container in element.iterchildren(f"{{{BPMN}}}extensionElements"):
            found += [str(child.tag) for child in elements(container)]
        for tag in found:
            if etree.QName(tag).namespace != TTHC:
                self.others.append(Other("foreign", key, None, depth, tag, line_of(element)))
        if element.get("instantiate") in _TRUE:
            self.others.append(Other("instantiate", key, None, depth, None, line_of(element)))

    def _without_id(self, element: etree._Element) -> None:
        name = local(element)
        self._problems.add(
            "id_missing",
            element,
            Text(
                f"Một phần tử bpmn:{name} không có mã (id) nên bị bỏ qua.", f"A bpmn:{name} has no id and is ignored."
            ),
            Text("Hãy đặt mã cho phần tử này.", "Give it an id."),
        )


def _node(
    element: etree._Element, key: str, kind: str, parent: str | None, codes: Mapping[str, str], problems: Problems
) -> Node:
    said = read_extensions(element, problems)
    triggers = read_triggers(element, codes)
    step = said.get("step")
    interrupting = element.get("cancelActivity", element.get("isInterrupting", "true")) in _TRUE
    return Node(
        id=key,
        name=_name(element),
        kind=kind,
        step=step,
        wait=said.get("wait"),
        end_result=said.get("end"),
        connector=said.get("connector"),
        leg=said.get("leg"),
        decision=said.get("decision"),
        loop=read_loop(element),
        timer=triggers.timer,
        events=triggers.events,
        message=reference(element.get("messageRef")) or triggers.message,
        event_code=triggers.event_code,
        attached_to=reference(element.get("attachedToRef")),
        interrupting=interrupting,
        default=reference(element.get("default")),
        parent=parent,
        called=reference(element.get("calledElement")),
        by_event=element.get("triggeredByEvent") in _TRUE,
        for_compensation=element.get("isForCompensation") in _TRUE,
        sample=bool(step is not None and step.sample),
        documentation=words(element, "documentation"),
        line=line_of(element),
    )


def _name(element: etree._Element) -> str:
    return " ".join((element.get("name") or "").split())
