"""What an applicant pays: the fees of a version worked out for one dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine import feel
from engine.bpmn.definition import Definition
from engine.bpmn.sheet import Fee
from engine.decisions import Outcome
from engine.dossiers.decided import by_table
from engine.feel import Warning_
from engine.platform.time import local
from engine.procedures.versions import Version
from engine.text import Text

Decide = Callable[[str, Mapping[str, Any], datetime], Outcome | None]
"""From a decision's id, the names and the moment to what it says; None when there is no such decision."""

EXEMPT = Text("Được miễn theo quy định.", "Exempt under the rules.")
BY_FORMULA = Text("Tính theo nội dung tờ khai.", "Worked out from the application.")
FIXED = Text("Mức cố định.", "Fixed amount.")
UNKNOWN = Text("Chưa đủ thông tin để tính.", "The declaration does not say enough to work it out.")


@dataclass(frozen=True)
class Amount:
    """One fee as it applies to a dossier; ``value`` in đồng, ``None`` when it could not be worked out."""

    fee: Fee
    value: int | None
    why: Text
    warnings: tuple[Text, ...] = ()
    """What an expression met that is odd, such as an answer that is missing."""

    @property
    def explained(self) -> Text | None:
        """A line for the history; nothing to explain when the amount is fixed."""
        if self.why == FIXED and not self.warnings:
            return None
        worth = Text("chưa tính được", "not known yet") if self.value is None else _dong(self.value)
        name = self.fee.name or self.fee.id
        reasons = (self.why, *self.warnings)
        return Text(
            f"{name}: {worth.vi}. {' '.join(one.vi for one in reasons)}",
            f"{name}: {worth.en}. {' '.join(one.en for one in reasons)}",
        )


def amounts(version: Version, names: Mapping[str, Any], now: datetime) -> list[Amount]:
    """Work out every fee in force on the day for the case and channel, from the names an expression may read."""
    found = in_force(version.definition, local(now).date(), names.get("ho_so", {}))
    return [amount_of(fee, version.decide, names, now) for fee in found]


def in_force(definition: Definition, day: date, ho_so: Mapping[str, Any] | None = None) -> list[Fee]:
    """The fees that apply on ``day`` to a dossier of this ``case`` and ``channel``.

    Of several with one id it is the one with the latest ``from`` date reached. A case not yet known has only the fees
    of every case.
    """
    case, channel = (ho_so or {}).get("case"), (ho_so or {}).get("channel")
    newest: dict[str, Fee] = {}
    for fee in sorted(definition.fees, key=lambda fee: fee.valid_from or date.min):
        concerned = (not fee.case or case in fee.case) and fee.channel in (None, "", channel)
        if concerned and (fee.valid_from or date.min) <= day:
            newest[fee.id] = fee
    return list(newest.values())


def amount_of(fee: Fee, decide: Decide, names: Mapping[str, Any], now: datetime) -> Amount:
    """Work out one fee; ``decide`` answers for decision tables."""
    doubts: tuple[Text, ...] = ()
    if fee.exempt_when:
        exempt = feel.evaluate(fee.exempt_when, names, now=now)
        if exempt.value is True:
            return Amount(fee, 0, EXEMPT)
        doubts = _said(exempt.warnings) if exempt.value is None else ()
    if fee.decision:
        outcome = decide(fee.decision, names, now)
        if outcome is None:
            return Amount(fee, None, UNKNOWN, doubts)
        return _checked(fee, outcome.value, by_table(fee.decision, outcome.rules), outcome.warnings, doubts)
    if fee.formula:
        result = feel.evaluate(fee.formula, names, now=now)
        return _checked(fee, result.value, BY_FORMULA, result.warnings, doubts)
    return Amount(fee, int(fee.amount or 0), FIXED, doubts)


def _checked(fee: Fee, value: Any, why: Text, warnings: tuple[Warning_, ...], doubts: tuple[Text, ...]) -> Amount:
    if isinstance(value, Decimal) and value >= 0:
        return Amount(fee, int(value), why, doubts)
    return Amount(fee, None, UNKNOWN, (*doubts, *_said(warnings)))


def _said(warnings: tuple[Warning_, ...]) -> tuple[Text, ...]:
    return tuple(Text(f"{one.vi}.", f"{one.en}.") for one in warnings)


def _dong(value: int) -> Text:
    return Text(f"{value:,} đồng".replace(",", "."), f"{value:,} đồng")
