"""The wording of warnings that only decision models give."""

from __future__ import annotations

from typing import Final

DECISION_WORDING: Final[dict[str, tuple[str, str]]] = {
    "decision.unknown": (
        "Không có quyết định hay đầu vào “{0}” trong mô hình.",
        "There is no decision or input “{0}” in the model.",
    ),
    "decision.cycle": (
        "Quyết định “{0}” phụ thuộc vào chính nó.",
        "The decision “{0}” depends on itself.",
    ),
    "decision.empty": ("Quyết định “{0}” chưa có nội dung.", "The decision “{0}” has no logic yet."),
    "input.missing": ("Chưa có đầu vào “{0}”; coi như trống.", "The input “{0}” is missing; it counts as nothing."),
    "item.values": (
        "Giá trị của “{0}” không nằm trong các giá trị cho phép.",
        "The value of “{0}” is not among the allowed ones.",
    ),
    "item.type": ("Giá trị của “{0}” không thuộc kiểu “{1}”.", "The value of “{0}” does not belong to “{1}”."),
    "table.none": ("Không có dòng nào của bảng “{0}” khớp.", "No rule of the table “{0}” matches."),
    "table.several": (
        "Bảng “{0}” chỉ cho phép một dòng khớp nhưng các dòng {1} cùng khớp.",
        "The table “{0}” allows one matching rule but the rules {1} match.",
    ),
    "table.different": (
        "Các dòng {1} của bảng “{0}” cùng khớp nhưng cho kết quả khác nhau.",
        "The rules {1} of the table “{0}” match but give different results.",
    ),
    "table.aggregate": (
        "Không tổng hợp được kết quả của bảng “{0}”.",
        "The results of the table “{0}” cannot be aggregated.",
    ),
}
