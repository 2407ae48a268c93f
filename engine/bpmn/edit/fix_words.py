"""What the button of a one-click correction says it will do, by the code of the finding."""

from __future__ import annotations

from typing import Final

from engine.text import Text

_ANEW: Final = Text("Vẽ lại sơ đồ theo các bước", "Draw the diagram anew from the steps")
_NUMBER: Final = Text("Đánh lại số thứ tự các bước", "Number the steps anew")
_NO_CONDITION: Final = Text("Xóa điều kiện này", "Drop this condition")

_WORDS: Final = {
    "wait_without_auto_close": Text("Tự đóng hồ sơ sau 15 ngày làm việc", "Close by itself after 15 working days"),
    "wait_without_message": Text("Đặt thông điệp cho bước chờ", "Give the wait its message"),
    "no_default": Text("Chọn nhánh mặc định", "Make the plain flow the default"),
    "default_condition": Text("Xóa điều kiện của nhánh mặc định", "Drop the default flow's condition"),
    "lonely_condition": _NO_CONDITION,
    "condition_ignored": _NO_CONDITION,
    "outcome_unknown": Text("Bỏ nhánh không bao giờ đi tới", "Remove the branch nothing takes"),
    "outcome_without_flow": Text("Nối kết quả tới nơi giấy tờ của nó nói", "Lead the outcome where its slip says"),
    "end_result_missing": Text("Ghi kết quả theo tên kết thúc", "Set the result its name speaks of"),
    "no_successful_end": Text("Ghi kết thúc này là có kết quả", "Let this end be: granted"),
    "end_name_missing": Text("Đặt tên kết thúc", "Name the end"),
    "gateway_name": Text("Đặt câu hỏi cho cổng", "Name the gateway with a question"),
    "never_accepted": Text("In giấy tiếp nhận khi nhận hồ sơ", "Print the receipt on accepting"),
    "step_number_missing": _NUMBER,
    "step_number_twice": _NUMBER,
    "step_kind_missing": Text("Ghi loại bước theo tên bước", "Set the kind its name speaks of"),
    "step_outcome_missing": Text("Thêm kết luận “Hoàn thành”", "Add the outcome “Hoàn thành” (done)"),
    "lane_mixed": _ANEW,
    "lane_split": _ANEW,
    "lane_missing": _ANEW,
    "no_drawing": _ANEW,
    "not_drawn": _ANEW,
}


def words_of(code: str) -> Text:
    """What correcting a finding of this code does."""
    return _WORDS.get(code, Text("Sửa giúp", "Correct it"))
