"""Giving open work to a colleague: by the head of the unit, or by whoever holds it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.dossiers import facts, story
from engine.dossiers.authorship import as_author
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import work_item
from engine.dossiers.operations.steps import find
from engine.organisation import holdings, policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act, WorkFacts
from engine.platform import audit
from engine.platform.errors import Conflict, Invalid
from engine.platform.rows import rows_changed
from engine.platform.time import local_day
from engine.text import Text

CLOSED = Text("Bước này đã được hoàn thành.", "This step is finished.")


def hand_over(session: Session, actor: Actor, work_item_id: int, person_id: int, now: datetime) -> None:
    """Give an open step to somebody who holds its post.

    Raises ``Invalid`` for a person without the post, ``Conflict`` when the step is finished or moved meanwhile.
    """
    item = find(session, work_item_id)
    dossier = open_dossier(session, item.dossier_id)
    work = facts.of_work(item, facts.of_dossier(session, dossier.row, now))
    if not may_hand_over(actor, item, work):
        policy.require(actor, Act.ASSIGN_WORK, work)
    name = dict(colleagues(session, item, now)).get(person_id)
    if name is None:
        raise Invalid(
            Text("Người được chọn không giữ chức danh của bước này.", "That person does not hold this step's post."),
            fix=Text("Chọn người trong danh sách.", "Choose somebody from the list."),
            where="person",
        )
    free = (work_item.c.id == item.id) & (work_item.c.status == "open") & (work_item.c.person_id == item.person_id)
    if item.person_id is None:
        free = (work_item.c.id == item.id) & (work_item.c.status == "open") & work_item.c.person_id.is_(None)
    given = work_item.update().where(free).values(person_id=person_id, person_name=name, claimed_at=now)
    if not rows_changed(session, given):
        raise Conflict(CLOSED)
    author = as_author(actor, policy.working_as(actor, work))
    said = Text(f"Giao việc cho {name}: {item.title}", f"Given to {name}: {item.title}")
    story.tell(session, dossier.id, "handed_over", said, author, now, element=item.element, public=False)
    audit.record(
        session,
        subject_kind="work",
        subject_id=item.id,
        act="handed_over",
        actor=author.account,
        on_behalf=author.on_behalf,
        at=now,
        detail={"dossier": dossier.id, "from": item.person_id, "to": person_id},
    )


def may_hand_over(actor: Actor, item: Row[Any], work: WorkFacts) -> bool:
    """Whether this person may give the step away: they lead the unit, or they hold the step themselves."""
    holds = item.person_id == actor.person_id and policy.may(actor, Act.DO_WORK, work)
    return holds or policy.may(actor, Act.ASSIGN_WORK, work)


def colleagues(session: Session, item: Row[Any], now: datetime) -> list[tuple[int, str]]:
    """Who else could do an open step: (person, name), in name order."""
    if item.unit_id is None:
        return []
    posts = [post for post in (item.post, *item.alternatives) if post]
    found = holdings.holders(session, item.unit_id, posts, local_day(now))
    return [(person, name) for person, name in found if person != item.person_id]
