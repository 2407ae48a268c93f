"""One change to many procedures, each on its own: a working copy gets it, or the catalogue does."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn import edit
from engine.bpmn.definition import Definition, Step
from engine.bpmn.edit.edits import ChangeSheet, ChangeStep
from engine.bpmn.sheet import Basis
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Invalid, Missing
from engine.procedures import store
from engine.procedures.models import procedure
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication import queries
from engine.publication.inspection import read_diagram
from engine.publication.working import operations
from engine.publication.working import queries as working
from engine.text import Text

Change = Callable[[Sources], Sources]


def set_owner(session: Session, actor: Actor, key: str, unit_id: int, now: datetime) -> None:
    """Name the unit that looks after a procedure's declaration."""
    policy.require(actor, Act.EDIT_DRAFT)
    row = session.execute(select(procedure.c.id, procedure.c.owner_unit_id).where(procedure.c.key == key)).first()
    if row is None:
        raise Missing(Text("Không có thủ tục này.", "There is no such procedure."))
    session.execute(procedure.update().where(procedure.c.id == row.id).values(owner_unit_id=unit_id))
    audit.record(
        session,
        subject_kind="procedure",
        subject_id=row.id,
        act="owner_set",
        actor=actor.username,
        at=now,
        detail={"key": key, "before": row.owner_unit_id, "owner": unit_id},
    )


def change(session: Session, actor: Actor, key: str, change_: Change, what: Text, now: datetime) -> int:
    """Carry out ``change_`` on the open working copy, or on a new one of the version in force; returns its id.

    Raises ``Invalid`` when it changes nothing there.
    """
    copy_id = working.open_copy_of(session, key)
    if copy_id is None:
        versions = queries.versions(session, key)
        row = queries.in_force(versions, now) or versions[0]
        sources = store.of_version(session, row.id)
        after = _changed(sources, change_)
        begun = Text(f"Bắt đầu từ phiên bản {row.number}", f"Started from version {row.number}")
        copy_id = operations.begin(
            session, actor, sources, origin=operations.VERSION, now=now, based_on=row.id, what=begun
        )
        operations.save(session, actor, copy_id, 1, after, what, now)
        return copy_id
    copy = working.load(session, actor, copy_id)
    operations.save(session, actor, copy_id, copy.revision.number, _changed(copy.sources, change_), what, now)
    return copy_id


def replace_basis(old: str, new: str) -> Change:
    """Let the legal ground ``old`` be ``new``; the articles named stay."""

    def rows(definition: Definition) -> tuple[Basis, ...]:
        return tuple(dataclasses.replace(one, ref=new) if one.ref == old else one for one in definition.basis)

    return lambda sources: _sheet(sources, lambda definition: ChangeSheet({"basis": rows(definition)}))


def replace_form(name: str, document: bytes) -> Change:
    """Put another document in the place of form ``name``, where a procedure has it."""
    path = f"forms/{name}.json"

    def change_(sources: Sources) -> Sources:
        return Sources({**sources.files, path: document}) if path in sources.files else sources

    return change_


def rename_kind(old: str, new: str) -> Change:
    """Let every step done by units of kind ``old``, and who decides, be of kind ``new`` (a reorganisation)."""

    def unit(expression: str | None) -> str | None:
        if expression is None:
            return None
        anchor, _, kind = expression.partition("/")
        if anchor == f"external:{old}":
            return f"external:{new}"
        return f"{anchor}/{new}" if kind == old else expression

    def change_(sources: Sources) -> Sources:
        after = _steps(sources, lambda step: dataclasses.replace(step, unit=unit(step.unit)))
        return _sheet(after, lambda definition: ChangeSheet({"competent": unit(definition.competent)}))

    return change_


def rename_post(old: str, new: str) -> Change:
    """Let every step of post ``old`` be one of post ``new``, as who may stand in and who signs results."""

    def post(code: str | None) -> str | None:
        return new if code == old else code

    def step(one: Step) -> Step:
        others = tuple(dict.fromkeys(post(each) or "" for each in one.alternatives))
        return dataclasses.replace(one, post=post(one.post), alternatives=others)

    def change_(sources: Sources) -> Sources:
        return _sheet(
            _steps(sources, step),
            lambda definition: ChangeSheet(
                {
                    "results": tuple(
                        dataclasses.replace(one, signed_by=post(one.signed_by)) for one in definition.results
                    )
                }
            ),
        )

    return change_


def _changed(sources: Sources, change_: Change) -> Sources:
    after = change_(sources)
    if after.hash == sources.hash:
        raise Invalid(Text("Không có gì để thay ở thủ tục này.", "There is nothing to replace in it."))
    return after


def _sheet(sources: Sources, make: Callable[[Definition], ChangeSheet]) -> Sources:
    data = edit.apply(sources.bpmn, make(read_diagram(sources.bpmn)))
    return Sources({**sources.files, DIAGRAM: data})


def _steps(sources: Sources, make: Callable[[Step], Step]) -> Sources:
    data = sources.bpmn
    for node in read_diagram(data).steps():
        if node.step is not None and make(node.step) != node.step:
            data = edit.apply(data, ChangeStep(node.id, make(node.step)))
    return Sources({**sources.files, DIAGRAM: data})
