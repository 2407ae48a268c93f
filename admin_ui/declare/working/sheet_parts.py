"""The lists of the sheet, each as one kind of part: how it is typed, read, called and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from admin_ui.declare.conditions import State
from admin_ui.declare.conditions.values import typed_value
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import sheet_terms
from admin_ui.declare.working.cells import Cells
from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition
from engine.bpmn.edit.parts_of_sheet import new_id, wording_of
from engine.bpmn.sheet import Basis, Case, Covers, ProcedureResult, Term
from engine.text import Text

WHEN = "khi"
Read = Callable[[Shown, Any, Cells, State], Any]


@dataclass(frozen=True)
class Kind:
    """One list. ``of`` is the prefix of its wordings in other languages ("" when it has none)."""

    slug: str
    field: str
    title: Text
    one: Text
    new: Any
    typed: Callable[[Definition, Any], MultiDict[str, str]]
    read: Read
    called: Callable[[Definition, Any], str]
    of: str = ""

    def parts(self, definition: Definition) -> tuple[Any, ...]:
        """The parts there are."""
        found: tuple[Any, ...] = getattr(definition, self.field)
        return found


def posts() -> list[tuple[str, Text]]:
    """Who can sign a result."""
    return [(one.code, one.name) for one in vocabulary.shipped().posts.values()]


def _typed_covers(definition: Definition, one: Covers) -> MultiDict[str, str]:
    day = typed_value(one.valid_from) if one.valid_from else ""
    return MultiDict({"ma": one.code, "ten": one.name, "tu_ngay": day})


def _read_covers(look: Shown, one: Covers, cells: Cells, state: State) -> Covers:
    code = cells.text("ma", longest=40, needed=Text("Ghi mã thủ tục quốc gia, ví dụ 1.001193.", "Enter the code."))
    if code and (not code.isascii() or " " in code):
        cells.wrong("ma", Text("Mã chỉ gồm chữ số, chữ cái không dấu, dấu chấm.", "Digits, letters and points only."))
    return replace(one, code=code, name=cells.text("ten", longest=500), valid_from=cells.day("tu_ngay"))


def _typed_named(prefix: str) -> Callable[[Definition, Any], MultiDict[str, str]]:
    def typed(definition: Definition, one: Any) -> MultiDict[str, str]:
        english = wording_of(definition.texts, f"{prefix}.{one.id}") if one.id else ""
        return MultiDict({"ten": one.name, "ten_en": english})

    return typed


def _read_case(look: Shown, one: Case, cells: Cells, state: State) -> Case:
    name = cells.text("ten", longest=300, needed=Text("Ghi tên trường hợp.", "Name the case."))
    taken = {case.id for case in look.definition.cases}
    key = one.id or (new_id(name, "truong_hop", taken) if name else "")
    return replace(one, id=key, name=name, when=state.expression or None)


def _typed_result(definition: Definition, one: ProcedureResult) -> MultiDict[str, str]:
    given = _typed_named("result")(definition, one)
    given.update({"mau": one.template or "", "nguoi_ky": one.signed_by or ""})
    return given


def _read_result(look: Shown, one: ProcedureResult, cells: Cells, state: State) -> ProcedureResult:
    name = cells.text("ten", longest=500, needed=Text("Ghi tên kết quả.", "Name the result."))
    taken = {result.id for result in look.definition.results}
    known = [code for code, _ in posts()] + ([one.signed_by] if one.signed_by else [])
    return replace(
        one,
        id=one.id or (new_id(name, "ket_qua", taken) if name else ""),
        name=name,
        signed_by=cells.choice("nguoi_ky", known) or None,
    )


def _typed_basis(definition: Definition, one: Basis) -> MultiDict[str, str]:
    return MultiDict({"van_ban": one.ref, "dieu": one.article or ""})


def _read_basis(look: Shown, one: Basis, cells: Cells, state: State) -> Basis:
    needed = Text("Ghi tên và số hiệu văn bản.", "Enter the title and number of the text.")
    return replace(one, ref=cells.text("van_ban", longest=500, needed=needed), article=cells.text("dieu") or None)


_TERM = Term(unit="working_days")

KINDS: Final[Mapping[str, Kind]] = {
    one.slug: one
    for one in (
        Kind(
            "truong-hop",
            "cases",
            Text("Trường hợp", "Cases"),
            Text("trường hợp", "case"),
            Case(),
            _typed_named("case"),
            _read_case,
            lambda definition, one: one.name or one.id,
            "case",
        ),
        Kind(
            "thoi-han",
            "terms",
            Text("Thời hạn giải quyết", "Time limits"),
            Text("thời hạn", "time limit"),
            _TERM,
            lambda definition, one: sheet_terms.typed(one),
            lambda look, one, cells, state: sheet_terms.read(look, one, cells),
            lambda definition, one: sheet_terms.said(definition, one).vi,
        ),
        Kind(
            "ket-qua",
            "results",
            Text("Kết quả", "Results"),
            Text("kết quả", "result"),
            ProcedureResult(),
            _typed_result,
            _read_result,
            lambda definition, one: one.name or one.id,
            "result",
        ),
        Kind(
            "can-cu",
            "basis",
            Text("Căn cứ pháp lý", "Legal basis"),
            Text("căn cứ", "ground"),
            Basis(),
            _typed_basis,
            _read_basis,
            lambda definition, one: one.ref,
        ),
        Kind(
            "ma",
            "covers",
            Text("Thủ tục quốc gia", "National procedures"),
            Text("mã thủ tục", "procedure code"),
            Covers(),
            _typed_covers,
            _read_covers,
            lambda definition, one: f"{one.code} {one.name}".strip(),
        ),
    )
}
