"""A rehearsal from files to result: compile, walk, tell, find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from engine import forms as form_language
from engine.bpmn.checks.rules import Finding
from engine.bpmn.timing import Timing
from engine.forms import Form, FormProblems
from engine.rehearsal.beginning import beginnings
from engine.rehearsal.bounds import bounds
from engine.rehearsal.choosing import Choosing
from engine.rehearsal.exploring import MOST_ACTS, Asked, Explorer, Map, Progress
from engine.rehearsal.findings import found
from engine.rehearsal.reading import Reading
from engine.rehearsal.scenarios import Replayed, run
from engine.rehearsal.subject import Subject
from engine.rehearsal.telling import Story, tell
from engine.rehearsal.values import Values
from engine.rehearsal.walk import Walk
from engine.rehearsal.ways import Way, Ways
from engine.spiff import Bundle, compile_version
from engine.text import Text

NOON: Final = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
"""The instant every rehearsal acts in: noon of a working Monday in Vietnam, so that results can be compared."""


@dataclass(frozen=True)
class Rehearsal:
    """What became of walking one version: what was passed, what bounds it, what was found, every way as a story."""

    paths: int
    passed: frozenset[str]
    nodes: tuple[str, ...]
    flows: tuple[str, ...]
    bounds: tuple[Text, ...]
    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    ways: tuple[Way, ...] = ()
    """What each story was told of."""
    usual: Mapping[str, str | None] = field(default_factory=dict)
    """Outcome of each step on the usual way."""
    scenarios: tuple[Replayed, ...] = ()
    """What became of the scenarios kept with the version."""

    @property
    def nodes_covered(self) -> tuple[str, ...]:
        """Nodes some dossier passed."""
        return tuple(one for one in self.nodes if one in self.passed)

    @property
    def flows_covered(self) -> tuple[str, ...]:
        """Flows some dossier passed."""
        return tuple(one for one in self.flows if one in self.passed)

    @property
    def not_covered(self) -> tuple[str, ...]:
        """Nodes and flows no dossier passed."""
        return tuple(one for one in (*self.nodes, *self.flows) if one not in self.passed)


def rehearse(
    bpmn: bytes,
    tables: Mapping[str, bytes],
    forms: Mapping[str, bytes],
    now: datetime = NOON,
    *,
    most_acts: int = MOST_ACTS,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
    scenarios: bytes | None = None,
) -> Rehearsal:
    """Walk every way of a version given as files, and go the ways of its ``scenarios`` again.

    ``progress`` is told how far the walk is; ``cancelled`` is asked whether to stop.
    Raises NotRunnable or Unreadable for a diagram that cannot run, Cancelled when asked to stop; a form that cannot
    be read counts as missing.
    """
    bundle = compile_version(bpmn, tables)
    compiled = _compiled(forms)
    walked_through = rehearse_bundle(bundle, compiled, now, most_acts=most_acts, progress=progress, cancelled=cancelled)
    replayed, differences = run(Subject(bundle, compiled), scenarios, now)
    return replace(walked_through, scenarios=replayed, findings=(*differences, *walked_through.findings))


def rehearse_bundle(
    bundle: Bundle,
    forms: Mapping[str, Form],
    now: datetime = NOON,
    *,
    most_acts: int = MOST_ACTS,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> Rehearsal:
    """Walk every way of a compiled version."""
    walk = walked(Subject(bundle, forms), now, most_acts, progress=progress, cancelled=cancelled)
    definition = bundle.definition
    reachable = _scopes(walk.subject)
    return Rehearsal(
        paths=walk.ways.count + len(walk.ways.returning) + len(walk.ways.left),
        passed=walk.passed,
        nodes=tuple(key for key, node in definition.nodes.items() if node.parent in reachable),
        flows=tuple(key for key, flow in definition.flows.items() if flow.source in definition.nodes),
        bounds=tuple(bounds(walk.subject, walk.map, walk.ways, walk.values)),
        findings=found(walk),
        stories=tuple(story for _, story in walk.stories),
        ways=tuple(way for way, _ in walk.stories),
        usual=_usual(walk.map, walk.ways.straight),
    )


def walked(
    subject: Subject,
    now: datetime,
    most_acts: int,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> Walk:
    """Explore, and tell every way."""
    reading = Reading(subject)
    values = Values(subject, reading, now)
    explorer = Explorer(subject, reading, Choosing(subject, values, now), now)
    explored = explorer.walk(beginnings(subject, reading, values), most_acts, progress=progress, cancelled=cancelled)
    ways = Ways(subject, explored)
    return Walk(subject, reading, values, explored, ways, tuple(_told(subject, explored, ways)), now)


def _told(subject: Subject, explored: Map, ways: Ways) -> list[tuple[Way, Story]]:
    terms = {total.case: total.term_hours for total in Timing(subject.definition).totals()}
    usual = _usual(explored, ways.straight)
    told = []
    for way in (*ways.straight, *ways.returning, *ways.left):
        term: Decimal | None = terms.get(explored.states[way.edges[-1].target].case)
        told.append((way, tell(subject, explored, way, usual, term)))
    return sorted(told, key=lambda one: (one[1].case or "", not one[1].straight, one[1].ends != "granted"))


def _usual(explored: Map, ways: tuple[Way, ...]) -> dict[str, str | None]:
    """Outcome of each step on the first straight way to success."""
    for way in ways:
        ended = explored.states[way.edges[-1].target].ended
        if ended is not None and ended.result == "granted":
            return {edge.choice.element: edge.choice.outcome for edge in way.edges}
    return {}


def _scopes(subject: Subject) -> set[str | None]:
    return {None, *subject.owners}


def _compiled(files: Mapping[str, bytes]) -> dict[str, Form]:
    forms = {}
    for name, data in files.items():
        try:
            forms[name] = form_language.load(data, name=name)
        except FormProblems:
            continue
    return forms
