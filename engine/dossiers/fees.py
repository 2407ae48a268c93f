"""What an applicant pays: the fees of a version worked out for one dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine import feel
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Fee
from engine.platform.time import local
from engine.text import Text


@dataclass(frozen=True)
class Amount:
    """One fee as it applies to a dossier; ``value`` in đồng, ``None`` when it could not be worked out."""

    fee: Fee
    value: int | None
    why: Text


def amounts(definition: Definition, names: Mapping[str, Any], now: datetime) -> list[Amount]:
    """Work out every fee in force on the day, from the names an expression may read."""
    return [_amount(fee, names, now) for fee in in_force(definition, local(now).date())]


def in_force(definition: Definition, day: date) -> list[Fee]:
    """The fees that apply on ``day``: of several with one id, the one with the latest ``from`` date reached."""
    newest: dict[str, Fee] = {}
    for fee in sorted(definition.fees, key=lambda fee: fee.valid_from or date.min):
        if (fee.valid_from or date.min) <= day:
            newest[fee.id] = fee
    return list(newest.values())


def _amount(fee: Fee, names: Mapping[str, Any], now: datetime) -> Amount:
    if fee.exempt_when and feel.evaluate(fee.exempt_when, names, now=now).value is True:
        return Amount(fee, 0, Text("Được miễn theo quy định.", "Exempt under the rules."))
    if fee.formula:
        return _by_formula(fee, names, now)
    return Amount(fee, int(fee.amount or 0), Text("Mức cố định.", "Fixed amount."))


def _by_formula(fee: Fee, names: Mapping[str, Any], now: datetime) -> Amount:
    value = feel.evaluate(fee.formula or "", names, now=now).value
    if isinstance(value, Decimal) and value >= 0:
        return Amount(fee, int(value), Text(f"Tính theo công thức: {fee.formula}", f"By the formula: {fee.formula}"))
    return Amount(
        fee,
        None,
        Text("Chưa đủ thông tin để tính.", "The declaration does not say enough to work it out."),
    )
