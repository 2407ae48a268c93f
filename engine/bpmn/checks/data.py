"""BPMN's own data, resources and other elements this program does not carry out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Other
from engine.text import Text

DRAWN_ONLY: Final = advice("drawn_only")
NESTED_DATA: Final = refused("nested_data_object")
IGNORED: Final = refused("ignored_element")
INSTANTIATE: Final = refused("instantiate")

_DRAWN: Final = ("dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "messageFlow", "category")
_HARMLESS: Final = ("foreign", "relationship", "auditing", "monitoring", "association", "textAnnotation", "group")


def check(subject: Subject) -> Iterator[Raised]:
    """Everything in the file that is neither node, flow, lane nor ours."""
    for other in subject.definition.others:
        if other.kind == "instantiate":
            yield INSTANTIATE.at(
                other.id,
                Text(
                    f"“{other.id}” muốn tự khởi tạo hồ sơ.",
                    f"“{other.id}” wants to start dossiers itself.",
                ),
                Text(
                    "Hồ sơ chỉ bắt đầu khi được nộp; hãy bỏ thuộc tính này.",
                    "Remove this attribute in the drawing tool.",
                ),
            )
        elif other.kind in _DRAWN:
            yield _drawn(other)
        elif other.kind not in _HARMLESS:
            yield IGNORED.at(
                other.id or other.parent or subject.place,
                Text(
                    f"Hệ thống không thực hiện phần tử bpmn:{other.kind}; bỏ qua sẽ làm sai ý nghĩa sơ đồ.",
                    f"bpmn:{other.kind} is not carried out; ignoring it would change what the diagram means.",
                ),
                Text(
                    "Hãy xóa phần tử này; dữ liệu đi theo biểu mẫu và biến của bước.",
                    "Delete it; data come from forms.",
                ),
            )


def _drawn(other: Other) -> Raised:
    if other.kind == "dataObjectReference" and other.depth >= 2:
        return NESTED_DATA.at(
            other.id,
            Text(
                f"Đối tượng dữ liệu “{other.id}” được tham chiếu từ quy trình con lồng hai cấp trở lên.",
                f"Data object “{other.id}” is referenced from two or more sub-process levels down.",
            ),
            Text("Hãy xóa tham chiếu này.", "Delete this reference."),
        )
    return DRAWN_ONLY.at(
        other.id,
        Text(
            f"bpmn:{other.kind} “{other.id}” chỉ để xem; hệ thống không dùng khi chạy.",
            f"bpmn:{other.kind} “{other.id}” is only drawn; it has no effect when running.",
        ),
        Text("Có thể giữ lại để người đọc dễ hiểu.", "It may stay for the reader's sake."),
    )
