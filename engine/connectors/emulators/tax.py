"""The emulated tax office: takes slips, works dues out of them, sends notices and proofs of payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from engine.connectors.contrib.tax import NOTICE, PAID
from engine.connectors.emulators.emulator import Asked, Noted, Notice, Told, told
from engine.connectors.emulators.office import Behaviour, EmulatedOffice
from engine.platform.time import Now, local
from engine.text import Text

PORT = 8706
LEAST, RATE = 500_000, 0.025
_ACCOUNT, _TREASURY = "7111.1056789", "0161"


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Dues:
    """The dues of one slip; ``notices`` and ``proofs`` count what was sent."""

    receipt: str
    dossier: str
    amount: int
    told: bool = False
    paid: bool = False
    proved: bool = False


class TaxOffice:
    """A slip gets a number at once; its notice is owed, and its proof once somebody has paid."""

    def __init__(self, now: Now = _clock) -> None:
        self.now = now
        self.dues: dict[str, Dues] = {}
        self.office = EmulatedOffice("tax", "Thuế tỉnh (mô phỏng)", lambda sent, number: {}, required=("nguoi_nop",))
        self.code, self.name = self.office.code, self.office.name
        self.behaviours: Sequence[Behaviour] = (
            Behaviour.GOOD,
            Behaviour.SLOW,
            Behaviour.REFUSE,
            Behaviour.LOSE,
            Behaviour.SILENCE,
            Behaviour.DOWN,
        )
        self.acts: Mapping[str, Text] = {
            "paid": Text("Mọi người đã nộp tiền: gửi chứng từ", "All have paid: send proofs")
        }

    @property
    def behaviour(self) -> Behaviour:
        """How the next slips are treated."""
        return self.office.behaviour

    @behaviour.setter
    def behaviour(self, chosen: Behaviour) -> None:
        self.office.behaviour = chosen

    @property
    def requests(self) -> int:
        """How many slips have come."""
        return self.office.requests

    def answer(self, asked: Asked) -> Told:
        """Take a slip: one number per key."""
        said = told(self.office.take(asked.headers.get("idempotency-key", ""), asked.sent))
        for entry in self.office.book.values():
            self.dues.setdefault(
                entry.key, Dues(entry.receipt, str(entry.sent.get("ma_ho_so", "")), _worth(entry.sent))
            )
        return said

    def noted(self) -> Sequence[Noted]:
        """The slips with their dues."""
        return [
            Noted(one.receipt, {"ma_ho_so": one.dossier, "so_tien": one.amount}, owed=not one.told)
            for one in self.dues.values()
        ]

    def notices(self, act: str = "") -> Sequence[Notice]:
        """The notices owed; or, when all have paid, the proofs."""
        if act == "paid":
            return [self.proof(one) for one in self.dues.values() if one.told and not one.proved]
        return [self.notice(one) for one in self.dues.values() if not one.told]

    def notice(self, one: Dues) -> Notice:
        """The notice of one slip's dues."""
        one.told = True
        day = f"{local(self.now()):%d/%m/%Y}"
        more = {"tai_khoan": _ACCOUNT, "ma_kho_bac": _TREASURY, "co_quan_thu": self.name}
        body = {"so_thong_bao": f"TB-{one.receipt}", "ngay_thong_bao": day, "so_tien": one.amount, **more}
        return Notice(f"{one.receipt}-TB", {"loai": NOTICE, "ref": one.receipt, **body})

    def proof(self, one: Dues, amount: int | None = None) -> Notice:
        """The proof that dues were paid (all of them, or ``amount``)."""
        one.proved = True
        worth = one.amount if amount is None else amount
        body: dict[str, Any] = {"so_bien_lai": f"GNT-{one.receipt}", "so_tien": worth}
        day = f"{local(self.now()):%d/%m/%Y}"
        return Notice(f"{one.receipt}-CT-{worth}", {"loai": PAID, "ref": one.receipt, "ngay_nop": day, **body})


def tax_office() -> TaxOffice:
    """A fresh tax office."""
    return TaxOffice()


def _worth(sent: Mapping[str, Any]) -> int:
    value = sent.get("gia_tri")
    return max(LEAST, int(float(value) * RATE)) if isinstance(value, int | float | str) and value else LEAST
