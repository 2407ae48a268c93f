"""Descriptors made from the operations of a described service, so that the designer's form shows their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from engine.connectors import fields
from engine.connectors.descriptor import OPERATION, PARTNER, QUERY, Answered, Choice, Descriptor, ErrorCode, Parameter
from engine.connectors.fields import Field
from engine.connectors.lookups.queries import Query
from engine.connectors.openapi.operations import Operation as RestOperation
from engine.connectors.soap.services import Operation as SoapOperation
from engine.text import Text


@dataclass(frozen=True)
class Offered:
    """One operation of one partner as a choice, described like a connector of its own.

    ``fixed`` are the parameters that come with the choice; ``sample`` is an answer as the description says it looks.
    """

    fixed: dict[str, str]
    descriptor: Descriptor
    sample: dict[str, Any]

    @property
    def key(self) -> str:
        """What a form calls this choice: the connector, then the values that are fixed."""
        return "/".join((self.descriptor.id, *(quote(value, safe="") for value in self.fixed.values())))


def offered_rest(general: Descriptor, partner: str, name: str, one: RestOperation) -> Offered:
    """An operation of an OpenAPI document of the partner called ``name``."""
    fixed = {PARTNER: partner, OPERATION: one.id}
    told = replace(
        _chosen(general, fixed, f"{name}: {one.title}", one.results),
        summary=_same(one.summary) if one.summary else general.summary,
        errors=(*general.errors, *(ErrorCode(f"http_{status}", _same(said)) for status, said in one.refusals)),
    )
    own = (*(_parameter(f"{place}_", field) for place, field in one.placed), *_parameters("body_", one.body))
    return Offered(fixed, _with(told, own), fields.sample(one.results))


def offered_soap(general: Descriptor, partner: str, name: str, one: SoapOperation) -> Offered:
    """An operation of a WSDL of the partner called ``name``."""
    fixed = {PARTNER: partner, OPERATION: one.id}
    told = _chosen(general, fixed, f"{name}: {one.id}", one.results)
    return Offered(fixed, _with(told, tuple(_parameters("in_", one.fields))), fields.sample(one.results))


def offered_query(general: Descriptor, partner: str, name: str, one: Query) -> Offered:
    """An allowed query of the database called ``name``."""
    fixed = {PARTNER: partner, QUERY: one.name}
    columns = tuple(Field(("row", column), "text", False, column) for column in one.columns)
    told = _chosen(general, fixed, f"{name}: {one.title}", columns)
    told = replace(told, results=(*told.results, *(kept for kept in general.results if kept.name in ("count", "rows"))))
    sample = {"count": 1, **fields.sample(columns)}
    sample["rows"] = [sample.get("row")]
    return Offered(fixed, _with(told, tuple(_parameters("p_", one.params))), sample)


def _chosen(general: Descriptor, given: Mapping[str, str], title: str, results: Iterable[Field]) -> Descriptor:
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
        beginning + field.code,
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
