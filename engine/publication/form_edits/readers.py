"""Who outside a form reads its answers: the other forms, the diagram, the sheet and the decision tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TypeVar

from engine.bpmn import xml
from engine.bpmn.conditions import names_of, told
from engine.bpmn.definition import Definition, Node
from engine.bpmn.edit.edits import ChangeCondition, ChangeConnector, ChangeSheet, ChangeStep, Edit, MakeOnePerUnit
from engine.bpmn.errors import Unreadable, UnsafeXml
from engine.bpmn.formulas import is_iso
from engine.forms.edit import Draft, FormEditRefused, Problem
from engine.forms.edit.draft import levels
from engine.forms.edit.expressions import Place, Read, reads, renamed
from engine.forms.edit.reading import read_by
from engine.procedures import labels
from engine.procedures.sources import Sources
from engine.publication import form_files
from engine.publication.form_edits.uses import roots_of
from engine.text import Text

_QUANTITY = ("ho_so", "quantity")
_COUNTED = "so_luong"
Change = Callable[[str], tuple[Edit, ...]]
Row = TypeVar("Row")


@dataclass(frozen=True)
class Outside:
    """One expression elsewhere that reads the form: where, what it says, and the edit that writes another there."""

    where: Text
    source: str
    read: Read
    change: Change | None = None
    """None: it cannot be changed from here."""
    told: Text | None = None
    """What it says as a sentence, where the names in it are known."""

    def problem(self, component: str, fact: str) -> Problem:
        """Why the field has to stay as it is."""
        said = self.told or Text(self.source, self.source)
        return Problem(
            component,
            fact,
            Text(
                f"{_capital(self.where.vi)} đang đọc ô này: {said.vi}.",
                f"{_capital(self.where.en)} reads this field: {said.en}.",
            ),
            Text("Sửa chỗ đó trước.", "Change it there first."),
        )

    def renamed(self, key: str) -> str:
        """The expression with another key."""
        return renamed(self.source, self.read, key)


def outside(
    sources: Sources, definition: Definition, form: str, wanted: Collection[Place] | None = None
) -> Iterator[Outside]:
    """Who reads answers of ``form``; ``wanted`` are their places in the form (all of them when None)."""
    roots, known = roots_of(definition, form), _known(sources, form)
    some = known if wanted is None else set(wanted)
    targets = {(root, *place) for root in roots for place in some}
    if "don" in roots and (_COUNTED,) in some:
        targets.add(_QUANTITY)
    if not targets:
        return
    everything = targets | {(root, *place) for root in roots for place in known}
    yield from _in_forms(sources, form, targets)
    names = names_of(definition, form_files.compiled(sources.forms)[0])
    for one in _expressions(definition):
        read = reads(one.source, {}, everything, targets)
        if read:
            counts = any(one.source[start:end] == _QUANTITY[1] for start, end in read.spots)
            said = told(one.source, names)
            yield dataclasses.replace(one, read=read, change=None if counts else one.change, told=said)
    yield from _in_tables(sources, everything, targets)


def _known(sources: Sources, form: str) -> set[Place]:
    document = sources.forms.get(form)
    if document is None:
        return set()
    try:
        draft = Draft.of(document, form)
    except FormEditRefused:
        return set()
    return {(*level.path, key) for level in levels(draft.data) for key in level.keys}


def _in_forms(sources: Sources, form: str, targets: set[Place]) -> Iterator[Outside]:
    for name, document in sources.forms.items():
        if name == form:
            continue
        try:
            draft = Draft.of(document, name)
        except FormEditRefused:
            continue
        title = str(draft.data.get("title") or name)
        for found, read in read_by(draft, targets):
            where = Text(f"{found.where.vi} trong biểu mẫu “{title}”", f"{found.where.en} in form “{title}”")
            yield Outside(where, found.source.removeprefix("="), read, _nothing)


def _nothing(source: str) -> tuple[Edit, ...]:
    """Other forms are written anew as a whole, not one expression at a time."""
    return ()


def _in_tables(sources: Sources, known: set[Place], targets: set[Place]) -> Iterator[Outside]:
    for name, data in sources.tables.items():
        try:
            root = xml.safe_parse(data)
        except (UnsafeXml, Unreadable):
            continue
        texts = {(one.text or "").strip() for one in root.iter("{*}text")}
        for text in sorted(texts - {""}):
            read = reads(text, {}, known, targets)
            if read.spots:
                yield Outside(Text(f"bảng quyết định {name}", f"decision table {name}"), text, read)


def _expressions(definition: Definition) -> Iterator[Outside]:
    for flow in definition.flows.values():
        if flow.condition:
            name = flow.name or flow.id
            where = Text(f"điều kiện của nhánh “{name}”", f"the condition of flow “{name}”")
            yield _one(where, flow.condition, _flow(flow.id))
    yield from _of_sheet(definition)
    for node in definition.nodes.values():
        yield from _of_node(definition, node)


def _flow(key: str) -> Change:
    return lambda made: (ChangeCondition(key, made),)


def _one(where: Text, source: str, change: Change | None) -> Outside:
    return Outside(where, source, Read(), change)


def _of_sheet(definition: Definition) -> Iterator[Outside]:
    for at, case in enumerate(definition.cases):
        if case.when:
            where = Text(f"điều kiện của trường hợp “{case.name}”", f"the condition of case “{case.name}”")
            yield _one(where, case.when, _case(definition, at))
    for at, term in enumerate(definition.terms):
        if term.value_formula:
            where = Text(f"công thức của thời hạn thứ {at + 1}", f"the formula of term {at + 1}")
            yield _one(where, term.value_formula, _term(definition, at))
    for at, paper in enumerate(definition.documents):
        if paper.when:
            where = Text(f"điều kiện của giấy tờ “{paper.name}”", f"the condition of document “{paper.name}”")
            yield _one(where, paper.when, _paper(definition, at))
    for at, fee in enumerate(definition.fees):
        if fee.formula:
            where = Text(f"công thức của khoản thu “{fee.name}”", f"the formula of fee “{fee.name}”")
            yield _one(where, fee.formula, _fee(definition, at, "formula"))
        if fee.exempt_when:
            where = Text(f"điều kiện miễn của khoản thu “{fee.name}”", f"the exemption of fee “{fee.name}”")
            yield _one(where, fee.exempt_when, _fee(definition, at, "exempt_when"))
    competent = definition.competent or ""
    if competent.startswith("address:"):
        path = competent.removeprefix("address:")
        rooted = path if path.startswith("don.") else f"don.{path}"
        where = Text("cách xác định cơ quan giải quyết", "how the resolving authority is found")
        yield _one(where, rooted, lambda made: (ChangeSheet({"competent": f"address:{made}"}),))


def _swapped(rows: tuple[Row, ...], at: int, row: Row) -> tuple[Row, ...]:
    return (*rows[:at], row, *rows[at + 1 :])


def _case(definition: Definition, at: int) -> Change:
    rows = definition.cases
    return lambda made: (ChangeSheet({"cases": _swapped(rows, at, dataclasses.replace(rows[at], when=made))}),)


def _term(definition: Definition, at: int) -> Change:
    rows = definition.terms
    return lambda made: (ChangeSheet({"terms": _swapped(rows, at, dataclasses.replace(rows[at], value_formula=made))}),)


def _paper(definition: Definition, at: int) -> Change:
    rows = definition.documents
    return lambda made: (ChangeSheet({"documents": _swapped(rows, at, dataclasses.replace(rows[at], when=made))}),)


def _fee(definition: Definition, at: int, name: str) -> Change:
    rows = definition.fees
    if name == "formula":
        return lambda made: (ChangeSheet({"fees": _swapped(rows, at, dataclasses.replace(rows[at], formula=made))}),)
    return lambda made: (ChangeSheet({"fees": _swapped(rows, at, dataclasses.replace(rows[at], exempt_when=made))}),)


def _of_node(definition: Definition, node: Node) -> Iterator[Outside]:
    name = labels.node_name(definition, node)
    unit = (node.step.unit if node.step else None) or ""
    if node.step and unit.startswith("chosen:"):
        path, sign, below = unit.removeprefix("chosen:").partition("/")
        where = Text(f"đơn vị của bước “{name.vi}”", f"the unit of step “{name.en}”")
        yield _one(where, path, _unit_change(node, f"{sign}{below}"))
    if node.loop:
        own = f"count({unit.removeprefix('chosen:')})"
        for source in filter(None, (node.loop.cardinality, node.loop.collection, node.loop.completion)):
            if source != own:
                yield _one(Text(f"số lần của bước “{name.vi}”", f"the number of step “{name.en}”"), source, None)
    if node.timer and not is_iso(node.timer.expression):
        yield _one(Text(f"đồng hồ “{name.vi}”", f"timer “{name.en}”"), node.timer.expression, None)
    if node.connector:
        for at, param in enumerate(node.connector.params):
            if param.value.startswith("="):
                where = Text(f"tham số “{param.name}” của “{name.vi}”", f"parameter “{param.name}” of “{name.en}”")
                yield _one(where, param.value[1:], _param_change(node, at))


def _unit_change(node: Node, below: str) -> Change | None:
    step, loop = node.step, node.loop
    if step is None:
        return None
    if loop is None:
        return lambda made: (ChangeStep(node.id, dataclasses.replace(step, unit=f"chosen:{made}{below}")),)
    prefix = f"count({node.id}.all) >= "
    first = (loop.completion or "").removeprefix(prefix)
    if below or (loop.completion and not (loop.completion.startswith(prefix) and first.isdigit())):
        return None
    return lambda made: (MakeOnePerUnit(node.id, made, int(first) if first else None),)


def _param_change(node: Node, at: int) -> Change | None:
    connector = node.connector
    if connector is None:
        return None

    def change(made: str) -> tuple[Edit, ...]:
        params = list(connector.params)
        params[at] = dataclasses.replace(params[at], value=f"={made}")
        return (ChangeConnector(node.id, dataclasses.replace(connector, params=tuple(params))),)

    return change


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
