"""Steps written as prose: "+ Bước 1: Chuyên viên … tiếp nhận hồ sơ …: 0,5 ngày." """

from __future__ import annotations

import re
from typing import Final

from engine.procedures.sheets.assembling import Assembler
from engine.procedures.sheets.document import Paragraph, flat
from engine.procedures.sheets.durations import find_duration, read_duration
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Process, Section, Step
from engine.procedures.sheets.sections import band_hours
from engine.procedures.sheets.speech import actor_in_sentence
from engine.text import Text

_STEP: Final = re.compile(r"^[-+•*–\s]*((?:Bước|BƯỚC|B)\s*\d+(?:\.\d+)*[a-zđ]?)\s*[:.)–-]\s*(.+)$", re.S)
_TIME_AFTER: Final = re.compile(
    r"(?:[:;,]\s*(?:thời gian(?: thực hiện| giải quyết)?\s*:?\s*)?|\((?:thời gian(?: thực hiện"
    r"| giải quyết)?\s*:?\s*)?|"
    r"thời gian(?: thực hiện| giải quyết)?\s*(?:là)?\s*:?\s*)"
    r"((?:không quá |tối đa |trong )?(?:\d+(?:[.,/]\d+)?|½|¼|nửa)\s*(?:\([^)]*\)\s*)?(?:ngày|giờ|phút"
    r"|buổi)(?:\s+làm việc)?|giờ hành chính|không tính thời gian)"
    r"\)?(?P<rest>\s*\([^()]*\)|)\s*[.;]?\s*$",
    re.I,
)
_AGENCY: Final = re.compile(
    r"^[-+•*\s]*(?:quy trinh )?(?:giai quyet |thuc hien |xu ly |cac buoc )*(?:ho so )?(?:tai|o)\b(?!.{160})"
)
_FORBIDDEN: Final = re.compile(r"trinh tu thuc hien")


class Prose:
    """Collects steps from paragraphs as long as they go on."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.process: Process | None = None
        self.pending: list[Paragraph] = []
        self.agency: Paragraph | None = None
        self.subtotals: dict[str, Paragraph] = {}

    def take(self, paragraph: Paragraph) -> bool:
        """Whether ``paragraph`` belongs to prose steps; if so it is taken in."""
        plain = bare(paragraph.text)
        found = _STEP.match(paragraph.text)
        if found and _TIME_AFTER.search(flat(paragraph.text)) and not self._forbidden():
            self._step(paragraph, found[1], found[2])
            return True
        if _AGENCY.match(plain):
            if find_duration(paragraph.text).counted and ":" in paragraph.text:
                self.subtotals[_place(plain.partition(":")[0])] = paragraph
            else:
                self.agency = paragraph
            return self.process is not None
        if found and self.process is not None:
            self._step(paragraph, found[1], found[2])
            return True
        if self.process is not None and not re.match(r"^[-+•*]", paragraph.text):
            self.end()
        return False

    def end(self) -> None:
        """The prose steps are over."""
        if self.process is not None:
            self.assembler.end()
            self.subtotals, self.agency = {}, None
        self.process = None

    def _forbidden(self) -> bool:
        return any(_FORBIDDEN.search(one.plain) for one in self.assembler.outline.stack)

    def _step(self, paragraph: Paragraph, label: str, said: str) -> None:
        if self.process is None:
            self.assembler.columns = ()
            self.process = self.assembler.begin(None, paragraph.where)
        if self.agency is not None:
            self._section(self.agency)
            self.agency = None
        text = flat(said)
        time = _TIME_AFTER.search(text)
        actor = actor_in_sentence(text)
        step = Step(
            label=flat(label),
            content=f"{text[: time.start()].rstrip(' :;,(')}{time['rest']}".strip() if time else text,
            actor=actor,
            time=read_duration(time[1] if time else ""),
            flags=["actor_inside_sentence"],
            where=paragraph.where,
        )
        if time is None:
            step.doubt(paragraph.where, text, Text("Không thấy thời gian trong câu.", "No time found in the sentence."))
        if not actor:
            step.doubt(paragraph.where, text, Text("Không thấy người thực hiện trong câu.", "No actor found."))
        self.process.items.append(step)

    def _section(self, paragraph: Paragraph) -> None:
        if self.process is None:
            return
        plain = bare(paragraph.text)
        hours = band_hours(paragraph.text, self.assembler.measure)
        stated = self.subtotals.get(_place(plain))
        if hours is None and stated is not None:
            hours = band_hours(stated.text, self.assembler.measure)
        text = flat(paragraph.text).lstrip("-+•* ")
        self.process.items.append(Section("agency", text, "", hours, paragraph.where))


def _place(plain: str) -> str:
    """The agency named in "- Tại Sở …" or "- Quy trình giải quyết tại Sở …"."""
    return re.sub(r"^.*?\b(?:tai|o)\s+", "", plain, count=1).strip(" .:;")
