"""Descriptors made from the operations of a described service, so that the designer's form shows their fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from engine.connectors import fields
from engine.connectors.descriptor import OPERATION, PARTNER, Answered, Choice, Descriptor, ErrorCode, Parameter
from engine.connectors.fields import Field
from engine.connectors.openapi.operations import Operation as RestOperation
from engine.connectors.soap.services import Operation as SoapOperation
from engine.text import Text


@dataclass(frozen=True)
class Offered:
    """One operation of one partner as a choice, described like a connector of its own.

    ``fixed`` are the parameters that come with the choice; ``sample`` is an answer as the description says it looks.
    """

    partner: str
    operation: str
    descriptor: Descriptor
    sample: dict[str, Any]

    @property
    def fixed(self) -> dict[str, str]:
        """What the step gets without anybody typing it."""
        return {PARTNER: self.partner, OPERATION: self.operation}


def offered_rest(general: Descriptor, partner: str, name: str, one: RestOperation) -> Offered:
    """An operation of an OpenAPI document of the partner called ``name``."""
    told = replace(
        _chosen(general, partner, one.id, f"{name}: {one.title}", one.results),
        summary=_same(one.summary) if one.summary else general.summary,
        errors=(*general.errors, *(ErrorCode(f"http_{status}", _same(said)) for status, said in one.refusals)),
    )
    own = (*(_parameter(f"{place}_", field) for place, field in one.placed), *_parameters("body_", one.body))
    return Offered(partner, one.id, _with(told, own), fields.sample(one.results))


def offered_soap(general: Descriptor, partner: str, name: str, one: SoapOperation) -> Offered:
    """An operation of a WSDL of the partner called ``name``."""
    told = _chosen(general, partner, one.id, f"{name}: {one.id}", one.results)
    return Offered(partner, one.id, _with(told, tuple(_parameters("in_", one.fields))), fields.sample(one.results))


def _chosen(general: Descriptor, partner: str, operation: str, title: str, results: Iterable[Field]) -> Descriptor:
    given = {PARTNER: partner, OPERATION: operation}
    return replace(
        general,
        title=_same(title),
        parameters=tuple(
            replace(told, choices=(Choice(given[told.name], _same(given[told.name])),), example=given[told.name])
            if told.name in given
            else told
            for told in general.parameters
        ),
        families=(),
        results=tuple(_answered(field) for field in results) or general.results,
    )


def _with(told: Descriptor, own: tuple[Parameter, ...]) -> Descriptor:
    return replace(told, parameters=(*told.parameters, *own))


def _parameters(beginning: str, of: Iterable[Field]) -> Iterable[Parameter]:
    return (_parameter(beginning, field) for field in of)


def _parameter(beginning: str, field: Field) -> Parameter:
    return Parameter(
        beginning + field.name,
        _same(field.title),
        kind=field.kind,
        required=field.required,
        choices=tuple(Choice(one, _same(one)) for one in field.choices),
        example=f"=don.{field.path[-1]}",
        private=True,
    )


def _answered(field: Field) -> Answered:
    return Answered(field.name, _same(field.title), field.kind, fields.example(field), private=True)


def _same(text: str) -> Text:
    """What a partner wrote is not translated."""
    return Text(text, text)
