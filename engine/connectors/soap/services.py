"""The operations of a WSDL document: what goes in, what comes out, and which errors it declares."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from zeep import Client, Settings
from zeep.exceptions import Error as ZeepError
from zeep.exceptions import ExternalReferenceForbidden
from zeep.wsdl import Document
from zeep.xsd import ComplexType

from engine.connectors.descriptor import WrongSetting
from engine.connectors.fields import Field
from engine.connectors.soap.carrying import Closed, NothingLoaded
from engine.connectors.soap.plain_xml import trouble_with
from engine.text import Text

_DEEPEST = 5
_MOST = 300
_KINDS = {
    "boolean": "truth",
    "date": "date",
    "anyType": "any",
    **dict.fromkeys(("int", "integer", "long", "short", "byte", "decimal", "double", "float"), "number"),
    **dict.fromkeys(("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong"), "number"),
}
_WHOLE = frozenset({"int", "integer", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"})


@dataclass(frozen=True)
class Operation:
    """One operation; ``results`` are the fields of its answer, ``single`` when the answer is one bare value."""

    id: str
    fields: tuple[Field, ...]
    results: tuple[Field, ...]
    faults: tuple[str, ...]
    single: bool


@dataclass(frozen=True)
class Service:
    """A description read once; clients on it are made for each call."""

    document: Document
    operations: Mapping[str, Operation]

    def client(self, transport: Closed) -> Client:
        """A client that sends through ``transport``."""
        return Client(self.document, transport=transport, settings=_settings())


@lru_cache(maxsize=32)
def service(text: str) -> Service:
    """Read a WSDL. Raises ``WrongSetting`` saying what an administrator must change."""
    data = text.encode()
    trouble = trouble_with(data)
    if trouble:
        raise WrongSetting(Text(f"Tài liệu WSDL không dùng được ({trouble}).", f"The WSDL is {trouble}."))
    try:
        transport: Any = Closed()
        document = Document(io.BytesIO(data), transport, settings=_settings())
        operations = {one.id: one for one in _operations(document)}
    except (NothingLoaded, ExternalReferenceForbidden) as error:
        where = str(error)[:80]
        raise WrongSetting(
            Text(
                f"WSDL cần tài liệu khác ({where}); hãy gộp thành một tệp.",
                f"The WSDL needs another document ({where}); put everything into one file.",
            )
        ) from error
    except WrongSetting:
        raise
    except (ZeepError, ValueError, KeyError, AttributeError, LookupError, NotImplementedError, RecursionError) as error:
        raise WrongSetting(Text("Không đọc được tài liệu WSDL.", "The WSDL cannot be read.")) from error
    if not operations:
        raise WrongSetting(Text("WSDL không có dịch vụ nào.", "The WSDL has no operation."))
    return Service(document, operations)


def _settings() -> Settings:
    return Settings(strict=True, forbid_dtd=True, forbid_entities=True, forbid_external=True, force_https=False)


def _operations(document: Document) -> Iterator[Operation]:
    for told in document.services.values():
        port = next(iter(told.ports.values()), None)
        if port is None:
            continue
        for name, one in port.binding._operations.items():
            answer = one.output.body.type if one.output is not None and one.output.body is not None else None
            results = _all_fields(answer)
            yield Operation(name, _all_fields(_input(one)), _unwrapped(results), _faults(one), _is_single(results))
        return


def _input(one: Any) -> Any:
    return one.input.body.type if one.input.body is not None else None


def _faults(one: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in one.faults)


def _is_single(results: tuple[Field, ...]) -> bool:
    """Zeep gives the value itself when the answer has one element."""
    return len({one.path[0] for one in results}) == 1


def _unwrapped(results: tuple[Field, ...]) -> tuple[Field, ...]:
    """Without the one element around everything, as the response will be."""
    if not _is_single(results):
        return results
    if len(results) == 1 and len(results[0].path) == 1:
        return (_renamed(results[0], ("value",)),)
    return tuple(_renamed(one, one.path[1:]) for one in results if len(one.path) > 1)


def _renamed(one: Field, path: tuple[str, ...]) -> Field:
    return Field(path, one.kind, one.required, one.title, one.choices, one.example, one.whole)


def _all_fields(kind: Any) -> tuple[Field, ...]:
    """The fields of a message. Raises ``WrongSetting`` when there are too many: types may multiply without end."""
    found = tuple(islice(_fields(kind, (), True, 0), _MOST + 1))
    if len(found) > _MOST:
        raise WrongSetting(Text(f"Hơn {_MOST} trường dữ liệu.", f"More than {_MOST} fields."))
    return found


def _fields(kind: Any, path: tuple[str, ...], required: bool, depth: int) -> Iterator[Field]:
    if not isinstance(kind, ComplexType) or depth >= _DEEPEST:
        if path:
            yield _single(kind, path, required)
        return
    if path and not kind.elements:
        yield _single(kind, path, required)
    for name, element in kind.elements:
        must = required and not element.is_optional
        if getattr(element, "accepts_multiple", False):
            yield Field((*path, name), "list", must, name)
        else:
            yield from _fields(getattr(element, "type", None), (*path, name), must, depth + 1)


def _single(kind: Any, path: tuple[str, ...], required: bool) -> Field:
    if isinstance(kind, ComplexType):
        return Field(path, "context", required, path[-1])
    name = _base_name(kind)
    return Field(path, _KINDS.get(name, "text"), required, path[-1], whole=name in _WHOLE)


def _base_name(kind: Any) -> str:
    """The built-in type a simple type comes from."""
    name = getattr(kind, "_default_qname", None) or getattr(kind, "qname", None)
    return str(getattr(name, "localname", "") or "string")
