"""Mail arrives at a real SMTP server, readable, under an id that a repeat shares; nobody can smuggle headers in."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from engine.connectors.base import Blocked, Call, Declined, Done, Paper, Unreachable
from engine.connectors.contrib.mail import Mail
from engine.connectors.redaction import redacted
from engine.connectors.wire import HttpWire
from tests.support.certificates import Authority

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
PARAMS = {
    "partner": "mail",
    "to": "an@dan.vn",
    "subject": "Kết quả hồ sơ đã có",
    "text": "Kính gửi Ông/Bà,\nHồ sơ đã có kết quả.",
}


class Sink:
    """Keeps what came; ``says`` answers to RCPT instead of 250."""

    def __init__(self, says: str = "") -> None:
        self.says = says
        self.mails: list[EmailMessage] = []
        self.users: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.says:
            return self.says
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        found = message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        self.mails.append(found)
        return "250 OK"

    def log_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.users.append(data.login.decode())
        return AuthResult(success=data.password == b"mat-khau-1", handled=False)


class Started(Controller):
    """Finds out which free port it was given before it connects to itself."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running(sink: Sink, **more: Any) -> Iterator[int]:
    controller = Started(sink, hostname="127.0.0.1", port=0, server_hostname="thu.xa.vn", **more)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _wire(port: int, scheme: str = "smtp", **more: Any) -> HttpWire:
    kept = {"mail_sender": "mot-cua@xa.vn", **more.pop("settings", {})}
    wire = HttpWire(f"{scheme}://thu.xa.vn:{port}", "khoa-1", local=True, seconds=5, settings=kept, **more)
    wire.resolving = lambda *_: ["127.0.0.1"]
    return wire


def _send(wire: HttpWire, **changes: Any) -> Any:
    return Mail().call(Call("khoa-1", {**PARAMS, **changes}, at=AT), wire)


def test_a_mail_arrives_as_it_was_written_and_a_repeat_has_the_same_id() -> None:
    sink = Sink()
    with running(sink) as port:
        done = [_send(_wire(port), to="an@dan.vn, binh@dan.vn", reply_to="tra-loi@xa.vn") for _ in range(2)]
    assert done[0] == done[1] == Done({"message_id": "<khoa-1@xa.vn>"})
    mail = sink.mails[0]
    assert str(mail["Subject"]) == "Kết quả hồ sơ đã có"
    assert mail.get_content().replace("\r\n", "\n").strip() == PARAMS["text"]
    assert str(mail["To"]) == "an@dan.vn, binh@dan.vn"
    assert str(mail["Reply-To"]) == "tra-loi@xa.vn"
    assert [str(one["Message-ID"]) for one in sink.mails] == ["<khoa-1@xa.vn>"] * 2


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Kết quả\r\nBcc: ke-la@x.vn"},
        {"subject": "a\nb"},
        {"subject": ""},
        {"subject": "x" * 300},
        {"to": "an@dan.vn\r\nBcc: ke-la@x.vn"},
        {"to": "An <an@dan.vn>"},
        {"to": ""},
        {"to": ",".join(f"a{n}@dan.vn" for n in range(21))},
        {"reply_to": "a@b.vn\nX: y"},
    ],
)
def test_headers_cannot_be_smuggled_in(changes: dict[str, str]) -> None:
    sink = Sink()
    with running(sink) as port, pytest.raises(Declined) as refused:
        _send(_wire(port), **changes)
    assert refused.value.code == "wrong_request"
    assert sink.mails == []


