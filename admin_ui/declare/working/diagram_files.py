"""A diagram that comes in: read safely, of this very procedure, and what replacing the old one by it changes."""

from __future__ import annotations

from flask import request
from lxml import etree

from admin_ui.declare.working import frame
from engine.bpmn import difference
from engine.bpmn.edit.trees import bpmn, to_bytes, tthc
from engine.bpmn.xml import safe_parse
from engine.platform.errors import Invalid, TooLarge
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.inspection import read_diagram
from engine.publication.upload import MAX_DIAGRAM_BYTES
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_TOLD = 2
"""So many changes are named in the history; the rest is counted."""

_KEPT_SHEET = Text(
    "Tệp gửi lên không có phần thông tin thủ tục; phần đang có được giữ lại.",
    "The file sent has no official sheet; the present one was kept.",
)


def received(copy: WorkingCopy) -> tuple[bytes, tuple[Text, ...]]:
    """The diagram of this request, and what had to be done to it. Raises ``Invalid`` or ``TooLarge``."""
    sent = request.files.get("tep")
    data = sent.read(MAX_DIAGRAM_BYTES + 1) if sent else b""
    if not data:
        raise Invalid(
            Text("Chưa chọn tệp sơ đồ.", "No diagram was chosen."),
            Text("Chọn một tệp .bpmn rồi gửi lại.", "Choose a .bpmn file and send it again."),
        )
    if len(data) > MAX_DIAGRAM_BYTES:
        raise TooLarge(
            Text("Sơ đồ lớn hơn 2 MB.", "The diagram is larger than 2 MB."),
            Text("Kiểm tra lại tệp đã chọn.", "Check which file you chose."),
        )
    definition = read_diagram(data)
    if definition.key is None:
        return _with_sheet(copy, data), (_KEPT_SHEET,)
    if copy.key and definition.key != copy.key:
        raise Invalid(
            Text(
                f"Tệp này là sơ đồ của thủ tục “{definition.name or definition.key}”, không phải thủ tục đang soạn.",
                f"This file is the diagram of “{definition.name or definition.key}”, not of this procedure.",
            ),
            Text("Chọn đúng tệp, hoặc soạn thủ tục kia riêng.", "Choose the right file, or declare that one apart."),
        )
    return data, ()


def replacing(data: bytes) -> frame.Change:
    """The change that puts ``data`` in the place of the diagram."""
    return lambda copy: Sources({**copy.sources.files, DIAGRAM: data})


def told(copy: WorkingCopy, data: bytes) -> Text:
    """What the new diagram changes, as one sentence of the history."""
    changes = difference.between(read_diagram(copy.sources.bpmn), read_diagram(data))
    if not changes:
        return Text("Vẽ lại sơ đồ", "Redrew the diagram")
    named = [change.message for change in changes[:_TOLD]]
    more = len(changes) - len(named)
    vi, en = " ".join(one.vi for one in named), " ".join(one.en for one in named)
    if more:
        vi, en = f"{vi} Và {more} thay đổi khác.", f"{en} And {more} more."
    return Text(f"Sơ đồ: {vi}".rstrip("."), f"Diagram: {en}".rstrip("."))


def _with_sheet(copy: WorkingCopy, data: bytes) -> bytes:
    """A diagram drawn elsewhere takes over the official sheet of the working copy."""
    root, ours = safe_parse(data), safe_parse(copy.sources.bpmn)
    sheet = next(ours.iter(tthc("procedure")), None)
    process = next(root.iter(bpmn("process")), None)
    if sheet is None or process is None:
        return data
    holder = process.find(bpmn("extensionElements"))
    if holder is None:
        holder = etree.Element(bpmn("extensionElements"))
        process.insert(1 if process.find(bpmn("documentation")) is not None else 0, holder)
    holder.append(sheet)
    return to_bytes(root)
