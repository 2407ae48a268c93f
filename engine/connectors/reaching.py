"""Makes the wire to a partner: its address, its secrets (opened only when used), what is kept with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.connectors import guard
from engine.connectors.models import partner_secret, partner_setting
from engine.connectors.sealing import Sealer
from engine.connectors.wire import HttpWire


@dataclass(frozen=True)
class Means:
    """What an installation reaches partners with: the key of the secrets, names to addresses, allowed folders."""

    sealer: Sealer
    resolving: guard.Resolve = guard.resolve
    roots: Sequence[Path] = ()


class Opened(Mapping[str, str]):
    """Sealed secrets by name, each opened when it is asked for; ``Blocked`` when it cannot be."""

    def __init__(self, sealed: Mapping[str, str], sealer: Sealer) -> None:
        self._sealed, self._sealer = sealed, sealer

    def __getitem__(self, name: str) -> str:
        return self._sealer.open(self._sealed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sealed)

    def __len__(self) -> int:
        return len(self._sealed)


def wire_to(session: Session, partner: Row[Any], key: str, seconds: float, means: Means) -> HttpWire:
    """The wire for one attempt; it may be used after the session has ended."""
    secrets = select(partner_secret.c.name, partner_secret.c.sealed).where(partner_secret.c.partner == partner.code)
    kept = select(partner_setting.c.name, partner_setting.c.text).where(partner_setting.c.partner == partner.code)
    return HttpWire(
        partner.base_url,
        key,
        partner.local,
        seconds,
        resolving=means.resolving,
        secrets=Opened({row.name: row.sealed for row in session.execute(secrets)}, means.sealer),
        settings={row.name: row.text for row in session.execute(kept)},
        roots=means.roots,
    )
