"""What went wrong on the way to a partner, in words an administrator can act on: Vietnamese / English."""

from __future__ import annotations

import ssl

from engine.text import Text

_LONGEST = 200


def both(text: Text) -> str:
    """Both languages in one line, as the console keeps it."""
    return f"{text.vi} / {text.en}"


def trouble(error: BaseException) -> str:
    """Why a connection did not work; the system's own words stand in brackets."""
    return f"{both(_meaning(error))} ({_said(error)})"


def _meaning(error: BaseException) -> Text:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Text("Chứng chỉ của đối tác không hợp lệ", "The partner's certificate is not valid")
    if isinstance(error, ssl.SSLError):
        return Text("Không lập được kết nối mã hóa (TLS)", "No encrypted connection (TLS) could be made")
    if isinstance(error, TimeoutError):
        return Text("Đối tác trả lời quá lâu", "The partner took too long")
    if isinstance(error, ConnectionRefusedError):
        return Text("Đối tác không nhận kết nối", "The partner takes no connection")
    return Text("Mất kết nối với đối tác", "The connection to the partner broke")


def _said(error: BaseException) -> str:
    words = getattr(error, "verify_message", "") or str(error)
    return f"{type(error).__name__}: {words}"[:_LONGEST]
