"""What another authority assessed (a tax notice) becomes an amount due of the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.dossiers.models import payment
from engine.dossiers.paying.bill import DUE, OBLIGATION

NUMBER, AMOUNT = "so_thong_bao", "so_tien"
"""The fields by which a form that an agency's answer is recorded with is a notice of dues."""
DETAILS = ("ngay_thong_bao", "tai_khoan", "ma_kho_bac", "co_quan_thu")
_LONGEST = 60


def note(session: Session, dossier_id: int, values: Mapping[str, Any]) -> None:
    """Keep the amount of a notice; a corrected notice of the same number replaces what is still due."""
    number, amount = str(values.get(NUMBER) or "").strip(), values.get(AMOUNT)
    if not number or not isinstance(amount, int | float | Decimal) or isinstance(amount, bool) or amount <= 0:
        return
    fee_id = f"nvtc.{number}"[:_LONGEST]
    mine = (payment.c.dossier_id == dossier_id) & (payment.c.fee_id == fee_id)
    told = {
        "name": f"Nghĩa vụ tài chính theo Thông báo số {number}"[:300],
        "amount": int(amount),
        "detail": {name: str(values[name]) for name in DETAILS if values.get(name)},
    }
    if session.execute(select(payment.c.id).where(mine)).first() is None:
        row = {"dossier_id": dossier_id, "fee_id": fee_id, "collect": OBLIGATION, "status": DUE}
        session.execute(payment.insert().values(**row, **told))
    else:
        session.execute(payment.update().where(mine, payment.c.status == DUE).values(**told))
