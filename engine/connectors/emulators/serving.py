"""An emulated agency over HTTP on loopback: its service, and a panel with the switch and the book."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from typing import Any
from urllib.parse import parse_qs

from markupsafe import escape

from engine.connectors.emulators.office import Behaviour, EmulatedOffice, Said
from engine.text import Text

_MOST = 1024 * 1024
WORDS = {
    Behaviour.GOOD: Text("Bình thường", "Normal"),
    Behaviour.LATE: Text("Nhận trước, trả lời sau", "Takes now, answers later"),
    Behaviour.SLOW: Text("Chậm", "Slow"),
    Behaviour.REFUSE: Text("Từ chối", "Refuses"),
    Behaviour.WRONG_FIELD: Text("Báo sai dữ liệu", "Calls a field wrong"),
    Behaviour.SILENCE: Text("Im lặng", "Silent"),
    Behaviour.LOSE: Text("Làm rồi mất trả lời", "Acts, then loses the answer"),
    Behaviour.DOWN: Text("Ngừng hoạt động", "Down"),
}
_PAGE = Template("""<!doctype html><html lang="vi"><meta charset="utf-8"><title>$name</title>
<h1>$name</h1><form method="post" action="/-/panel"><label>Cách xử sự / Behaviour
<select name="behaviour">$options</select></label> <button>Đặt / Set</button></form>
<p>Yêu cầu / requests: $requests · Bản ghi / entries: $entries</p>
<table><tr><th>Số / Number</th><th>Lần gửi / Times sent</th></tr>$rows</table></html>""")


class Serving:
    """One agency listening; ``port`` 0 takes a free one. Use as a context manager or ``start``/``stop``."""

    def __init__(self, office: EmulatedOffice, port: int = 0, sleep: Callable[[float], None] = time.sleep) -> None:
        handler = type("Handler", (_Handler,), {"office": office, "sleep": staticmethod(sleep)})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.office = office

    @property
    def url(self) -> str:
        """The address of the service."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        """Listen on a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Serving:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Handler(BaseHTTPRequestHandler):
    office: EmulatedOffice
    sleep: Callable[[float], None]

    def do_GET(self) -> None:
        """The panel."""
        self._send(200, "text/html; charset=utf-8", panel(self.office).encode())

    def do_POST(self) -> None:
        """A request of the service, or the switch of the panel."""
        data = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MOST))
        if self.path == "/-/panel":
            chosen = parse_qs(data.decode()).get("behaviour", ["good"])[0]
            if chosen in set(Behaviour):
                self.office.behaviour = Behaviour(chosen)
            self._send(200, "text/html; charset=utf-8", panel(self.office).encode())
            return
        self._answer(self.office.take(self.headers.get("Idempotency-Key", ""), _object(data)))

    def _answer(self, said: Said) -> None:
        if said.wait:
            self.sleep(said.wait)
        if said.status == 0:
            self.close_connection = True
            return
        self._send(said.status, "application/json", json.dumps(dict(said.data), ensure_ascii=False).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what passes holds personal data."""


def panel(office: EmulatedOffice) -> str:
    """The page of an agency: its switch and its book."""
    options = "".join(_option(one, office.behaviour) for one in Behaviour)
    rows: Iterable[str] = (f"<tr><td>{escape(e.receipt)}</td><td>{e.times}</td></tr>" for e in office.book.values())
    return _PAGE.substitute(
        name=escape(office.name),
        options=options,
        requests=office.requests,
        entries=len(office.book),
        rows="".join(rows),
    )


def _option(one: Behaviour, chosen: Behaviour) -> str:
    mark = " selected" if one == chosen else ""
    return f'<option value="{one}"{mark}>{escape(WORDS[one].vi)} / {escape(WORDS[one].en)}</option>'


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
