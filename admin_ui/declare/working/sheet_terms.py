"""One time limit between the sheet and its form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from werkzeug.datastructures import MultiDict

from admin_ui.declare import words
from admin_ui.declare.conditions.values import typed_value
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import listed
from admin_ui.declare.working.cells import Cells
from engine import feel
from engine.bpmn.conditions import names_of
from engine.bpmn.conditions.word_by_word import word_by_word
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Term
from engine.procedures import labels
from engine.text import Text

UNITS: Final = (
    ("working_days", Text("ngày làm việc", "working days")),
    ("working_hours", Text("giờ làm việc", "working hours")),
    ("calendar_days", Text("ngày (kể cả ngày nghỉ)", "calendar days")),
    ("same_day", Text("trong ngày làm việc", "the same working day")),
)
ON_SUPPLEMENT: Final = (
    ("reset", Text("Tính lại từ đầu", "Counted anew")),
    ("pause", Text("Dừng, rồi tính tiếp", "Paused")),
    ("continue", Text("Vẫn tính", "Goes on")),
)


def agencies(definition: Definition) -> list[tuple[str, Text]]:
    """Whose share of the time a term can be: the agencies of the steps."""
    anchors = dict.fromkeys(
        (node.step.unit or "").partition("/")[0] for node in definition.steps() if node.step and node.step.unit
    )
    return [
        (one, words.unit(definition, one) or Text(one, one))
        for one in anchors
        if one in ("receiving", "resolving", "parent", "province") or one.startswith("external:")
    ]


def waits(definition: Definition) -> list[tuple[str, Text]]:
    """The waits a second time limit can begin behind."""
    return [
        (node.id, labels.node_name(definition, node)) for node in definition.nodes.values() if node.kind == "receive"
    ]


def said(definition: Definition, term: Term) -> Text:
    """A time limit in a few words."""
    if term.unit == "same_day":
        return Text("Trong ngày làm việc", "The same working day")
    if term.value is None:
        names = names_of(definition, {})
        vi, en = (word_by_word(term.value_formula or "?", names, language) for language in ("vi", "en"))
        return Text(f"Theo công thức: {vi}", f"By formula: {en}")
    return words.amount(term.value, term.unit)


def typed(term: Term) -> MultiDict[str, str]:
    """What stands in the cells."""
    given: MultiDict[str, str] = MultiDict(
        {
            "gia_tri": _number(term.value),
            "cong_thuc": term.value_formula or "",
            "don_vi": term.unit or "working_days",
            "luat_dinh": _number(term.statutory),
            "kenh": term.channel or "",
            "giai_doan": str(term.phase or ""),
            "tu_buoc_cho": term.starts_at or "",
            "co_quan": term.agency or "",
            "gio_chot": term.cut_off.strftime("%H:%M") if term.cut_off else "",
            "khi_bo_sung": term.on_supplement,
            "so_lan_bo_sung": "" if term.max_supplement is None else str(term.max_supplement),
            "so_lan_gia_han": "" if term.extend_max is None else str(term.extend_max),
            "gio_tiep_nhan": _number(term.reception_hours),
            "du_phong": _number(term.buffer),
            "gio_cuoi": _number(term.last_hours),
            "han_tra_lai": _number(term.return_limit),
        }
    )
    given.setlist("truong_hop", list(term.case))
    return given


def _number(value: Decimal | None) -> str:
    return "" if value is None else typed_value(value)


def read(look: Shown, term: Term, cells: Cells) -> Term:
    """The time limit the cells say; what is wrong stands in ``cells.errors``."""
    definition = look.definition
    unit = cells.choice("don_vi", [code for code, _ in UNITS], needed=Text("Chọn đơn vị.", "Choose the unit."))
    formula = _formula(cells) if unit != "same_day" else None
    value = Decimal(1) if unit == "same_day" else cells.number("gia_tri", most=9999)
    if unit != "same_day" and not formula and not value and "gia_tri" not in cells.errors:
        cells.wrong("gia_tri", Text("Ghi thời hạn lớn hơn 0, hoặc công thức.", "Enter more than 0, or a formula."))
    starts = [code for code, _ in waits(definition)]
    return replace(
        term,
        value=None if formula else value,
        value_formula=formula,
        unit=unit or term.unit,
        statutory=cells.number("luat_dinh", most=9999),
        case=cells.many("truong_hop", [one.id for one in definition.cases]),
        channel=cells.choice("kenh", [code for code, _ in listed.channels()]) or None,
        phase=cells.whole("giai_doan", least=1, most=20),
        starts_at=cells.choice("tu_buoc_cho", starts) or None,
        agency=cells.choice("co_quan", [*(code for code, _ in agencies(definition)), term.agency or ""]) or None,
        cut_off=cells.hour("gio_chot"),
        on_supplement=cells.choice("khi_bo_sung", [code for code, _ in ON_SUPPLEMENT]) or term.on_supplement,
        max_supplement=cells.whole("so_lan_bo_sung", most=20),
        extend_max=cells.whole("so_lan_gia_han", most=20),
        reception_hours=_hours(cells, term),
        buffer=cells.number("du_phong", most=999),
        last_hours=cells.number("gio_cuoi", most=8),
        return_limit=cells.number("han_tra_lai", most=99),
    )


def _hours(cells: Cells, term: Term) -> Decimal:
    found = cells.number("gio_tiep_nhan", most=80)
    return term.reception_hours if found is None else found


def _formula(cells: Cells) -> str | None:
    source = cells.text("cong_thuc", longest=2000)
    try:
        if source:
            feel.compile(source)
    except feel.FeelError as error:
        cells.wrong("cong_thuc", Text(error.vi, error.en))
    return source or None
