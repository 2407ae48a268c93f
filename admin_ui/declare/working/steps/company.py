"""Who else has the copy open, told above the table."""

from __future__ import annotations

from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.platform.db import reading, transaction
from engine.publication.working import presence


def beside_me(copy_id: int) -> tuple[str, ...]:
    """Names of the others; that this person is here is written down at most once a minute."""
    actor, now = require_actor(), context.now()
    with reading() as session:
        here = presence.others(session, copy_id, actor, now)
        told = presence.is_fresh(session, copy_id, actor, now)
    if not told:
        with transaction() as session:
            presence.note(session, copy_id, actor, now)
    return here
