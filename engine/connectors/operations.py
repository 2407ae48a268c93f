"""What an administrator decides about partners: address, switch, limits, secrets. Procedures only name a partner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors.models import partner, partner_secret
from engine.connectors.sealing import Sealer
from engine.organisation.operations.acting import By
from engine.platform.errors import Invalid, Missing
from engine.platform.rows import rows_changed
from engine.text import Text

SECRETS = ("token", "callback")
MOST_AT_ONCE = 50
_CODE = re.compile(r"[a-z][a-z0-9_.-]{0,59}")


@dataclass(frozen=True)
class PartnerWords:
    """What is declared about a partner."""

    name: str
    base_url: str
    local: bool = False
    enabled: bool = True
    at_once: int = 4


def find(session: Session, code: str) -> Row[Any]:
    """A partner. Raises ``Missing``."""
    row = session.execute(select(partner).where(partner.c.code == code)).first()
    if row is None:
        raise Missing(Text("Không có đối tác này.", "There is no such partner."))
    return row


def keep(session: Session, by: By, code: str, words: PartnerWords) -> None:
    """Add a partner or change it. Raises ``Invalid`` naming the field."""
    by.require_administrator()
    _check(code, words)
    values = words.__dict__
    if not rows_changed(session, partner.update().where(partner.c.code == code).values(**values)):
        session.execute(partner.insert().values(code=code, failures=0, **values))
    by.record(session, "partner", code, "partner_changed", **values)


def set_secret(session: Session, by: By, code: str, name: str, text: str, sealer: Sealer) -> None:
    """Store a secret, encrypted; an empty text removes it. It can never be read back."""
    by.require_administrator()
    find(session, code)
    if name not in SECRETS:
        raise Invalid(Text("Không có loại khóa này.", "There is no such secret."), where="name")
    mine = (partner_secret.c.partner == code) & (partner_secret.c.name == name)
    session.execute(partner_secret.delete().where(mine))
    if text:
        kept = {"sealed": sealer.seal(text), "set_at": by.at, "set_by": by.name}
        session.execute(partner_secret.insert().values(partner=code, name=name, **kept))
    by.record(session, "partner", code, "partner_secret_set" if text else "partner_secret_removed", secret=name)


def secret(session: Session, code: str, name: str, sealer: Sealer) -> str:
    """A secret opened for use; empty when there is none."""
    mine = (partner_secret.c.partner == code) & (partner_secret.c.name == name)
    sealed = session.execute(select(partner_secret.c.sealed).where(mine)).scalar()
    return sealer.open(sealed) if sealed else ""


def _check(code: str, words: PartnerWords) -> None:
    if not _CODE.fullmatch(code):
        raise Invalid(
            Text("Mã đối tác gồm chữ thường không dấu, số, dấu chấm.", "A code is lower-case letters, digits, dots."),
            where="code",
        )
    if not words.name.strip():
        raise Invalid(Text("Chưa ghi tên đối tác.", "The partner has no name."), where="name")
    base = urlsplit(words.base_url)
    if base.scheme not in ("http", "https") or not base.hostname or base.username or base.query:
        raise Invalid(
            Text("Địa chỉ phải có dạng https://máy-chủ/đường-dẫn.", "The address must read https://host/path."),
            where="base_url",
        )
    if base.scheme == "http" and not words.local:
        raise Invalid(
            Text("Đối tác bên ngoài phải dùng https.", "A partner outside our network must use https."),
            Text("Đổi sang https, hoặc đánh dấu mạng nội bộ.", "Use https, or mark it as inside our network."),
            where="base_url",
        )
    if not 1 <= words.at_once <= MOST_AT_ONCE:
        raise Invalid(
            Text(f"Số lần gọi cùng lúc từ 1 đến {MOST_AT_ONCE}.", f"From 1 to {MOST_AT_ONCE} calls at once."),
            where="at_once",
        )
