"""Only the certificate of the host that was meant is taken, and no partner keeps a call longer than its time."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.wire import HttpWire
from tests.support.certificates import Authority

_GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
NAME = "doi-tac.vn"


@contextmanager
def listening(serve: Callable[[socket.socket], None], tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """One connection, handed to ``serve``."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        try:
            with listener.accept()[0] as plain:
                serve(tls.wrap_socket(plain, server_side=True) if tls else plain)
        except OSError:
            """The other side broke off, which the test is about."""

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def _read_request(connection: socket.socket) -> None:
    """All of it: closing with something unread would break the answer off."""
    data = b""
    while b"\r\n\r\n" not in data or not data.endswith(b"}"):
        more = connection.recv(65536)
        if not more:
            return
        data += more


def _answer(connection: socket.socket) -> None:
    _read_request(connection)
    connection.sendall(_GOOD)


def _wire(port: int, authority: str = "", name: str = NAME, seconds: float = 5.0) -> HttpWire:
    kept = {"ca": authority} if authority else {}
    wire = HttpWire(f"https://{name}:{port}", "k", local=True, seconds=seconds, settings=kept)
    wire.resolving = lambda *_: ["127.0.0.1"]
    return wire


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(datetime.now(UTC))


def test_a_certificate_of_the_partners_own_authority_is_taken(authority: Authority, tmp_path: Path) -> None:
    with listening(_answer, authority.server(tmp_path, NAME)) as port:
        assert _wire(port, authority.pem).request("POST", "/a", body={}).status == 200


def test_a_certificate_nobody_vouches_for_is_refused_in_clear_words(authority: Authority, tmp_path: Path) -> None:
    with (
        listening(_answer, authority.server(tmp_path, NAME)) as port,
        pytest.raises(Unreachable, match=r"Chứng chỉ .*certificate is not valid"),
    ):
        _wire(port).request("POST", "/a", body={})


def test_a_certificate_signed_by_itself_is_refused(authority: Authority, tmp_path: Path) -> None:
    own = authority.server(tmp_path, NAME, self_signed=True)
    with listening(_answer, own) as port, pytest.raises(Unreachable, match="not valid"):
        _wire(port, authority.pem).request("POST", "/a", body={})


def test_a_certificate_of_another_name_is_refused(authority: Authority, tmp_path: Path) -> None:
    other = authority.server(tmp_path, "ke-khac.vn")
    with listening(_answer, other) as port, pytest.raises(Unreachable, match="not valid"):
        _wire(port, authority.pem).request("POST", "/a", body={})


def test_an_expired_certificate_is_refused(authority: Authority, tmp_path: Path) -> None:
    old = authority.server(tmp_path, NAME, expired=True)
    with listening(_answer, old) as port, pytest.raises(Unreachable, match="expired"):
        _wire(port, authority.pem).request("POST", "/a", body={})


def test_a_root_that_cannot_be_read_says_so_before_anything_is_sent() -> None:
    with listening(_answer) as port, pytest.raises(Blocked, match="root certificate"):
        _wire(port, "-----BEGIN NONSENSE").request("POST", "/a", body={})


def _drip(data: bytes) -> Callable[[socket.socket], None]:
    def serve(connection: socket.socket) -> None:
        _read_request(connection)
        pause = threading.Event()
        for one in data:
            connection.sendall(bytes([one]))
            pause.wait(0.05)

    return serve


@pytest.mark.parametrize("data", [b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 400, _GOOD[:40] + b" " * 400])
def test_a_partner_that_sends_a_byte_now_and_then_is_cut_off(data: bytes) -> None:
    with listening(_drip(data)) as port, pytest.raises(Unreachable, match="too long"):
        HttpWire(f"http://127.0.0.1:{port}", "k", local=True, seconds=0.4).request("POST", "/a", body={})


def test_a_partner_that_hangs_is_cut_off() -> None:
    held = threading.Event()
    with listening(lambda _: held.wait(0.5) and None) as port, pytest.raises(Unreachable, match="too long"):
        HttpWire(f"http://127.0.0.1:{port}", "k", local=True, seconds=0.3).request("POST", "/a", body={})
    held.set()


def test_a_handshake_that_never_ends_is_cut_off(authority: Authority) -> None:
    held = threading.Event()
    with listening(lambda _: held.wait(0.5) and None) as port, pytest.raises(Unreachable, match="too long"):
        _wire(port, authority.pem, seconds=0.3).request("POST", "/a", body={})
    held.set()


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    cut = _GOOD.replace(b"Content-Length: 2", b"Content-Length: 9")

    def serve(connection: socket.socket) -> None:
        _read_request(connection)
        connection.sendall(cut)

    with listening(serve) as port, pytest.raises(Unreachable):
        HttpWire(f"http://127.0.0.1:{port}", "k", local=True).request("POST", "/a", body={})


def test_a_secret_stands_nowhere_in_what_was_exchanged() -> None:
    body = b'{"echo": "Bearer abc-123"}'
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()

    def serve(connection: socket.socket) -> None:
        _read_request(connection)
        connection.sendall(head + body)

    with listening(serve) as port:
        wire = HttpWire(f"http://127.0.0.1:{port}", "k", local=True, secrets={"token": "abc-123"})
        wire.request("POST", "/a/abc-123", body={"x": "abc-123"})
    assert "abc-123" not in repr(wire.seen)
    assert "abc-123" not in wire.clean("refused abc-123")


def test_a_folder_is_only_below_an_allowed_one(tmp_path: Path) -> None:
    allowed, other = tmp_path / "trao-doi", tmp_path / "khac"
    allowed.mkdir()
    other.mkdir()
    (allowed / "lien-ket").symlink_to(other)
    assert HttpWire(f"file://{allowed}/vao", "k", roots=[allowed]).folder() == allowed / "vao"
    for path in (other, allowed / "lien-ket", allowed / ".." / "khac"):
        with pytest.raises(Blocked, match="QUYTRINH_PARTNER_FOLDERS"):
            HttpWire(f"file://{path}", "k", roots=[allowed]).folder()
    with pytest.raises(Blocked):
        HttpWire(f"file://{allowed}", "k").folder()
