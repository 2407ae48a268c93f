"""What a diagram must know of a connector to be checked and edited, without the connector itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.text import Text


@dataclass(frozen=True)
class ParameterWords:
    """One parameter: what it is called, the kind of its value, and the only values it may take (none: any)."""

    title: Text
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConnectorWords:
    """What a procedure must know of a connector.

    ``families`` are beginnings of further parameter names. ``results`` and ``errors`` are what it can answer and
    refuse with; None: anything, its partner decides.
    """

    id: str
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    families: tuple[str, ...] = ()
    version: str | None = None
    title: Text | None = None
    parameters: Mapping[str, ParameterWords] = field(default_factory=dict)
    results: frozenset[str] | None = None
    errors: frozenset[str] | None = None

    def called(self, name: str) -> Text:
        """How a message calls a parameter: its title and its name."""
        known = self.parameters.get(name)
        return Text(f"“{known.title.vi}” ({name})", f"“{known.title.en}” ({name})") if known else _quoted(name)

    def throws(self, code: str) -> bool:
        """Whether a call can end with this error; an HTTP status the partner did not explain always can."""
        return self.errors is None or code in self.errors or code.startswith("http_")


def _quoted(name: str) -> Text:
    return Text(f"“{name}”", f"“{name}”")
