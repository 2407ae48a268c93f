"""The wire to a partner: no redirects, no plain http outside, bounded answers, paths that stay where they belong."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.contrib.rest import Rest
from engine.connectors.wire import HttpWire


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_redirects_are_refused() -> None:
    with answering(302, b"", Location="http://169.254.169.254/") as url, pytest.raises(Blocked, match="redirect"):
        HttpWire(url, "k", local=True).request("POST", "/a", body={})


def test_an_answer_larger_than_a_mebibyte_is_not_read_to_its_end() -> None:
    with answering(200, b" " * (1024 * 1024 + 1)) as url, pytest.raises(Unreachable, match="MiB"):
        HttpWire(url, "k", local=True).request("POST", "/a", body={})


def test_what_is_not_json_is_no_answer() -> None:
    with answering(200, b"<html>") as url, pytest.raises(Unreachable, match="JSON"):
        HttpWire(url, "k", local=True).request("POST", "/a", body={})


def test_plain_http_is_only_for_our_own_network() -> None:
    with pytest.raises(Blocked, match="http"):
        HttpWire("http://partner.vn", "k").request("POST", "/a")


@pytest.mark.parametrize("path", ["a", "/../b", "//../c", "http://elsewhere/"])
def test_a_path_cannot_leave_the_partners_address(path: str) -> None:
    with pytest.raises(Blocked):
        HttpWire("http://127.0.0.1:9", "k", local=True).request("POST", path)


def test_the_descriptor_knows_what_is_required_and_which_families_it_takes() -> None:
    assert Rest.descriptor.required == {"partner", "path"}
    assert Rest.descriptor.families == ("body_", "query_")
