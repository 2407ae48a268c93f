"""The kinds of field an administrator chooses from, in words, and the form-js components they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from engine.text import Text

_ANSWER: Final = (
    *("kind", "label", "en", "key", "hint", "en_hint", "required", "hide"),
    *("default", "prefill", "locked", "routing", "columns"),
)
_CHOICE: Final = (*_ANSWER, "options", "options_from", "options_path")
_UNITS: Final = (*_ANSWER, "unit_kind", "unit_under")
_SHOWN: Final = ("kind", "label", "en", "hint", "en_hint", "hide")
_TEXT: Final = (*_ANSWER, "min_length", "max_length")


@dataclass(frozen=True)
class Kind:
    """One kind: its name for people, the component behind it, and the facts it has."""

    code: str
    type: str
    vn: str
    label: Text
    facts: tuple[str, ...]
    offered: bool = True
    """False: recognised in forms from elsewhere, not in the list to add from."""
    holds: bool = False
    """Other components go inside."""
    stores: bool = True
    """It has a key and an answer."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else a new component of the kind says."""


_DAY: Final = {"subtype": "date"}

ALL: Final = (
    Kind("line", "textfield", "", Text("Một dòng chữ", "One line of text"), (*_TEXT, "pattern", "pattern_message")),
    Kind("paragraph", "textarea", "", Text("Đoạn văn", "Paragraph"), _TEXT),
    Kind("number", "number", "", Text("Số", "Number"), (*_ANSWER, "least", "most", "decimals", "prefix", "suffix")),
    Kind(
        "money", "textfield", "money_vnd", Text("Số tiền (đồng)", "Amount of money (đồng)"), (*_ANSWER, "least", "most")
    ),
    Kind(
        "date",
        "datetime",
        "date_vn",
        Text("Ngày, tháng, năm", "Date"),
        (*_ANSWER, "partial", "not_before", "not_after"),
        extra=_DAY,
    ),
    Kind("time", "datetime", "", Text("Giờ, phút", "Time of day"), _ANSWER, extra={"subtype": "time"}),
    Kind("date_time", "datetime", "", Text("Ngày và giờ", "Date and time"), _ANSWER, extra={"subtype": "datetime"}),
    Kind("yes_no", "checkbox", "", Text("Có / không (ô tích)", "Yes or no (tick box)"), _ANSWER),
    Kind("one", "radio", "", Text("Chọn một (nút tròn)", "Choose one (buttons)"), (*_CHOICE, "inline")),
    Kind("one_list", "select", "", Text("Chọn một (danh sách)", "Choose one (list)"), _CHOICE),
    Kind("several", "checklist", "", Text("Chọn nhiều", "Choose several"), (*_CHOICE, "inline")),
    Kind("tags", "taglist", "", Text("Chọn nhiều (thẻ)", "Choose several (tags)"), _CHOICE, offered=False),
    Kind("full_name", "textfield", "upper_name", Text("Họ và tên (chữ in hoa)", "Full name (capitals)"), _TEXT),
    Kind("cccd", "textfield", "cccd", Text("Số định danh, số CCCD", "Personal ID number"), _ANSWER),
    Kind("tax_code", "textfield", "mst", Text("Mã số thuế", "Tax code"), _ANSWER),
    Kind("phone", "textfield", "phone_vn", Text("Số điện thoại", "Telephone"), _ANSWER),
    Kind("email", "textfield", "email", Text("Thư điện tử", "E-mail"), _ANSWER),
    Kind("address", "textfield", "address2", Text("Địa chỉ (tỉnh, xã)", "Address"), (*_ANSWER, "other_place")),
    Kind(
        "file",
        "filepicker",
        "",
        Text("Tệp gửi kèm", "File"),
        (*("kind", "label", "en", "key", "hint", "en_hint", "required", "hide", "columns"), "accept", "multiple"),
        extra={"accept": ".pdf,.jpg,.jpeg,.png"},
    ),
    Kind("unit", "select", "units", Text("Chọn một đơn vị", "Choose one unit"), _UNITS),
    Kind("units", "checklist", "units", Text("Chọn nhiều đơn vị", "Choose several units"), _UNITS),
    Kind(
        "unit_buttons", "radio", "units", Text("Chọn một đơn vị (nút tròn)", "Choose one unit (buttons)"), _UNITS, False
    ),
    Kind("unit_tags", "taglist", "units", Text("Chọn nhiều đơn vị (thẻ)", "Choose units (tags)"), _UNITS, False),
    Kind(
        "computed",
        "expression",
        "",
        Text("Ô tự tính", "Computed value"),
        ("kind", "label", "en", "key", "hint", "en_hint", "hide", "routing", "columns", "expression", "words"),
    ),
    Kind(
        "rows",
        "dynamiclist",
        "",
        Text("Bảng nhiều dòng", "Repeating rows"),
        (
            *("kind", "label", "en", "key", "hint", "en_hint", "required", "hide", "routing", "prefill"),
            *("min_rows", "max_rows", "first_rows", "fixed_rows"),
        ),
        holds=True,
        extra={"defaultRepetitions": 1, "allowAddRemove": True},
    ),
    Kind("page", "group", "", Text("Trang (phần của biểu mẫu)", "Page (part of the form)"), _SHOWN, True, True, False),
    Kind("group", "group", "", Text("Nhóm ô", "Group of fields"), _SHOWN, holds=True, stores=False),
    Kind(
        "prose",
        "text",
        "",
        Text("Đoạn hướng dẫn, tiêu đề", "Text or heading"),
        ("kind", "text", "en_text", "hide"),
        stores=False,
    ),
    Kind("rule_line", "separator", "", Text("Đường kẻ ngang", "Line across"), ("kind", "hide"), stores=False),
    Kind("space", "spacer", "", Text("Khoảng trống", "Space"), ("kind", "hide"), False, stores=False),
    Kind("picture", "image", "", Text("Hình ảnh", "Picture"), ("kind", "hide"), False, stores=False),
    Kind(
        "listing",
        "table",
        "",
        Text("Bảng chỉ xem", "Table to read"),
        ("kind", "label", "en", "hide"),
        False,
        stores=False,
    ),
)

