"""Which Word template a paper is printed from: the shipped one, or the one an agency put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.documents.printing.checking import check
from engine.documents.printing.models import paper_template
from engine.documents.printing.roles import Role
from engine.organisation.operations.acting import By
from engine.platform.rows import insert_row

EVERY_AGENCY = 0


@dataclass(frozen=True)
class Template:
    """A template in force; ``id`` None is the shipped one."""

    id: int | None
    hash: str


@lru_cache(maxsize=16)
def shipped(role: str) -> bytes:
    """The template this program brings for a role."""
    return (resources.files("engine.documents.printing") / "templates" / f"{role}.docx").read_bytes()


@lru_cache(maxsize=16)
def shipped_hash(role: str) -> str:
    """The fingerprint of the shipped template."""
    return sha256(shipped(role)).hexdigest()


def in_force(session: Session, role: str, units: Sequence[int]) -> Template:
    """The template of the first of ``units`` (nearest first) that has one, then of every agency, then the shipped."""
    asked = (*units, EVERY_AGENCY)
    query = select(paper_template.c.id, paper_template.c.hash, paper_template.c.unit_id).where(
        paper_template.c.role == role, paper_template.c.in_force, paper_template.c.unit_id.in_(asked)
    )
    found = {row.unit_id: Template(row.id, row.hash) for row in session.execute(query)}
    return next((found[unit] for unit in asked if unit in found), Template(None, shipped_hash(role)))


def content(session: Session, role: str, template_id: int | None) -> bytes:
    """The Word file of a template."""
    if template_id is None:
        return shipped(role)
    query = select(paper_template.c.data).where(paper_template.c.id == template_id)
    return bytes(session.execute(query).scalar_one())


def replaced(session: Session) -> list[Row[Any]]:
    """Every template agencies brought, newest first, without its bytes."""
    columns = [column for column in paper_template.c if column.name != "data"]
    return list(session.execute(select(*columns).order_by(paper_template.c.id.desc())))


def replace(session: Session, by: By, role: Role, unit_id: int, name: str, data: bytes, now: datetime) -> int:
    """Put a template in force for one agency (or all); raises ``Invalid`` naming everything wrong with the file."""
    by.require_administrator()
    check(role.code, name, data)
    _retire(session, role.code, unit_id)
    last = select(func.max(paper_template.c.number)).where(
        paper_template.c.role == role.code, paper_template.c.unit_id == unit_id
    )
    number = (session.execute(last).scalar() or 0) + 1
    made = insert_row(
        session,
        paper_template,
        role=role.code,
        unit_id=unit_id,
        number=number,
        name=name[:300],
        data=data,
        hash=sha256(data).hexdigest(),
        in_force=True,
        added_at=now,
        added_by=by.name,
    )
    by.record(session, "template", made, "template_replaced", role=role.code, unit=unit_id, number=number)
    return made


def restore_shipped(session: Session, by: By, role: Role, unit_id: int) -> None:
    """Go back to the shipped template for papers issued from now on."""
    by.require_administrator()
    _retire(session, role.code, unit_id)
    by.record(session, "template", f"{role.code}/{unit_id}", "template_restored", role=role.code, unit=unit_id)


def _retire(session: Session, role: str, unit_id: int) -> None:
    mine = (paper_template.c.role == role) & (paper_template.c.unit_id == unit_id) & paper_template.c.in_force
    session.execute(paper_template.update().where(mine).values(in_force=False))
