"""Changes of the official sheet, and small corrections of single elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from engine import feel
from engine.bpmn import tthc
from engine.bpmn.edit import building, numbering, trees, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.edit.edits import ChangeCondition, ChangeSheet, Rename, Renumber, SetDefault, SetEnd
from engine.bpmn.edit.problems import EditRefused, Problem, refuse
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.formulas import formulas
from engine.text import Text


def change_sheet(draft: Draft, edit: ChangeSheet) -> None:
    """Write what differs. A case that steps still name is not removed."""
    fields: dict[str, Any] = dict(edit.change)
    if "cases" in fields:
        _keep_used_cases(draft, {case.id for case in fields["cases"]}, fields)
    if "name" in fields:
        _rename_procedure(draft, building.one_line(fields.pop("name")))
    if "documentation" in fields:
        _document(draft, fields.pop("documentation"))
    if fields:
        place = draft.definition.process_id
        writing.write_fields(_procedure(draft), tthc.PROCEDURE, fields, place)
    draft.changed()


def set_default(draft: Draft, edit: SetDefault) -> None:
    """Choose the way taken when no condition holds."""
    node = draft.definition.nodes.get(edit.gateway)
    if node is None or edit.flow not in node.outgoing:
        raise _unknown(edit.gateway)
    draft.set_default(edit.gateway, edit.flow)


def change_condition(draft: Draft, edit: ChangeCondition) -> None:
    """Write a flow's condition."""
    if edit.flow not in draft.definition.flows:
        raise _unknown(edit.flow)
    if edit.when is not None and edit.when.strip():
        try:
            feel.compile(edit.when)
        except feel.FeelError as error:
            raise refuse(
                edit.flow,
                Text(error.said_in("vi"), error.said_in("en")),
                Text("Sửa biểu thức điều kiện.", "Correct the expression of the condition."),
            ) from None
    draft.set_condition(edit.flow, (edit.when or "").strip() or None)
    if edit.name is not None:
        draft.set_name(edit.flow, building.one_line(edit.name))


def renumber(draft: Draft, edit: Renumber) -> None:
    """Number all steps by their order."""
    numbering.number_all(draft)


def set_end(draft: Draft, edit: SetEnd) -> None:
    """Say how the dossier ends here."""
    node = draft.definition.nodes.get(edit.end)
    if node is None or node.kind != "end":
        raise _unknown(edit.end)
    building.facts_of(draft, edit.end, "end").set("result", edit.result)
    draft.changed()
    name = edit.name if edit.name is not None else (node.name or building.ENDS[edit.result][1])
    draft.set_name(edit.end, building.one_line(name))


def rename(draft: Draft, edit: Rename) -> None:
    """Another name for a node or flow."""
    if edit.element not in draft.definition.nodes and edit.element not in draft.definition.flows:
        raise _unknown(edit.element)
    draft.set_name(edit.element, building.one_line(edit.name))


def _unknown(key: str) -> EditRefused:
    return refuse(
        key,
        Text(f"Không có phần tử “{key}”.", f"There is no element “{key}”."),
        Text("Tải lại trang rồi thử lại.", "Load the page again."),
    )


def _keep_used_cases(draft: Draft, wanted: set[str], fields: dict[str, Any]) -> None:
    """Refuse to drop a case that something still names: steps, parts of the sheet, conditions."""
    definition = draft.definition
    gone = {case.id: case.name or case.id for case in definition.cases if case.id not in wanted}
    users = [*_steps_of_cases(draft), *_parts_of_cases(draft, fields), *_readers_of_cases(draft, gone)]
    problems = [
        Problem(
            place,
            Text(
                f"{user.vi} vẫn thuộc trường hợp “{gone[case]}”.",
                f"{user.en} still belongs to case “{gone[case]}”.",
            ),
            Text("Bỏ trường hợp này ở đó trước.", "Take the case away there first."),
        )
        for place, user, cases in users
        for case in cases
        if case in gone
    ]
    if problems:
        raise EditRefused(*problems)


_User = tuple[str, Text, tuple[str, ...]]
"""Where something stands, what it is called, the cases it names."""


def _steps_of_cases(draft: Draft) -> Iterator[_User]:
    for node in draft.definition.nodes.values():
        if node.step:
            name, number = node.name or node.id, f" {node.step.no}" if node.step.no else ""
            yield node.id, Text(f"Bước{number} “{name}”", f"Step{number} “{name}”"), node.step.case


def _parts_of_cases(draft: Draft, fields: dict[str, Any]) -> Iterator[_User]:
    place = draft.definition.process_id
    for plural, called in _PARTS_OF_CASES.items():
        for number, one in enumerate(fields.get(plural, getattr(draft.definition, plural)), 1):
            name = f"“{one.name}”" if getattr(one, "name", "") else str(number)
            yield place, Text(f"{called.vi} {name}", f"{called.en} {name}"), one.case


def _readers_of_cases(draft: Draft, gone: Mapping[str, str]) -> Iterator[_User]:
    """Conditions that read ``ho_so.case``, other than those a way of steps of the case was generated with."""
    named = {case for node in draft.definition.nodes.values() if node.step for case in node.step.case}
    for formula in formulas(draft.definition):
        if "ho_so.case" in formula.source:
            read = tuple(case for case in gone if f'"{case}"' in formula.source and case not in named)
            yield formula.element, Text(_capital(formula.place.vi), f"The {formula.place.en}"), read


_PARTS_OF_CASES: Final = {
    "terms": Text("Thời hạn", "Time limit"),
    "documents": Text("Giấy tờ", "Document"),
    "fees": Text("Khoản thu", "Fee"),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rename_procedure(draft: Draft, name: str) -> None:
    was = draft.process.get("name") or ""
    if was == name:
        return
    draft.process.set("name", name)
    for pool in draft.root.iter(bpmn("participant")):
        if pool.get("id") == draft.definition.pool and (pool.get("name") or "") in ("", was):
            pool.set("name", name)
    draft.changed()


def _document(draft: Draft, text: str | None) -> None:
    found = draft.process.find(bpmn("documentation"))
    if not text:
        if found is not None:
            trees.remove(found)
        return
    if found is None:
        found = etree.Element(bpmn("documentation"))
        trees.insert(draft.process, found, 0)
    clean = writing.text_of(text)
    if (found.text or "").strip() != clean.strip():
        found.text = clean


def _procedure(draft: Draft) -> etree._Element:
    for holder in draft.process.iterchildren(bpmn("extensionElements")):
        for one in holder.iterchildren(trees.tthc("procedure")):
            return one
    raise refuse(
        draft.definition.process_id,
        Text("Tệp chưa có thông tin thủ tục.", "The file has no official sheet yet."),
        Text("Tạo thủ tục mới rồi đưa sơ đồ vào.", "Create a procedure, then bring the diagram in."),
    )
