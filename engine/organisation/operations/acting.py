"""On whose word an operation acts: a person with the right to administer, or the program itself while setting up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.platform import audit


@dataclass(frozen=True)
class By:
    """Who acts, and when; ``actor`` None is the program itself (first installation, demo data)."""

    actor: Actor | None
    at: datetime

    @property
    def name(self) -> str:
        """The name the audit trail keeps."""
        return self.actor.username if self.actor else "system"

    def require_administrator(self) -> None:
        """Raise Refused unless this is an administrator or the program itself."""
        if self.actor is not None:
            policy.require(self.actor, policy.Act.ADMINISTER)

    def record(self, session: Session, kind: str, subject: int | str, act: str, /, **detail: Any) -> None:
        """Write the act's one audit entry."""
        audit.record(
            session, subject_kind=kind, subject_id=subject, act=act, actor=self.name, at=self.at, detail=detail
        )
