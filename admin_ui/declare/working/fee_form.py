"""One fee between the sheet and its form: a fixed amount, so much for each, a formula, or a decision table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from werkzeug.datastructures import MultiDict

from admin_ui.declare import conditions
from admin_ui.declare.conditions import Names, State
from admin_ui.declare.conditions.values import typed_value
from admin_ui.declare.working import listed
from admin_ui.declare.working.cells import Cells
from engine import feel
from engine.bpmn.conditions import fitting_rows
from engine.bpmn.definition import Definition
from engine.bpmn.edit.parts_of_sheet import wording_of
from engine.bpmn.sheet import Fee
from engine.feel.rows import Group, Rate, expression_of, rate_of
from engine.text import Text

EXEMPT, ONLY = "mien", "khi"
FIXED, PER, FORMULA, TABLE = "co_dinh", "moi", "cong_thuc", "bang"
WAYS = (
    (FIXED, Text("Một mức cố định", "One fixed amount")),
    (
        PER,
        Text("Đơn giá nhân với số lượng (mỗi bản, mỗi trang, mỗi người…)", "So much for each (copy, page, person …)"),
    ),
    (TABLE, Text("Bảng mức thu theo điều kiện", "A table of amounts by condition")),
    (FORMULA, Text("Công thức FEEL", "A FEEL formula")),
)
COLLECT = (
    ("receipt", Text("Khi nộp hồ sơ", "When the dossier is handed in")),
    ("supplement", Text("Khi có thông báo nộp tiền", "When asked to pay")),
    ("return", Text("Khi trả kết quả", "When the result is handed over")),
)
_HIGHEST = 10**12


def countable(names: Names) -> list[tuple[str, Text]]:
    """What a price can be multiplied by: numbers of the application, and how many rows a list has."""
    return [
        (one.path, Text(f"{one.label.vi} ({one.group.vi})", f"{one.label.en} ({one.group.en})"))
        for one in names.values()
        if one.kind in ("number", "rows", "list") and not one.path.startswith("phi.")
    ]


def way_of(fee: Fee, names: Names) -> str:
    """How the amount is worked out, as the form shows it."""
    if fee.decision:
        return TABLE
    if fee.formula:
        return PER if _rate(fee, names) else FORMULA
    return FIXED


def _rate(fee: Fee, names: Names) -> Rate | None:
    """The rate a formula is, when the form can show it."""
    found = rate_of(fee.formula or "")
    if found is None or found.path not in dict(countable(names)):
        return None
    when = expression_of(found.when)
    return found if not when or fitting_rows(when, names) is not None else None


def typed(definition: Definition, fee: Fee, names: Names) -> MultiDict[str, str]:
    """What stands in the cells."""
    rate = _rate(fee, names) if fee.formula else None
    given: MultiDict[str, str] = MultiDict(
        {
            "ten": fee.name,
            "ten_en": wording_of(definition.texts, f"fee.{fee.id}") if fee.id else "",
            "cach": way_of(fee, names),
            "so_tien": typed_value(fee.amount) if fee.amount is not None else "",
            "don_gia": typed_value(rate.price) if rate else "",
            "so_luong": rate.path if rate else "",
            "cong_thuc": fee.formula if fee.formula and not rate else "",
            "bang": fee.decision or "",
            "kenh": fee.channel or "",
            "thu": fee.collect,
            "can_cu": fee.basis or "",
            "tu_ngay": typed_value(fee.valid_from) if fee.valid_from else "",
        }
    )
    given.setlist("truong_hop", list(fee.case))
    return given


def stored_states(fee: Fee, names: Names) -> dict[str, State]:
    """The two builders as the fee has them: exempt when, and only charged when."""
    rate = _rate(fee, names) if fee.formula else None
    only = expression_of(rate.when) if rate else ""
    return {EXEMPT: conditions.of(fee.exempt_when, names, EXEMPT), ONLY: conditions.of(only, names, ONLY)}


def posted_states(form: MultiDict[str, str], names: Names) -> dict[str, State]:
    """The two builders as they were sent."""
    return {prefix: conditions.posted(form, prefix, names) for prefix in (EXEMPT, ONLY)}


def read(
    definition: Definition,
    fee: Fee,
    cells: Cells,
    states: Mapping[str, State],
    names: Names,
    tables: list[tuple[str, Text]],
) -> Fee:
    """The fee the cells say; what is wrong stands in ``cells.errors``."""
    way = cells.choice("cach", [code for code, _ in WAYS], needed=Text("Chọn cách tính.", "Choose how.")) or FIXED
    known = [code for code, _ in tables] + ([fee.decision] if fee.decision else [])
    made = replace(
        fee,
        name=cells.text("ten", needed=Text("Ghi tên khoản thu.", "Enter the name of the fee.")),
        amount=None,
        formula=None,
        decision=None,
        exempt_when=states[EXEMPT].expression or None,
        collect=cells.choice("thu", [code for code, _ in COLLECT]) or fee.collect,
        case=cells.many("truong_hop", [one.id for one in definition.cases]),
        channel=cells.choice("kenh", [code for code, _ in listed.channels()]) or None,
        basis=cells.text("can_cu") or None,
        valid_from=cells.day("tu_ngay"),
    )
    if way == FIXED:
        needed = Text("Ghi số tiền; không thu thì ghi 0.", "Enter the amount; 0 for none.")
        return replace(made, amount=cells.money("so_tien", needed=needed))
    if way == PER:
        return replace(made, formula=_per(fee, cells, states[ONLY], names))
    if way == TABLE:
        needed = Text("Chọn một bảng, hoặc tạo bảng mới.", "Choose a table, or make a new one.")
        return replace(made, decision=cells.choice("bang", known, needed=needed) or None)
    return replace(made, formula=_formula(cells))


def _per(fee: Fee, cells: Cells, only: State, names: Names) -> str | None:
    price = cells.money("don_gia", needed=Text("Ghi đơn giá.", "Enter the price of one."))
    path = cells.choice("so_luong", [path for path, _ in countable(names)], needed=Text("Chọn số lượng.", "Choose."))
    if price is None or not path or only.wrong:
        return None
    when = fitting_rows(only.expression, names) if only.expression else Group()
    if when is None:
        cells.wrong(
            "so_luong",
            Text(
                "Điều kiện thu phức tạp hơn các dòng: dùng cách tính “Công thức FEEL”.",
                "The condition says more than rows: use a FEEL formula.",
            ),
        )
        return None
    was = _rate(fee, names) if fee.formula else None
    counted = names[path].kind != "number"
    guarded = was.blank_is_nothing if was and was.path == path else True
    return Rate(Decimal(price), path, counted, when, guarded).expression


def _formula(cells: Cells) -> str | None:
    source = cells.lines("cong_thuc", longest=feel_limit())
    if not source:
        cells.wrong("cong_thuc", Text("Ghi công thức.", "Enter the formula."))
        return None
    try:
        feel.compile(source)
    except feel.FeelError as error:
        cells.wrong("cong_thuc", Text(error.vi, error.en))
    return source


def feel_limit() -> int:
    """The longest formula taken."""
    return 4000
