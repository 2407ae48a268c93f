"""Worked examples of fees: what each fee comes to for some facts, with its arithmetic; examples kept with the copy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from admin_ui.declare.shown import Shown
from engine.bpmn.conditions import Names, sentence
from engine.bpmn.conditions.sentence import said_number
from engine.bpmn.conditions.word_by_word import word_by_word
from engine.bpmn.sheet import Fee
from engine.decisions import Model, Outcome
from engine.decisions.review import models
from engine.dossiers import fees
from engine.dossiers.fees import Amount
from engine.feel.rows import rate_of
from engine.platform.time import local
from engine.procedures.sources import EXAMPLES, Sources
from engine.text import Text

MOST = 50


@dataclass(frozen=True)
class Example:
    """A kept example: what was typed by name, the day, and what each fee came to then (None: not known)."""

    name: str
    facts: dict[str, list[str]]
    amounts: dict[str, int | None]


@dataclass(frozen=True)
class Worked:
    """One fee worked out: the amount and the way to it."""

    amount: Amount
    arithmetic: str


def decisions(sources: Sources) -> list[Model]:
    """The decision models of the files that can be read."""
    return [one for one in models(sources.tables).values() if isinstance(one, Model)]


def work_out(
    look: Shown, known_models: list[Model], names: Names, facts: Mapping[str, Any], now: datetime, language: str
) -> list[Worked]:
    """Every fee in force on the day the facts say."""

    def decide(decision: str, given: Mapping[str, Any], at: datetime) -> Outcome | None:
        model = next((one for one in known_models if one.element(decision)), None)
        return model.decide(decision, given, now=at) if model else None

    day = facts["ho_so"]["received"]
    found = fees.in_force(look.definition, local(day).date(), facts["ho_so"])
    amounts = [fees.amount_of(fee, decide, facts, day) for fee in found]
    return [Worked(one, arithmetic(one, names, facts, language)) for one in amounts]


def arithmetic(amount: Amount, names: Names, facts: Mapping[str, Any], language: str) -> str:
    """How the amount comes about, in one line."""
    fee = amount.fee
    if amount.why == fees.EXEMPT and fee.exempt_when:
        return f"{amount.why.said_in(language)} {sentence(fee.exempt_when, names, language)}"
    if fee.formula and not fee.decision:
        return _of_formula(fee, amount, names, facts, language)
    return amount.why.said_in(language)


def _of_formula(fee: Fee, amount: Amount, names: Names, facts: Mapping[str, Any], language: str) -> str:
    rate = rate_of(fee.formula or "")
    if rate is None or amount.value is None:
        return word_by_word(fee.formula or "", names, language)
    if amount.value == 0:
        return Text("Không thuộc diện phải nộp.", "Not charged here.").said_in(language)
    root, _, key = rate.path.partition(".")
    value = facts.get(root, {}).get(key)
    many = len(value) if isinstance(value, list) else value
    called = names[rate.path].label.said_in(language) if rate.path in names else rate.path
    return f"{said_number(rate.price, language)} × {many} ({called})"


def kept(sources: Sources) -> list[Example]:
    """The examples kept with the files; none when they cannot be read."""
    try:
        read = json.loads(sources.files.get(EXAMPLES, b"[]"))
        return [Example(str(one["name"]), dict(one["facts"]), dict(one["amounts"])) for one in read][:MOST]
    except (ValueError, KeyError, TypeError):
        return []


def with_examples(sources: Sources, examples: list[Example]) -> Sources:
    """The files with these examples kept."""
    files = {path: data for path, data in sources.files.items() if path != EXAMPLES}
    if examples:
        text = json.dumps([asdict(one) for one in examples[:MOST]], ensure_ascii=False, indent=1, sort_keys=True)
        files[EXAMPLES] = text.encode()
    return Sources(files)
