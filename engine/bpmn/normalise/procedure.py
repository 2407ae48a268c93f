"""A diagram that declares no procedure gets its key, name and level: what everything else stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from engine.bpmn import tthc
from engine.bpmn.edit import building, names, trees, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.bpmn.reading.names import TTHC
from engine.text import Text

CODE: Final = "adopt"
_FEEL: Final = "https://www.omg.org/spec/DMN/20191111/FEEL/"
_LEVEL: Final = "commune"


def _name(draft: Draft) -> str:
    """The process's name, else the pool's, else a plain word."""
    pools = [one.get("name") or "" for one in draft.root.iter(bpmn("participant"))]
    own = [draft.process.get("name") or "", *pools]
    return building.one_line(next((one for one in own if one.strip()), "")) or "Thủ tục mới"


def _find(draft: Draft) -> Iterator[Offer]:
    if draft.definition.key is not None:
        return
    name = _name(draft)
    key = names.slug(name, "thu-tuc", "-")
    yield Offer(
        CODE,
        "",
        Text("Khai báo đây là một thủ tục", "Declare it a procedure"),
        Text(
            f"Đặt tên “{name}”, khóa “{key}”, cấp xã (sửa được ở thẻ Thông tin, trừ khóa); mã tiến trình theo khóa.",
            f"Named “{name}”, key “{key}”, level commune (all but the key can be changed); the process id follows.",
        ),
    )


def _carry_out(draft: Draft, element: str) -> None:
    name = _name(draft)
    key = names.slug(name, "thu-tuc", "-")
    process, old, new = draft.process, draft.process.get("id") or "", key.replace("-", "_")
    process.set("isExecutable", "true")
    process.set("name", name)
    holder = process.find(bpmn("extensionElements"))
    if holder is None:
        holder = etree.Element(bpmn("extensionElements"))
        trees.insert(process, holder, len(process.findall(bpmn("documentation"))))
    sheet = holder.find(trees.tthc("procedure"))
    facts = {"key": key}
    if sheet is None:
        sheet = etree.Element(trees.tthc("procedure"), nsmap={"tthc": TTHC})
        trees.insert(holder, sheet, len(holder))
        facts |= {"level": _LEVEL, "online": "full", "competent": "receiving"}
    writing.write_fields(sheet, tthc.PROCEDURE, dict(facts), key)
    draft.root.set("expressionLanguage", _FEEL)
    if new != old and not any(one.get("id") == new for one in draft.root.iter(etree.Element)):
        process.set("id", new)
        for one in draft.root.iter(etree.Element):
            for attribute in ("processRef", "bpmnElement"):
                if one.get(attribute) == old:
                    one.set(attribute, new)
    draft.changed()


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
