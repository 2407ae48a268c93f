"""The official sheet of a draft: what the decision says of the procedure as a whole. Nothing is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.procedures.sheets.document import flat
from engine.procedures.sheets.drafting.documents import documents_of
from engine.procedures.sheets.drafting.elements import Extension
from engine.procedures.sheets.drafting.step_element import plain
from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Process, Section, Total
from engine.procedures.sheets.sums import sum_hours, term_of, total_of_case
from engine.procedures.sheets.understanding.actors import level_said
from engine.procedures.sheets.understanding.places import levels_of
from engine.procedures.sheets.understanding.words import Words

_FIELD: Final = re.compile(r"^.*?lĩnh vực\s*", re.I)
_COUNT: Final = re.compile(r"\s*[:(]?\s*\d{1,3}\s*(?:quy trình|tthc|thủ tục).*$", re.I)


@dataclass(frozen=True)
class Case:
    """A case of the procedure: its id in the file, its printed name, the process and section that describe it."""

    id: str
    name: str
    process: Process
    section: Section | None = None
    when: str = ""


def procedure_extension(
    key: str, processes: list[Process], cases: list[Case], bases: list[str], words: Words
) -> Extension:
    """The ``tthc:procedure`` of the file."""
    first = processes[0]
    levels = levels_of(first, words)
    attributes = {"key": key, "level": levels.home, "boundaryFree": "false", "form": "to-khai"}
    optional = {
        "symbol": first.symbol,
        "field": _field(first),
        "online": _online(processes),
        "competent": "receiving" if not levels.province else _department(processes, words),
    }
    attributes |= {name: value for name, value in optional.items() if value}
    attributes |= _own_facts(first)
    children = [
        Extension("covers", {"code": code, "name": _name_of(first, position)})
        for position, code in enumerate(dict.fromkeys(code for one in processes for code in one.codes))
    ]
    children += [
        Extension("case", {"id": one.id, "name": one.name, "when": one.when or f'don.truong_hop = "{one.id}"'})
        for one in cases
    ]
    children += _own_terms(first) or _terms(processes, cases)
    children += documents_of(first.parts)
    result = first.parts.text("ket qua")
    if result:
        children.append(Extension("result", {"id": "ket_qua", "name": flat(result).rstrip(".")[:300]}))
    own = [text.strip(" -+;.") for line in first.parts.named("can cu", "co so phap ly") for _, text in line]
    children += [Extension("basis", {"ref": one[:400]}) for one in dict.fromkeys([*own, *bases]) if len(one) > 8]
    return Extension("procedure", attributes, children)


def _own_facts(process: Process) -> dict[str, str]:
    """Facts of a sheet of our own; its words (title, field …) stand in the same table."""
    facts = process.own.facts if process.own is not None else {}
    names = {name: name for name in ("symbol", "field", "level", "online", "competent")}
    names |= {"boundary_free": "boundaryFree"}
    return {attribute: facts[name] for name, attribute in names.items() if facts.get(name)}


def _own_terms(process: Process) -> list[Extension]:
    """The time limits of a sheet of our own, as long as they are still what its total says."""
    terms = process.own.terms if process.own is not None else []
    totals = [one.duration.hours for one in process.totals() if one.source == "total_row" and one.scope is None]
    steps = sum_hours(process.steps())
    printed = {one for one in totals if one is not None}
    if not terms or (printed and not process_cases(process) and printed != {steps}):
        return []
    return [Extension("term", dict(one)) for one in terms]


def process_cases(process: Process) -> bool:
    """Whether its steps differ by case, so that no single sum tells."""
    sections = any(isinstance(item, Section) and item.kind == "case" for item in process.items)
    return sections or any(step.cases for step in process.steps())


def _terms(processes: list[Process], cases: list[Case]) -> list[Extension]:
    if cases and (len(processes) > 1 or process_cases(processes[0])):
        totals = [
            (one.id, total_of_case(one.process, one.section) if one.section else term_of(one.process)) for one in cases
        ]
        return [_term(total, case) for case, total in totals if total is not None and total.duration.hours]
    total = term_of(processes[0])
    whole = [_term(total, None)] if total is not None and total.duration.hours else []
    return whole + (_agencies(processes[0]) if whole else [])


def _agencies(process: Process) -> list[Extension]:
    """The time of the commune and of the department, where the sheet prints both."""
    found: dict[str, Decimal] = {}
    for item in process.items:
        said: tuple[str, Decimal | None] = ("", None)
        if isinstance(item, Section) and item.kind == "agency":
            said = (item.text, item.hours)
        elif isinstance(item, Total) and item.scope is not None:
            said = (item.scope, item.duration.hours)
        level = level_said(said[0])
        if level is not None and said[1]:
            found["receiving" if level == "commune" else "resolving"] = said[1]
    if len(found) < 2:
        return []
    return [
        Extension("term", {"value": plain(hours), "unit": "working_hours", "agency": agency})
        for agency, hours in found.items()
    ]


def _term(total: Total, case: str | None) -> Extension:
    hours = total.duration.hours or Decimal(0)
    if total.duration.kind == "same_day":
        attributes = {"unit": "same_day", "cutOff": "15:00"}
    elif total.duration.unit == "ngày" and hours % 4 == 0:
        attributes = {"value": plain(hours / 8), "unit": "working_days"}
        if total.duration.statutory is not None:
            attributes["statutory"] = plain(total.duration.statutory / 8)
    else:
        attributes = {"value": plain(hours), "unit": "working_hours"}
    if case:
        attributes["case"] = case
    return Extension("term", attributes | {"receptionHours": "8"})


def _field(process: Process) -> str | None:
    if not process.field_text:
        return None
    text = _COUNT.sub("", _FIELD.sub("", flat(process.field_text))).strip(" :.-")
    return text[:1].upper() + (text[1:].lower() if text.isupper() else text[1:]) if text else None


def _online(processes: list[Process]) -> str | None:
    said = bare(" ".join(text for one in processes for step in one.steps() for text in step.extra.values()))
    if "toan trinh" in said:
        return "full"
    return "partial" if "mot phan" in said else None


def _department(processes: list[Process], words: Words) -> str | None:
    said = " ".join(f"{step.actor} {step.content}" for one in processes for step in one.steps())
    found = [kind for kind, phrases in words.departments if phrases.within(said)]
    return f"province/{found[0]}" if len(found) == 1 else None


def _name_of(process: Process, position: int) -> str:
    names = process.titles if len(process.titles) == len(process.codes) else (process.title,)
    return names[min(position, len(names) - 1)] if names else process.title
