"""A procedure against a real organisation: at which units a step could be done by nobody, or only by one person twice.

The organisation is a value: the units of a day, who holds which post, and where dossiers of this procedure come in.
Each of those units is gone through as a dossier received there would be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.bpmn import vocabulary
from engine.bpmn.definition import Definition, Node, Step
from engine.organisation import placing
from engine.organisation.assigning import Request, Unresolved
from engine.organisation.tree import Tree, UnitOnDay
from engine.text import Text

_CHECKED = ("appraise", "review", "sign")
_CHECKING = ("review", "sign")


@dataclass(frozen=True)
class Organisation:
    """Who there is on one day. ``holders``: by unit and post, the ids of the people who hold it."""

    tree: Tree
    holders: Mapping[tuple[int, str], frozenset[int]]
    receiving: tuple[int, ...]
    """The authorities at which dossiers of the procedure are received."""


@dataclass(frozen=True)
class Gap:
    """One step at one receiving unit that nobody may do, or that a person would check alone; ``why`` says it."""

    element: str
    code: str
    unit: str
    why: Text


@dataclass
class _Round:
    """One dossier in mind: received at one unit, the steps given to units one after another."""

    definition: Definition
    organisation: Organisation
    receiving: int
    resolving: int | None
    done_by: dict[str, int] = field(default_factory=dict)


def gaps(definition: Definition, organisation: Organisation) -> tuple[Gap, ...]:
    """Every gap, unit by unit in the order of the tree, steps in the order of the diagram."""
    found: list[Gap] = []
    for unit in organisation.receiving:
        place = organisation.tree.get(unit)
        if place is not None:
            found += _at(definition, organisation, place)
    return tuple(found)


def _at(definition: Definition, organisation: Organisation, place: UnitOnDay) -> list[Gap]:
    rule = definition.competent or "receiving"
    resolving = place.id
    if not rule.startswith("address:"):
        competent = placing.competent(organisation.tree, rule, place.id)
        if isinstance(competent, Unresolved):
            return [Gap(definition.process_id, "nobody_competent", place.name, competent.message)]
        resolving = competent.id
    this, found = _Round(definition, organisation, place.id, resolving), list[Gap]()
    before: tuple[Node, frozenset[int]] | None = None
    for node in definition.steps():
        if node.step is None or node.kind != "user":
            continue
        people = _people(this, node, node.step)
        if isinstance(people, Text):
            found.append(Gap(node.id, "nobody_may_perform", place.name, people))
        elif people is not None:
            if before is not None and _alone(before, node, people):
                found.append(Gap(node.id, "one_person_checks_itself", place.name, _twice(before[0])))
            if node.step.kind in _CHECKED:
                before = (node, people)
    return found


def _people(this: _Round, node: Node, step: Step) -> frozenset[int] | Text | None:
    """Who may do a step; why nobody may; None when only a real dossier shows it."""
    unit = step.unit or ""
    if unit.startswith(("chosen:", "external:")):
        return None
    word, _, before = unit.partition("/")[0].partition(":")
    if word == "step" and before not in this.done_by:
        return None
    posts = tuple(post for post in (step.post, *step.alternatives) if post)
    request = Request(unit, step.post or "", this.receiving, this.resolving, posts[1:], dict(this.done_by))
    place = placing.place(this.organisation.tree, request)
    if isinstance(place, Unresolved):
        return place.message
    this.done_by[node.id] = place.id
    for post in posts:
        found = this.organisation.holders.get((place.id, post))
        if found:
            return found
    return _nobody(place, posts)


def _nobody(place: UnitOnDay, posts: tuple[str, ...]) -> Text:
    known = vocabulary.shipped().posts
    names = [known[post].name if post in known else Text(post, post) for post in posts] or [Text("?", "?")]
    vi, en = (", ".join(f"“{name.said_in(language)}”" for name in names) for language in ("vi", "en"))
    return Text(f"{place.name}: chưa ai giữ chức danh {vi}", f"{place.name}: nobody holds the post {en}")


def _alone(before: tuple[Node, frozenset[int]], node: Node, people: frozenset[int]) -> bool:
    step = node.step
    return step is not None and step.kind in _CHECKING and len(people) == 1 and people == before[1]


def _twice(before: Node) -> Text:
    name = before.name or before.id
    return Text(f"người duy nhất làm được cũng là người làm “{name}”", f"the only person is the one who does “{name}”")
