"""Which connectors there are: the built-in list, and those of installed packages (group ``quytrinh.connectors``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from engine.bpmn.connector_words import ConnectorWords, ParameterWords
from engine.connectors.base import Connector
from engine.connectors.contrib import agencies
from engine.connectors.contrib.child import ChildDossier
from engine.connectors.contrib.database import Database
from engine.connectors.contrib.document_signing import DocumentSigning
from engine.connectors.contrib.file_drop import FileDrop
from engine.connectors.contrib.mail import Mail
from engine.connectors.contrib.openapi import OpenApi
from engine.connectors.contrib.payment import PaymentStatus
from engine.connectors.contrib.portal import LookUp, ProcedureSheet
from engine.connectors.contrib.rest import Rest
from engine.connectors.contrib.sms import Sms
from engine.connectors.contrib.soap import Soap
from engine.connectors.contrib.tax import Slip
from engine.connectors.contrib.webhook import Webhook
from engine.connectors.descriptor import KINDS, Answered, Descriptor, Parameter
from engine.text import Text

GROUP = "quytrinh.connectors"
_ALWAYS = frozenset({"receipt", "so_tiep_nhan"})
"""Every partner may give these: the number under which it took the call."""
BUILT_IN: tuple[type[Connector], ...] = (
    Rest,
    OpenApi,
    Soap,
    Mail,
    Sms,
    Webhook,
    FileDrop,
    Database,
    DocumentSigning,
    *agencies.ALL,
    ChildDossier,
    PaymentStatus,
    LookUp,
    ProcedureSheet,
    Slip,
)


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Connector]:
    """Every connector by id; two with one id are a mistake of the installation (ValueError)."""
    return gathered(BUILT_IN, entry_points(group=GROUP))


def gathered(built_in: Iterable[type[Connector]], others: Iterable[EntryPoint]) -> Mapping[str, Connector]:
    """The built-in ones and those the entry points name, each looked at before it is taken."""
    found: dict[str, Connector] = {}
    for kind in (*built_in, *(one.load() for one in others)):
        connector = _checked(kind)
        if connector.descriptor.id in found:
            raise ValueError(f"two connectors call themselves {connector.descriptor.id!r}")
        found[connector.descriptor.id] = connector
    return found


def find(connector_id: str) -> Connector | None:
    """The connector a step names."""
    return installed().get(connector_id)


def words() -> dict[str, ConnectorWords]:
    """What the checks of a diagram must know of each connector."""
    return {connector.descriptor.id: words_of(connector.descriptor) for connector in installed().values()}


def words_of(one: Descriptor) -> ConnectorWords:
    """A descriptor as the checks read it; one that answers whatever its partner says names no fixed results."""
    return ConnectorWords(
        one.id,
        one.required,
        one.optional,
        one.families,
        version=one.version,
        title=one.title,
        parameters={
            told.name: ParameterWords(told.title, told.kind, tuple(choice.value for choice in told.choices))
            for told in one.parameters
        },
        results=None if answers_anything(one) else frozenset(told.name for told in one.results) | _ALWAYS,
        errors=None if answers_anything(one) else frozenset(told.code for told in one.errors),
    )


def answers_anything(one: Descriptor) -> bool:
    """Whether the partner, not the connector, decides what an answer holds."""
    return any(result.kind == "any" for result in one.results)


def as_choices(language: str) -> list[dict[str, Any]]:
    """Every connector as the designer's form needs it, in one language."""
    return [_choice(connector.descriptor, language) for connector in installed().values()]


def _choice(one: Descriptor, language: str) -> dict[str, Any]:
    def said(text: Text) -> str:
        return text.said_in(language)

    return {
        "id": one.id,
        "version": one.version,
        "name": said(one.title),
        "summary": said(one.summary),
        "families": list(one.families),
        "open": answers_anything(one),
        "params": [
            {
                "name": param.name,
                "title": said(param.title),
                "kind": param.kind,
                "required": param.required,
                "help": said(param.help),
                "choices": [{"code": choice.value, "name": said(choice.title)} for choice in param.choices],
                "example": param.example,
            }
            for param in one.parameters
        ],
        "results": [{"name": result.name, "title": said(result.title), "kind": result.kind} for result in one.results],
        "errors": [{"code": error.code, "name": said(error.title)} for error in one.errors],
    }


def _checked(kind: Any) -> Connector:
    if not (isinstance(kind, type) and issubclass(kind, Connector)):
        raise ValueError(f"{kind!r} is not a connector")
    told = kind.descriptor
    values: tuple[Parameter | Answered, ...] = (*told.parameters, *told.results)
    for value in values:
        if value.kind not in KINDS:
            raise ValueError(f"{told.id}: {value.name} has the unknown kind {value.kind!r}")
    return kind()
