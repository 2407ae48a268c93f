"""The organisation of a day as the rehearsal looks at it, and what it finds there: a list of units per step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition
from engine.organisation import placing
from engine.organisation.assigning import Request, Unresolved
from engine.organisation.holdings import valid_on
from engine.organisation.models import assignment
from engine.organisation.tree import Tree
from engine.organisation.units import tree_on
from engine.procedures import labels
from engine.publication.findings import ERROR, WARNING, Found
from engine.rehearsal.staffing import Gap, Organisation, gaps
from engine.text import Text

MOST_NAMED = 20
"""Units a finding lists by name; beyond, it says how many more."""


def organisation_of(session: Session, definition: Definition, day: date) -> Organisation:
    """Everybody in office on ``day``, and the authorities of the procedure's level that have its receiving desk."""
    tree = tree_on(session, day)
    columns = (assignment.c.unit_id, assignment.c.post, assignment.c.person_id)
    holders: dict[tuple[int, str], set[int]] = {}
    for row in session.execute(select(*columns).where(valid_on(assignment, day))):
        holders.setdefault((row.unit_id, row.post), set()).add(row.person_id)
    held = {place: frozenset(people) for place, people in holders.items()}
    return Organisation(tree, held, tuple(_receiving(definition, tree)))


def unperformed(session: Session, definition: Definition, day: date) -> list[Found]:
    """One finding per step that nobody may do, or one person alone would check, naming every unit where that is so.

    Red when it is so at every unit that receives the procedure, else amber.
    """
    organisation = organisation_of(session, definition, day)
    if not organisation.receiving:
        return [_nowhere(definition)]
    by_step: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps(definition, organisation):
        by_step.setdefault((gap.code, gap.element), []).append(gap)
    return [_found(definition, some, len(organisation.receiving)) for some in by_step.values()]


def _nowhere(definition: Definition) -> Found:
    message = Text(
        "Chưa có cơ quan nào đúng cấp của thủ tục có bộ phận tiếp nhận; không hồ sơ nào nộp được.",
        "No authority of the procedure's level has a receiving desk; no dossier could be filed.",
    )
    hint = Text("Khai cơ cấu tổ chức, hoặc sửa cấp thực hiện.", "Enter the organisation, or correct the level.")
    return Found("nobody_receives", WARNING, definition.process_id, message, hint, element=definition.process_id)


def _receiving(definition: Definition, tree: Tree) -> Iterator[int]:
    first = next((node.step for node in definition.steps() if node.step and node.step.kind == "receive"), None)
    for unit in tree:
        if not unit.authority or unit.level != definition.level:
            continue
        request = Request(first.unit or "receiving", first.post or "", unit.id, unit.id) if first is not None else None
        if request is None or not isinstance(placing.place(tree, request), Unresolved):
            yield unit.id


def _found(definition: Definition, some: Sequence[Gap], units: int) -> Found:
    first = some[0]
    node = definition.nodes.get(first.element)
    name = labels.node_name(definition, node) if node is not None else labels.procedure_name(definition)
    severity = ERROR if len(some) == units and first.code != "one_person_checks_itself" else WARNING
    lists = [_listed(some, language) for language in ("vi", "en")]
    if first.code == "one_person_checks_itself":
        message = Text(
            f"“{name.vi}”: ở {len(some)}/{units} đơn vị một người tự duyệt việc của mình – {lists[0]}",
            f"“{name.en}”: at {len(some)} of {units} units one person checks its own work – {lists[1]}",
        )
        hint = Text("Phân công thêm người, hoặc ủy quyền.", "Appoint another person, or delegate.")
    else:
        message = Text(
            f"“{name.vi}”: không ai làm được ở {len(some)}/{units} đơn vị – {lists[0]}",
            f"“{name.en}”: nobody can do it at {len(some)} of {units} units – {lists[1]}",
        )
        hint = Text("Phân công người giữ chức danh ở các đơn vị này.", "Appoint somebody at these units.")
    return Found(first.code, severity, first.element, message, hint, element=first.element)


def _one(unit: str, why: str) -> str:
    """The receiving unit and why; named once where it is the unit that lacks somebody."""
    return why if why.startswith(f"{unit}:") else f"{unit} ({why})"


def _listed(some: Sequence[Gap], language: str) -> str:
    shown = [_one(gap.unit, gap.why.said_in(language)) for gap in some[:MOST_NAMED]]
    more = len(some) - len(shown)
    if more:
        shown.append(f"và {more} đơn vị khác" if language == "vi" else f"and {more} more")
    return "; ".join(shown) + "."
