"""A partner on loopback that answers every request alike and remembers what it was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from engine.connectors.wire import HttpWire


@dataclass
class Sent:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    data: bytes


@dataclass
class Partner:
    """Where it listens and what came."""

    url: str = ""
    requests: list[Sent] = field(default_factory=list)

    def wire(self, key: str = "k1", path: str = "", **more: Any) -> HttpWire:
        """A wire to it."""
        return HttpWire(self.url + path, key, local=True, seconds=5, **more)


Answering = Callable[[Sent], tuple[int, bytes]]


@contextmanager
def partner_answering(status: int, body: bytes | Answering, kind: str = "application/json") -> Iterator[Partner]:
    """Answer with ``status`` and ``body``, or with what a function of the request gives."""
    partner = Partner()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            sent = Sent(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, data)
            partner.requests.append(sent)
            code, answer = body(sent) if callable(body) else (status, body)
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    partner.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield partner
    finally:
        server.shutdown()
        server.server_close()
