"""What zeep takes for its transport: posts through the partner's wire and loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zeep.transports import Transport

from engine.connectors.base import Answer, Unreachable, Wire
from engine.connectors.soap.plain_xml import trouble_with

_LEFT_OUT = frozenset({"content-length", "host", "authorization"})


@dataclass
class Answered:
    """An answer as zeep reads it."""

    status_code: int
    content: bytes
    headers: Mapping[str, str]
    encoding: str = "utf-8"


class NothingLoaded(Exception):
    """The description names another document, which is not fetched."""


class Closed(Transport):
    """Carries nothing: for reading a description."""

    def __init__(self) -> None:
        """No session of its own: nothing could be sent even by mistake."""
        self.cache = None
        self._close_session = False

    def load(self, url: str) -> bytes:
        """Refuse."""
        raise NothingLoaded(url)

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> Any:
        """Refuse."""
        raise NothingLoaded(address)

    def get(self, address: str, params: Any, headers: Mapping[str, str]) -> Any:
        """Refuse."""
        raise NothingLoaded(address)


@dataclass
class Carried(Closed):
    """Carries one call over a wire; the address in the description counts for nothing, the administrator's does."""

    wire: Wire
    shown: Any = None
    cache: None = field(default=None, init=False)
    _close_session: bool = field(default=False, init=False)

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> Answered:
        """Send one message."""
        sent = {name: str(value) for name, value in headers.items() if name.lower() not in _LEFT_OUT}
        answer = self.wire.fetch("POST", "", data=message, headers=sent, shown=self.shown)
        return Answered(answer.status, _xml(answer), {"Content-Type": answer.headers.get("content-type", "text/xml")})


def _xml(answer: Answer) -> bytes:
    trouble = trouble_with(answer.data)
    if trouble:
        raise Unreachable(f"the SOAP answer is {trouble}")
    if answer.data and not answer.data.lstrip().startswith((b"<", b"\xef\xbb\xbf", b"--")):
        raise Unreachable(f"HTTP {answer.status}: the answer is no SOAP message")
    return answer.data
