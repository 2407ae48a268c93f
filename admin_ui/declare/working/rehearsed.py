"""The rehearsal of a working copy's files: run beside the pages, remembered for as long as the files stay the same."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from admin_ui.declare.working import rehearsal_runner
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine.organisation.actors import Actor
from engine.platform.db import reading
from engine.platform.errors import Invalid
from engine.procedures.sources import Sources
from engine.publication.findings import ERROR, Found
from engine.publication.rehearsals import runs
from engine.publication.rehearsals.runs import Run
from engine.publication.working import acceptance
from engine.publication.working.queries import WorkingCopy
from engine.rehearsal.scenarios.differing import CODES
from engine.text import Text

_KEPT: Final = 32
PATIENCE: Final = 30.0
_BETWEEN_LOOKS: Final = 0.1

_remembered: OrderedDict[str, Mapping[str, Any]] = OrderedDict()


@dataclass(frozen=True)
class Rehearsed:
    """One rehearsal as a page shows it; ``refused`` says why there is none."""

    report: Mapping[str, Any]

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
        return tuple(one for one in self._found() if one.severity == ERROR and one.code not in CODES)

    @property
    def amber(self) -> tuple[Found, ...]:
        """What somebody must look at and accept by name: notes, and scenarios that came otherwise."""
        return tuple(one for one in self._found() if one.severity != ERROR or one.code in CODES)

    @property
    def ways(self) -> list[Mapping[str, Any]]:
        """Every way as data: how it is played, how rare it is (engine.rehearsal.comparing)."""
        found: list[Mapping[str, Any]] = self.report.get("ways", [])
        return found

    @property
    def kept(self) -> list[Mapping[str, Any]]:
        """What became of the scenarios kept with the files."""
        found: list[Mapping[str, Any]] = self.report.get("kept", [])
        return found

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


def of(sources: Sources, patience: float = PATIENCE) -> Rehearsed:
    """The rehearsal of these files, waited for; raises ``Invalid`` when it takes longer than ``patience`` seconds."""
    found, _ = look(sources, patience)
    if found is None:
        raise Invalid(
            Text("Diễn tập đang chạy, chưa xong.", "The rehearsal is still under way."),
            Text("Mở thẻ Diễn tập xem tiến độ, xong rồi thử lại.", "See its progress under Rehearsal, then try again."),
        )
    return found


def look(sources: Sources, patience: float = 0.0) -> tuple[Rehearsed | None, Run | None]:
    """The rehearsal, or how its run stands after ``patience`` seconds; a run is begun where there is none."""
    until = time.monotonic() + patience
    found, run = standing(sources)
    if found is None and (run is None or run.status != runs.CANCELLED):
        rehearsal_runner.begin(sources)
        found, run = standing(sources)
    while found is None and run is not None and run.status == runs.RUNNING and time.monotonic() < until:
        time.sleep(_BETWEEN_LOOKS)
        found, run = standing(sources)
    return found, run


def standing(sources: Sources) -> tuple[Rehearsed | None, Run | None]:
    """The rehearsal where it is done, else how its run stands; begins nothing."""
    with reading() as session:
        found = known(session, sources)
        return found, None if found is not None else runs.find(session, sources.hash, context.now())


def known(session: Session, sources: Sources) -> Rehearsed | None:
    """The rehearsal of these files, when there has been one."""
    said = _remembered.get(sources.hash)
    if said is None:
        said = runs.report(session, sources.hash)
        if said is None:
            return None
        _remembered[sources.hash] = said
        if len(_remembered) > _KEPT:
            _remembered.popitem(last=False)
    return Rehearsed(said)


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
