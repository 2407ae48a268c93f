"""What kind of work a step is, by its words, its actor and its place among the others."""

from __future__ import annotations

import re

from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Step
from engine.procedures.sheets.understanding.actors import Actor
from engine.procedures.sheets.understanding.words import Words


def kind_of_work(step: Step, actor: Actor | None, words: Words, *, first: bool, last: bool) -> str:
    """One of the step kinds of the vocabulary."""
    said = {kind for kind, phrases in words.work if phrases.within(step.content)}
    at_desk = actor is not None and actor.unit is not None and actor.unit.kind == "one_stop"
    if first:
        return "receive"
    if actor is not None and actor.role == "asked":
        return "opinion"
    if last and ("return" in said or at_desk):
        return "return"
    if at_desk:
        return "return" if "return" in said else "receive"
    rank = actor.rank if actor is not None else None
    if rank is None and actor is not None and actor.unit is not None:
        rank = actor.unit.default
    if re.search(r"\btrinh\b", bare(step.content)) and not (actor is not None and actor.unit and actor.unit.whole):
        said = (said - {"sign"}) | {"review"}
    return _by_rank(rank, actor, said)


def _by_rank(rank: str | None, actor: Actor | None, said: set[str]) -> str:
    if rank == "clerk":
        return "register"
    whole = actor is not None and actor.unit is not None and actor.unit.whole
    if rank == "leader" or (whole and rank != "staff"):
        if "assign" in said and not said & {"sign"}:
            return "assign"
        return "sign" if whole or "sign" in said else "review"
    if actor is not None and actor.role == "council":
        return "opinion" if "opinion" in said else "appraise"
    if "register" in said and "appraise" not in said:
        return "register"
    return "assign" if said == {"assign"} else "appraise"
