"""What an administrator may keep with a partner, told by the descriptors of the connectors that can reach it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from engine.connectors import encryption, registry
from engine.connectors.descriptor import HTTP, Descriptor, Secret, Setting
from engine.text import Text

TOKEN = Secret("token", Text("Mã truy cập gửi cho đối tác", "Access token sent to the partner"))
CALLBACK = Secret("callback", Text("Khóa ký thông báo đối tác gửi về", "Key that signs the partner's call-backs"))
AUTHORITIES = Setting(
    "ca",
    Text("Chứng chỉ gốc riêng của đối tác (PEM)", "The partner's own root certificates (PEM)"),
    Text(
        "Khi có, chỉ tin chứng chỉ do các gốc này cấp. Để trống: tin các gốc của hệ thống.",
        "When given, only certificates issued by these are trusted. Empty: those the system trusts.",
    ),
    check=encryption.check_authorities,
)
_PLAIN = frozenset({"file", "sqlite", "sftp"})
"""Addresses without certificates of this kind."""


@dataclass(frozen=True)
class Asked:
    """Secrets and settings, by name, in the order of the connectors."""

    secrets: dict[str, Secret]
    settings: dict[str, Setting]


def everything() -> Asked:
    """All there may be, of whatever partner."""
    told = _descriptors()
    return Asked(
        _named((TOKEN, CALLBACK, *(one for descriptor in told for one in descriptor.secrets))),
        _named_settings((AUTHORITIES, *(one for descriptor in told for one in descriptor.settings))),
    )


def of(code: str, base_url: str) -> Asked:
    """What the connectors ask of a partner with this code and this kind of address."""
    scheme = urlsplit(base_url).scheme
    told = [one for one in _descriptors() if scheme in one.schemes and one.partner in (None, code)]
    web = scheme in HTTP
    return Asked(
        _named((*((TOKEN, CALLBACK) if web else ()), *(one for descriptor in told for one in descriptor.secrets))),
        _named_settings(
            (
                *(() if scheme in _PLAIN else (AUTHORITIES,)),
                *(one for descriptor in told for one in descriptor.settings),
            )
        ),
    )


def schemes() -> tuple[str, ...]:
    """Every kind of address some connector can reach."""
    return tuple(dict.fromkeys(scheme for one in _descriptors() for scheme in one.schemes))


def _descriptors() -> list[Descriptor]:
    return [connector.descriptor for connector in registry.installed().values()]


def _named(found: Iterable[Secret]) -> dict[str, Secret]:
    named: dict[str, Secret] = {}
    for one in found:
        named.setdefault(one.name, one)
    return named


def _named_settings(found: Iterable[Setting]) -> dict[str, Setting]:
    named: dict[str, Setting] = {}
    for one in found:
        named.setdefault(one.name, one)
    return named
