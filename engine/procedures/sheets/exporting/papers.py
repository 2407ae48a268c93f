"""The tables around the steps: papers of the dossier, fees, forms, the revision log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Document, Fee, Term
from engine.procedures.sheets.exporting.blocks import Grid, Square
from engine.procedures.sheets.exporting.edition import Revision
from engine.procedures.sheets.own.times import comma

_MODES: Final = {"lookup": "Tra cứu, không phải nộp", "show": "Xuất trình"}
_COLLECT: Final = {"receipt": "khi tiếp nhận", "supplement": "khi bổ sung", "return": "khi trả kết quả"}
_TERM_UNITS: Final = {
    "working_days": "ngày làm việc",
    "working_hours": "giờ làm việc",
    "calendar_days": "ngày theo lịch",
}


def grid(heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]], *, small: bool = False) -> Grid:
    """A plain table with a header row."""
    head = tuple(Square(one, strong=True, centred=True) for one in heads)
    return Grid((head, *(tuple(Square(text) for text in row) for row in rows)), tuple(widths), small=small)


def document_grid(definition: Definition) -> Grid | None:
    """The papers, how many originals and copies, and what else must be known of each."""
    if not definition.documents:
        return None
    names = {case.id: case.name or case.id for case in definition.cases}
    rows = [
        (str(number), one.name, _count(one.originals), _count(one.copies), _notes(one, names))
        for number, one in enumerate(definition.documents, 1)
    ]
    return grid(("TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Ghi chú"), (6, 52, 10, 10, 22), rows)


def _count(number: int) -> str:
    return f"{number:02d}" if number else ""


def _notes(one: Document, cases: Mapping[str, str]) -> str:
    notes = [_MODES.get(one.mode, "")]
    notes += [f"Nguồn: {one.source}" if one.source else ""]
    notes += ["" if one.required else "Nếu có"]
    notes += [f"Trường hợp: {'; '.join(cases.get(case, case) for case in one.case)}" if one.case else ""]
    notes += ["Tùy nội dung tờ khai" if one.when else ""]
    return "\n".join(note for note in notes if note)


def fee_lines(definition: Definition) -> list[str]:
    """One line per fee; free of charge when there is none."""
    return [_fee(one) for one in definition.fees] or ["Không thu phí, lệ phí."]


def _fee(fee: Fee) -> str:
    amount = f"{f'{fee.amount:,.0f}'.replace(',', '.')} đồng" if fee.amount is not None else "tính theo hồ sơ"
    said = f"- {fee.name or fee.id}: {amount}, thu {_COLLECT.get(fee.collect, fee.collect)}"
    return said + (f" ({fee.basis})" if fee.basis else "") + "."


def term_lines(definition: Definition) -> list[str]:
    """The time limits in words, those of single agencies and phases after the whole."""
    names = {case.id: case.name or case.id for case in definition.cases}
    return [f"- {_term(one, names)}" for one in definition.terms] or ["- Chưa quy định."]


def _term(term: Term, cases: Mapping[str, str]) -> str:
    parts = [_term_amount(term)]
    parts += [f"giai đoạn {term.phase}" if term.phase is not None else ""]
    parts += [{"receiving": "tại cơ quan tiếp nhận", "resolving": "tại cơ quan giải quyết"}.get(term.agency or "", "")]
    parts += [f"với {'; '.join(cases.get(one, one) for one in term.case)}" if term.case else ""]
    parts += [f"nhận sau {term.cut_off:%H:%M} trả ngày làm việc tiếp theo" if term.cut_off else ""]
    if term.statutory is not None and term.statutory != term.value:
        parts += [f"theo quy định là {comma(term.statutory)}"]
    return ", ".join(part for part in parts if part) + "."


def _term_amount(term: Term) -> str:
    if term.unit == "same_day":
        return "Trong ngày làm việc"
    if term.value is None:
        return "Tính theo công thức"
    return f"{comma(term.value)} {_TERM_UNITS.get(term.unit, term.unit)}"


def revision_grid(revisions: Sequence[Revision]) -> Grid:
    """The log of editions; one empty line when there is none yet."""
    rows = [(one.number, one.day, one.what, one.decision) for one in revisions] or [("–", "", "", "")]
    heads = ("Lần ban hành", "Áp dụng từ", "Mô tả sửa đổi", "Quyết định")
    return grid(heads, (14, 18, 42, 26), rows)
