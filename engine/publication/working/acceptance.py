"""Accepting by name what a rehearsal would have somebody look at; the audit trail is where it stands, and is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.audit import models
from engine.publication.findings import Found
from engine.publication.working.queries import find

_SUBJECT, _ACCEPTED = "working_copy", "rehearsal_finding_accepted"

Key = tuple[str, str, str]
"""Code, element and wording: a finding that says something else must be accepted anew."""


@dataclass(frozen=True)
class Accepted:
    """Who accepted a finding, and when."""

    by: str
    at: datetime


def key_of(found: Found) -> Key:
    """What an acceptance is about."""
    return (found.code, found.element, found.message.vi)


def accept(session: Session, actor: Actor, copy_id: int, found: Found, now: datetime) -> None:
    """Put on record that ``actor`` has seen a finding and wants the procedure as it is."""
    policy.require(actor, Act.EDIT_DRAFT)
    find(session, actor, copy_id, lock=True)
    code, element, said = key_of(found)
    audit.record(
        session,
        subject_kind=_SUBJECT,
        subject_id=copy_id,
        act=_ACCEPTED,
        actor=actor.username,
        at=now,
        detail={"code": code, "element": element, "said": said, "name": actor.name},
    )


def accepted(session: Session, actor: Actor, copy_id: int) -> dict[Key, Accepted]:
    """What has been accepted in a working copy the actor may see; the first to accept is named."""
    find(session, actor, copy_id)
    trail = models.audit
    asked = (
        select(trail.c.detail, trail.c.at)
        .where(trail.c.subject_kind == _SUBJECT, trail.c.subject_id == str(copy_id), trail.c.act == _ACCEPTED)
        .order_by(trail.c.seq.desc())
    )
    found = {}
    for row in session.execute(asked):
        said = row.detail
        found[(said["code"], said["element"], said["said"])] = Accepted(said["name"], row.at)
    return found
