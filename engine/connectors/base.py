"""The base class of connectors, what one is handed, and the four ways a call can end."""

from __future__ import annotations

import socket
import ssl
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import SplitResult

from engine.connectors.descriptor import Descriptor

LONGEST_RECEIPT = 120
"""Characters of a partner's number."""


@dataclass(frozen=True)
class Paper:
    """A file of the dossier: ``role`` is what a step calls it by, ``sha256`` empty while it is still being made."""

    role: str
    name: str
    sha256: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Call:
    """A call to make: the parameters as JSON data, and the key that is the same for every attempt.

    ``at`` is when this attempt began, ``receipt`` the number a partner gave in an earlier one, ``papers`` what the
    dossier holds, the newest of a role last.
    """

    key: str
    params: Mapping[str, Any]
    dossier: str = ""
    at: datetime | None = None
    receipt: str = ""
    papers: tuple[Paper, ...] = ()

    def paper(self, role: str) -> Paper | None:
        """The newest paper of a role."""
        return next((one for one in reversed(self.papers) if one.role == role), None)


@dataclass(frozen=True)
class Reply:
    """What a partner's system said over HTTP; ``data`` is the JSON, None when there was none."""

    status: int
    data: Any = None


@dataclass(frozen=True)
class Answer:
    """What a partner's system said over HTTP, as it came; header names are lower-case."""

    status: int
    data: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Wire(Protocol):
    """The only way a connector reaches its partner: the address and the secrets are the administrator's.

    Everything goes to the one address of the partner, which was checked, and ends within the time of the attempt.
    Whatever does not work raises ``Unreachable`` or ``Blocked``.
    """

    @property
    def key(self) -> str:
        """The key that is the same for every attempt."""
        ...

    @property
    def local(self) -> bool:
        """Whether an administrator allows the partner to be in our own network."""
        ...

    @property
    def address(self) -> SplitResult:
        """The partner's address, taken apart; no user name or password is in it."""
        ...

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        shown_path: str = "",
    ) -> Reply:
        """Send one JSON request below the partner's address; ``shown_path`` stands for the path in the console."""
        ...

    def fetch(
        self,
        method: str,
        path: str,
        *,
        data: bytes | None = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        shown: Any = None,
        shown_path: str = "",
    ) -> Answer:
        """Send one request of any content; ``shown`` and ``shown_path`` are what the console may show of it."""
        ...

    def connect(self, default_port: int, *, encrypted: bool = False) -> AbstractContextManager[socket.socket]:
        """A connection to the partner's host for protocols other than HTTP, over TLS when ``encrypted``.

        It is cut when the time is up; an OSError within becomes ``Unreachable``.
        """
        ...

    def checked(self, default_port: int) -> tuple[str, int]:
        """The checked numeric address and the port, for a library that must connect by itself."""
        ...

    def tls(self) -> ssl.SSLContext:
        """How the partner's certificate is checked."""
        ...

    def folder(self) -> Path:
        """The folder (or file) a ``file:``/``sqlite:`` address names, below a folder the installation allows."""
        ...

    def secret(self, name: str) -> str:
        """A secret of the partner; empty when there is none."""
        ...

    def setting(self, name: str) -> str:
        """A document or value the administrator keeps with the partner; empty when there is none."""
        ...

    def left(self) -> float:
        """Seconds left of this attempt."""
        ...

    def note(self, method: str, path: str, sent: Any = None, status: int | None = None, received: Any = None) -> None:
        """Keep what was exchanged over another protocol, for the console."""
        ...


@dataclass(frozen=True)
class Done:
    """The partner has answered; ``response`` is what the step's results are worked out of."""

    response: Mapping[str, Any] = field(default_factory=dict)
    receipt: str | None = None

    def __post_init__(self) -> None:
        _require_receipt(self.receipt)


@dataclass(frozen=True)
class Accepted:
    """The partner has taken the call under a number and will answer later (by a call-back, or when asked again)."""

    receipt: str

    def __post_init__(self) -> None:
        _require_receipt(self.receipt)


Outcome = Done | Accepted


class Declined(Exception):
    """The partner refuses for a reason; trying again cannot help. ``code`` is one of the descriptor's."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(said or code)
        self.code = code


class Unreachable(Exception):
    """No usable answer this time: try again later."""


class Blocked(Exception):
    """Our own configuration forbids or does not allow the call: an administrator must change something."""


def _require_receipt(receipt: str | None) -> None:
    """A number we can keep and find again."""
    if receipt is not None and (len(receipt) > LONGEST_RECEIPT or not receipt.isprintable()):
        raise Unreachable("the partner's receipt number is too long or not printable")


class Connector(ABC):
    """One kind of call. Subclasses hold no state: the same object serves every call."""

    descriptor: ClassVar[Descriptor]

    @abstractmethod
    def call(self, call: Call, wire: Wire) -> Outcome:
        """Make the call; raises ``Declined``, ``Unreachable`` or ``Blocked``. Runs outside any transaction."""

    def sample(self) -> dict[str, Any]:
        """The response a sample run shows, from the descriptor's examples."""
        return {one.name: one.example for one in self.descriptor.results}
