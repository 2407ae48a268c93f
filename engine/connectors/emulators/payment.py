"""An emulated payment gateway: the page the payer comes to, its transactions, its notifications and its statement."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from engine.connectors.contrib.payment import CANCELLED, CURRENCY, FAILED, PAID, signature
from engine.connectors.emulators import payment_page
from engine.connectors.emulators.calling_back import CallBack, Sent
from engine.connectors.emulators.emulator import DROPPED, Asked, Noted, Notice, Told
from engine.connectors.emulators.office import Behaviour
from engine.platform.time import Now, local
from engine.text import Text

PORT = 8704
TOKEN = "khoa-mo-phong-cong-thanh-toan"
"""The key the emulator expects addresses to be signed with; of no use anywhere else."""
NOTIFY = ("once", "twice", "late", "silence", "amount", "forged")
_WORST = "sai-khoa"
_BUTTONS = {"pay": PAID, "refuse": FAILED, "cancel": CANCELLED}


@dataclass(frozen=True)
class Booked:
    """One payment in the gateway's book; ``told`` is the amount its notification says."""

    order: str
    number: str
    outcome: str
    amount: int
    at: datetime
    told: int
    owed: bool = False
    listed: bool = True

    def said(self, amount: int | None = None) -> dict[str, Any]:
        """The payment as the contract says it."""
        return {
            "ma_don": self.order,
            "so_giao_dich": self.number,
            "so_tien": self.amount if amount is None else amount,
            "tien_te": CURRENCY,
            "trang_thai": self.outcome,
            "luc": f"{local(self.at):%Y%m%d%H%M%S}",
        }


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class PaymentGateway:
    """The gateway. ``back`` is where its notifications go; without one they stay owed."""

    code: str = "payment"
    name: str = "Cổng thanh toán (mô phỏng)"
    token: str = TOKEN
    back: CallBack | None = None
    now: Now = _clock
    behaviour: Behaviour = Behaviour.GOOD
    behaviours: Sequence[Behaviour] = (Behaviour.GOOD, Behaviour.DOWN, Behaviour.SILENCE)
    book: list[Booked] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    requests: int = 0
    acts: Mapping[str, Text] = field(
        default_factory=lambda: {
            "extra": Text("Thêm vào sao kê một giao dịch lạ", "Put an unknown payment into the statement"),
            "drop": Text("Bỏ giao dịch mới nhất khỏi sao kê", "Leave the newest payment out of the statement"),
            "differs": Text("Ghi sai số tiền mới nhất trong sao kê", "State a wrong amount for the newest payment"),
            "double": Text("Ghi giao dịch mới nhất hai lần", "Book the newest payment twice"),
        }
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def attach(self, back: CallBack) -> None:
        """Learn where notifications go."""
        self.back = back

    def answer(self, asked: Asked) -> Told:
        """The payer's page, its buttons, a question about an order, or the statement."""
        self.requests += 1
        if self.behaviour is Behaviour.DOWN:
            return Told(503)
        if self.behaviour is Behaviour.SILENCE:
            return Told(DROPPED)
        if asked.path == "/thanh-toan" and asked.method == "GET":
            return self._page(asked.query)
        if asked.path == "/thanh-toan" and asked.method == "POST":
            return self._pressed(asked)
        if asked.path not in ("/giao-dich", "/sao-ke"):
            return Told(404, b'{"code": "unknown_path"}')
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Told(401, b'{"code": "no_token"}')
        if asked.path == "/giao-dich":
            return self._known(asked.query.get("ma_don", ""))
        return _json(200, {"giao_dich": self._statement(asked.query.get("ngay", ""))})

    def noted(self) -> Sequence[Noted]:
        """The book."""
        return [Noted(one.number, one.said(), owed=one.owed) for one in self.book]

    def notices(self, act: str = "") -> Sequence[Notice]:
        """Spoil the statement as a button says; without one, the notifications owed."""
        with self._lock:
            if act:
                self._spoil(act)
                return []
            owed = [one for one in self.book if one.owed]
            self.book = [replace(one, owed=False) for one in self.book]
        return [Notice(f"{one.number}-TB", one.said(one.told)) for one in owed]

    def pay(self, order: str, amount: int, outcome: str = PAID, notify: str = "once") -> Booked:
        """Book a payment and notify as asked: once, twice, late, not at all, a wrong amount, a forged signature."""
        with self._lock:
            number = f"GD-{len(self.book) + 1:06d}"
            told = amount - 1000 if notify == "amount" else amount
            silent = notify in ("late", "silence") or self.back is None
            one = Booked(order, number, outcome, amount, self.now(), told, owed=silent and notify != "silence")
            self.book.append(one)
        if not silent:
            self._notify(one, notify)
        return one

    def _notify(self, one: Booked, how: str) -> None:
        assert self.back is not None
        back = replace(self.back, secret=_WORST) if how == "forged" else self.back
        notice = Notice(f"{one.number}-TB", one.said(one.told))
        self.sent += back.send_all([notice], twice=how == "twice")

    def _page(self, query: dict[str, str]) -> Told:
        if not self._signed(query):
            return _html(403, payment_page.refused(self.name))
        return _html(200, payment_page.asked(self.name, query))

    def _pressed(self, asked: Asked) -> Told:
        form = dict(parse_qsl(asked.data.decode("utf-8", "replace")))
        query = {name: form.get(name, "") for name in payment_page.FIELDS}
        if not self._signed(query) or form.get("nut") not in _BUTTONS:
            return _html(403, payment_page.refused(self.name))
        outcome = _BUTTONS[form["nut"]]
        notify = form.get("thong_bao", "once")
        self.pay(query["ma_don"], int(query["so_tien"]), outcome, notify if notify in NOTIFY else "once")
        back = {"ma_don": query["ma_don"], "trang_thai": outcome}
        return Told(303, kind="text/plain", headers={"Location": f"{query['quay_lai']}?{urlencode(back)}"})

    def _signed(self, query: Mapping[str, str]) -> bool:
        said = {name: value for name, value in query.items() if name != "chu_ky"}
        return bool(said) and query.get("chu_ky") == signature(self.token, said)

    def _known(self, order: str) -> Told:
        found = [one for one in self.book if one.order == order]
        paid = [one for one in found if one.outcome == PAID]
        chosen = paid or found
        return _json(200, chosen[-1].said()) if chosen else _json(404, {"code": "unknown_order"})

    def _statement(self, day: str) -> list[dict[str, Any]]:
        on_day = [one for one in self.book if one.outcome == PAID and local(one.at).date().isoformat() == day]
        return [one.said() for one in on_day if one.listed]

    def _spoil(self, act: str) -> None:
        number = f"GD-{len(self.book) + 1:06d}"
        if act == "extra":
            self.book.append(Booked(f"LA-{number}", number, PAID, 123000, self.now(), 123000))
            return
        paid = [place for place, one in enumerate(self.book) if one.outcome == PAID]
        if not paid:
            return
        last = self.book[paid[-1]]
        if act == "drop":
            self.book[paid[-1]] = replace(last, listed=False)
        elif act == "differs":
            self.book[paid[-1]] = replace(last, amount=last.amount + 1000)
        elif act == "double":
            self.book.append(replace(last, number=number))


def gateway() -> PaymentGateway:
    """A fresh gateway."""
    return PaymentGateway()


def _json(status: int, data: Any) -> Told:
    return Told(status, json.dumps(data, ensure_ascii=False).encode())


def _html(status: int, page: str) -> Told:
    return Told(status, page.encode(), "text/html; charset=utf-8")
