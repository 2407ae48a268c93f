"""The base class of connectors, what one is handed, and the four ways a call can end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from engine.connectors.descriptor import Descriptor


@dataclass(frozen=True)
class Call:
    """A call to make: the parameters as JSON data, and the key that is the same for every attempt."""

    key: str
    params: Mapping[str, Any]
    dossier: str = ""


@dataclass(frozen=True)
class Reply:
    """What a partner's system said over HTTP; ``data`` is the JSON, None when there was none."""

    status: int
    data: Any = None


class Wire(Protocol):
    """The only way a connector reaches its partner: the address and the secrets are the administrator's."""

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request to the partner; raises ``Unreachable`` or ``Blocked``."""
        ...


@dataclass(frozen=True)
class Done:
    """The partner has answered; ``response`` is what the step's results are worked out of."""

    response: Mapping[str, Any] = field(default_factory=dict)
    receipt: str | None = None


@dataclass(frozen=True)
class Accepted:
    """The partner has taken the call under a number and will answer later (by a call-back, or when asked again)."""

    receipt: str


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


class Connector(ABC):
    """One kind of call. Subclasses hold no state: the same object serves every call."""

    descriptor: ClassVar[Descriptor]

    @abstractmethod
    def call(self, call: Call, wire: Wire) -> Outcome:
        """Make the call; raises ``Declined``, ``Unreachable`` or ``Blocked``. Runs outside any transaction."""

    def sample(self) -> dict[str, Any]:
        """The response a sample run shows, from the descriptor's examples."""
        return {one.name: one.example for one in self.descriptor.results}
