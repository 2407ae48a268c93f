"""The official sheet: what every procedure must say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, refused
from engine.bpmn.checks.subject import Subject
from engine.text import Text

NO_KEY: Final = incomplete("procedure_missing")
PROCESS_ID: Final = incomplete("process_id")
LEVEL: Final = refused("level_unknown")
NO_BASIS: Final = incomplete("no_basis")

_MISSING: Final = {
    "name": (incomplete("name_missing"), Text("tên thủ tục", "the name of the procedure")),
    "symbol": (advice("symbol_missing"), Text("ký hiệu quy trình", "its symbol")),
    "field": (incomplete("field_missing"), Text("lĩnh vực", "its field")),
    "level": (incomplete("level_missing"), Text("cấp thực hiện", "the level it is done at")),
    "competent": (
        incomplete("competent_missing"),
        Text("cách xác định cơ quan giải quyết", "how the resolving authority is found"),
    ),
    "form": (
        incomplete("application_form_missing"),
        Text("tờ khai của người nộp", "the application form"),
    ),
    "online": (advice("online_missing"), Text("mức độ trực tuyến", "how far it is online")),
    "covers": (advice("covers_missing"), Text("mã thủ tục quốc gia", "a national code")),
}


def check(subject: Subject) -> Iterator[Raised]:
    """Facts that are absent or name something unknown."""
    definition, place = subject.definition, subject.place
    if definition.key is None:
        yield NO_KEY.at(
            place,
            Text(
                "Tệp chưa có phần thông tin thủ tục.",
                "The file says nothing of the procedure.",
            ),
            Text("Hãy khai báo thông tin chung của thủ tục.", "Declare what the procedure is."),
        )
        return
    for name, (rule, what) in _MISSING.items():
        if not getattr(definition, name):
            yield rule.at(
                place,
                Text(f"Thủ tục chưa khai báo {what.vi}.", f"The procedure lacks {what.en}."),
                Text("Hãy bổ sung ở phần thông tin chung.", "Add it to the general facts."),
            )
    if definition.process_id != definition.key.replace("-", "_"):
        yield PROCESS_ID.at(
            place,
            Text(
                f"Mã quy trình “{definition.process_id}” không khớp với khóa “{definition.key}”.",
                f"The process id “{definition.process_id}” does not fit the key “{definition.key}”.",
            ),
            Text(f"Đặt là “{definition.key.replace('-', '_')}”.", f"Call it “{definition.key.replace('-', '_')}”."),
        )
    if definition.level and definition.level not in subject.vocabulary.levels:
        known = ", ".join(subject.vocabulary.levels)
        yield LEVEL.at(
            place,
            Text(f"Không có cấp “{definition.level}”.", f"There is no level “{definition.level}”."),
            Text(f"Chọn một trong: {known}.", f"Choose one of: {known}."),
        )
    if not definition.basis:
        yield NO_BASIS.at(
            place,
            Text("Thủ tục chưa có căn cứ pháp lý.", "The procedure names no legal basis."),
            Text("Hãy ghi ít nhất một văn bản.", "Name at least one legal document."),
        )
