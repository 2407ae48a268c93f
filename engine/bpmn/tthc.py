"""The tthc vocabulary as one table: every element, attribute and child our namespace knows.

The reader is driven by this table; the XSD and the moddle descriptor repeat it and a test compares all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NAMESPACE: Final = "urn:quytrinh:tthc:1"

ID = r"[A-Za-z][A-Za-z0-9_]*"
_CODE = r"[A-Za-z][A-Za-z0-9_.\-]*"
_PATH = rf"{ID}(\.{ID})*"

PATTERNS: Final = {
    "slug": r"[a-z0-9]+(-[a-z0-9]+)*",
    "id": ID,
    "code": _CODE,
    "ids": rf"{ID}(\s+{ID})*",
    "amount": r"-?[0-9]+(\.[0-9]+)?|=.+",
    "unit": rf"(receiving|resolving|parent|province|step:{ID}|chosen:{_PATH}|external:{_CODE})(/{ID})?",
    "competent": rf"receiving|address:{_PATH}|province/{ID}",
    "agency": rf"(receiving|resolving|parent|province|external:{_CODE})(/{ID})?",
    "count": rf"counted|excluded|office_hours|shared:{ID}",
    "then": r"manual|wait|incident|error:[A-Za-z0-9_]+",
}
"""Attribute kinds that are text of a certain shape (the regular expression covers the whole value)."""

PLAIN_KINDS: Final = ("text", "integer", "decimal", "boolean", "date", "time", "enum")
"""Attribute kinds that need no pattern."""


@dataclass(frozen=True)
class Attribute:
    """One attribute: its name in the file, the kind of its value, the allowed words when kind is enum."""

    name: str
    kind: str = "text"
    values: tuple[str, ...] = ()
    required: bool = False

    @property
    def field(self) -> str:
        """Name of the dataclass field this attribute is read into."""
        if self.name == "from":
            return "valid_from"
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in self.name)


@dataclass(frozen=True)
class Child:
    """An element that may stand inside another; ``many`` when it may stand there more than once."""

    name: str
    type: str
    many: bool = True

    @property
    def property(self) -> str:
        """Name of the moddle property that holds it."""
        return self.name


@dataclass(frozen=True)
class Element:
    """One element type; ``hosts`` names the BPMN elements it extends (empty: it only stands inside another)."""

    type: str
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Child, ...] = ()
    hosts: tuple[str, ...] = ()
    body: str | None = None

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute called ``name`` in the file, or None."""
        return next((one for one in self.attributes if one.name == name), None)

    def child(self, name: str) -> Child | None:
        """Return the child called ``name`` in the file, or None."""
        return next((one for one in self.children if one.name == name), None)


def _enum(name: str, words: str) -> Attribute:
    return Attribute(name, "enum", tuple(words.split("|")))


def _required(name: str, kind: str = "text") -> Attribute:
    return Attribute(name, kind, required=True)


def _some(kind: str, names: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, kind) for name in names.split())


SAMPLE: Final = Attribute("sample", "boolean")
"""Stands on every element: the fact is an example of ours, not taken from an official document."""

STEP_KINDS: Final = "receive|assign|appraise|opinion|review|sign|register|release|return"

PROCEDURE: Final = Element(
    "Procedure",
    (
        _required("key", "slug"),
        *_some("text", "symbol field"),
        Attribute("level", "id"),
        _enum("online", "full|partial|none"),
        Attribute("boundaryFree", "boolean"),
        Attribute("competent", "competent"),
        Attribute("form", "code"),
    ),
    (
        Child("covers", "Covers"),
        Child("case", "Case"),
        Child("term", "Term"),
        Child("document", "Document"),
        Child("fee", "Fee"),
        Child("result", "ProcedureResult"),
        Child("basis", "Basis"),
        Child("text", "Translation"),
    ),
    ("process",),
)

STEP: Final = Element(
    "Step",
    (
        Attribute("no"),
        Attribute("unit", "unit"),
        Attribute("post", "id"),
        Attribute("alternatives", "ids"),
        Attribute("case", "ids"),
        Attribute("limit", "decimal"),
        _enum("limitUnit", "working_hours|working_days"),
        Attribute("count", "count"),
        Attribute("form", "code"),
        _enum("kind", STEP_KINDS),
        Attribute("content"),
        *_some("decimal", "remindBefore escalateAfter"),
    ),
    (Child("outcome", "Outcome"), Child("produces", "Produces")),
    ("userTask", "serviceTask"),
)

