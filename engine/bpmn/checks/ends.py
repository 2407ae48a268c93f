"""End events of the procedure: each says how the dossier ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, named
from engine.bpmn.checks.subject import Subject
from engine.text import Text

NO_RESULT: Final = incomplete("end_result_missing")
NO_SUCCESS: Final = incomplete("no_successful_end")
NO_NAME: Final = advice("end_name_missing")


def check(subject: Subject) -> Iterator[Raised]:
    """Ends of the main process (those inside sub-processes end nothing)."""
    ends = [subject.main.nodes[key] for key in subject.main.ends]
    for end in ends:
        if end.end_result is None:
            yield NO_RESULT.at(
                end.id,
                Text(f"Điểm kết thúc {named(end)} chưa nêu kết quả hồ sơ.", f"End {named(end)} gives no result."),
                Text("Ghi tthc:end result là granted, refused hoặc stopped.", "Set tthc:end result."),
            )
        if not end.name:
            yield NO_NAME.at(
                end.id,
                Text(f"Điểm kết thúc “{end.id}” chưa có tên.", f"End “{end.id}” has no name."),
                Text("Đặt tên để người đọc biết hồ sơ kết thúc thế nào.", "Name it, so that people know how it ended."),
            )
    if ends and not any(end.end_result == "granted" for end in ends):
        yield NO_SUCCESS.at(
            subject.place,
            Text("Không điểm kết thúc nào là thành công.", "No end event is a success."),
            Text('Đặt result="granted" cho điểm kết thúc trả kết quả.', 'Set result="granted" where people get it.'),
        )
