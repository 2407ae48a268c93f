"""Mail through an agency's own SMTP server; a repeat carries the same Message-ID."""

from __future__ import annotations

import mimetypes
import re
import smtplib
import socket
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP as WIRE_FORMAT
from typing import Any

from engine.connectors.base import Blocked, Call, Connector, Declined, Done, Outcome, Unreachable, Wire
from engine.connectors.descriptor import (
    PARTNER,
    Answered,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.fields import WRONG
from engine.connectors.words import both
from engine.text import Text

SENDER = "mail_sender"
REFUSED = "mail_refused"
_AT_ONCE, _AFTER = "smtps", "smtp+starttls"
_PORTS = {_AT_ONCE: 465, _AFTER: 587, "smtp": 25}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_MOST_TO = 20
_MOST_ATTACHED = 10 * 1024 * 1024
_LONGEST_SUBJECT = 200
_AGAIN = range(400, 500)
_NO_ENTRY = frozenset({530, 534, 535, 538})


def check_sender(text: str) -> object:
    """Whether a sender's address can be used. Raises ``WrongSetting``."""
    if not _ADDRESS.fullmatch(text.strip()):
        raise WrongSetting(Text("Không phải địa chỉ thư điện tử.", "This is no mail address."))
    return text


class Mail(Connector):
    """One message to one or several addresses."""

    descriptor = Descriptor(
        id="mail",
        version="1",
        title=Text("Gửi thư điện tử", "Send a mail"),
        summary=Text("Gửi thư qua máy chủ thư của cơ quan.", "Sends a mail through the agency's mail server."),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác (máy chủ thư)", "Partner code (mail server)"), example="mail"),
            Parameter(
                "to",
                Text("Người nhận", "Recipients"),
                help=Text("Nhiều địa chỉ cách nhau bằng dấu phẩy", "Several are separated by commas"),
                example="=don.thu_dien_tu",
                private=True,
            ),
            Parameter("subject", Text("Tiêu đề", "Subject"), example="Kết quả hồ sơ", private=True),
            Parameter("text", Text("Nội dung", "Text"), example="Kính gửi Ông/Bà…", private=True),
            Parameter(
                "reply_to", Text("Địa chỉ nhận trả lời", "Address for replies"), required=False, example="mot-cua@xa.vn"
            ),
            Parameter(
                "attach",
                Text("Đính kèm văn bản", "Attach documents"),
                required=False,
                help=Text(
                    "Loại giấy đã phát hành hoặc mã thành phần hồ sơ, cách nhau bằng dấu phẩy",
                    "Roles of issued papers or codes of documents, separated by commas",
                ),
                example="receipt",
            ),
        ),
        results=(Answered("message_id", Text("Mã thư (Message-ID)", "Message-ID"), example="<ma@xa.vn>"),),
        errors=(
            ErrorCode(WRONG, Text("Địa chỉ hoặc tiêu đề không hợp lệ", "An address or the subject is not valid")),
            ErrorCode(REFUSED, Text("Máy chủ thư từ chối người nhận", "The mail server refuses the recipient")),
        ),
        secrets=(
            Secret("mail_user", Text("Tên đăng nhập máy chủ thư", "Mail server user name")),
            Secret("mail_password", Text("Mật khẩu máy chủ thư", "Mail server password")),
        ),
        settings=(
            Setting(
                SENDER,
                Text("Địa chỉ người gửi", "Sender's address"),
                required=True,
                check=check_sender,
            ),
        ),
        schemes=tuple(_PORTS),
        idempotency=Text(
            "Thư gửi lại mang cùng Message-ID (suy từ khóa của lần gọi), nên nhận ra và bỏ được bản trùng.",
            "A mail sent again has the same Message-ID (made from the call's key), so that a copy is recognised.",
        ),
        timeout=timedelta(seconds=60),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send."""
        message = _message(call, wire.setting(SENDER))
        scheme = wire.address.scheme
        if scheme not in _PORTS:
            raise Blocked("the partner's address is not smtp(s)://…")
        with wire.connect(_PORTS[scheme], encrypted=scheme == _AT_ONCE) as connection:
            try:
                _send(connection, message, wire)
            except smtplib.SMTPException as error:
                raise _meaning(error) from error
        wire.note("SMTP", "", {"to": message["To"], "bytes": len(bytes(message))}, 250)
        return Done({"message_id": str(message["Message-ID"])}, None)


class _Over(smtplib.SMTP):
    """Speaks over a connection that others have checked and opened; TLS is checked for the host that was meant."""

    def __init__(self, connection: socket.socket, host: str, ours: str) -> None:
        self._there = connection
        super().__init__(local_hostname=ours)
        self._host = host
        self.connect(host)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._there


def _send(connection: socket.socket, message: EmailMessage, wire: Wire) -> None:
    server = _Over(connection, wire.address.hostname or "", str(message["From"]).rpartition("@")[2])
    server.ehlo()
    if wire.address.scheme == _AFTER:
        server.starttls(context=wire.tls())
        server.ehlo()
    user = wire.secret("mail_user")
    if user:
        server.login(user, wire.secret("mail_password"))
    refused = server.send_message(message)
    if refused:
        raise smtplib.SMTPRecipientsRefused(refused)
    server.quit()


def _message(call: Call, sender: str) -> EmailMessage:
    if not sender:
        raise Blocked(
            both(Text("Chưa có địa chỉ người gửi của máy chủ thư", "The mail server has no sender's address"))
        )
    message = EmailMessage(WIRE_FORMAT)
    message["From"] = sender
    message["To"] = ", ".join(_addresses(call.params.get("to")))
    message["Subject"] = _line("subject", call.params.get("subject"))
    message["Message-ID"] = f"<{call.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if call.at is not None:
        message["Date"] = call.at
    reply_to = call.params.get("reply_to")
    if reply_to:
        message["Reply-To"] = ", ".join(_addresses(reply_to))
    message.set_content(str(call.params.get("text") or ""))
    _attach(message, call)
    return message


def _attach(message: EmailMessage, call: Call) -> None:
    left = _MOST_ATTACHED
    for role in str(call.params.get("attach") or "").split(","):
        if not role.strip():
            continue
        paper = call.paper(role.strip())
        if paper is None:
            raise Declined(WRONG, f"attach: hồ sơ không có “{role.strip()}” / the dossier has no {role.strip()!r}")
        if not paper.sha256:
            raise Unreachable(both(Text("Văn bản chưa được in xong", "The document is still being printed")))
        data = paper.read()
        left -= len(data)
        if left < 0:
            raise Declined(WRONG, "attach: lớn hơn 10 MB / larger than 10 MB")
        kind = mimetypes.guess_type(paper.name)[0] or "application/octet-stream"
        message.add_attachment(data, *kind.split("/", 1), filename=paper.name)


def _addresses(value: Any) -> list[str]:
    given = value if isinstance(value, list) else str(value or "").split(",")
    found = [str(one).strip() for one in given if str(one).strip()]
    if not found or len(found) > _MOST_TO or not all(_ADDRESS.fullmatch(one) for one in found):
        raise Declined(WRONG, "địa chỉ thư không hợp lệ / not a mail address")
    return list(dict.fromkeys(found))


def _line(name: str, value: Any) -> str:
    text = str(value or "").strip()
    if not text or len(text) > _LONGEST_SUBJECT or not text.isprintable():
        raise Declined(WRONG, f"{name}: trống, quá dài hoặc có xuống dòng / empty, too long or of several lines")
    return text


def _meaning(error: smtplib.SMTPException) -> Exception:
    """Refused for good, not let in, or to be tried again. What the server said may name people and is not kept."""
    codes = _codes(error)
    if any(code in _NO_ENTRY for code in codes):
        return Blocked(both(Text("Máy chủ thư không cho đăng nhập", "The mail server does not let us log in")))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Blocked(both(Text("Máy chủ thư không hỗ trợ mã hóa", "The mail server does not offer encryption")))
    if codes and not any(code in _AGAIN for code in codes):
        return Declined(REFUSED, f"SMTP {codes[0]}")
    return Unreachable(f"SMTP {codes[0] if codes else type(error).__name__}")


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [int(code) for code, _ in error.recipients.values()]
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return []
    code = getattr(error, "smtp_code", 0)
    return [int(code)] if code else []
