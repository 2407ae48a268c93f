"""An emulated system over HTTP on loopback: its service, and below /-/ the panel with its switch and its book."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from engine.connectors.emulators import panel
from engine.connectors.emulators.calling_back import CallBack, CalledBack, Sent
from engine.connectors.emulators.emulator import DROPPED, Asked, Delivers, Emulator, Told, emulator_of
from engine.connectors.emulators.office import Behaviour, EmulatedOffice
from engine.connectors.emulators.panel import OWN, STYLE, Page

_MOST = 1024 * 1024
_LOOPBACK = ("127.0.0.1", "localhost")
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Serving:
    """One emulator listening; ``port`` 0 takes a free one. Use as a context manager or ``start``/``stop``.

    ``back`` is where its call-backs go; without one the panel says that nobody can be called back.
    """

    def __init__(
        self,
        office: EmulatedOffice | Emulator,
        port: int = 0,
        sleep: Callable[[float], None] = time.sleep,
        back: CallBack | None = None,
    ) -> None:
        self.office: Any = office
        self.emulator = emulator_of(office)
        if back is not None and isinstance(self.emulator, CalledBack):
            self.emulator.attach(back)
        words = {"emulator": self.emulator, "sleep": staticmethod(sleep), "back": back}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), words))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """The address of the service; in a browser, of the panel."""
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
    emulator: Emulator
    sleep: Callable[[float], None]
    back: CallBack | None

    def do_GET(self) -> None:
        """The panel, its style, or a request of the service."""
        address = urlsplit(self.path)
        if address.path == f"{OWN}/panel.css":
            self._send(Told(200, STYLE, "text/css; charset=utf-8"))
        elif address.path in ("/", f"{OWN}/panel"):
            self._panel(parse_qs(address.query))
        else:
            self._serve()

    def do_POST(self) -> None:
        """A button of the panel, or a request of the service."""
        if not self.path.startswith(f"{OWN}/"):
            self._serve()
            return
        form = parse_qs(self._body().decode("utf-8", "replace"))
        if not (self._is_here() and self._from_the_panel()):
            self._send(Told(403))
            return
        results: list[Sent] | None = None
        if "behaviour" in form:
            self._behave(form["behaviour"][0])
        elif "send" in form:
            results = self._call_back(form["send"][0], twice="twice" in form)
        self._panel(form, results)

    def do_PUT(self) -> None:
        """A request of the service."""
        self._serve()

    def do_DELETE(self) -> None:
        """A request of the service."""
        self._serve()

    def _serve(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.emulator.answer(Asked(self.command, self.path, headers, self._body())), ours=False)

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length") or "0"
        return self.rfile.read(min(int(length) if length.isdigit() else 0, _MOST))

    def _behave(self, chosen: str) -> None:
        if chosen in {str(one) for one in self.emulator.behaviours}:
            self.emulator.behaviour = Behaviour(chosen)

    def _call_back(self, act: str, *, twice: bool) -> list[Sent]:
        if self.back is None:
            return []
        notices = self.emulator.notices(act if act in self.emulator.acts else "")
        results = self.back.send_all(notices, twice=twice)
        arrived = {one.number for one in results if one.arrived}
        for notice in notices:
            if notice.number in arrived and isinstance(self.emulator, Delivers):
                self.emulator.delivered(notice)
        return results

    def _panel(self, form: dict[str, list[str]], results: list[Sent] | None = None) -> None:
        if not self._is_here():
            self._send(Told(403))
            return
        language = form.get("lang", ["vi"])[0]
        page = Page(self.emulator, "en" if language == "en" else "vi", self.back is not None, results)
        self._send(Told(200, panel.html(page).encode(), "text/html; charset=utf-8"))

    def _is_here(self) -> bool:
        """A name that another site made point here sees nothing."""
        return (self.headers.get("Host") or "").partition(":")[0] in _LOOPBACK

    def _from_the_panel(self) -> bool:
        origin = self.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc == self.headers.get("Host")

    def _send(self, told: Told, *, ours: bool = True) -> None:
        if told.wait:
            self.sleep(told.wait)
        if told.status == DROPPED:
            self.close_connection = True
            return
        self.send_response(told.status)
        for name, value in {**(_SAFE if ours else {}), **told.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", told.kind)
        self.send_header("Content-Length", str(len(told.data)))
        self.end_headers()
        self.wfile.write(told.data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what passes holds personal data."""
