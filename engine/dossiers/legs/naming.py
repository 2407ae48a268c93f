"""What the step behind a call is called, in both languages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from engine.dossiers.dossier import open_dossier
from engine.procedures import labels
from engine.text import Text


def named(session: Session, call: Row[Any]) -> Text:
    """The name of a call's step as its procedure says it."""
    definition = open_dossier(session, call.dossier_id).version.definition
    return labels.node_name(definition, definition.nodes[call.element])
