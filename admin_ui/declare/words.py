"""What declarations say in codes, said in words: units, amounts of time, places where a step leads."""

from __future__ import annotations

from decimal import Decimal

from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition, Step
from engine.bpmn.table import Row
from engine.procedures import labels
from engine.text import Text

_ANCHORS = {
    "receiving": Text("Cơ quan tiếp nhận", "The receiving authority"),
    "resolving": Text("Cơ quan giải quyết", "The resolving authority"),
    "parent": Text("Cơ quan cấp trên", "The authority above"),
    "province": Text("UBND tỉnh", "The provincial People's Committee"),
}
_RESULTS = {
    "granted": Text("kết thúc, có kết quả", "end: granted"),
    "refused": Text("kết thúc, từ chối", "end: refused"),
    "stopped": Text("kết thúc, dừng", "end: stopped"),
}
_AMOUNTS = {
    "working_hours": ("giờ", "hours", "hour"),
    "working_days": ("ngày làm việc", "working days", "working day"),
    "calendar_days": ("ngày", "days", "day"),
}
_LEVELS = {"commune": Text("Cấp xã", "Commune"), "province": Text("Cấp tỉnh", "Province")}
_ONLINE = {
    "full": Text("Trực tuyến toàn trình", "Fully online"),
    "partial": Text("Trực tuyến một phần", "Partly online"),
    "info": Text("Cung cấp thông tin", "Information only"),
    "none": Text("Chưa có trực tuyến", "Not online"),
}
_MODES = {
    "submit": Text("nộp", "handed in"),
    "show": Text("xuất trình", "shown"),
    "lookup": Text("cơ quan tự tra cứu", "looked up by the office"),
}


told = labels.told
translated = labels.translated
"""Pair a Vietnamese wording of the file with the English one it gives, or with itself."""


def level(code: str | None) -> Text | None:
    """The level of government that receives."""
    return _LEVELS.get(code or "", Text(code, code) if code else None)


def online(code: str | None) -> Text | None:
    """How far the service goes online."""
    return _ONLINE.get(code or "", Text(code, code) if code else None)


def mode(code: str) -> Text:
    """How a paper comes to the office."""
    return _MODES.get(code, Text(code, code))


def post(code: str | None) -> Text | None:
    """The name of a post; an unknown code speaks for itself."""
    known = vocabulary.shipped().posts.get(code or "")
    return known.name if known else Text(code, code) if code else None


def unit(definition: Definition, expression: str | None) -> Text | None:
    """The unit of a step as far as the declaration tells."""
    if not expression:
        return None
    anchor, _, kind = expression.partition("/")
    start, _, rest = anchor.partition(":")
    known = vocabulary.shipped().unit_kinds.get(kind or (rest if start == "external" else ""))
    if known is not None:
        return known.name
    if start == "external" and (partner := _agency(definition, rest)):
        return partner
    if start == "chosen":
        return Text("Các cơ quan được chọn ở bước trước", "The agencies chosen before")
    if start == "step" and rest in definition.nodes:
        name = labels.node_name(definition, definition.nodes[rest])
        return Text(f"Đơn vị đã làm “{name.vi}”", f"The unit that did “{name.en}”")
    return _ANCHORS.get(anchor, Text(expression, expression))


def _agency(definition: Definition, code: str) -> Text | None:
    """The agency a partner's code means: the one the automatic step calling it names."""
    for node in definition.nodes.values():
        if node.leg and node.leg.agency == code and node.step and node.step.unit != f"external:{code}":
            return unit(definition, node.step.unit)
    return None


def competent(definition: Definition) -> Text | None:
    """Who decides."""
    return unit(definition, definition.competent or "receiving")


def amount(value: Decimal, of: str) -> Text:
    """An amount of time: "20 giờ", "0.5 working days"."""
    shown = format(value.normalize(), "f")
    vi, several, one = _AMOUNTS.get(of, (of, of, of))
    return Text(f"{shown.replace('.', ',')} {vi}", f"{shown} {one if value == 1 else several}")


def time(row: Row) -> Text:
    """The time of a step, or why it has none."""
    if row.count == "office_hours":
        return Text("Giờ hành chính", "Office hours")
    if row.limit is None:
        return Text("Không tính", "Not counted") if row.count == "excluded" else Text("Chưa ghi", "Not set")
    return amount(row.limit, row.limit_unit)


def counting(row: Row) -> Text | None:
    """How the time of a step counts, when it is not simply added."""
    if row.count == "excluded" and row.limit is not None:
        return Text("không tính vào thời hạn", "not counted in the term")
    if row.shared_group is not None:
        return Text(f"tính chung với nhóm {row.shared_group}", f"shares the time of group {row.shared_group}")
    return None


def stop(definition: Definition, code: str) -> tuple[Text, str]:
    """Where an outcome leads, in words, and the id of the element there (empty for an end)."""
    kind, _, rest = code.partition(":")
    if kind == "end":
        return _RESULTS.get(rest, Text("kết thúc", "end")), ""
    if kind == "wait" and rest in definition.nodes:
        name = labels.node_name(definition, definition.nodes[rest])
        return Text(_small(name.vi), _small(name.en)), ""
    element = next((node.id for node in definition.steps() if code == _number(node.step, node.id)), "")
    return Text(f"bước {code}", f"step {code}"), element


def _number(step: Step | None, otherwise: str) -> str:
    return (step.no if step else None) or otherwise


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
