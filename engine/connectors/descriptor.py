"""What a connector says about itself; validation, the designer's form and the documentation are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from engine.text import Text

KINDS = ("text", "number", "truth", "date", "list", "context", "any")
HTTP = ("https", "http")
PLAIN = ("http", "smtp")
"""Addresses without encryption: only where an administrator allows our own network."""
EVERYTHING = "*"
"""Among private names: all but numbers and codes of the call itself."""
PARTNER = "partner"
"""The parameter by which a connector without a partner of its own is told whom to call."""

OPERATION = "operation"
"""The parameter that names an operation of a described service."""
QUERY = "query"
"""The parameter that names an allowed query of a database."""


@dataclass(frozen=True)
class Choice:
    """One value a parameter may take."""

    value: str
    title: Text


@dataclass(frozen=True)
class Parameter:
    """A value handed to the connector: a literal, or FEEL after an equals sign."""

    name: str
    title: Text
    kind: str = "text"
    required: bool = True
    help: Text = field(default=Text("", ""))
    choices: tuple[Choice, ...] = ()
    example: str = ""
    private: bool = False


@dataclass(frozen=True)
class Answered:
    """A value in the response; ``example`` is also what a sample run and an officer's form show."""

    name: str
    title: Text
    kind: str = "text"
    example: object = None
    private: bool = False


@dataclass(frozen=True)
class ErrorCode:
    """A refusal by the partner that a diagram may catch."""

    code: str
    title: Text


@dataclass(frozen=True)
class Secret:
    """Something only an administrator types in, kept encrypted; ``lines``: it has more than one line."""

    name: str
    title: Text
    required: bool = False
    lines: bool = False


class WrongSetting(ValueError):
    """What is wrong with a setting, for the administrator who types it in."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True)
class Setting:
    """Something an administrator keeps with the partner that is no secret: a description, a certificate, a list.

    ``check`` reads it before it is stored and raises ``WrongSetting``.
    """

    name: str
    title: Text
    help: Text = field(default=Text("", ""))
    required: bool = False
    example: str = ""
    check: Callable[[str], object] | None = None


@dataclass(frozen=True)
class Descriptor:
    """Everything known about a connector without calling it.

    ``families`` are beginnings of further parameter names (``body_`` allows ``body_ho_ten``). ``partner`` is the code
    of the partner it always calls. ``patience`` is how long an accepted call waits before it is asked about again,
    ``deadline`` after how long the step's failure rule applies whatever happened. ``schemes`` are the kinds of
    address its partner has. ``all_private``: whatever is exchanged may be about a person and is not shown.
    """

    id: str
    version: str
    title: Text
    summary: Text
    parameters: tuple[Parameter, ...] = ()
    families: tuple[str, ...] = ()
    results: tuple[Answered, ...] = ()
    errors: tuple[ErrorCode, ...] = ()
    secrets: tuple[Secret, ...] = ()
    settings: tuple[Setting, ...] = ()
    schemes: tuple[str, ...] = HTTP
    all_private: bool = False
    partner: str | None = None
    idempotency: Text = field(
        default=Text(
            "Mọi lần gửi lại mang cùng một khóa; đối tác chỉ ghi nhận một lần.",
            "Every attempt carries the same key; the partner takes it once.",
        )
    )
    timeout: timedelta = timedelta(seconds=20)
    patience: timedelta = timedelta(minutes=10)
    deadline: timedelta = timedelta(hours=8)
    attempts: int = 5
    statuses: Mapping[str, str] = field(default_factory=dict)
    """What the partner calls the states of its work, in words of ``engine.dossiers.legs``."""

    @property
    def required(self) -> frozenset[str]:
        """The parameters a step must give."""
        return frozenset(one.name for one in self.parameters if one.required)

    @property
    def optional(self) -> frozenset[str]:
        """The parameters a step may give."""
        return frozenset(one.name for one in self.parameters if not one.required)

    @property
    def private(self) -> frozenset[str]:
        """Names whose values are never shown in the console."""
        told: tuple[Parameter | Answered, ...] = (*self.parameters, *self.results)
        return frozenset({EVERYTHING} if self.all_private else {one.name for one in told if one.private})
