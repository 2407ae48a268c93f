"""Who does a step, guessed from the words of its lane: a unit and a post of the vocabulary."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from engine.bpmn import tthc
from engine.bpmn.definition import Step
from engine.bpmn.edit import building, guessing, writing
from engine.bpmn.edit.draft import Draft
from engine.bpmn.normalise.offer import Normaliser, Offer
from engine.bpmn.vocabulary import UnitKind, shipped
from engine.text import Text

CODE: Final = "people"


def _find(draft: Draft) -> Iterator[Offer]:
    lanes = _lanes(draft)
    for one in draft.definition.nodes.values():
        if one.kind != "user" or (one.step and one.step.unit and one.step.post):
            continue
        guess = guessed(lanes.get(one.id, ""))
        if guess is None:
            continue
        unit, post = guess
        if one.step and one.step.unit and post is None:
            continue
        known = shipped()
        who = known.posts[post].name if post else Text("(chưa rõ chức danh)", "(post unknown)")
        where = known.unit_kinds[unit.rpartition("/")[2]].name if "/" in unit else Text(unit, unit)
        yield Offer(
            CODE,
            one.id,
            Text(
                f"“{one.name or one.id}”: {who.vi if post else where.vi}",
                f"“{one.name or one.id}”: {who.en if post else where.en}",
            ),
            Text(
                f"Theo tên làn “{lanes[one.id]}”: đơn vị {where.vi}, chức danh {who.vi}.",
                f"By the lane “{lanes[one.id]}”: unit {where.en}, post {who.en}.",
            ),
        )


def _carry_out(draft: Draft, element: str) -> None:
    node = draft.node(element)
    guess = guessed(_lanes(draft).get(element, ""))
    if guess is None:
        return
    unit, post = guess
    was = node.step or Step(kind=guessing.kind_of(node.name))
    step = dataclasses.replace(was, unit=was.unit or unit, post=was.post or post)
    writing.write(building.facts_of(draft, element, "step"), tthc.ROOTS["step"], step, element)
    draft.changed()


def _lanes(draft: Draft) -> dict[str, str]:
    """For every node the names of its lane and of the pool's around it."""
    named = {}
    lanes = draft.definition.lanes
    for lane in lanes.values():
        above = lanes[lane.parent].name if lane.parent and lane.parent in lanes else ""
        for key in lane.nodes:
            named[key] = f"{lane.name} {above}".strip()
    return named


@lru_cache(maxsize=512)
def guessed(words: str) -> tuple[str, str | None] | None:
    """A unit expression and a post for the words of a lane; None when they name nothing that is known."""
    said = plain(words)
    if not said:
        return None
    known = shipped()
    kinds = [one for one in known.unit_kinds.values() if _names(one.name.vi, said)]
    posts = [one for one in known.posts.values() if _names(one.name.vi, said)]
    kind = max(kinds, key=lambda one: len(one.name.vi), default=None)
    fitting = [one for one in posts if kind is None or kind.code in one.kinds]
    post = max(fitting, key=lambda one: len(one.name.vi), default=None)
    if kind is None and post is not None and len(post.kinds) == 1:
        kind = known.unit_kinds.get(next(iter(post.kinds)))
    return (_expression(kind), post.code if post else None) if kind is not None else None


def _expression(kind: UnitKind) -> str:
    if kind.code == "one_stop":
        return "receiving/one_stop"
    if kind.level == "partner":
        return f"external:{kind.code}"
    return f"{'province' if kind.level == 'province' else 'resolving'}/{kind.code}"


def _names(name: str, said: str) -> bool:
    return f" {plain(name)} " in f" {said} "


def plain(words: str) -> str:
    """Small letters without marks, single spaces: as lane names are typed in all manners."""
    marks = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    letters = "".join(one if one.isalnum() else " " for one in marks if not unicodedata.combining(one))
    return " ".join(letters.split())


NORMALISER: Final = Normaliser(CODE, _find, _carry_out)
