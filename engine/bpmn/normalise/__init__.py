"""Makes a diagram drawn with another tool one of ours, step by step: each step is offered with what it would change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from engine.bpmn import layout
from engine.bpmn.edit import trees
from engine.bpmn.edit.draft import Draft
from engine.bpmn.normalise import conditions, extensions, ids, markup, people, procedure, splits, starts, tasks
from engine.bpmn.normalise.offer import Normaliser, Offer

__all__ = ["Offer", "apply", "offers"]

NORMALISERS: Final[tuple[Normaliser, ...]] = (
    markup.NORMALISER,
    procedure.NORMALISER,
    ids.NORMALISER,
    *starts.NORMALISERS,
    tasks.NORMALISER,
    *splits.NORMALISERS,
    people.NORMALISER,
    conditions.NORMALISER,
    extensions.NORMALISER,
)
"""In the order in which they are best taken: ids change before anything is made of them."""


def offers(data: bytes) -> tuple[Offer, ...]:
    """Everything that could be made of a diagram as it stands. Raises Unreadable."""
    draft = Draft(data)
    return tuple(one for normaliser in NORMALISERS for one in normaliser.find(draft))


def apply(data: bytes, code: str, element: str, *, retired: Collection[str] = ()) -> bytes:
    """The file after one offer was taken; ``data`` itself when it is not offered (any more)."""
    draft = Draft(data, retired)
    normaliser = next((one for one in NORMALISERS if one.code == code), None)
    if normaliser is None or not any(one.element == element for one in normaliser.find(draft)):
        return data
    drawn = bool(draft.definition.shapes)
    normaliser.carry_out(draft, element)
    if drawn:
        layout.extend(draft.root, draft.process, draft.moved, draft.renamed)
    return trees.to_bytes(draft.root)
