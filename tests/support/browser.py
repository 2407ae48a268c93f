"""Debian's Chromium under Playwright: a live server, axe-core, screenshots, and what a page weighs on the line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page, Response
from werkzeug.serving import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 390, "height": 844}
KIBIBYTE = 1024


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Keep requests out of the tests' output."""


@contextmanager
def live(app: Flask) -> Iterator[str]:
    """Serve the application on a free loopback port and yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def accessibility_problems(page: Page) -> list[str]:
    """Run axe-core on the page and return every violation as one readable line."""
    # The page's own policy forbids foreign scripts; the debugger's door does not pass through it.
    source = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
    page.evaluate(f"{{ {source}; undefined }}")
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{problem['id']} ({problem['impact']}): {problem['help']}: {node['html'][:160]}"
        for problem in found["violations"]
        for node in problem["nodes"]
    ]


class Scale:
    """Weighs what a page brings over the line: transferred bytes of bodies, compressed as sent."""

    def __init__(self, page: Page) -> None:
        self._bytes: dict[str, int] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.responseReceived", self._begin)
        self._session.on("Network.loadingFinished", self._add)
        self._names: dict[str, str] = {}

    def _begin(self, event: dict[str, Any]) -> None:
        if not event["response"].get("fromDiskCache"):
            self._names[event["requestId"]] = event["response"]["url"]

    def _add(self, event: dict[str, Any]) -> None:
        name = self._names.get(event["requestId"])
        if name is not None:
            self._bytes[name] = self._bytes.get(name, 0) + int(event["encodedDataLength"])

    def reset(self) -> None:
        """Begin again at nothing."""
        self._bytes.clear()

    @property
    def kibibytes(self) -> float:
        """What came since the last reset."""
        return sum(self._bytes.values()) / KIBIBYTE

    def __str__(self) -> str:
        return ", ".join(f"{name.rsplit('/', 1)[1] or '/'} {size}" for name, size in self._bytes.items())


def went_well(answer: Response | None) -> bool:
    """Whether a navigation ended in a page that was meant to be there."""
    return answer is not None and answer.ok
