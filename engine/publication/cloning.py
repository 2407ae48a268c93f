"""A new procedure out of another one: its key and name are new, and what follows is chosen part by part."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Final

from lxml import etree

from engine.bpmn import edit
from engine.bpmn.edit import names, trees
from engine.bpmn.edit.edits import ChangeSheet, ChangeStep
from engine.bpmn.edit.sheet_change import SheetChange
from engine.bpmn.edit.trees import bpmn
from engine.bpmn.xml import safe_parse
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.inspection import read_diagram
from engine.text import Text

STEPS, FORMS, DOCUMENTS, FEES, CASES = "steps", "forms", "documents", "fees", "cases"
PARTS: Final = {
    STEPS: Text("Các bước và sơ đồ", "Steps and diagram"),
    FORMS: Text("Biểu mẫu", "Forms"),
    DOCUMENTS: Text("Giấy tờ", "Documents"),
    FEES: Text("Phí, lệ phí", "Fees"),
    CASES: Text("Trường hợp", "Cases"),
}


def clone(sources: Sources, title: str, follows: Collection[str]) -> Sources:
    """The files of a new procedure called ``title``; national codes never follow: they belong to the other one."""
    key = names.slug(title, "thu-tuc", "-")
    was = read_diagram(sources.bpmn)
    if STEPS in follows:
        data = _renamed(sources.bpmn, title, key)
    else:
        data = edit.new_procedure(title, key=key, level=was.level or "commune")
    sheet: SheetChange = {
        "covers": (),
        "texts": tuple(one for one in was.texts if one.of != "name") if STEPS in follows else (),
        "field": was.field,
        "competent": was.competent,
        "terms": was.terms if CASES in follows else tuple(one for one in was.terms if not one.case),
        "basis": was.basis,
        "results": was.results,
        "cases": was.cases if CASES in follows else (),
        "documents": was.documents if DOCUMENTS in follows else (),
        "fees": was.fees if FEES in follows else (),
        "form": was.form if FORMS in follows else None,
    }
    if FORMS not in follows:
        sheet["documents"] = tuple(dataclasses.replace(one, form=None) for one in sheet["documents"])
    data = edit.apply(data, ChangeSheet(sheet))
    return Sources({DIAGRAM: _without_forms(data) if FORMS not in follows else data, **_beside(sources, follows)})


def _beside(sources: Sources, follows: Collection[str]) -> dict[str, bytes]:
    forms = {path: data for path, data in sources.files.items() if path.startswith("forms/")}
    return {**(forms if FORMS in follows else {}), **(sources.tables if {FEES, STEPS} & {*follows} else {})}


def _without_forms(data: bytes) -> bytes:
    for node in read_diagram(data).steps():
        if node.step is not None and node.step.form:
            data = edit.apply(data, ChangeStep(node.id, dataclasses.replace(node.step, form=None)))
    return data


def _renamed(data: bytes, title: str, key: str) -> bytes:
    """The same diagram under another key: the process id follows, the pool and the process bear the new name."""
    root = safe_parse(data)
    old = read_diagram(data).process_id
    process = next(one for one in root.iterchildren(bpmn("process")) if one.get("id") == old)
    process.set("name", title)
    next(process.iter(trees.tthc("procedure"))).set("key", key)
    new = key.replace("-", "_")
    taken = any(one.get("id") == new for one in root.iter(etree.Element))
    for one in root.iter(etree.Element):
        if one.tag == bpmn("participant") and one.get("processRef") == old:
            one.set("name", title)
        for attribute in ("processRef", "bpmnElement"):
            if one.get(attribute) == old and not taken:
                one.set(attribute, new)
    if not taken:
        process.set("id", new)
    root.set("targetNamespace", f"urn:quytrinh:procedure:{key}")
    return trees.to_bytes(root)
