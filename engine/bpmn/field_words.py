"""What the fields of a definition are called when a change is told to people."""

from __future__ import annotations

from typing import Final

from engine.text import Text

_WORDS: Final = {
    "name": Text("tên", "name"),
    "symbol": Text("ký hiệu", "symbol"),
    "field": Text("lĩnh vực", "field"),
    "level": Text("cấp thực hiện", "level"),
    "online": Text("mức độ trực tuyến", "online level"),
    "boundary_free": Text("phi địa giới", "boundary-free"),
    "competent": Text("cơ quan giải quyết", "competent authority"),
    "form": Text("biểu mẫu", "form"),
    "unit": Text("đơn vị", "unit"),
    "post": Text("chức danh", "post"),
    "alternatives": Text("chức danh thay thế", "alternative posts"),
    "case": Text("trường hợp", "case"),
    "no": Text("số thứ tự", "number"),
    "limit": Text("thời hạn", "limit"),
    "limit_unit": Text("đơn vị thời hạn", "unit of the limit"),
    "count": Text("cách tính thời gian", "counting"),
    "kind": Text("loại", "kind"),
    "content": Text("nội dung", "content"),
    "produces": Text("giấy tờ tạo ra", "papers produced"),
    "value": Text("giá trị", "value"),
    "amount": Text("số tiền", "amount"),
    "formula": Text("công thức", "formula"),
    "exempt_when": Text("điều kiện miễn", "exemption"),
    "when": Text("điều kiện", "condition"),
    "condition": Text("điều kiện", "condition"),
    "default": Text("nhánh mặc định", "default flow"),
    "wait": Text("thông tin chờ", "wait"),
    "end_result": Text("kết quả hồ sơ", "result"),
    "connector": Text("kết nối", "connector"),
    "timer": Text("đồng hồ", "timer"),
    "loop": Text("số lần lặp", "repetition"),
    "article": Text("điều, khoản", "article"),
    "cut_off": Text("giờ chốt", "cut-off"),
    "valid_from": Text("áp dụng từ", "valid from"),
    "basis": Text("căn cứ", "basis"),
    "required": Text("bắt buộc", "required"),
    "originals": Text("số bản chính", "originals"),
    "copies": Text("số bản sao", "copies"),
    "mode": Text("cách nộp", "mode"),
    "sample": Text("là mẫu", "sample"),
}


def words_of(field: str) -> Text:
    """The name of ``field`` in both languages; its own name when there is no better one."""
    return _WORDS.get(field, Text(field, field))
