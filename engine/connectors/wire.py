"""The way to one partner for one attempt: checked address, checked certificate, bounded time, what was exchanged."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from engine.connectors import bounds, encryption, guard, places, redaction, web
from engine.connectors.base import Answer, Blocked, Reply, Unreachable
from engine.connectors.descriptor import PLAIN
from engine.connectors.plain import parsed
from engine.connectors.redaction import without
from engine.connectors.words import trouble

_JSON = "application/json; charset=utf-8"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Exchange:
    """One request with its answer, as it will be shown after redaction."""

    method: str
    path: str
    sent: Any
    status: int | None = None
    received: Any = None


@dataclass
class HttpWire:
    """Reaches one partner for one attempt; keeps what was exchanged in ``seen``.

    ``seconds`` bounds the whole attempt, not each packet; ``ticks`` measures it. ``roots`` are the folders a
    ``file:`` partner may be in. ``token`` stands for the secret of that name.
    """

    base_url: str
    key: str
    local: bool = False
    seconds: float = 20.0
    token: str = ""
    resolving: guard.Resolve = guard.resolve
    ticks: bounds.Ticks = time.monotonic
    seen: list[Exchange] = field(default_factory=list)
    secrets: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    roots: Sequence[Path] = ()

    def __post_init__(self) -> None:
        self._bound = bounds.Bound(self.seconds, self.ticks)
        self._used: set[str] = set()

    @property
    def address(self) -> SplitResult:
        """The partner's address."""
        return urlsplit(self.base_url)

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        shown_path: str = "",
    ) -> Reply:
        """Send one JSON request below the partner's address."""
        sent = {"Accept": "application/json"}
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = _JSON
        sent.update(headers or {})
        answer = self.fetch(method, path, data=data, query=query, headers=sent, shown=body, shown_path=shown_path)
        reply = Reply(answer.status, _json(answer.data))
        self._received(reply.data)
        return reply

    def fetch(
        self,
        method: str,
        path: str,
        *,
        data: bytes | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        shown: Any = None,
        shown_path: str = "",
    ) -> Answer:
        """Send one request of any content below the partner's address."""
        base = self.address
        if base.scheme not in _PORTS:
            raise Blocked("the partner's address is not http(s)://…")
        target = web.target(base.path, path, query)
        sent = {"Idempotency-Key": self.key, "User-Agent": "quytrinh", **self._bearer(), **(headers or {})}
        self.note(method, shown_path or target, shown)
        with self.connect(_PORTS[base.scheme], encrypted=base.scheme == "https") as connection:
            answer = web.exchange(connection, base.netloc, method, target, data, sent)
        last = self.seen[-1]
        self.seen[-1] = Exchange(last.method, last.path, last.sent, answer.status, last.received)
        return answer

    @contextmanager
    def connect(self, default_port: int, *, encrypted: bool = False) -> Iterator[socket.socket]:
        """A connection to the partner's host, cut when the time is up and closed at the end."""
        host = self.address.hostname or ""
        addresses, port = self._addresses(default_port)
        try:
            with guard.connected(addresses, port, self._bound.left()) as plain, self._bound.over(plain):
                if not encrypted:
                    yield plain
                    return
                with self.tls().wrap_socket(plain, server_hostname=host) as covered:
                    yield covered
        except OSError as error:
            raise Unreachable(trouble(error)) from error

    def checked(self, default_port: int) -> tuple[str, int]:
        """The first checked address, and the port."""
        addresses, port = self._addresses(default_port)
        return addresses[0], port

    def tls(self) -> ssl.SSLContext:
        """By the partner's own authorities when some are kept with it, else by the system's."""
        return encryption.verifying(self.setting("ca"))

    def folder(self) -> Path:
        """The place of a ``file:``/``sqlite:`` partner."""
        return places.allowed(self.address, self.roots)

    def secret(self, name: str) -> str:
        """A secret of the partner; it is kept out of what was exchanged."""
        found = self.secrets.get(name, "")
        if found:
            self._used.add(found)
        return found

    def setting(self, name: str) -> str:
        """What the administrator keeps with the partner under this name."""
        return self.settings.get(name, "")

    def left(self) -> float:
        """Seconds left of this attempt; raises ``Unreachable`` when there are none."""
        try:
            return self._bound.left()
        except TimeoutError as error:
            raise Unreachable(trouble(error)) from error

    def note(self, method: str, path: str, sent: Any = None, status: int | None = None, received: Any = None) -> None:
        """Keep one exchange for the console."""
        used = self._used
        self.seen.append(
            Exchange(
                method, redaction.shown_path(without(path, used)), without(sent, used), status, without(received, used)
            )
        )

    def _addresses(self, default_port: int) -> tuple[list[str], int]:
        base = self.address
        if not base.hostname:
            raise Blocked("the partner's address names no host")
        if base.scheme in PLAIN and not self.local:
            raise Blocked(f"plain {base.scheme} is not encrypted and only for partners in our own network")
        port = base.port or default_port
        return guard.allowed_addresses(base.hostname, port, local=self.local, resolving=self.resolving), port

    def _bearer(self) -> dict[str, str]:
        if self.token:
            self._used.add(self.token)
        token = self.token or self.secret("token")
        return {"Authorization": f"Bearer {token}"} if token else {}

    def clean(self, text: str) -> str:
        """A text without the secrets that were used, for what a partner or a library said."""
        return str(without(text, self._used))

    def _received(self, data: Any) -> None:
        last = self.seen[-1]
        self.seen[-1] = Exchange(last.method, last.path, last.sent, last.status, without(data, self._used))


def _json(data: bytes) -> Any:
    if not data.strip():
        return None
    try:
        return parsed(data)
    except ValueError as error:
        raise Unreachable("the answer is not JSON") from error
