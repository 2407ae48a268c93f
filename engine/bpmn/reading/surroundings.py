"""What stands around the process: lanes, messages, the pool, and ids used twice."""

from __future__ import annotations

from lxml import etree

from engine.bpmn.definition import Lane, Message, Other
from engine.bpmn.reading.names import BPMN, TTHC, bpmn, elements, local, reference, space_of
from engine.bpmn.reading.problems import Problems
from engine.bpmn.xml import line_of
from engine.text import Text

_HANDLED = (
    "process",
    "collaboration",
    "message",
    "error",
    "escalation",
    "signal",
    "extensionElements",
    "documentation",
)


def read_lanes(process: etree._Element) -> dict[str, Lane]:
    """Lanes of a process in the order of the file, nested ones with their parent."""
    lanes: dict[str, Lane] = {}
    for lane in process.iter(f"{{{BPMN}}}lane"):
        key = lane.get("id")
        if not key:
            continue
        around = next(lane.iterancestors(f"{{{BPMN}}}lane"), None)
        nodes = tuple((ref.text or "").strip() for ref in bpmn(lane, "flowNodeRef"))
        name = " ".join((lane.get("name") or "").split())
        lanes[key] = Lane(key, name, nodes, None if around is None else around.get("id"), line_of(lane))
    return lanes


def read_messages(root: etree._Element) -> dict[str, Message]:
    """Messages declared in the file."""
    return {
        str(message.get("id")): Message(str(message.get("id")), message.get("name") or "")
        for message in bpmn(root, "message")
        if message.get("id")
    }


def read_pool(root: etree._Element, process_id: str) -> str | None:
    """Id of the participant whose process this is."""
    for participant in root.iter(f"{{{BPMN}}}participant"):
        if reference(participant.get("processRef")) == process_id:
            return participant.get("id")
    return None


def read_root_others(root: etree._Element) -> list[Other]:
    """Message flows, further pools with a process, imports and the like."""
    found: list[Other] = []
    for element in elements(root, BPMN):
        if local(element) not in _HANDLED:
            found.append(_other(element))
        if local(element) == "collaboration":
            found += [
                _other(child)
                for child in elements(element, BPMN)
                if local(child) not in ("participant", "documentation")
            ]
    return found


def report_duplicate_ids(root: etree._Element, problems: Problems) -> None:
    """A problem for every BPMN element whose id was used before in the file."""
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        key = element.get("id")
        if key is None or space_of(element) == TTHC:
            continue
        if key in seen:
            problems.add(
                "duplicate_id",
                element,
                Text(f"Mã (id) “{key}” dùng cho hai phần tử.", f"The id “{key}” is used twice."),
                Text(
                    "Mỗi phần tử phải có mã riêng; hãy đổi một trong hai.",
                    "Every element needs its own id; rename one.",
                ),
            )
        seen.add(key)


def _other(element: etree._Element) -> Other:
    return Other(local(element), element.get("id") or "", None, 0, element.get("name"), line_of(element))
