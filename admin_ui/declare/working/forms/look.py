"""What the forms tab shows: the list of forms, and one form as a table of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from admin_ui.declare import conditions
from admin_ui.declare.conditions import Names
from admin_ui.declare.shown import Shown
from admin_ui.web.language import language
from engine.bpmn.conditions.names import fields_under
from engine.forms import Form
from engine.forms.edit import Draft, Facts, FormEditRefused, facts_of
from engine.forms.edit.draft import Spot, key_in
from engine.forms.edit.kinds import Kind
from engine.forms.edit.reading import label_of, place_of
from engine.forms.edit.showing import shown_of
from engine.forms.kinds.dynamiclist import DynamicList
from engine.procedures.sources import Sources
from engine.publication.form_edits import Use, uses_of
from engine.text import Text

_HERE = Text("Biểu mẫu này", "This form")


@dataclass(frozen=True)
class Listed:
    """One form in the list."""

    name: str
    title: str
    count: int
    uses: tuple[Use, ...]
    broken: bool


@dataclass(frozen=True)
class Line:
    """One component in the table of fields."""

    id: str
    depth: int
    kind: Kind
    label: str
    key: str
    facts: Facts
    sentence: str
    """When it is shown, in words; empty: always."""
    first: bool
    last: bool


@dataclass(frozen=True)
class Opened:
    """One form, opened for editing."""

    name: str
    title: str
    en: str
    draft: Draft
    form: Form | None
    lines: tuple[Line, ...]
    holders: tuple[Line, ...]
    """Pages, groups and rows, which fields can be put into."""
    uses: tuple[Use, ...]
    names: Names
    """What its conditions may read outside rows."""
    rules: tuple[Mapping[str, Any], ...]

    def spot(self, key: str) -> Spot | None:
        """The component with an id."""
        try:
            return self.draft.find(key)
        except FormEditRefused:
            return None

    def line(self, key: str) -> Line | None:
        """The line of a component."""
        return next((one for one in self.lines if one.id == key), None)


def listed(look: Shown, sources: Sources) -> list[Listed]:
    """Every form, the application first, then in the order of the steps that use them."""
    order = [use.form for use in _places(look)]
    names = sorted(sources.forms, key=lambda one: (order.index(one) if one in order else len(order), one))
    return [_listed(look, name, sources.forms[name]) for name in names]


def _places(look: Shown) -> Iterator[Use]:
    for name in (look.definition.form, *_of_nodes(look)):
        if name:
            yield from uses_of(look.definition, name)


def _of_nodes(look: Shown) -> Iterator[str | None]:
    for node in look.definition.nodes.values():
        yield node.step.form if node.step else node.wait.form if node.wait else None


def _listed(look: Shown, name: str, document: bytes) -> Listed:
    uses = uses_of(look.definition, name)
    try:
        draft = Draft.of(document, name)
    except FormEditRefused:
        return Listed(name, name, 0, uses, True)
    count = sum(1 for spot in draft.spots() if spot.kind.stores)
    return Listed(name, str(draft.data.get("title") or name), count, uses, name in look.broken)


def opened(look: Shown, sources: Sources, name: str) -> Opened | None:
    """A form opened for editing; None when there is none of this name or it cannot be read at all."""
    document = sources.forms.get(name)
    if document is None:
        return None
    try:
        draft = Draft.of(document, name)
    except FormEditRefused:
        return None
    form = look.forms.get(name)
    lines = tuple(_lines(look, name, form, draft))
    bag = draft.data.get("properties")
    rules = draft.data.get("rules")
    return Opened(
        name,
        str(draft.data.get("title") or name),
        str(bag.get("vn.en") or "") if isinstance(bag, dict) else "",
        draft,
        form,
        lines,
        tuple(line for line in lines if line.kind.holds),
        uses_of(look.definition, name),
        names_at(look, name, form, ()),
        tuple(one for one in rules if isinstance(one, dict)) if isinstance(rules, list) else (),
    )


def names_at(look: Shown, name: str, form: Form | None, rows: tuple[str, ...], but: str = "") -> Names:
    """The names a condition may read: of the form (inside ``rows``: of the row first), then from around it."""
    found = {}
    if form is not None:
        for depth in range(len(rows), 0, -1):
            block = form.find(".".join(rows[:depth]))
            if isinstance(block, DynamicList):
                group = Text(f"Dòng của “{block.label.vi}”", f"Row of “{block.label.en}”")
                found.update({one.path: one for one in fields_under(block.fields, "", group) if one.path not in found})
        found.update({one.path: one for one in fields_under(form.fields, "", _HERE) if one.path not in found})
    found.pop(but, None)
    around = conditions.names_of(look.definition, look.forms)
    mine = tuple(f"{use.id or 'don'}." for use in uses_of(look.definition, name))
    found.update({path: one for path, one in around.items() if not (mine and path.startswith(mine))})
    return found


def paths(found: Opened) -> list[tuple[str, str]]:
    """Where the message of a rule can stand: the path of every answer, and what it is called."""
    return [
        (".".join(place_of(spot)[1:]), label_of(spot.component))
        for spot in found.draft.spots()
        if key_in(spot.component)
    ]


def rows_of(spot: Spot) -> tuple[str, ...]:
    """The keys of the rows a component lies in."""
    return tuple(key_in(one) for one in spot.above if one.get("type") == "dynamiclist")


def _lines(look: Shown, name: str, form: Form | None, draft: Draft) -> Iterator[Line]:
    known: dict[tuple[str, ...], Names] = {}
    for spot in draft.spots():
        facts = facts_of(spot.component, spot.kind.code)
        rows = rows_of(spot)
        if rows not in known:
            known[rows] = names_at(look, name, form, rows)
        sentence = conditions.sentence(shown_of(facts.hide), known[rows], language()) if facts.hide else ""
        yield Line(
            spot.id,
            len(spot.above),
            spot.kind,
            label_of(spot.component),
            key_in(spot.component),
            facts,
            sentence,
            spot.index == 0 and not spot.above,
            spot.index == len(spot.siblings) - 1 and not spot.above,
        )
