"""The contract with a payment gateway: a signed address the payer is sent to, a signed notification, a daily statement.

The gateway is the partner ``payment``. Its ``token`` signs what we send the payer with, its ``callback`` what it tells
us. Amounts are whole đồng.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from engine.connectors.base import Call, Connector, Done, Outcome, Unreachable, Wire
from engine.connectors.contrib.rest import read
from engine.connectors.descriptor import Answered, Descriptor, ErrorCode, Parameter, Secret
from engine.platform.time import VIETNAM
from engine.text import Text

GATEWAY = "payment"
CURRENCY = "VND"
STAMP = "%Y%m%d%H%M%S"
PAID, FAILED, CANCELLED = "thanh_cong", "that_bai", "huy"
OUTCOMES = (PAID, FAILED, CANCELLED)
MOST = 10**15
_LONGEST = {"ma_don": 40, "so_giao_dich": 80, "tien_te": 3}


class Malformed(ValueError):
    """What the gateway sent does not follow the contract; the message names the field."""


@dataclass(frozen=True)
class Transaction:
    """What the gateway says of one payment: our order, its own number, how it went, how much."""

    order: str
    number: str
    outcome: str
    amount: int
    at: datetime
    currency: str = CURRENCY


@dataclass(frozen=True)
class Asked:
    """What the payer is sent to the gateway with."""

    order: str
    amount: int
    about: str
    back: str


def pay_address(base_url: str, secret: str, asked: Asked, now: datetime) -> str:
    """Where the payer goes: everything that matters is signed, so nobody changes the amount on the way."""
    query = {
        "ma_don": asked.order,
        "so_tien": str(asked.amount),
        "tien_te": CURRENCY,
        "noi_dung": asked.about,
        "quay_lai": asked.back,
        "luc": str(int(now.timestamp())),
    }
    return f"{base_url.rstrip('/')}/thanh-toan?{urlencode({**query, 'chu_ky': signature(secret, query)})}"


def signature(secret: str, query: Mapping[str, str]) -> str:
    """HMAC-SHA256 over the fields in order of their names, one ``name=value`` a line."""
    said = "\n".join(f"{name}={query[name]}" for name in sorted(query))
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def transaction(data: Any) -> Transaction:
    """Read what the gateway says of a payment. Raises ``Malformed``."""
    if not isinstance(data, Mapping):
        raise Malformed("an object is expected")
    words = {name: _word(data, name) for name in ("ma_don", "so_giao_dich", "tien_te")}
    amount = data.get("so_tien")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount <= MOST:
        raise Malformed("so_tien")
    if data.get("trang_thai") not in OUTCOMES:
        raise Malformed("trang_thai")
    outcome, at = str(data["trang_thai"]), _instant(data.get("luc"))
    return Transaction(words["ma_don"], words["so_giao_dich"], outcome, amount, at, words["tien_te"])


def ask(wire: Wire, order: str) -> Transaction | None:
    """What became of an order; None while the gateway knows of no outcome."""
    reply = wire.request("GET", "/giao-dich", query={"ma_don": order})
    if reply.status == 404:
        return None
    outcome = read(reply)
    return _usable(outcome.response) if isinstance(outcome, Done) else None


def statement(wire: Wire, day: date) -> list[Transaction]:
    """Every successful payment the gateway has booked on a day."""
    outcome = read(wire.request("GET", "/sao-ke", query={"ngay": day.isoformat()}))
    rows = outcome.response.get("giao_dich") if isinstance(outcome, Done) else None
    if not isinstance(rows, list):
        raise Unreachable("the statement has no list giao_dich")
    return [_usable(row) for row in rows]


def _usable(data: Any) -> Transaction:
    try:
        return transaction(data)
    except Malformed as error:
        raise Unreachable(f"not a transaction: {error}") from error


def _instant(value: Any) -> datetime:
    """``yyyyMMddHHmmss`` on a Vietnamese wall clock, as everywhere between these systems."""
    try:
        return datetime.strptime(str(value), STAMP).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise Malformed("luc") from error


def _word(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST[name] or not value.isprintable():
        raise Malformed(name)
    return value


class PaymentStatus(Connector):
    """Asks the gateway what became of one order."""

    descriptor = Descriptor(
        id="payment.status",
        version="1",
        partner=GATEWAY,
        title=Text("Cổng thanh toán: hỏi kết quả một đơn", "Payment gateway: what became of an order"),
        summary=Text(
            "Hỏi cổng thanh toán xem một đơn đã trả tiền chưa.",
            "Asks the payment gateway whether an order has been paid.",
        ),
        parameters=(Parameter("ma_don", Text("Mã đơn thanh toán", "Order number"), example="TT-261122-0001"),),
        results=(
            Answered("trang_thai", Text("Kết quả", "Outcome"), example=PAID),
            Answered("so_tien", Text("Số tiền (đồng)", "Amount in đồng"), kind="number", example=500000),
            Answered("so_giao_dich", Text("Số giao dịch của cổng", "The gateway's number"), example="GD-000001"),
        ),
        errors=(ErrorCode("http_404", Text("Cổng không biết đơn này", "The gateway knows no such order")),),
        secrets=(
            Secret("token", Text("Khóa ký yêu cầu thanh toán", "Key that signs requests to pay"), required=True),
            Secret("callback", Text("Khóa ký thông báo gửi về", "Key that signs call-backs"), required=True),
        ),
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Ask once; the answer is the response."""
        return read(wire.request("GET", "/giao-dich", query={"ma_don": str(call.params["ma_don"])}))
