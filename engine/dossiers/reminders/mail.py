"""The digest mail: what it says, and sending it over SMTP. Without settings nothing is ever sent."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from sqlalchemy import Row

from engine.clock import say_moment
from engine.dossiers.reminders.stages import WORDS

_PATIENCE = 20


@dataclass(frozen=True)
class Smtp:
    """Where mail goes: server, port, who sends; ``starttls`` for a server that encrypts after the greeting."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = True

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Smtp | None:
        """Read ``QUYTRINH_SMTP_*``; None when no server is named. Raises ValueError for a half-said one."""
        host = env.get("QUYTRINH_SMTP_HOST", "").strip()
        if not host:
            return None
        sender = env.get("QUYTRINH_SMTP_FROM", "").strip()
        if not sender:
            raise ValueError("QUYTRINH_SMTP_FROM must name the sender when QUYTRINH_SMTP_HOST is set")
        return cls(
            host,
            int(env.get("QUYTRINH_SMTP_PORT") or 587),
            sender,
            env.get("QUYTRINH_SMTP_USER", ""),
            env.get("QUYTRINH_SMTP_PASSWORD", ""),
            env.get("QUYTRINH_SMTP_STARTTLS", "1") not in ("0", "false", "no"),
        )

    def send(self, message: EmailMessage) -> None:
        """Send one message; raises what the server or the network says."""
        with smtplib.SMTP(self.host, self.port, timeout=_PATIENCE) as server:
            if self.starttls:
                server.starttls()
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)


def digest(smtp: Smtp, to: tuple[str, str], rows: Sequence[Row[Any]], base_url: str, key: str) -> EmailMessage:
    """Put a person's reminders into one message. It names dossiers by code and step, never the applicant.

    The message's id is the job's, so that a mail sent twice after a crash can be told from two mails.
    """
    name, address = to
    message = EmailMessage()
    message["From"], message["To"] = smtp.sender, address
    message["Message-ID"] = f"<{key.replace('/', '.')}@{smtp.sender.partition('@')[2] or 'localhost'}>"
    message["Subject"] = f"Nhắc việc: {len(rows)} bước cần chú ý / {len(rows)} steps need attention"
    lines = [f"Kính gửi {name},", "", "Các bước sau cần được xử lý (these steps need attention):", ""]
    for row in rows:
        word, due = WORDS[row.stage], say_moment(row.due_now)
        lines.append(f"- {word.vi} ({word.en}): {row.code or row.reference} – {row.title}; hẹn {due.vi}")
        lines.append(f"  {base_url}/ban-lam-viec/ho-so/{row.dossier_id}")
    message.set_content(
        "\n".join([*lines, "", "Thư tự động, xin không trả lời. (Automatic mail, please do not reply.)"])
    )
    return message