def test_a_user_logs_in_over_encryption_that_was_checked(tmp_path: Path) -> None:
    authority = Authority(datetime.now(UTC))
    sink = Sink()
    context = authority.server(tmp_path, "thu.xa.vn")
    secrets = {"mail_user": "mot-cua", "mail_password": "mat-khau-1"}
    more = {"tls_context": context, "authenticator": sink.log_in, "auth_required": True}
    with running(sink, **more) as port:
        wire = _wire(port, "smtp+starttls", secrets=secrets, settings={"ca": authority.pem})
        _send(wire)
        with pytest.raises(Blocked, match="log in"):
            _send(
                _wire(
                    port, "smtp+starttls", secrets={**secrets, "mail_password": "sai"}, settings={"ca": authority.pem}
                )
            )
        with pytest.raises(Unreachable, match="certificate is not valid"):
            _send(_wire(port, "smtp+starttls", secrets=secrets))
    assert len(sink.mails) == 1
    assert "mat-khau-1" not in repr(wire.seen)


def test_a_server_that_encrypts_from_the_start_is_reached_too(tmp_path: Path) -> None:
    authority = Authority(datetime.now(UTC))
    sink = Sink()
    with running(sink, ssl_context=authority.server(tmp_path, "thu.xa.vn")) as port:
        _send(_wire(port, "smtps", settings={"ca": authority.pem}))
    assert len(sink.mails) == 1


def test_encryption_that_was_asked_for_is_never_left_out() -> None:
    sink = Sink()
    with running(sink) as port, pytest.raises(Blocked, match="encryption"):
        _send(_wire(port, "smtp+starttls"))
    assert sink.mails == []


@pytest.mark.parametrize(("says", "end"), [("550 no such user", Declined), ("451 try later", Unreachable)])
def test_refusals_are_told_from_troubles_that_pass(says: str, end: type[Exception]) -> None:
    with running(Sink(says)) as port, pytest.raises(end):
        _send(_wire(port))


def test_a_server_that_is_away_is_to_be_tried_again() -> None:
    with running(Sink()) as port:
        gone = port
    with pytest.raises(Unreachable, match="takes no connection"):
        _send(_wire(gone))


def test_a_mail_server_without_a_sender_is_an_administrators_business() -> None:
    with running(Sink()) as port, pytest.raises(Blocked, match="sender"):
        _send(_wire(port, settings={"mail_sender": ""}))


def test_plain_mail_leaves_only_towards_our_own_network() -> None:
    wire = HttpWire("smtp://thu.xa.vn:25", "k", settings={"mail_sender": "a@b.vn"})
    wire.resolving = lambda *_: ["8.8.8.8"]
    with pytest.raises(Blocked, match="encrypt"):
        _send(wire)


def test_the_record_names_nobody() -> None:
    with running(Sink()) as port:
        wire = _wire(port)
        _send(wire)
    shown = redacted([one.sent for one in wire.seen], Mail.descriptor.private)
    assert "an@dan.vn" not in repr(shown)
    assert shown[0]["bytes"] > 0


def _paper(name: str, data: bytes, made: bool = True) -> Paper:
    return Paper("receipt", name, "x" * 64 if made else "", lambda: data)


def test_a_produced_paper_goes_along() -> None:
    sink = Sink()
    papers = (_paper("Giấy cũ.pdf", b"old"), _paper("Giấy tiếp nhận.pdf", b"%PDF-1"))
    call = Call("khoa-1", {**PARAMS, "attach": "receipt"}, at=AT, papers=papers)
    with running(sink) as port:
        Mail().call(call, _wire(port))
    (attached,) = sink.mails[0].iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Giấy tiếp nhận.pdf", "application/pdf")
    assert attached.get_content() == b"%PDF-1"


@pytest.mark.parametrize(
    ("papers", "end"),
    [
        ((), Declined),
        ((_paper("a.pdf", b"", made=False),), Unreachable),
        ((_paper("a.pdf", b"x" * (10 * 1024 * 1024 + 1)),), Declined),
    ],
)
def test_a_paper_that_is_missing_unfinished_or_too_large_stops_the_mail(papers: Any, end: type[Exception]) -> None:
    call = Call("khoa-1", {**PARAMS, "attach": "receipt"}, at=AT, papers=papers)
    with pytest.raises(end):
        Mail().call(call, _wire(9))
