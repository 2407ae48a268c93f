"""HTTP on a connection that is already there: no redirects, bounded size; the time is the connection's."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from engine.connectors.base import Answer, Blocked, Unreachable

MOST_BYTES = 1024 * 1024
_CHUNK = 16 * 1024
_REDIRECTS = range(300, 400)
_SAFE = "/-._~!$&'()*+,;=:@%"


def exchange(
    connection: socket.socket, host: str, method: str, target: str, data: bytes | None, headers: Mapping[str, str]
) -> Answer:
    """Send one request and read its whole answer."""
    there = _Connected(connection, host)
    try:
        there.request(method, target, data, dict(headers))
        answer = there.getresponse()
        if answer.status in _REDIRECTS:
            raise Blocked(f"the partner redirects (HTTP {answer.status}), which is not followed")
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, _read(answer), named)
    except http.client.HTTPException as error:
        raise Unreachable(f"no HTTP answer ({type(error).__name__})") from error
    finally:
        there.close()


def target(base: str, path: str, query: Mapping[str, str] | None) -> str:
    """What to ask for: the path below the partner's own, never above it; an empty one is the partner's own."""
    if (path and not path.startswith("/")) or ".." in path.split("?")[0].split("/"):
        raise Blocked(f"the path {path!r} does not begin with / or climbs out of the partner's address")
    found = quote(base.rstrip("/") + path if path else base or "/", safe=_SAFE)
    return f"{found}?{urlencode(query)}" if query else found


class _Connected(http.client.HTTPConnection):
    """Speaks over a connection that others have checked and opened."""

    def __init__(self, connection: socket.socket, host: str) -> None:
        super().__init__(host)
        self.sock = connection

    def connect(self) -> None:
        """Never a second connection: the first one was the checked one."""
        raise http.client.NotConnected


def _read(answer: http.client.HTTPResponse) -> bytes:
    found = bytearray()
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > MOST_BYTES:
            raise Unreachable("the answer is larger than 1 MiB")
    if answer.length:
        raise Unreachable("the answer breaks off")
    return bytes(found)
