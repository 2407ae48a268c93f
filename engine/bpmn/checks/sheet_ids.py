"""Ids of the sheet: none twice, and every case that is named exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.sheet import Fee
from engine.text import Text

TWICE: Final = refused("id_twice")
CASE: Final = refused("case_unknown")


def check(subject: Subject) -> Iterator[Raised]:
    """Documents, fees, results, cases and outcomes."""
    sheet = subject.definition
    groups = {
        "tthc:case": [one.id for one in sheet.cases],
        "tthc:document": [one.id for one in sheet.documents],
        "tthc:fee": [one.id for one in sheet.fees if _again(one, sheet.fees)],
        "tthc:result": [one.id for one in sheet.results],
    }
    for group, ids in groups.items():
        yield from _twice(subject.place, group, ids)
    for node in subject.nodes:
        if node.step:
            yield from _twice(node.id, "tthc:outcome", [one.id for one in node.step.outcomes])
    yield from _cases(subject)


def _again(fee: Fee, fees: tuple[Fee, ...]) -> bool:
    """Whether a fee stands twice for one period, case and channel; otherwise one id may stand several times."""
    same = (one for one in fees if one.id == fee.id and one.valid_from == fee.valid_from)
    return sum(one.case == fee.case and one.channel == fee.channel for one in same) > 1


def _twice(place: str, group: str, ids: list[str]) -> Iterator[Raised]:
    for key, count in Counter(ids).items():
        if key and count > 1:
            yield TWICE.at(
                place,
                Text(f"Mã “{key}” dùng cho {count} phần tử {group}.", f"The id “{key}” is used by {count} {group}."),
                Text("Mỗi phần tử phải có mã riêng.", "Every element needs its own id."),
            )


def _cases(subject: Subject) -> Iterator[Raised]:
    sheet = subject.definition
    known = {case.id for case in sheet.cases}
    users = [
        *(
            (subject.place, f"thời hạn {number}", f"term {number}", one.case)
            for number, one in enumerate(sheet.terms, 1)
        ),
        *((subject.place, f"giấy tờ “{one.id}”", f"document “{one.id}”", one.case) for one in sheet.documents),
        *((subject.place, f"phí, lệ phí “{one.id}”", f"fee “{one.id}”", one.case) for one in sheet.fees),
        *(
            (node.id, f"bước {named(node)}", f"step {named(node)}", node.step.case)
            for node in subject.nodes
            if node.step
        ),
    ]
    for place, vi, en, cases in users:
        for case in cases:
            if case not in known:
                yield CASE.at(
                    place,
                    Text(f"Không có trường hợp “{case}” (nêu ở {vi}).", f"There is no case “{case}” (named by {en})."),
                    Text("Hãy khai báo trường hợp hoặc sửa mã.", "Declare the case or correct the id."),
                )
