"""Findings as a reader meets them: errors first, each with where it is in words and a link to that place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.bpmn.definition import Definition, Node
from engine.procedures import labels
from engine.procedures.sources import DIAGRAM
from engine.publication.findings import ERROR, Found
from engine.text import Text


@dataclass(frozen=True)
class Line:
    """One finding; ``view`` and ``anchor`` (or ``form``) say which page shows the place."""

    is_error: bool
    code: str
    place: Text
    detail: str
    message: Text
    hint: Text
    view: str = ""
    anchor: str = ""
    form: str = ""


def of(definition: Definition, findings: Sequence[Found]) -> tuple[Line, ...]:
    """Arrange findings, errors first, otherwise in the order of the checks."""
    return tuple(_line(definition, one) for one in sorted(findings, key=lambda one: one.severity != ERROR))


def _line(definition: Definition, found: Found) -> Line:
    if found.file.startswith("forms/"):
        name = PurePosixPath(found.file).stem
        place, detail = Text(f"Biểu mẫu {name}", f"Form {name}"), found.where
        view, anchor, form = "bieu-mau", "", name
    elif found.file != DIAGRAM:
        place, detail = Text(f"Tệp {found.file}", f"File {found.file}"), ""
        view, anchor, form = "", "", ""
    else:
        place, detail, view, anchor = _in_diagram(definition, found)
        form = ""
    return Line(found.severity == ERROR, found.code, place, detail, found.message, found.hint, view, anchor, form)


def _in_diagram(definition: Definition, found: Found) -> tuple[Text, str, str, str]:
    node = definition.nodes.get(found.element)
    if node is not None:
        view, anchor = ("buoc", f"b-{node.id}") if node.step or node.kind == "user" else ("so-do", "")
        return _node(definition, node), _detail(node.id, node.line), view, anchor
    flow = definition.flows.get(found.element)
    if flow is not None:
        name = flow.name or flow.id
        return Text(f"Nhánh “{name}”", f"Flow “{name}”"), _detail(flow.id, flow.line), "so-do", ""
    whole = Text("Cả thủ tục", "The whole procedure")
    return whole, "" if found.element == definition.process_id else found.where, "thong-tin", ""


def _node(definition: Definition, node: Node) -> Text:
    name = labels.node_name(definition, node)
    no = node.step.no if node.step else None
    return Text(f"Bước {no}. {name.vi}", f"Step {no}. {name.en}") if no else Text(f"“{name.vi}”", f"“{name.en}”")


def _detail(element: str, line: int | None) -> str:
    return element if line is None else f"{element} : {line}"
