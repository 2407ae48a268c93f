"""HTTP to a partner: checked address, checked certificate, no redirects, bounded time and size."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from engine.connectors import guard
from engine.connectors.base import Blocked, Reply, Unreachable

MOST_BYTES = 1024 * 1024
_CHUNK = 16 * 1024
_REDIRECTS = range(300, 400)
_SAFE = "/-._~!$&'()*+,;=:@%"


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

    ``seconds`` bounds the whole request, not each packet. ``ticks`` measures it.
    """

    base_url: str
    key: str
    local: bool = False
    seconds: float = 20.0
    token: str = ""
    resolving: guard.Resolve = guard.resolve
    ticks: Callable[[], float] = time.monotonic
    seen: list[Exchange] = field(default_factory=list)

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request below the partner's address."""
        base = urlsplit(self.base_url)
        if base.scheme not in ("http", "https") or not base.hostname:
            raise Blocked("the partner's address is not http(s)://…")
        if base.scheme == "http" and not self.local:
            raise Blocked("plain http is only for partners in our own network")
        target = _target(base.path, path, query)
        self.seen.append(Exchange(method, target, body))
        connection = self._connection(base.scheme, base.hostname, base.port)
        try:
            reply = self._exchange(connection, method, target, body, headers or {})
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
        self.seen[-1] = Exchange(method, target, body, reply.status, reply.data)
        if reply.status in _REDIRECTS:
            raise Blocked(f"the partner redirects (HTTP {reply.status}), which is not followed")
        return reply

    def _connection(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        port = port or (443 if scheme == "https" else 80)
        address = guard.allowed_address(host, port, local=self.local, resolving=self.resolving)
        return _Pinned(host, port, address, self.seconds, ssl.create_default_context() if scheme == "https" else None)

    def _exchange(
        self, connection: http.client.HTTPConnection, method: str, target: str, body: Any, more: Mapping[str, str]
    ) -> Reply:
        until = self.ticks() + self.seconds
        sent = {"Accept": "application/json", "Idempotency-Key": self.key, "User-Agent": "quytrinh", **more}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json; charset=utf-8"
        connection.request(method, target, data, sent)
        answer = connection.getresponse()
        return Reply(answer.status, _json(self._read(connection, answer, until)))

    def _read(self, connection: http.client.HTTPConnection, answer: http.client.HTTPResponse, until: float) -> bytes:
        found = bytearray()
        while True:
            left = until - self.ticks()
            if left <= 0:
                raise TimeoutError("the answer took too long")
            if connection.sock is not None:
                connection.sock.settimeout(left)
            chunk = answer.read1(_CHUNK)
            if not chunk:
                return bytes(found)
            found += chunk
            if len(found) > MOST_BYTES:
                raise Unreachable("the answer is larger than 1 MiB")


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, and expects the certificate of the host that was meant."""

    def __init__(self, host: str, port: int, address: str, seconds: float, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=seconds)
        self._meant = (address, port)
        self._tls = tls

    def connect(self) -> None:
        """Open the connection."""
        plain = socket.create_connection(self._meant, self.timeout)
        self.sock = plain if self._tls is None else self._tls.wrap_socket(plain, server_hostname=self.host)


def _target(base: str, path: str, query: Mapping[str, str] | None) -> str:
    if not path.startswith("/") or ".." in path.split("/"):
        raise Blocked(f"the path {path!r} does not begin with / or climbs out of the partner's address")
    target = quote(base.rstrip("/") + path, safe=_SAFE)
    return f"{target}?{urlencode(query)}" if query else target


def _json(data: bytes) -> Any:
    if not data.strip():
        return None
    try:
        return json.loads(data)
    except ValueError as error:
        raise Unreachable("the answer is not JSON") from error
