"""Fees: one way of working out the amount, and the rule it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, advice, incomplete, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.sheet import Fee
from engine.text import Text

AMOUNT: Final = incomplete("fee_amount")
NO_BASIS: Final = advice("fee_without_basis")
NEGATIVE: Final = refused("fee_negative")
DECISION: Final = refused("fee_decision")


def check(subject: Subject) -> Iterator[Raised]:
    """Amount, basis and decision of every fee."""
    for fee in subject.definition.fees:
        name = fee.name or fee.id
        if [fee.amount is not None, bool(fee.formula), bool(fee.decision)].count(True) != 1:
            yield AMOUNT.at(
                subject.place,
                Text(
                    f"Khoản thu “{name}” phải có đúng một: số tiền, công thức hoặc bảng quyết định.",
                    f"Fee “{name}” needs exactly one of an amount, a formula and a decision.",
                ),
                Text("Chọn một cách tính.", "Choose one way to work it out."),
            )
        if not fee.basis:
            yield NO_BASIS.at(
                subject.place,
                Text(f"Khoản thu “{name}” chưa có căn cứ.", f"Fee “{name}” names no basis."),
                Text("Ghi văn bản quy định mức thu.", "Name the document that sets it."),
            )
        yield from _wrong(subject, fee, name)


def _wrong(subject: Subject, fee: Fee, name: str) -> Iterator[Raised]:
    if fee.amount is not None and (fee.amount < 0 or fee.amount != fee.amount.to_integral_value()):
        yield NEGATIVE.at(
            subject.place,
            Text(
                f"Số tiền của “{name}” phải là số đồng nguyên, không âm.", f"The amount of “{name}” must be whole đồng."
            ),
            Text("Sửa số tiền.", "Correct the amount."),
        )
    known = subject.vocabulary.decisions
    if fee.decision and known is not None and fee.decision not in known:
        yield DECISION.at(
            subject.place,
            Text(f"Không có bảng quyết định “{fee.decision}” (khoản thu “{name}”).", f"No decision “{fee.decision}”."),
            Text("Lập bảng mức thu, hoặc chọn cách tính khác.", "Make the table of amounts, or choose another way."),
        )
