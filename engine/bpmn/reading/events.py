"""What makes an event, a timer or a repetition: the definitions inside a flow node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from engine.bpmn.definition import Loop, Timer
from engine.bpmn.reading.names import BPMN, bpmn, elements, local, reference, words

_TIMES: Final = {"timeDuration": "duration", "timeDate": "date", "timeCycle": "cycle"}
_CODES: Final = {"error": "errorCode", "escalation": "escalationCode", "signal": "name"}


@dataclass(frozen=True)
class Triggers:
    """The event definitions of a node: their kinds, and what they refer to."""

    events: tuple[str, ...] = ()
    timer: Timer | None = None
    message: str | None = None
    event_code: str | None = None


def declared_codes(root: etree._Element) -> dict[str, str]:
    """Code (or signal name) of each error, escalation and signal declared in the file, by id."""
    codes: dict[str, str] = {}
    for element in elements(root, BPMN):
        attribute = _CODES.get(local(element))
        if attribute and element.get("id"):
            codes[str(element.get("id"))] = element.get(attribute) or ""
    return codes


def read_triggers(node: etree._Element, codes: Mapping[str, str]) -> Triggers:
    """Read every event definition of ``node``."""
    kinds: list[str] = []
    timer = message = code = None
    for child in elements(node, BPMN):
        name = local(child)
        if name == "eventDefinitionRef":
            kinds.append("reference")
        if not name.endswith("EventDefinition"):
            continue
        kind = name.removesuffix("EventDefinition")
        kinds.append(kind)
        if kind == "timer":
            timer = read_timer(child)
        elif kind == "message":
            message = reference(child.get("messageRef"))
        elif kind in _CODES:
            code = codes.get(reference(child.get(f"{kind}Ref")) or "")
    return Triggers(tuple(kinds), timer, message, code)


def read_timer(definition: etree._Element) -> Timer | None:
    """Read a timerEventDefinition; None when it says no time."""
    for name, kind in _TIMES.items():
        text = words(definition, name)
        if text:
            return Timer(kind, text)
    return None


def read_loop(node: etree._Element) -> Loop | None:
    """Read the repetition of an activity, None when it runs once."""
    for several in bpmn(node, "multiInstanceLoopCharacteristics"):
        return Loop(
            cardinality=words(several, "loopCardinality"),
            collection=words(several, "loopDataInputRef"),
            sequential=several.get("isSequential", "false") in ("true", "1"),
            completion=words(several, "completionCondition"),
        )
    for standard in bpmn(node, "standardLoopCharacteristics"):
        return Loop(completion=words(standard, "loopCondition"), standard=True)
    return None
