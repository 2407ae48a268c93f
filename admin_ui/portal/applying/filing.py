"""One procedure being filed by one browser: its version, its draft, where it can go, its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin_ui.portal.applying import draft as drafts
from admin_ui.portal.applying import places
from admin_ui.portal.applying.draft import Draft
from admin_ui.web import context
from engine.organisation.tree import UnitOnDay
from engine.platform.db import reading
from engine.platform.errors import Missing
from engine.procedures import catalogue, versions
from engine.procedures.versions import Version
from engine.text import Text

WHO, FORM, PAPERS = "nguoi-nop", "to-khai", "giay-to"


@dataclass(frozen=True)
class Filing:
    """One procedure being filed by this browser."""

    key: str
    version: Version
    draft: Draft
    desks: Mapping[int, UnitOnDay]

    @property
    def receiving(self) -> UnitOnDay | None:
        """The authority chosen."""
        return self.desks.get(self.draft.unit or 0)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of this procedure in order."""
        return (WHO, FORM, PAPERS) if self.version.application_form else (WHO, PAPERS)


def opened(key: str) -> Filing:
    """Begin or go on filing ``key``. Raises ``Missing`` for a procedure that is not filed online."""
    now = context.now()
    with reading() as session:
        version = versions.load(session, catalogue.version_in_force(session, key, now).version_id)
    if version.definition.online not in ("full", "partial"):
        raise Missing(
            Text("Thủ tục này chưa nhận hồ sơ trực tuyến.", "This procedure is not filed online."),
            Text("Mời ông/bà nộp tại Trung tâm Phục vụ hành chính công.", "Please file at the service centre."),
        )
    return Filing(key, version, drafts.load(key), dict(places.desks(version.definition, now)))
