"""From the person at the screen to the author written into history and audit."""

from __future__ import annotations

from engine.dossiers.author import Author
from engine.organisation.actors import Actor, Holding


def as_author(actor: Actor, holding: Holding | None = None) -> Author:
    """The actor working in one of their posts (or in none in particular)."""
    shown = holding or next(iter(actor.holdings), None)
    return Author(
        name=actor.name,
        account=actor.username,
        person_id=actor.person_id,
        unit_id=shown.unit_id if shown else None,
        unit_name=shown.unit_name if shown else None,
        post=shown.post if shown else None,
        on_behalf=shown.on_behalf_name if shown else None,
    )
