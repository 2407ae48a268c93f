"""The rehearsal of a working copy's files, remembered for as long as the files stay the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from admin_ui.web.visitors import require_actor
from engine.organisation.actors import Actor
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.procedures.sources import Sources
from engine.publication.findings import ERROR, Found
from engine.publication.working import acceptance
from engine.publication.working.queries import WorkingCopy
from engine.rehearsal.apart import Report, apart
from engine.text import Text

_KEPT: Final = 64

_remembered: OrderedDict[str, Report] = OrderedDict()


@dataclass(frozen=True)
class Rehearsed:
    """One rehearsal as a page shows it; ``refused`` says why there is none."""

    report: Report

    @property
    def refused(self) -> Text | None:
        """Why the procedure cannot be walked."""
        said = self.report.get("refused")
        return Text(*said) if said else None

    @property
    def passed(self) -> frozenset[str]:
        """Nodes and flows some dossier passed."""
        return frozenset(self.report.get("passed", ()))

    @property
    def red(self) -> tuple[Found, ...]:
        """What stands in the way of publication."""
        return tuple(one for one in self._found() if one.severity == ERROR)

    @property
    def amber(self) -> tuple[Found, ...]:
        """What somebody must look at."""
        return tuple(one for one in self._found() if one.severity != ERROR)

    def said_in(self, language: str) -> Mapping[str, Any]:
        """Counts, bounds and stories in one language."""
        told: Mapping[str, Any] = self.report[language]
        return told

    def _found(self) -> list[Found]:
        if self.refused is not None:
            return []
        pairs = zip(self.report["vi"]["findings"], self.report["en"]["findings"], strict=True)
        return [
            Found(
                vi["code"],
                vi["severity"],
                vi["element"],
                Text(vi["message"], en["message"]),
                Text(vi["hint"], en["hint"]),
                element=vi["element"],
            )
            for vi, en in pairs
        ]


def of(sources: Sources) -> Rehearsed:
    """Rehearse, or recall the rehearsal of the very same files; takes some seconds the first time."""
    found = known(sources)
    if found is not None:
        return found
    _remembered[sources.hash] = apart(sources.bpmn, sources.tables, sources.forms)
    if len(_remembered) > _KEPT:
        _remembered.popitem(last=False)
    return Rehearsed(_remembered[sources.hash])


def known(sources: Sources) -> Rehearsed | None:
    """The rehearsal of these files, when there has been one."""
    report = _remembered.get(sources.hash)
    return Rehearsed(report) if report is not None else None


def require(copy: WorkingCopy) -> None:
    """Raise ``Invalid`` while the rehearsal of a working copy has something to correct, or nobody to accept."""
    found = of(copy.sources)
    with reading() as session:
        waiting = unaccepted(session, require_actor(), copy, found)
    if found.red or waiting:
        first = (*found.red, *waiting)[0].message
        raise Invalid(
            Text(
                f"Diễn tập: còn {len(found.red)} điểm phải sửa, {len(waiting)} điểm chưa ai chấp nhận; "
                f"trước hết: {first.vi}",
                f"Rehearsal: {len(found.red)} to correct, {len(waiting)} nobody has accepted; first: {first.en}",
            ),
            Text("Mở thẻ Diễn tập để sửa hoặc chấp nhận.", "Open Rehearsal to correct or accept them."),
        )


def unaccepted(session: Session, actor: Actor, copy: WorkingCopy, found: Rehearsed) -> list[Found]:
    """Findings somebody has to accept by name and nobody has."""
    if not found.amber:
        return []
    known = acceptance.accepted(session, actor, copy.id)
    return [one for one in found.amber if acceptance.key_of(one) not in known]
