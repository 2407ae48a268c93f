"""The names an expression may read, and whether they can have a value when it is read (procedure-format §5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node
from engine.bpmn.formulas import Formula
from engine.text import Text

UNKNOWN: Final = refused("name_unknown")
KEY: Final = refused("name_key_unknown")
TOO_EARLY: Final = refused("name_not_yet_written")

DOSSIER: Final = (
    "case",
    "channel",
    "applicant_kind",
    "quantity",
    "received",
    "receiving_unit",
    "resolving_unit",
)
"""Keys of ``ho_so``."""

_WRITERS: Final = ("user", "receive", "service", "rule")
_OF_STEP: Final = ("outcome", "unit", "at")

Path = tuple[str, ...]


def misread(subject: Subject, formula: Formula, path: Path) -> Iterator[Raised]:
    """What is wrong with reading ``path`` at ``formula``; nothing when it may be read there."""
    root = path[0]
    if root == "response" and formula.response:
        return
    if root in ("don", "ho_so", "phi"):
        yield from _key(formula, path, _keys_of_root(subject, root))
        return
    writer = subject.definition.nodes.get(root)
    if writer is None or writer.kind not in _WRITERS:
        yield _unknown(subject, formula, path)
        return
    yield from _key(formula, path, _keys_of_step(subject, writer))
    if not _written(subject, writer, formula):
        yield TOO_EARLY.at(
            formula.element,
            Text(
                f"{_capital(formula.place.vi)} đọc “{'.'.join(path)}”, nhưng {named(writer)} không bao giờ đứng trước.",
                f"The {formula.place.en} reads “{'.'.join(path)}”, but {named(writer)} never comes before it.",
            ),
            Text("Chỉ đọc kết quả của bước đứng trước.", "Read only what an earlier step has written."),
        )


def _keys_of_root(subject: Subject, root: str) -> Iterable[str] | None:
    if root == "ho_so":
        return DOSSIER
    if root == "phi":
        return [fee.id for fee in subject.definition.fees]
    return _routing_keys(subject, subject.definition.form)


def _keys_of_step(subject: Subject, node: Node) -> Iterable[str] | None:
    """Keys a step writes; None when that cannot be told."""
    if node.kind == "rule":
        return None
    if node.kind == "service":
        return [*(result.variable for result in (node.connector.results if node.connector else ())), "error", "at"]
    form = node.step.form if node.step else (node.wait.form if node.wait else None)
    keys = _routing_keys(subject, form)
    if keys is None:
        return None
    return [*_OF_STEP, *(["all"] if node.loop else []), *keys]


def _routing_keys(subject: Subject, form: str | None) -> Iterable[str] | None:
    if form is None:
        return ()
    if subject.forms is None or form not in subject.forms:
        return None
    return subject.forms[form].routing_keys


def _key(formula: Formula, path: Path, keys: Iterable[str] | None) -> Iterator[Raised]:
    if keys is None or len(path) < 2:
        return
    known = sorted(set(keys))
    if path[1] in known:
        return
    shown = ", ".join(known) if known else "–"
    yield KEY.at(
        formula.element,
        Text(
            f"{_capital(formula.place.vi)} đọc “{'.'.join(path)}”, nhưng “{path[0]}” không có “{path[1]}”.",
            f"The {formula.place.en} reads “{'.'.join(path)}”, but “{path[0]}” has no “{path[1]}”.",
        ),
        Text(
            f"Các tên đọc được: {shown}. Ô của biểu mẫu phải đánh dấu “Dùng để rẽ nhánh, tính phí, chọn giấy tờ”.",
            f"Names that can be read: {shown}. A form's field must be ticked “Used for routing, fees and documents”.",
        ),
    )


def _unknown(subject: Subject, formula: Formula, path: Path) -> Raised:
    steps = [key for key, node in subject.definition.nodes.items() if node.kind in _WRITERS]
    shown = ", ".join(["don", "ho_so", "phi", *steps][:20])
    return UNKNOWN.at(
        formula.element,
        Text(
            f"{_capital(formula.place.vi)} đọc “{'.'.join(path)}”, nhưng không có tên “{path[0]}”.",
            f"The {formula.place.en} reads “{'.'.join(path)}”, but there is no name “{path[0]}”.",
        ),
        Text(f"Các tên có thể đọc: {shown}.", f"Names that can be read: {shown}."),
    )


def _written(subject: Subject, writer: Node, formula: Formula) -> bool:
    """Whether ``writer`` can have answered when ``formula`` is read."""
    if formula.reader is None:
        return True
    reader = subject.definition.nodes.get(formula.reader)
    if reader is None:
        return True
    if writer.id == reader.id and formula.when == "during":
        return True
    ours, theirs = _lifted(subject, writer, reader)
    if ours is None or theirs is None or ours.parent != theirs.parent:
        return True
    after = subject.graphs[ours.parent].after_each(ours.id)
    return theirs.id in after or (ours.id == theirs.id and writer.id != reader.id)


def _lifted(subject: Subject, one: Node, other: Node) -> tuple[Node | None, Node | None]:
    """The two nodes, or the sub-processes they lie in, at the innermost level they share."""
    ones, others = _chain(subject, one), _chain(subject, other)
    parents = {node.parent: node for node in others}
    for node in ones:
        if node.parent in parents:
            return node, parents[node.parent]
    return None, None


def _chain(subject: Subject, node: Node) -> list[Node]:
    """The node and the sub-processes around it, inside out."""
    chain = [node]
    while chain[-1].parent in subject.definition.nodes and len(chain) < 100:
        chain.append(subject.definition.nodes[str(chain[-1].parent)])
    return chain


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
