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
from engine.procedures.versions import Version
from engine.text import Text


@dataclass(frozen=True)
class Amount:
    """One fee as it applies to a dossier; ``value`` in đồng, ``None`` when it could not be worked out."""

    fee: Fee
    value: int | None
    why: Text


def amounts(version: Version, names: Mapping[str, Any], now: datetime) -> list[Amount]:
    """Work out every fee in force on the day, from the names an expression may read."""
    return [_amount(version, fee, names, now) for fee in in_force(version.definition, local(now).date())]


def in_force(definition: Definition, day: date) -> list[Fee]:
    """The fees that apply on ``day``: of several with one id, the one with the latest ``from`` date reached."""
    newest: dict[str, Fee] = {}
    for fee in sorted(definition.fees, key=lambda fee: fee.valid_from or date.min):
        if (fee.valid_from or date.min) <= day:
            newest[fee.id] = fee
    return list(newest.values())


def _amount(version: Version, fee: Fee, names: Mapping[str, Any], now: datetime) -> Amount:
    if fee.exempt_when and feel.evaluate(fee.exempt_when, names, now=now).value is True:
        return Amount(fee, 0, Text("Được miễn theo quy định.", "Exempt under the rules."))
    if fee.decision:
        outcome = version.decide(fee.decision, names, now)
        fired = ", ".join(str(rule) for rule in outcome.rules) if outcome else ""
        why = Text(
            f"Theo bảng quyết định {fee.decision} ({fired}).", f"By the decision table {fee.decision} ({fired})."
        )
        return _checked(fee, outcome.value if outcome else None, why)
    if fee.formula:
        value = feel.evaluate(fee.formula, names, now=now).value
        return _checked(fee, value, Text("Tính theo nội dung tờ khai.", "Worked out from the application."))
    return Amount(fee, int(fee.amount or 0), Text("Mức cố định.", "Fixed amount."))


def _checked(fee: Fee, value: Any, why: Text) -> Amount:
    if isinstance(value, Decimal) and value >= 0:
        return Amount(fee, int(value), why)
    return Amount(
        fee,
        None,
        Text("Chưa đủ thông tin để tính.", "The declaration does not say enough to work it out."),
    )
