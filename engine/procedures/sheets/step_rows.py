"""Makes steps of rows: sub-rows under one label, times shared by several rows, rests behind a page break."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from engine.procedures.sheets.document import Cell, flat
from engine.procedures.sheets.durations import Duration, Measure, read_duration
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Note, OpenPoint, Process, Step
from engine.procedures.sheets.rows import Row
from engine.procedures.sheets.speech import says_actor, says_work
from engine.text import Text

_LABEL_TEXT: Final = re.compile(r"^((?:Bước|BƯỚC|B)\s*\.?\s*\d+(?:[.\-]\d+)*[a-zđ]?)\s*[:.)–-]\s*(\S.*)$", re.S)

_EXPLAINS: Final = re.compile(r"dien giai|mo ta|huong dan|ghi chu|chi tiet|luu y")
_ACTS: Final = re.compile(r"nguoi thuc hien|chuc danh|trach nhiem|nguoi xu ly|don vi thuc hien|can bo")
_CUT: Final = 100
"""A last line this long without a full stop was cut by a page break; a short one just lacks the stop."""


@dataclass
class StepRows:
    """Reads the steps of one process; remembers which time cells several rows share."""

    process: Process
    measure: Measure
    _shared: dict[int, list[Step]] = field(default_factory=dict)
    _labels: dict[int, list[Step]] = field(default_factory=dict)
    _groups: int = 0

    def add(self, row: Row) -> Step:
        """Take in a step row."""
        label, content = row.text("label"), row.text("content")
        split = _LABEL_TEXT.match(label)
        if split and not content:
            label, content = split[1], split[2]
        if not label and (split := _LABEL_TEXT.match(content)):
            label, content = split[1], split[2]
        parted = self._parted(row, flat(label), content)
        if parted:
            return parted
        step = Step(
            label=flat(label),
            content=content,
            actor=row.text("actor"),
            time=self._time(row),
            result=row.text("result"),
            extra=row.extra,
            explained="\n".join(text for header, text in row.fresh_extra.items() if _EXPLAINS.search(bare(header))),
            seconded=next((text for header, text in row.extra.items() if _ACTS.search(bare(header))), ""),
            cells=self._cells(row),
            where=(row.by_role.get("content") or row.filled[0]).where,
        )
        self._doubts(step, row)
        self._swapped(step, row)
        self.process.items.append(step)
        self._label_shared(step, row)
        self._time_shared(step, row)
        return step

    def _parted(self, row: Row, label: str, content: str) -> Step | None:
        """A row whose actors and times stand line by line ("½ / 1 / 1") is as many steps."""
        times = [line for line in row.fresh("time").split("\n") if line.strip()]
        actors = [line.strip(" -+;") for line in row.text("actor").split("\n") if line.strip()]
        read = [read_duration(line, self.measure) for line in times]
        if len(times) < 2 or len(times) != len(actors) or any(one.hours is None or one.doubts for one in read):
            return None
        lines = [line for line in content.split("\n") if line.strip()]
        works = lines if len(lines) == len(times) else [content] * len(times)
        where = (row.by_role.get("content") or row.filled[0]).where
        step = None
        for number, (actor, time, work) in enumerate(zip(actors, read, works, strict=True), 1):
            result = row.text("result") if number == len(times) else ""
            step = Step(label, work, actor, time, result, number, extra=row.extra, cells=self._cells(row), where=where)
            step.printed_row = row.index
            step.doubt(where, row.fresh("time"), _parted(len(times)))
            self.process.items.append(step)
        return step

    def remark(self, row: Row) -> None:
        """Take in a row without label, actor and time: the rest of the step above it, or a remark."""
        text = "\n".join(cell.text for cell in row.filled)
        where = row.filled[0].where
        above = self.process.items[-1] if self.process.items else None
        if isinstance(above, Step) and self._continues(above, row):
            content, result = row.fresh("content"), row.fresh("result")
            above.continued += [content] if content else []
            above.cells += row.filled
            for cell in row.filled:
                if cell.text not in (content, result):
                    above.continued.append(cell.text)
            above.result = "\n".join(part for part in (above.result, result) if part)
            self.process.items.append(Note(text, True, where))
            return
        self.process.items.append(Note(text, False, where))
        self.process.open_points.append(
            OpenPoint(
                where,
                text,
                Text(
                    "Dòng không có số bước, người thực hiện và thời gian: chưa rõ là bước riêng hay ghi chú; được giữ"
                    " làm ghi chú của bước trước.",
                    "A row without number, actor and time: a step of its own or a remark? Kept as a remark.",
                ),
            )
        )

    @staticmethod
    def _continues(above: Step, row: Row) -> bool:
        content = row.fresh("content")
        if not content:
            return True
        before = above.whole_content.rstrip()
        numbered = re.match(r"^(\d{1,2})[.)]\s", content)
        if numbered and int(numbered[1]) > 1:
            return bool(re.search(rf"(?m)^{int(numbered[1]) - 1}[.)]\s", before))
        cut = len(before.rpartition("\n")[2]) > _CUT and not before.endswith((".", ";", ":", "!", "?", "/", ")"))
        return content[:1].islower() or content[:1] in "-+•;,)" or cut

    def _time(self, row: Row) -> Duration:
        cell = row.by_role.get("time")
        if cell is None:
            return read_duration("", self.measure)
        duration = read_duration(cell.text, self.measure)
        if cell.odd is None:
            return duration
        doubt = Text(
            "Excel giữ ô này thành ngày tháng hoặc lỗi, không phải số như trên giấy.",
            "Excel keeps this cell as a date or an error, not as the number on paper.",
        )
        return Duration(cell.text, "unspecified", doubts=(doubt,))

    @staticmethod
    def _cells(row: Row) -> tuple[Cell, ...]:
        inherited = [cell for cell in row.by_role.values() if cell not in row.own]
        return tuple(cell for cell in (*row.own, *inherited) if cell.text)

    def _doubts(self, step: Step, row: Row) -> None:
        cell = row.by_role.get("time")
        where = cell.where if cell is not None else step.where
        for doubt in step.time.doubts:
            step.doubt(where, step.time.text, doubt)
        if step.time.kind == "unspecified" and not step.time.doubts:
            step.doubt(
                where,
                step.time.text,
                Text(
                    "Thời gian ghi bằng lời, không đo được thành giờ hay ngày.",
                    "The time is in words and cannot be measured in hours or days.",
                ),
            )
        if step.time.kind == "none":
            step.doubt(
                where,
                "",
                Text("Bước không ghi thời gian.", "The step prints no time."),
            )
        if not step.actor:
            step.flags.append("actor_cell_absent")
            step.doubt(
                row.by_role["actor"].where if "actor" in row.by_role else step.where,
                "",
                Text("Bước không ghi người thực hiện.", "The step prints no actor."),
            )
        if not step.label:
            step.flags.append("label_blank")

    @staticmethod
    def _swapped(step: Step, row: Row) -> None:
        if says_actor(step.content) and not says_actor(step.actor) and says_work(step.actor):
            step.flags.append("actor_and_content_swapped_in_source")
            step.doubt(
                row.by_role["actor"].where,
                step.actor,
                Text(
                    "Hai ô nội dung và người thực hiện có vẻ bị đổi chỗ; đã đổi lại.",
                    "Content and actor seem to stand in each other's column; they were exchanged.",
                ),
            )
            step.actor, step.content = step.content, step.actor

    def _label_shared(self, step: Step, row: Row) -> None:
        cell = row.by_role.get("label")
        if cell is None or not cell.text:
            return
        rows = self._labels.setdefault(id(cell), [])
        rows.append(step)
        if len(rows) > 1:
            for number, one in enumerate(rows, 1):
                one.sub = number

    def _time_shared(self, step: Step, row: Row) -> None:
        cell = row.by_role.get("time")
        if cell is None or not cell.text or cell.rows == 1:
            return
        rows = self._shared.setdefault(id(cell), [])
        rows.append(step)
        if len(rows) == 2:
            self._groups += 1
        if len(rows) > 1:
            for one in rows:
                one.shared_group = rows[0].shared_group or f"g{self._groups}"


def _parted(count: int) -> Text:
    return Text(
        f"Một dòng ghi {count} người và {count} thời gian: được tách thành {count} bước nối tiếp nhau.",
        f"One row prints {count} actors and {count} times: it was divided into {count} steps in a row.",
    )
