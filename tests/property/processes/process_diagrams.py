"""A tiny writer of BPMN files for tests: small, domain-neutral procedures without drawing coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1" '
    'targetNamespace="urn:quytrinh:procedure:{key}" '
    'expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">\n'
)


@dataclass
class Piece:
    """One element of the file."""

    tag: str
    attributes: dict[str, str]
    inner: str = ""
    children: list[Piece] = field(default_factory=list)

    def xml(self) -> str:
        printed = "".join(f" {name}={quoteattr(value)}" for name, value in self.attributes.items())
        body = self.inner + "".join(child.xml() for child in self.children)
        return f"<bpmn:{self.tag}{printed}>{body}</bpmn:{self.tag}>\n"


class Diagram:
    """Collects elements in file order, prints them as BPMN. A flow's id is ``source__target``, longer when double."""

    def __init__(self, process: str = "p") -> None:
        self.process = process
        self.head: list[str] = []
        self.body: list[Piece] = []
        self.pieces: dict[str, Piece] = {}
        self.others: list[Diagram] = []

    def add(self, tag: str, id: str, inner: str = "", **attributes: str) -> Diagram:
        """Any element; attribute names in snake_case become camelCase."""
        piece = Piece(tag, {"id": id, **{_camel(name): value for name, value in attributes.items()}}, inner)
        self.pieces[id] = piece
        self.body.append(piece)
        return self

    def start(self, id: str = "start") -> Diagram:
        return self.add("startEvent", id)

    def end(self, id: str = "end", result: str = "", inner: str = "") -> Diagram:
        said = f'<bpmn:extensionElements><tthc:end result="{result}"/></bpmn:extensionElements>' if result else ""
        return self.add("endEvent", id, said + inner)

    def user(self, id: str, outcomes: str = "", unit: str = "receiving", loop: str = "") -> Diagram:
        listed = "".join(f'<tthc:outcome id="{one}" name="{one}"/>' for one in outcomes.split())
        step = f'<tthc:step unit="{unit}" post="clerk">{listed}</tthc:step>'
        return self.add("userTask", id, f"<bpmn:extensionElements>{step}</bpmn:extensionElements>{loop}", name=id)

    def receive(self, id: str, loop: str = "") -> Diagram:
        self.head.append(f'<bpmn:message id="msg_{id}" name="{id}"/>')
        return self.add("receiveTask", id, loop, message_ref=f"msg_{id}")

    def service(self, id: str, connector: str = "police.residence", loop: str = "", **params: str) -> Diagram:
        listed = "".join(f"<tthc:param name={quoteattr(k)} value={quoteattr(v)}/>" for k, v in params.items())
        inner = f'<tthc:connector id="{connector}" version="1">{listed}</tthc:connector>'
        return self.add("serviceTask", id, f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>{loop}")

    def gateway(self, kind: str, id: str) -> Diagram:
        return self.add(f"{kind}Gateway", id, name=id)

    def timer(self, id: str, after: str, attached_to: str = "", interrupting: bool = True) -> Diagram:
        time = f"<bpmn:timeDuration>{escape(after)}</bpmn:timeDuration>"
        inner = f"<bpmn:timerEventDefinition>{time}</bpmn:timerEventDefinition>"
        if not attached_to:
            return self.add("intermediateCatchEvent", id, inner)
        interrupts = str(interrupting).lower()
        return self.add("boundaryEvent", id, inner, attached_to_ref=attached_to, cancel_activity=interrupts)

    def error(self, id: str, attached_to: str, code: str = "") -> Diagram:
        return self.add("boundaryEvent", id, self.error_definition(id, code), attached_to_ref=attached_to)

    def error_definition(self, id: str, code: str) -> str:
        """The inside of an event that throws or catches ``code``."""
        if not code:
            return "<bpmn:errorEventDefinition/>"
        self.head.append(f'<bpmn:error id="err_{id}" errorCode="{code}"/>')
        return f'<bpmn:errorEventDefinition errorRef="err_{id}"/>'

    def flow(self, source: str, target: str, condition: str = "", default: bool = False) -> Diagram:
        id = f"{source}__{target}"
        while id in self.pieces:
            id += "_"
        if default:
            self.pieces[source].attributes["default"] = id
        if condition:
            opening = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">'
            condition = f"{opening}{escape(condition)}</bpmn:conditionExpression>"
        return self.add("sequenceFlow", id, condition, source_ref=source, target_ref=target)

    def path(self, *ids: str) -> Diagram:
        for source, target in zip(ids, ids[1:], strict=False):
            self.flow(source, target)
        return self

    @contextmanager
    def inside(self, id: str, tag: str = "subProcess", loop: str = "") -> Iterator[Diagram]:
        """Elements added within belong to a sub-process."""
        self.add(tag, id, loop)
        outer, self.body = self.body, self.pieces[id].children
        yield self
        self.body = outer

    def called(self, other: Diagram) -> Diagram:
        """Another process in the same file, for call activities."""
        self.others.append(other)
        return self

    def xml(self) -> bytes:
        """The file."""
        diagrams = [self, *self.others]
        heads = [line for diagram in diagrams for line in diagram.head]
        processes = [
            Piece("process", {"id": one.process, "isExecutable": "true"}, children=one.body).xml() for one in diagrams
        ]
        return "\n".join([HEAD.replace("{key}", self.process), *heads, *processes, "</bpmn:definitions>"]).encode()


def each(cardinality: str, sequential: bool = False, enough: str = "") -> str:
    """The multi-instance marker of an activity."""
    done = f"<bpmn:completionCondition>{escape(enough)}</bpmn:completionCondition>" if enough else ""
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}">'
        f"<bpmn:loopCardinality>{escape(cardinality)}</bpmn:loopCardinality>{done}"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
