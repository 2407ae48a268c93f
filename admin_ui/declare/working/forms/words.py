"""What the facts of a field are called, and the sentences the history tells of an edit."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from engine.forms.edit import Facts
from engine.text import Text

FACTS: Final = {
    "kind": Text("Kiểu ô", "Kind"),
    "label": Text("Nhãn", "Label"),
    "en": Text("Nhãn tiếng Anh", "Label in English"),
    "key": Text("Mã của ô", "Key"),
    "hint": Text("Hướng dẫn điền", "Help"),
    "en_hint": Text("Hướng dẫn tiếng Anh", "Help in English"),
    "required": Text("Bắt buộc", "Required"),
    "locked": Text("Chỉ xem, máy điền", "Read-only, filled in by the system"),
    "routing": Text("Dùng để rẽ nhánh, tính phí, chọn giấy tờ", "Used for routing, fees and documents"),
    "hide": Text("Hiện khi", "Shown when"),
    "default": Text("Giá trị có sẵn", "Default value"),
    "prefill": Text("Điền sẵn từ", "Prefilled from"),
    "columns": Text("Bề rộng", "Width"),
    "options": Text("Các lựa chọn", "Options"),
    "options_from": Text("Lựa chọn tính bằng công thức", "Options by formula"),
    "options_path": Text("Lựa chọn lấy từ dữ liệu", "Options from data"),
    "inline": Text("Xếp trên một hàng", "On one line"),
    "least": Text("Nhỏ nhất", "Least"),
    "most": Text("Lớn nhất", "Greatest"),
    "decimals": Text("Số chữ số thập phân", "Decimals"),
    "min_length": Text("Ít nhất bao nhiêu ký tự", "Least number of characters"),
    "max_length": Text("Nhiều nhất bao nhiêu ký tự", "Greatest number of characters"),
    "pattern": Text("Mẫu ký tự phải theo (RE2)", "Pattern to follow (RE2)"),
    "pattern_message": Text("Lời báo khi sai mẫu", "Message when it does not fit"),
    "prefix": Text("Chữ in trước ô", "Sign before"),
    "suffix": Text("Đơn vị in sau ô", "Unit behind"),
    "partial": Text("Cần biết tới", "Known at least to the"),
    "not_before": Text("Không sớm hơn", "Not before"),
    "not_after": Text("Không muộn hơn", "Not after"),
    "accept": Text("Loại tệp nhận", "Kinds of file"),
    "multiple": Text("Nhận nhiều tệp", "Several files"),
    "other_place": Text("Nhận cả nơi ngoài danh mục (nước ngoài, tên cũ)", "Also places outside the catalogue"),
    "unit_kind": Text("Loại đơn vị", "Kind of unit"),
    "unit_under": Text("Thuộc đơn vị", "Below which unit"),
    "expression": Text("Công thức (FEEL)", "Formula (FEEL)"),
    "words": Text("Viết ra bằng chữ", "Written out in words"),
    "min_rows": Text("Ít nhất bao nhiêu dòng", "Least number of rows"),
    "max_rows": Text("Nhiều nhất bao nhiêu dòng", "Greatest number of rows"),
    "first_rows": Text("Số dòng có sẵn", "Rows to begin with"),
    "fixed_rows": Text("Không cho thêm, bớt dòng", "Rows cannot be added or removed"),
    "text": Text("Nội dung", "Text"),
    "en_text": Text("Nội dung tiếng Anh", "Text in English"),
}
"""The words beside every input."""

WIDTHS: Final = (
    ("16", Text("Cả hàng", "Whole line")),
    ("8", Text("Nửa hàng", "Half")),
    ("5", Text("Một phần ba", "A third")),
    ("4", Text("Một phần tư", "A quarter")),
)
PRECISIONS: Final = (
    ("day", Text("Đủ ngày, tháng, năm", "Day")),
    ("month", Text("Tháng và năm là đủ", "Month is enough")),
    ("year", Text("Chỉ cần năm", "Year is enough")),
)
PREFILLS: Final = (
    ("nguoi_nop.ho_ten", Text("Họ tên người nộp hồ sơ", "Name of the applicant")),
    ("nguoi_nop.so_dinh_danh", Text("Số định danh người nộp", "ID number of the applicant")),
    ("nguoi_nop.dien_thoai", Text("Điện thoại người nộp", "Telephone of the applicant")),
    ("nguoi_nop.thu_dien_tu", Text("Thư điện tử người nộp", "E-mail of the applicant")),
    ("nguoi_nop.dia_chi", Text("Địa chỉ người nộp", "Address of the applicant")),
    ("hom_nay", Text("Ngày hôm nay", "Today")),
    ("ho_so.receiving_unit", Text("Cơ quan tiếp nhận", "Receiving unit")),
)
SPOKEN: Final = (
    ("date", Text("Đọc ngày bằng chữ", "A date in words")),
    ("money", Text("Đọc tiền bằng chữ", "Money in words")),
)


def changed(before: Facts, after: Facts) -> Text:
    """Which facts differ, for the history: ``nhãn, bắt buộc``."""
    differing = [one.name for one in fields(Facts) if getattr(before, one.name) != getattr(after, one.name)]
    found = [FACTS[name] for name in differing if name in FACTS]
    if not found:
        return Text("không đổi gì", "nothing")
    return Text(*(", ".join(said[:1].lower() + said[1:] for said in side) for side in zip(*found, strict=True)))


def of_form(title: str, vi: str, en: str) -> Text:
    """A sentence of the history about one form."""
    return Text(f"Biểu mẫu “{title}”: {vi}", f"Form “{title}”: {en}")
