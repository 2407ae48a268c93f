"""Sending an emulator's call-backs to the installation that asked: signed as a real partner's are, answer kept."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from engine.connectors import signing
from engine.connectors.emulators.emulator import Notice

_SECONDS = 10.0
_SHOWN = 200


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Sent:
    """One call-back and what the installation answered; status 0: nobody was there."""

    number: str
    status: int
    said: str

    @property
    def arrived(self) -> bool:
        """Whether the installation took it."""
        return 200 <= self.status < 300


@dataclass(frozen=True)
class CallBack:
    """Where the call-backs of one partner go, and the secret they are signed with."""

    url: str
    secret: str
    now: Callable[[], datetime] = _now

    def send_all(self, notices: Sequence[Notice], *, twice: bool = False) -> list[Sent]:
        """Send each, or each twice under the same number."""
        return [self.send(one) for one in notices for _ in range(2 if twice else 1)]

    def send(self, notice: Notice) -> Sent:
        """Send one."""
        body = json.dumps(dict(notice.body), ensure_ascii=False).encode()
        signed = signing.headers(self.secret, notice.number, body, self.now())
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json", **signed}, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                return Sent(notice.number, int(answer.status), answer.read(_SHOWN).decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            with error:
                return Sent(notice.number, error.code, error.read(_SHOWN).decode("utf-8", "replace"))
        except OSError as error:
            return Sent(notice.number, 0, str(error)[:_SHOWN])


@runtime_checkable
class CalledBack(Protocol):
    """An emulator that calls back by itself once it knows where."""

    def attach(self, back: CallBack) -> None:
        """Learn where call-backs go."""
        ...