SHEET: Final = (
    Element("Covers", (_required("code"), Attribute("name"), Attribute("from", "date"))),
    Element("Case", (_required("id", "id"), Attribute("name"), Attribute("when"))),
    Element(
        "Term",
        (
            Attribute("value", "amount"),
            _enum("unit", "same_day|working_days|working_hours|calendar_days"),
            Attribute("statutory", "decimal"),
            Attribute("case", "ids"),
            Attribute("channel", "id"),
            Attribute("phase", "integer"),
            Attribute("startsAt", "id"),
            Attribute("agency", "agency"),
            Attribute("cutOff", "time"),
            _enum("onSupplement", "reset|pause|continue"),
            *_some("integer", "maxSupplement extendMax"),
            *_some("decimal", "receptionHours buffer lastHours returnLimit"),
        ),
    ),
    Element(
        "Document",
        (
            _required("id", "id"),
            Attribute("name"),
            *_some("integer", "originals copies"),
            _enum("mode", "submit|show|lookup"),
            Attribute("required", "boolean"),
            Attribute("case", "ids"),
            Attribute("channel", "id"),
            Attribute("when"),
            Attribute("form", "code"),
            *_some("text", "source basis"),
        ),
    ),
    Element(
        "Fee",
        (
            _required("id", "id"),
            Attribute("name"),
            Attribute("amount", "decimal"),
            Attribute("formula"),
            Attribute("decision", "code"),
            Attribute("exemptWhen"),
            _enum("collect", "receipt|supplement|return"),
            Attribute("case", "ids"),
            Attribute("channel", "id"),
            Attribute("basis"),
            Attribute("from", "date"),
        ),
    ),
    Element(
        "ProcedureResult",
        (_required("id", "id"), Attribute("name"), Attribute("template", "code"), Attribute("signedBy", "id")),
    ),
    Element("Basis", (_required("ref"), Attribute("article"))),
    Element("Translation", (_required("lang", "code"), _required("of")), body="content"),
)

ON_NODES: Final = (
    STEP,
    Element("Outcome", (_required("id", "id"), Attribute("name"), Attribute("produces", "code"))),
    Element("Produces", (_required("form", "code"),)),
    Element(
        "Wait",
        (
            _enum("kind", "supplement|payment|confirmation|agency"),
            _enum("clock", "reset|pause|continue"),
            Attribute("autoCloseAfter", "decimal"),
            _enum("autoCloseUnit", "working_hours|working_days|calendar_days"),
            *_some("code", "form partner"),
        ),
        hosts=("receiveTask",),
    ),
    Element(
        "Connector",
        (_required("id", "code"), Attribute("version")),
        (Child("param", "Param"), Child("result", "ConnectorResult"), Child("failure", "Failure", many=False)),
        ("serviceTask",),
    ),
    Element(
        "Leg",
        (_required("agency", "code"), Attribute("limit", "decimal"), _enum("limitUnit", "working_hours|working_days")),
        hosts=("serviceTask",),
    ),
    Element("Param", (_required("name", "id"), Attribute("value"))),
    Element("ConnectorResult", (_required("variable", "id"), Attribute("value"))),
    Element("Failure", (Attribute("after", "integer"), Attribute("then", "then"))),
    Element("Decision", (_required("ref", "code"),), hosts=("businessRuleTask",)),
    Element("End", (_enum("result", "granted|refused|stopped"),), hosts=("endEvent",)),
)

ELEMENTS: Final = {
    one.type: Element(one.type, (*one.attributes, SAMPLE), one.children, one.hosts, one.body)
    for one in (PROCEDURE, *SHEET, *ON_NODES)
}
"""Every element type by name, each with the ``sample`` mark."""

ROOTS: Final = {one.type.lower(): one for one in ELEMENTS.values() if one.hosts}
"""The elements that stand directly in a BPMN element's extensionElements, by their name in the file."""
