"""Groups the processes of a sheet into procedures and writes a draft of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.procedures.sheets.document import Document, Paragraph, flat
from engine.procedures.sheets.drafting.cases import in_cases
from engine.procedures.sheets.drafting.chain import Chain
from engine.procedures.sheets.drafting.elements import Drawing, Extension
from engine.procedures.sheets.drafting.form_files import forms_for
from engine.procedures.sheets.drafting.names import key_of
from engine.procedures.sheets.drafting.sheet_element import Case, procedure_extension
from engine.procedures.sheets.drafting.step_element import printed_words
from engine.procedures.sheets.drafting.xml_text import write
from engine.procedures.sheets.importing import Imported
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.own.times import CASE_BAND
from engine.procedures.sheets.process import Note, Process, Section, Step
from engine.procedures.sheets.progress import Tell, drafted
from engine.procedures.sheets.understanding.understand import runs
from engine.procedures.sheets.understanding.words import Words, shipped_words

_MAX_BASES: Final = 30
_KEY: Final = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")
_NUMBER: Final = re.compile(r"(?:Số|Quyết định số)\s*:?\s*(\d[\w/.-]*/QĐ[\w-]*)")


@dataclass(frozen=True)
class Draft:
    """One procedure: its key, its BPMN file, its forms by name, and the positions of the processes in it."""

    key: str
    bpmn: bytes
    forms: dict[str, bytes]
    processes: tuple[int, ...]


def drafts_of(imported: Imported, words: Words | None = None, *, progress: Tell | None = None) -> list[Draft]:
    """A draft for every procedure; processes that are cases of one procedure share a file."""
    words = words or shipped_words()
    bases = bases_of(imported.document)
    found: list[Draft] = []
    groups = _together(imported.processes)
    for number, positions in enumerate(groups):
        if progress is not None:
            progress(drafted(number, len(groups)))
        processes = [imported.processes[one] for one in positions]
        own = processes[0].own
        wanted = own.facts.get("key", "") if own is not None else ""
        taken = {one.key for one in found}
        key = wanted if _KEY.match(wanted) and wanted not in taken else key_of(processes[0].title or "quy-trinh", taken)
        found.append(_draft(key, processes, positions, bases, words))
    return found


def bases_of(document: Document) -> list[str]:
    """The decision itself and what it is based on, from its first page."""
    bases: list[str] = []
    number = None
    for block in document.blocks[:60]:
        texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells()][:12]
        for text in texts:
            found = _NUMBER.search(flat(text))
            if found and number is None and not bare(text).startswith(("can cu", "theo")):
                number = f"Quyết định số {found[1]}"
            if isinstance(block, Paragraph) and bare(text).startswith("can cu "):
                bases.append(flat(text)[7:].strip(" ;.")[:400])
    return ([number] if number else []) + bases[:_MAX_BASES]


def _together(processes: tuple[Process, ...]) -> list[tuple[int, ...]]:
    groups: list[list[int]] = []
    for index, process in enumerate(processes):
        before = processes[index - 1] if index else None
        same = before is not None and before.title == process.title and before.codes == process.codes
        if same and process.case and before is not None and before.case and process.title:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [tuple(one) for one in groups]


def _draft(key: str, processes: list[Process], positions: tuple[int, ...], bases: list[str], words: Words) -> Draft:
    drawing = Drawing()
    found = _runs(processes)
    divided = _cases(found)
    cases = divided or _own_cases(processes[0])
    start = drawing.add("startEvent", "nop_ho_so", "Nộp hồ sơ")
    first = drawing.add("exclusiveGateway", "re_truong_hop", "Trường hợp nào?") if divided else start
    if first is not start:
        drawing.link(start.id, first.id)
    end = drawing.add("endEvent", "hoan_thanh", "Đã trả kết quả", Extension("end", {"result": "granted"}))
    forms = {"to-khai"}
    said: list[str] = []
    for number, run in enumerate(found):
        case = divided[number].id if divided else None
        chain = Chain(run.process, drawing, run.steps, case, _notes(run.process, run.steps))
        before = set(drawing.links)
        chain.draw(first, end)
        if case:
            _condition(drawing, first.id, before, case, divided[number].name, last=number == len(divided) - 1)
        forms |= chain.forms
        said += [printed_words(step, [], content=True) for step in chain.lead_in()]
    start.documentation = "\n".join(said)
    name = processes[0].title or "Quy trình chưa có tên"
    if processes[0].own is not None:
        name = processes[0].own.facts.get("name", name)
    sheet = procedure_extension(key, processes, cases, bases, words)
    bpmn = in_cases(write(key, name, sheet, _about(processes), drawing), processes[0])
    return Draft(key, bpmn, forms_for(forms, name, cases), positions)


@dataclass(frozen=True)
class _Run:
    process: Process
    section: Section | None
    steps: list[Step]


def _runs(processes: list[Process]) -> list[_Run]:
    found = []
    for process in processes:
        for items in runs(process):
            steps = [item for item in items if isinstance(item, Step)]
            sections = [item for item in items if isinstance(item, Section) and item.kind == "case"]
            if steps:
                found.append(_Run(process, sections[-1] if sections else None, steps))
    return found


def _cases(found: list[_Run]) -> list[Case]:
    if len(found) < 2:
        return []
    return [_case(run, f"th_{number}") for number, run in enumerate(found, 1)]


def _case(run: _Run, key: str) -> Case:
    name = flat((run.section.text if run.section else run.process.case) or run.process.title)
    codes = run.process.own.cases if run.process.own is not None else []
    own = next((one for one in codes if bare(name) in (bare(one.name), bare(f"{CASE_BAND}{one.name}"))), None)
    if own is not None:
        return Case(own.id, own.name, run.process, run.section, own.when)
    return Case(key, name, run.process, run.section)


def _own_cases(process: Process) -> list[Case]:
    codes = process.own.cases if process.own is not None else []
    return [Case(one.id, one.name, process, when=one.when) for one in codes]


def _notes(process: Process, steps: list[Step]) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = {}
    current: int | None = None
    for item in process.items:
        if isinstance(item, Step):
            current = next((index for index, step in enumerate(steps) if step is item), None)
        elif isinstance(item, Note) and current is not None and not item.continues:
            notes.setdefault(current, []).append(item.text)
    return notes


def _condition(drawing: Drawing, gateway: str, before: set[str], case: str, name: str, *, last: bool) -> None:
    flow = next(one for key, one in drawing.links.items() if key not in before and one.source == gateway)
    flow.name = name[:80]
    if last:
        drawing.nodes[gateway].default = flow.id
    else:
        flow.condition = f'ho_so.case = "{case}"'


def _about(processes: list[Process]) -> str:
    lines = []
    for process in processes:
        lines.append(process.title_as_printed)
        lines += [section.text for section in process.items if isinstance(section, Section)]
        lines += [f"{total.label}: {total.text}" for total in process.totals()]
        lines += [f"{part}: {process.parts.text(part)}" for part in process.parts.lines]
    return "Nhập từ bảng của cơ quan. " + "\n".join(flat(line) for line in lines if line)
