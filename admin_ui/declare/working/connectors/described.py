"""Choices of the form of an automatic step: installed connectors, and each operation partners have described."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from engine.bpmn.definition import Connector
from engine.connectors import offering, registry
from engine.connectors.describing import Offered
from engine.connectors.descriptor import Descriptor
from engine.connectors.sampling import Sampled
from engine.platform.db import reading
from engine.text import Text


@dataclass(frozen=True)
class Choice:
    """One line to choose; ``key`` is what the form sends back."""

    key: str
    title: Text
    summary: Text


def choices() -> list[Choice]:
    """Everything there is to choose, described operations after the connectors that are installed."""
    installed = [one.descriptor for one in registry.installed().values()]
    return [
        *(Choice(one.id, one.title, one.summary) for one in installed),
        *(Choice(one.key, one.descriptor.title, one.descriptor.summary) for one in offers()),
    ]


def offers() -> list[Offered]:
    """The described operations, read once for a request."""
    found: list[Offered] | None = g.get("offered_operations")
    if found is None:
        with reading() as session:
            found = offering.offers(session)
        g.offered_operations = found
    return found


def find(key: str) -> Descriptor | None:
    """The descriptor of a choice; of an operation nobody describes any more, its connector's."""
    if "/" in key:
        for one in offers():
            if one.key == key:
                return one.descriptor
    known = registry.find(connector_id(key))
    return known.descriptor if known else None


def connector_id(key: str) -> str:
    """The connector a diagram names for a choice."""
    return key.partition("/")[0]


def key_of(connector: Connector) -> str:
    """The choice a step has made."""
    one = _meant(connector)
    return one.key if one else connector.id


def sample(connector: Connector) -> Sampled | None:
    """An answer as the partner describes it, when it describes one."""
    one = _meant(connector)
    return Sampled(one.sample) if one else None


def _meant(connector: Connector) -> Offered | None:
    params = {one.name: one.value for one in connector.params}
    described = {"partner", "operation"} <= set(params) or {"partner", "query"} <= set(params)
    return offering.meant(offers(), connector.id, params) if described else None
