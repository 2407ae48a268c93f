"""One step of the sheet as a user task: attributes for what was understood, documentation for every printed word."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from engine.procedures.sheets.document import flat
from engine.procedures.sheets.drafting.elements import Extension
from engine.procedures.sheets.process import Process, Step

FORMS: Final = {
    "receive": "tiep-nhan",
    "assign": "phan-cong",
    "appraise": "tham-dinh",
    "opinion": "y-kien",
    "review": "xem-xet",
    "sign": "ky-duyet",
    "register": "phat-hanh",
    "release": "phat-hanh",
    "return": "tra-ket-qua",
}
IDS: Final = {
    "receive": "tiep_nhan",
    "assign": "phan_cong",
    "appraise": "tham_dinh",
    "opinion": "cho_y_kien",
    "review": "xem_xet",
    "sign": "ky_duyet",
    "register": "van_thu",
    "release": "phat_hanh",
    "return": "tra_ket_qua",
}
QUESTIONS: Final = {
    "receive": "Hồ sơ có đầy đủ, hợp lệ?",
    "appraise": "Kết quả thẩm định?",
    "review": "Đồng ý với dự thảo?",
    "sign": "Phê duyệt kết quả?",
}


def step_extension(step: Step, process: Process, *, case: str | None, unit: str | None, group_first: bool) -> Extension:
    """The ``tthc:step`` of one row."""
    known = step.understood
    attributes = {"no": step.label or str(step.sub or "")}
    if step.sub and step.label:
        attributes["no"] = f"{step.label}.{step.sub}"
    if unit:
        attributes["unit"] = unit
    if known.post:
        attributes["post"] = known.post
    if known.alternatives:
        attributes["alternatives"] = " ".join(known.alternatives)
    if known.kind:
        attributes["kind"] = known.kind
    cases = [case] if case else list(step.cases)
    if cases:
        attributes["case"] = " ".join(cases)
    _limit(step, process, attributes, case, group_first=group_first)
    attributes["content"] = step.whole_content
    children = [
        Extension("outcome", {"id": one.id, "name": one.name} | ({"produces": one.produces} if one.produces else {}))
        for one in known.branches
    ]
    children += [Extension("produces", {"form": role}) for role in known.produces]
    return Extension("step", attributes, children)


def printed_words(step: Step, notes: list[str], *, content: bool = False) -> str:
    """Every cell of the row as printed, so that no word of the sheet is lost; the content where no attribute has it.

    A row in our own words is in the attributes as it is.
    """
    if step.codes is not None and not step.open_points and not notes:
        return ""
    lines = [
        f"Số bước: {step.label}" if step.label else "",
        f"Người thực hiện: {flat(step.actor)}" if step.actor else "",
    ]
    lines += [f"Thời gian: {flat(step.time.text)}" if step.time.text else ""]
    lines += [f"Biểu mẫu, kết quả: {flat(step.result)}" if step.result else ""]
    lines += [f"{header}: {flat(text)}" for header, text in step.extra.items() if text]
    lines += [f"Nội dung: {flat(step.whole_content)}"] if content else []
    lines += [f"Ghi chú: {flat(note)}" for note in notes]
    said = flat(" ".join([*lines, step.whole_content]))
    lines += [f"Ô khác: {flat(cell.text)}" for cell in step.cells if flat(cell.text) not in said]
    return "Theo bảng của cơ quan. " + " | ".join(line for line in lines if line)


def _limit(step: Step, process: Process, attributes: dict[str, str], case: str | None, *, group_first: bool) -> None:
    count = step.count
    if count == "shared":
        group = f"{step.shared_group or 'g'}{'_' + case if case else ''}".upper()
        if step.codes is not None and step.codes.group:
            group = step.codes.group
        count = f"shared:{group}"
    attributes["count"] = count
    hours = step.time.hours if step.time.held is None else step.time.held
    if hours is None or hours <= 0 or (step.count == "shared" and not group_first):
        if hours is not None and hours <= 0 and step.time.held is None:
            attributes["count"] = "excluded"
        return
    days = step.time.unit == "ngày" and process.day == 8
    value = hours / 8 if days else hours
    attributes["limit"] = plain(value)
    attributes["limitUnit"] = "working_days" if days else "working_hours"


def plain(value: Decimal) -> str:
    """A decimal without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
