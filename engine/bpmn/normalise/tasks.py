"""Tasks of no kind, manual, sending, script and rule tasks become work of people: what offices mean by a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.text import Text

CODE: Final = "user_task"
_KINDS: Final = {
    "task": Text("", ""),
    "manual": Text("", ""),
    "send": Text(" Thông điệp gửi đi bị bỏ.", " The message it sent is dropped."),
    "script": Text(" Mã chương trình bị bỏ.", " Its program code is dropped."),
}
_OWN: Final = ("messageRef", "operationRef", "scriptFormat", "implementation", "instantiate")


def _find(draft: Draft) -> Iterator[Offer]:
    for one in draft.definition.nodes.values():
        if one.kind in _KINDS:
            lost = _KINDS[one.kind]
            yield Offer(
                CODE,
                one.id,
                Text(f"“{one.name or one.id}” là việc của người", f"“{one.name or one.id}” is work of people"),
                Text(
                    f"Đổi thành bước do người làm, giữ tên, chỗ vẽ và các đường nối.{lost.vi}",
                    f"It becomes a step done by people; name, place and flows stay.{lost.en}",
                ),
            )


def _carry_out(draft: Draft, element: str) -> None:
    task = draft.element(element)
    task.tag = bpmn("userTask")
    for name in _OWN:
        task.attrib.pop(name, "")
    for script in list(task.iterchildren(bpmn("script"))):
        trees.remove(script)
    draft.changed()


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
