"""What is found in the files of a working copy as they stand, remembered for as long as the files stay the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from admin_ui.declare.inspecting import inspected
from admin_ui.web import context
from engine.bpmn.checks import Finding
from engine.bpmn.definition import Definition
from engine.bpmn.edit import fixes
from engine.bpmn.edit.edits import Edit
from engine.bpmn.vocabulary import Vocabulary
from engine.organisation import posts
from engine.platform.db import reading
from engine.platform.time import local_day
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.findings import ERROR, WARNING, Found
from engine.publication.inspection import inspect
from engine.publication.staffing import unstaffed

_KEPT: Final = 64


@dataclass(frozen=True)
class Checked:
    """Findings in the order of the checks: wrong already now, needed before publication, and mere notes."""

    definition: Definition
    wrong: tuple[Found, ...]
    needed: tuple[Found, ...]
    notes: tuple[Found, ...]

    @property
    def blocking(self) -> int:
        """How many stand against publication."""
        return len(self.wrong) + len(self.needed)


_remembered: OrderedDict[tuple[str, int], Checked] = OrderedDict()


def at_once(sources: Sources) -> Checked:
    """What the checks say without trying to run the diagram; who is missing in the organisation today included."""
    checked, known = _checked(sources)
    with reading() as session:
        missing = unstaffed(session, checked.definition, known, local_day(context.now()))
    return replace(checked, notes=(*checked.notes, *missing))


def in_full(sources: Sources) -> Checked:
    """As ``at_once``, and the diagram is compiled in a child process as publication does: takes seconds."""
    checked, inspection = at_once(sources), inspected(sources)
    known = {(one.code, one.where) for one in (*checked.wrong, *checked.needed)}
    more = tuple(one for one in inspection.findings if one.severity == ERROR and (one.code, one.where) not in known)
    return replace(checked, wrong=(*checked.wrong, *more))


def count(sources: Sources) -> int:
    """How many findings stand against publication: the number on the tab."""
    return _checked(sources)[0].blocking


def fix_of(definition: Definition, found: Found) -> Edit | None:
    """The edit that puts a finding of the diagram right, None when somebody has to decide."""
    if found.file != DIAGRAM:
        return None
    return fixes(definition, Finding(found.code, "error", found.element, found.message, found.hint))


def _checked(sources: Sources) -> tuple[Checked, Vocabulary]:
    with reading() as session:
        known = posts.installed(session)
    key = (sources.hash, hash(frozenset((one.code, one.kinds) for one in known.posts.values())))
    found = _remembered.get(key)
    if found is None:
        found = _remembered[key] = _graded(sources, known)
        if len(_remembered) > _KEPT:
            _remembered.popitem(last=False)
    return found, known


def _graded(sources: Sources, known: Vocabulary) -> Checked:
    """The findings of publication, those apart that are errors already while drafting."""
    early = inspect(sources, stage="draft", known=known, compile_with=_not_now).findings
    late = inspect(sources, stage="publication", known=known, compile_with=_not_now)
    errors = {(one.code, one.where) for one in early if one.severity == ERROR}
    blocking = [one for one in late.findings if one.severity == ERROR]
    return Checked(
        late.definition,
        tuple(one for one in blocking if (one.code, one.where) in errors),
        tuple(one for one in blocking if (one.code, one.where) not in errors),
        tuple(one for one in late.findings if one.severity == WARNING),
    )


def _not_now(diagram: bytes, tables: Mapping[str, bytes]) -> None:
    """The compiler is asked at publication only."""
