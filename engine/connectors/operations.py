"""What an administrator decides about partners: address, limits, secrets, settings. Procedures only name a partner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import asked
from engine.connectors.descriptor import PLAIN, Setting, WrongSetting
from engine.connectors.models import partner, partner_secret, partner_setting
from engine.connectors.places import SCHEMES as PLACES
from engine.connectors.sealing import Sealer
from engine.organisation.operations.acting import By
from engine.platform.errors import Invalid, Missing
from engine.platform.rows import rows_changed
from engine.text import Text

MOST_SETTING = 1024 * 1024
"""Bytes of one setting."""
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
    if name not in asked.everything().secrets:
        raise Invalid(Text("Không có loại khóa này.", "There is no such secret."), where="name")
    mine = (partner_secret.c.partner == code) & (partner_secret.c.name == name)
    session.execute(partner_secret.delete().where(mine))
    if text:
        kept = {"sealed": sealer.seal(text), "set_at": by.at, "set_by": by.name}
        session.execute(partner_secret.insert().values(partner=code, name=name, **kept))
    by.record(session, "partner", code, "partner_secret_set" if text else "partner_secret_removed", secret=name)


def set_setting(session: Session, by: By, code: str, name: str, text: str) -> None:
    """Keep a document or a value with the partner; an empty text removes it. Raises ``Invalid`` saying why not."""
    by.require_administrator()
    find(session, code)
    told = asked.everything().settings.get(name)
    if told is None:
        raise Invalid(Text("Không có loại thông tin này.", "There is no such setting."), where="name")
    text = text.strip()
    if len(text.encode()) > MOST_SETTING:
        raise Invalid(Text("Nội dung lớn hơn 1 MB.", "This is larger than 1 MB."), where=name)
    if text:
        _require_readable(told, text)
    mine = (partner_setting.c.partner == code) & (partner_setting.c.name == name)
    session.execute(partner_setting.delete().where(mine))
    if text:
        session.execute(
            partner_setting.insert().values(partner=code, name=name, text=text, set_at=by.at, set_by=by.name)
        )
    by.record(session, "partner", code, "partner_setting_set" if text else "partner_setting_removed", setting=name)


def settings(session: Session, code: str) -> dict[str, Row[Any]]:
    """What is kept with a partner, by name."""
    found = session.execute(select(partner_setting).where(partner_setting.c.partner == code))
    return {row.name: row for row in found}


def _require_readable(told: Setting, text: str) -> None:
    if told.check is None:
        return
    try:
        told.check(text)
    except WrongSetting as error:
        raise Invalid(
            Text(f"{told.title.vi}: {error.said.vi}", f"{told.title.en}: {error.said.en}"),
            Text("Sửa nội dung rồi lưu lại.", "Correct it and save again."),
            where=told.name,
        ) from error


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
    _check_address(words)
    if not 1 <= words.at_once <= MOST_AT_ONCE:
        raise Invalid(
            Text(f"Số lần gọi cùng lúc từ 1 đến {MOST_AT_ONCE}.", f"From 1 to {MOST_AT_ONCE} calls at once."),
            where="at_once",
        )


def _check_address(words: PartnerWords) -> None:
    base = urlsplit(words.base_url)
    known = asked.schemes()
    placed = base.scheme in PLACES
    wrong = base.path in ("", "/") or bool(base.netloc) if placed else not base.hostname
    if base.scheme not in known or wrong or base.username or base.password or base.query or base.fragment:
        kinds = ", ".join(known)
        raise Invalid(
            Text("Địa chỉ phải có dạng https://máy-chủ/đường-dẫn.", "The address must read https://host/path."),
            Text(
                f"Các loại địa chỉ dùng được: {kinds}. Tên đăng nhập và mật khẩu nhập ở phần Khóa bí mật.",
                f"Kinds of address: {kinds}. User names and passwords are entered as secrets.",
            ),
            where="base_url",
        )
    if base.scheme in PLAIN and not words.local:
        raise Invalid(
            Text(
                "Đối tác bên ngoài phải dùng https (thư: smtps).",
                "A partner outside our network must use https (mail: smtps).",
            ),
            Text("Đổi địa chỉ, hoặc đánh dấu mạng nội bộ.", "Change it, or mark it as inside our network."),
            where="base_url",
        )
