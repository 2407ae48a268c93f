"""People who are logged in at a served installation: they open pages and send files, one connection each time."""

from __future__ import annotations

import hmac
import http.client
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from benchmarks.support import serving
from engine.organisation import accounts, sessions
from engine.platform.db import transaction

_DAY = sessions.Lifetime(timedelta(hours=10), timedelta(hours=10))
_BORDER = "benchmark-border"


@dataclass(frozen=True)
class Visitor:
    """A session of somebody at a port."""

    port: int
    token: str

    def open(self, path: str) -> float:
        """Open a page; return the seconds it took."""
        began = time.perf_counter()
        status, _ = self._ask("GET", path, b"", {})
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        return time.perf_counter() - began

    def upload(self, path: str, name: str, data: bytes) -> int:
        """Send a file as the upload page does, look at what became of it, and return the status of that."""
        body = _part("csrf_token", "", self._against_forgery().encode()) + _part("tep", f'; filename="{name}"', data)
        kind = {"Content-Type": f"multipart/form-data; boundary={_BORDER}"}
        status, where = self._ask("POST", path, body + f"--{_BORDER}--\r\n".encode(), kind)
        return self._ask("GET", where, b"", {})[0] if where else status

    def _ask(self, method: str, path: str, body: bytes, more: dict[str, str]) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {"Cookie": f"__Host-phien={self.token}", **more})
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location", "")
        finally:
            connection.close()

    def _against_forgery(self) -> str:
        key, salt = f"csrf:{serving.SECRET}".encode(), "00" * 8
        return f"{salt}.{hmac.new(key, f'{salt}:{self.token}'.encode(), sha256).hexdigest()}"


def token_of(login: str, now: datetime) -> str:
    """Log somebody in, straight in the database; what their cookie says."""
    with transaction() as session:
        account = accounts.actor_named(session, login, now).account_id
        return sessions.start(session, account, now=now, lifetime=_DAY, address="127.0.0.1", agent="benchmark")


def _part(name: str, more: str, data: bytes) -> bytes:
    head = f'--{_BORDER}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + data + b"\r\n"
