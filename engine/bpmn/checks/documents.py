"""Papers of the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete
from engine.bpmn.checks.subject import Subject
from engine.text import Text

NONE: Final = advice("no_documents")
NO_NAME: Final = incomplete("document_name")
NO_NUMBER: Final = advice("document_number")


def check(subject: Subject) -> Iterator[Raised]:
    """Papers without a name, or to be handed in in no copy at all."""
    if not subject.definition.documents and subject.definition.key:
        yield NONE.at(
            subject.place,
            Text("Thủ tục chưa khai báo thành phần hồ sơ.", "The procedure lists no documents."),
            Text("Hãy khai báo ít nhất tờ khai.", "List at least the application form."),
        )
    for document in subject.definition.documents:
        if not document.name:
            yield NO_NAME.at(
                subject.place,
                Text(f"Giấy tờ “{document.id}” chưa có tên.", f"Document “{document.id}” has no name."),
                Text("Ghi tên như trên quyết định công bố.", "Write the name as published."),
            )
        if document.mode == "submit" and document.originals + document.copies == 0:
            yield NO_NUMBER.at(
                subject.place,
                Text(
                    f"Giấy tờ “{document.name or document.id}” phải nộp nhưng không nêu số bản chính, bản sao.",
                    f"Document “{document.name or document.id}” must be handed in, but in no number of copies.",
                ),
                Text(
                    "Ghi số bản chính, bản sao; hoặc chọn chỉ xuất trình, cơ quan tự tra cứu.",
                    "Give the numbers; or choose that it is only shown, or looked up by the office.",
                ),
            )