BY_CODE: Final[Mapping[str, Kind]] = MappingProxyType({kind.code: kind for kind in ALL})
UNKNOWN: Final = Kind("", "", "", Text("Không dùng được", "Cannot be used"), ("kind", "label"), False, stores=False)
CHOICES: Final = ("one", "one_list", "several", "tags")
_UNITED: Final = {"email": "email", "phone": "phone_vn"}


def kind_of(component: Mapping[str, Any]) -> Kind:
    """The kind a component is; UNKNOWN for what forms do not accept."""
    bag = component.get("properties")
    properties: Mapping[str, Any] = bag if isinstance(bag, dict) else {}
    component_type, vn = component.get("type"), properties.get("vn.kind") or _implied(component)
    if component_type == "datetime":
        return BY_CODE[{"time": "time", "datetime": "date_time"}.get(str(component.get("subtype")), "date")]
    if vn == "date_vn" and component_type == "textfield":
        return BY_CODE["date"]
    if vn == "money_vnd":
        return BY_CODE["money"]
    if component_type == "group":
        return BY_CODE["page" if properties.get("vn.page") == "true" else "group"]
    return next((kind for kind in ALL if (kind.type, kind.vn) == (component_type, vn)), UNKNOWN)


def _implied(component: Mapping[str, Any]) -> str:
    rules = component.get("validate")
    named = rules.get("validationType") if isinstance(rules, dict) else None
    return _UNITED.get(str(named), "") if component.get("type") == "textfield" else ""


def shape(kind: Kind) -> dict[str, Any]:
    """What makes a component one of a kind: its type, its own facts, its properties."""
    made: dict[str, Any] = {"type": kind.type, **kind.extra}
    properties = {"vn.kind": kind.vn} if kind.vn else {}
    if kind.code == "page":
        properties["vn.page"] = "true"
    return {**made, "properties": properties} if properties else made
