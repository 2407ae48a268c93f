"""Reads the bytes of a BPMN file into a Definition, tolerantly: a draft may be incomplete or odd."""

from __future__ import annotations

import dataclasses

from lxml import etree

from engine.bpmn.definition import Definition
from engine.bpmn.errors import Unreadable
from engine.bpmn.reading.diagram import read_edges, read_shapes
from engine.bpmn.reading.events import declared_codes
from engine.bpmn.reading.extensions import read_extensions
from engine.bpmn.reading.names import BPMN, TTHC, bpmn, space_of, words
from engine.bpmn.reading.nodes import Contents, Known
from engine.bpmn.reading.problems import Problems
from engine.bpmn.reading.surroundings import (
    read_lanes,
    read_messages,
    read_pool,
    read_root_others,
    report_duplicate_ids,
)
from engine.bpmn.schema import violations
from engine.bpmn.xml import line_of, safe_parse
from engine.text import Text


def read(data: bytes) -> Definition:
    """Return the procedure declared in ``data``.

    What is malformed inside becomes a ReadingProblem of the definition. Raises Unreadable only when the bytes are
    not safe XML, not BPMN, or hold no process.
    """
    return read_tree(safe_parse(data))


def read_tree(root: etree._Element, known: Known | None = None) -> Definition:
    """Like ``read``, for a tree that came out of ``safe_parse``.

    ``known`` keeps what single elements said, for a tree that is read again and again while it is edited.
    """
    process = _main_process(root)
    problems = Problems()
    report_duplicate_ids(root, problems)
    contents = Contents(declared_codes(root), problems, known)
    contents.read_scope(process, None)
    others = [one for one in bpmn(root, "process") if one is not process and one.get("id")]
    for other in others:
        contents.read_scope(other, str(other.get("id")))
    contents.drop_loose_flows()
    sheet = read_extensions(process, problems).get("procedure", {"key": None})
    edges, edge_labels = read_edges(root)
    _second_opinion(root, problems)
    definition = Definition(
        key=sheet.pop("key", None),
        process_id=process.get("id") or "",
        name=" ".join((process.get("name") or "").split()),
        executable=process.get("isExecutable", "false") in ("true", "1"),
        documentation=words(process, "documentation"),
        nodes=contents.connected(),
        flows=contents.flows,
        lanes=read_lanes(process),
        messages=read_messages(root),
        called={str(one.get("id")): one.get("name") or "" for one in others},
        others=(*read_root_others(root), *contents.others),
        pool=read_pool(root, process.get("id") or ""),
        shapes=read_shapes(root),
        edges=edges,
        edge_labels=edge_labels,
        problems=problems.all(),
    )
    return dataclasses.replace(definition, **sheet)


def _second_opinion(root: etree._Element, problems: Problems) -> None:
    if any(problem.code.startswith("tthc_") for problem in problems.all()):
        return
    for violation in violations(root):
        problems.add(
            "tthc_schema",
            violation.element,
            Text(f"Không đúng lược đồ tthc.xsd: {violation.message}", f"Not valid by tthc.xsd: {violation.message}"),
            Text("Hãy sửa theo mô tả của lược đồ.", "Correct it as the schema says."),
        )


def _main_process(root: etree._Element) -> etree._Element:
    if root.tag != f"{{{BPMN}}}definitions":
        raise Unreadable(_not_bpmn(root), line_of(root))
    processes = bpmn(root, "process")
    if not processes:
        raise Unreadable(
            Text("Tệp BPMN này không có quy trình nào.", "This BPMN file holds no process."), line_of(root)
        )
    declared = [one for one in processes if next(one.iter(f"{{{TTHC}}}procedure"), None) is not None]
    executable = [one for one in processes if one.get("isExecutable") in ("true", "1")]
    return (declared or executable or [max(processes, key=_drawn_in)])[0]


def _drawn_in(process: etree._Element) -> int:
    """How much a process holds: some tools put an empty one first."""
    return sum(1 for _ in process.iterchildren(f"{{{BPMN}}}sequenceFlow"))


def _not_bpmn(root: etree._Element) -> Text:
    name = etree.QName(root).localname
    if name == "definitions" and "DMN" in space_of(root).upper():
        return Text("Đây là tệp bảng quyết định (DMN), không phải BPMN.", "This is a DMN file, not BPMN.")
    return Text(
        f"Tệp XML này không phải BPMN 2.0 (phần tử gốc là “{name}”).",
        f"This XML file is not BPMN 2.0 (its root is “{name}”).",
    )
