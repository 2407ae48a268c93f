"""From the bytes of an office file to its processes: read, recognised, added up, understood."""

from __future__ import annotations

from dataclasses import dataclass

from engine.bpmn.vocabulary import Vocabulary, shipped
from engine.procedures.sheets.document import Document, Where
from engine.procedures.sheets.opening import open_document
from engine.procedures.sheets.own.hearing import hear
from engine.procedures.sheets.process import OpenPoint, Process, Step
from engine.procedures.sheets.progress import Progress, Tell, looked, opened, understood
from engine.procedures.sheets.proof import prove_units
from engine.procedures.sheets.recognising import recognise
from engine.procedures.sheets.sums import check_sums
from engine.procedures.sheets.understanding.understand import understand
from engine.procedures.sheets.understanding.words import Words
from engine.text import Text


@dataclass(frozen=True)
class Imported:
    """What one file holds."""

    document: Document
    processes: tuple[Process, ...]


def import_sheet(
    data: bytes,
    words: Words | None = None,
    vocabulary: Vocabulary | None = None,
    *,
    progress: Tell | None = None,
) -> Imported:
    """Read the processes of a .docx, an .xlsx or pasted HTML. Raises UnreadableSheet; everything milder is an open
    point. ``progress`` is told how far it is."""
    document = open_document(data)
    tell = progress or _nobody
    tell(opened(len(document.blocks)))
    processes = recognise(document, lambda done: tell(looked(done, len(document.blocks))))
    for number, process in enumerate(processes):
        tell(understood(number, len(processes)))
        hear(process, vocabulary or shipped())
        _complete(process)
        prove_units(process)
        check_sums(process)
        understand(process, words)
    return Imported(document, tuple(processes))


def _nobody(_: Progress) -> None:
    """Nobody wants to know."""


def _complete(process: Process) -> None:
    if not process.title:
        process.open_points.append(
            OpenPoint(
                process.where,
                "",
                Text(
                    "Không tìm thấy tên thủ tục phía trên bảng.",
                    "No name of a procedure was found above the table.",
                ),
            )
        )
    for step in process.steps():
        if step.time.kind == "immediate":
            step.doubt(_time_place(step), step.time.text, _IMMEDIATE)


def _time_place(step: Step) -> Where:
    return next((cell.where for cell in step.cells if cell.text == step.time.text), step.where)


_IMMEDIATE = Text(
    "“Ngay …”: làm ngay, không có số giờ; bước này không cộng vào tổng thời gian.",
    "“At once …”: no hours are printed; the step adds nothing to the total.",
)
