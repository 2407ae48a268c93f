"""What an emulated system is to the server that runs it and to its panel; an ``EmulatedOffice`` is one by adaptation.

An emulator of one's own (another protocol, other pages) only has to be an ``Emulator``; everything else (listening,
panel, call-backs, the demonstration) comes from here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable
from urllib.parse import parse_qsl, urlsplit

from engine.connectors.emulators import saying, statement
from engine.connectors.emulators.office import Behaviour, EmulatedOffice, Said
from engine.platform.time import Now, system_now
from engine.text import Text

JSON = "application/json"
DROPPED = 0
"""The status of an answer that never comes: the connection is closed instead."""


@dataclass(frozen=True)
class Asked:
    """One HTTP request as it came; header names are lower-case."""

    method: str
    target: str
    headers: Mapping[str, str]
    data: bytes = b""

    @property
    def path(self) -> str:
        """The path without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query's values, the last of each name."""
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def sent(self) -> dict[str, Any]:
        """The body as a JSON object; empty when it is none."""
        try:
            found = json.loads(self.data or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Told:
    """What goes back; status ``DROPPED`` closes the connection instead. ``wait`` is in seconds."""

    status: int
    data: bytes = b""
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass(frozen=True)
class Noted:
    """One line of the book: the number given, what was asked, how often it was sent, whether an answer is owed."""

    number: str
    sent: Any
    times: int = 1
    owed: bool = False


@dataclass(frozen=True)
class Notice:
    """A call-back to send: its number (the same number twice is a duplicate) and its body."""

    number: str
    body: Mapping[str, Any]


@runtime_checkable
class Emulator(Protocol):
    """A partner's system, emulated. ``acts`` are further buttons of its panel: a code and its words."""

    code: str
    name: str
    behaviour: Behaviour
    behaviours: Sequence[Behaviour]
    acts: Mapping[str, Text]

    @property
    def requests(self) -> int:
        """How many requests have come."""
        ...

    def answer(self, asked: Asked) -> Told:
        """Answer one request of the service."""
        ...

    def noted(self) -> Sequence[Noted]:
        """The book, oldest first."""
        ...

    def notices(self, act: str = "") -> Sequence[Notice]:
        """The call-backs due now; ``act`` is the panel's further button that was pressed."""
        ...


@runtime_checkable
class Delivers(Protocol):
    """An emulator that keeps a call-back due until it has arrived."""

    def delivered(self, notice: Notice) -> None:
        """A call-back has arrived."""
        ...


@runtime_checkable
class Guarded(Protocol):
    """An emulator that lets in only who knows its token."""

    token: str


class OfficeEmulator:
    """An ``EmulatedOffice`` as an emulator: any path takes a JSON object under the key of the call."""

    acts: Mapping[str, Text] = saying.ACTS

    def __init__(self, office: EmulatedOffice, now: Now = system_now) -> None:
        self.office, self.now = office, now
        self.code, self.name = office.code, office.name
        self.behaviours: Sequence[Behaviour] = tuple(Behaviour)

    @property
    def behaviour(self) -> Behaviour:
        """How the next requests are answered."""
        return self.office.behaviour

    @behaviour.setter
    def behaviour(self, chosen: Behaviour) -> None:
        self.office.behaviour = chosen

    @property
    def requests(self) -> int:
        """How many requests have come."""
        return self.office.requests

    def answer(self, asked: Asked) -> Told:
        """One effect per key; a call taken back; the list of a day."""
        key = asked.headers.get("idempotency-key", "")
        beside = statement.answered(self.office, asked.method, asked.path, key, asked.query)
        return told(beside or self.office.take(key, asked.sent))

    def noted(self) -> Sequence[Noted]:
        """The book of the office."""
        owed = {entry.key for entry in self.office.owed()}
        book = list(self.office.book.values())
        return [Noted(entry.receipt, entry.sent, entry.times, entry.key in owed) for entry in book]

    def notices(self, act: str = "") -> Sequence[Notice]:
        """The answers owed, or what is said of them meanwhile."""
        if act:
            return [Notice(number, body) for number, body in saying.said(self.office, act, self.now())]
        said = {}
        for entry in self.office.owed():
            said[entry.receipt] = self.office.tell(entry)
            entry.told = False
        return [Notice(f"{receipt}-1", body) for receipt, body in said.items()]

    def delivered(self, notice: Notice) -> None:
        """The answer is owed no more."""
        for entry in self.office.owed():
            final = saying.is_final(notice.body) and notice.body["ref"] == entry.receipt
            if final or notice.number == f"{entry.receipt}-1":
                entry.told = True


def told(said: Said) -> Told:
    """An office's answer as it goes over HTTP."""
    data = json.dumps(dict(said.data), ensure_ascii=False).encode()
    return Told(said.status, data, wait=said.wait)


def emulator_of(one: EmulatedOffice | Emulator) -> Emulator:
    """Whatever was made, as an emulator."""
    return OfficeEmulator(one) if isinstance(one, EmulatedOffice) else one
