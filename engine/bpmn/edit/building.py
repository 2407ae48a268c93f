"""New BPMN elements: tasks, waits with their messages, end events."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from engine.bpmn.definition import Flow, Outcome, Wait
from engine.bpmn.edit import names, trees, ways, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.lanes import put_like
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.reading.names import TTHC

_TAGS: Final = {"step": "userTask", "wait": "receiveTask", "connector": "serviceTask"}
_TYPES: Final = {"step": "Step", "wait": "Wait", "connector": "Connector"}
WAITS: Final = {
    "supplement": ("cho_bo_sung", "Chờ bổ sung hồ sơ"),
    "payment": ("cho_thanh_toan", "Chờ nộp phí, lệ phí"),
    "confirmation": ("cho_xac_nhan", "Chờ xác nhận"),
    "agency": ("cho_co_quan", "Chờ cơ quan phối hợp"),
}
ENDS: Final = {
    "granted": ("hoan_thanh", "Hoàn thành"),
    "refused": ("tu_choi", "Từ chối giải quyết"),
    "stopped": ("dung", "Dừng giải quyết"),
}
DONE: Final = Outcome("xong", "Hoàn thành")
"""The outcome of a step for which none was named."""


def one_line(text: str) -> str:
    """A name without line breaks and characters that XML cannot hold."""
    return " ".join(writing.text_of(text).split())


def task(draft: Draft, word: str, name: str, facts: Any, after: str, wish: str | None) -> str:
    """Put a task (``step``, ``wait`` or ``connector``) behind ``after`` in the file, still without flows."""
    name = one_line(name)
    key = draft.new_id(names.slug(wish or name or word))
    element = etree.Element(bpmn(_TAGS[word]), {"id": key, "name": name})
    inside = etree.SubElement(element, bpmn("extensionElements"))
    inside.append(writing.new(_TYPES[word], word, facts, key))
    if word == "wait":
        element.set("messageRef", message(draft, key))
    return draft.insert_node(element, after)


def message(draft: Draft, wait: str) -> str:
    """Declare the message a wait ends by; return its id."""
    element = etree.Element(bpmn("message"), {"id": draft.new_id(f"msg_{wait}"), "name": wait})
    trees.insert(draft.root, element, draft.root.index(draft.process))
    return str(element.get("id"))


def put_on(draft: Draft, flows: list[Flow], key: str) -> None:
    """Let ``flows``, which lead to one place, lead to the new node ``key``, and ``key`` to where they led."""
    target = flows[0].target
    for flow in [draft.element(one.id) for one in flows]:
        ways.lead(draft, str(flow.get("id")), key)
    draft.add_flow(key, target)
    draft.touched |= {target, key}


def wait(draft: Draft, step: str, facts: Wait, name: str | None, after: str) -> str:
    """The wait an outcome of ``step`` leads to, in the step's lane."""
    word, usual = WAITS.get(facts.kind or "", ("cho", "Chờ"))
    key = task(draft, "wait", name or usual, facts, after, f"{word}_{step}")
    put_like(draft, key, step)
    return key


def end(draft: Draft, step: str, result: str, name: str | None, after: str) -> str:
    """An end event an outcome of ``step`` leads to, in the step's lane."""
    word, usual = ENDS[result]
    element = etree.Element(
        bpmn("endEvent"), {"id": draft.new_id(f"{word}_{step}"), "name": one_line(name or "") or usual}
    )
    inside = etree.SubElement(element, bpmn("extensionElements"))
    etree.SubElement(inside, trees.tthc("end"), {"result": result}, nsmap={"tthc": TTHC})
    key = draft.insert_node(element, after)
    put_like(draft, key, step)
    return key


def facts_of(draft: Draft, key: str, word: str) -> etree._Element:
    """The tthc element of a node, made where there is none."""
    element = draft.element(key)
    for found in element.iterchildren(bpmn("extensionElements")):
        for one in found.iterchildren(trees.tthc(word)):
            return one
    holder = element.find(bpmn("extensionElements"))
    if holder is None:
        holder = etree.Element(bpmn("extensionElements"))
        trees.insert(element, holder, len(element.findall(bpmn("documentation"))))
    fresh = etree.Element(trees.tthc(word), nsmap={"tthc": TTHC})
    trees.insert(holder, fresh, len(holder))
    draft.changed()
    return fresh
