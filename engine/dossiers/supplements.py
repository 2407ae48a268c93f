"""Asking for a supplement once only (rule C9): one more needs a reason, kept under the name of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.bpmn.definition import Outcome
from engine.dossiers import clockwork, story
from engine.dossiers.author import Author
from engine.dossiers.dossier import Dossier
from engine.dossiers.errors import Incomplete
from engine.text import Text

AGAIN = "ly_do_them"
"""The field of the page in which somebody says why once is not enough."""
_SLIP = "supplement_slip"
_LONGEST = 1000


def require_reason(
    session: Session, dossier: Dossier, outcome: Outcome | None, raw: Mapping[str, Any], part: str, now: datetime
) -> str:
    """The reason for one supplement more than allowed; empty where it is allowed. Raises ``Incomplete`` without one."""
    if outcome is None or outcome.produces != _SLIP:
        return ""
    assessed = clockwork.assess(session, dossier.row, dossier.version, now)
    allowed = assessed.timeline.term.max_supplement if assessed else 0
    if assessed is None or assessed.timeline.supplements < allowed:
        return ""
    reason = str(raw.get(AGAIN) or "").strip()[:_LONGEST]
    if not reason:
        asked = assessed.timeline.supplements
        raise Incomplete(
            {
                f"{part}.{AGAIN}": Text(
                    f"Hồ sơ đã được yêu cầu bổ sung {asked} lần (chỉ được {allowed} lần). Ghi lý do yêu cầu thêm.",
                    f"A supplement was asked for {asked} time(s) already (allowed: {allowed}). Say why once more.",
                )
            }
        )
    return reason


def note_again(session: Session, dossier: Dossier, element: str, reason: str, author: Author, now: datetime) -> None:
    """Keep the reason in the history, for officers."""
    if reason:
        said = Text("Yêu cầu bổ sung ngoài số lần được phép", "A supplement beyond the allowed number was asked for")
        story.tell(
            session, dossier.id, "supplement_again", said, author, now, element=element, note=reason, public=False
        )
