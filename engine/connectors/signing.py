"""Signatures of messages between systems: HMAC-SHA256 over time, number and body, good for five minutes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

WINDOW = timedelta(minutes=5)
TIME, NUMBER, SIGNATURE = "X-Quytrinh-Time", "X-Quytrinh-Message", "X-Quytrinh-Signature"


def sign(secret: str, at: str, number: str, body: bytes) -> str:
    """The signature as hexadecimal text; ``at`` is whole seconds since 1970, ``number`` the sender's message number."""
    said = f"{at}\n{number}\n".encode() + body
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


def headers(secret: str, number: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers a signed message carries."""
    at = str(int(now.timestamp()))
    return {TIME: at, NUMBER: number, SIGNATURE: sign(secret, at, number, body)}


def is_genuine(secret: str, at: str, number: str, body: bytes, signature: str, now: datetime) -> bool:
    """Whether the message was signed with this secret, within the time window."""
    if not (at.isascii() and at.isdigit() and len(at) <= 12 and number):
        return False
    signed = hmac.compare_digest(sign(secret, at, number, body).encode(), signature.encode())
    return signed and abs(now - datetime.fromtimestamp(int(at), UTC)) <= WINDOW
