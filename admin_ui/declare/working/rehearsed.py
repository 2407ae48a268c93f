"""The rehearsal of a working copy's files, remembered for as long as the files stay the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from engine.platform.errors import Invalid
from engine.procedures.sources import Sources
from engine.publication.findings import ERROR, Found
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


def refuse_red(sources: Sources) -> None:
    """Raise ``Invalid`` when the rehearsal of these files found something that stands in the way of publication."""
    red = of(sources).red
    if red:
        raise Invalid(
            Text(
                f"Diễn tập thấy {len(red)} điểm phải sửa, trước hết: {red[0].message.vi}",
                f"The rehearsal found {len(red)} to correct, beginning with: {red[0].message.en}",
            ),
            Text("Mở thẻ Diễn tập để xem các đường đi đó.", "Open Rehearsal to see those ways."),
        )
