"""The general facts of the sheet between the file and their form: name, field, level, online, who decides."""

from __future__ import annotations

from typing import Final

from werkzeug.datastructures import MultiDict

from admin_ui.declare import words
from admin_ui.declare.shown import Shown
from admin_ui.declare.working.cells import NOTE, Cells
from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition
from engine.bpmn.edit.parts_of_sheet import worded, wording_of
from engine.bpmn.edit.sheet_change import SheetChange
from engine.forms.field import bare
from engine.forms.kinds.address2 import Address2
from engine.text import Text

LEVELS: Final = tuple((code, words.level(code) or Text(code, code)) for code in ("commune", "province"))
ONLINE: Final = (
    ("full", Text("Trực tuyến toàn trình", "Fully online")),
    ("partial", Text("Trực tuyến một phần", "Partly online")),
    ("none", Text("Chưa cung cấp trực tuyến", "Not online")),
)
TEXTS: Final = (
    ("doi_tuong", "subjects", Text("Đối tượng thực hiện", "Who can apply")),
    ("yeu_cau", "requirements", Text("Yêu cầu, điều kiện thực hiện", "Requirements and conditions")),
)
"""Texts of the published sheet: name of the cell, what they are a text of, their heading."""


def competent_choices(look: Shown) -> list[tuple[str, Text]]:
    """How the deciding authority can be found: where it is received, by an address of the application, a department."""
    form = look.forms.get(look.definition.form or "")
    addresses = [one for one in form.top if isinstance(one, Address2) and one.routing] if form else []
    kinds = vocabulary.shipped().unit_kinds.values()
    return [
        ("receiving", Text("Cơ quan tiếp nhận hồ sơ", "The authority that receives")),
        *(
            (
                f"address:don.{one.key}",
                Text(
                    f"UBND nơi ghi ở ô “{bare(one.label.vi)}”", f"The committee of the place in “{bare(one.label.en)}”"
                ),
            )
            for one in addresses
        ),
        *((f"province/{one.code}", one.name) for one in kinds if one.authority and one.level == "province"),
    ]


def typed(definition: Definition) -> MultiDict[str, str]:
    """What stands in the cells."""
    given: MultiDict[str, str] = MultiDict(
        {
            "ten": definition.name,
            "ten_en": wording_of(definition.texts, "name"),
            "ky_hieu": definition.symbol or "",
            "linh_vuc": definition.field or "",
            "cap": definition.level or "",
            "truc_tuyen": definition.online or "",
            "tham_quyen": definition.competent or "",
            "to_khai": definition.form or "",
            "ghi_chu": definition.documentation or "",
        }
    )
    for cell, of, _ in TEXTS:
        given[cell] = wording_of(definition.texts, of, "vi")
        given[f"{cell}_en"] = wording_of(definition.texts, of)
    if definition.boundary_free:
        given["phi_dia_gioi"] = "1"
    return given


def read(look: Shown, cells: Cells) -> SheetChange:
    """The change the cells say; what is wrong stands in ``cells.errors``."""
    definition = look.definition
    name = cells.text("ten", longest=500, needed=Text("Ghi tên như trên quyết định.", "Enter the official name."))
    texts = worded(definition.texts, "name", cells.text("ten_en", longest=500))
    for cell, of, _ in TEXTS:
        texts = worded(texts, of, cells.lines(cell, longest=NOTE), "vi")
        texts = worded(texts, of, cells.lines(f"{cell}_en", longest=NOTE))
    competents = [code for code, _ in competent_choices(look)]
    return SheetChange(
        {
            "name": name,
            "symbol": cells.text("ky_hieu", longest=100) or None,
            "field": cells.text("linh_vuc", longest=200) or None,
            "level": cells.choice("cap", [code for code, _ in LEVELS]) or None,
            "online": cells.choice("truc_tuyen", [code for code, _ in ONLINE]) or None,
            "boundary_free": cells.ticked("phi_dia_gioi"),
            "competent": cells.choice("tham_quyen", _with(competents, definition.competent)) or None,
            "form": cells.choice("to_khai", _with([*look.forms, *look.broken], definition.form)) or None,
            "documentation": cells.lines("ghi_chu", longest=2 * NOTE) or None,
            "texts": texts,
        }
    )


def _with(codes: list[str], present: str | None) -> list[str]:
    return [*codes, present] if present else codes
