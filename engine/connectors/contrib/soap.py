"""A partner's SOAP service by its own WSDL, kept with the partner; nothing is loaded from the network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from zeep.exceptions import Error as ZeepError
from zeep.exceptions import Fault, TransportError, ValidationError
from zeep.helpers import serialize_object
from zeep.wsse.username import UsernameToken

from engine.connectors.base import Blocked, Call, Connector, Declined, Done, Outcome, Unreachable, Wire
from engine.connectors.descriptor import (
    OPERATION,
    PARTNER,
    Answered,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.fields import WRONG, nested
from engine.connectors.plain import json_plain
from engine.connectors.soap.carrying import Carried
from engine.connectors.soap.services import Operation, Service, service
from engine.connectors.words import both
from engine.text import Text

WSDL = "wsdl"
_FAULT = "soap_fault"
_OURS = ("server", "receiver")
"""Faults on the partner's side: to be tried again, unless the partner explains them in a detail."""
_KEY_IN, _RECEIPT_FROM = "key_in", "receipt_from"


class Soap(Connector):
    """``in_`` parameters fill the request message by dotted names; the answer message is the response."""

    descriptor = Descriptor(
        id="soap",
        version="1",
        title=Text("Gọi dịch vụ SOAP theo WSDL", "Call a SOAP service described by WSDL"),
        summary=Text(
            "Chọn một thao tác trong WSDL của đối tác; tham số và kết quả lấy từ WSDL.",
            "Choose an operation of the partner's WSDL; parameters and results come from it.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác", "Partner code"), example="tax"),
            Parameter(OPERATION, Text("Thao tác", "Operation"), example="TraCuuMaSoThue"),
            Parameter(
                _KEY_IN,
                Text("Trường nhận khóa chống gửi trùng", "Field that takes the key against repeats"),
                required=False,
                help=Text(
                    "Trường của thông điệp nhận khóa. Khóa cũng luôn đi kèm ở tiêu đề Idempotency-Key.",
                    "The field of the message that takes the key. It always goes in the Idempotency-Key header too.",
                ),
                example="maGiaoDich",
            ),
            Parameter(
                _RECEIPT_FROM,
                Text("Trường có số tiếp nhận", "Field with the receipt number"),
                required=False,
                example="soTiepNhan",
            ),
        ),
        families=("in_",),
        results=(Answered("value", Text("Nội dung trả lời", "The answer"), kind="any", example="…"),),
        errors=(
            ErrorCode(WRONG, Text("Dữ liệu gửi thiếu hoặc sai kiểu", "A value sent is missing or of a wrong kind")),
            ErrorCode(_FAULT, Text("Đối tác báo lỗi nghiệp vụ", "The partner answers with a fault")),
        ),
        secrets=(
            Secret("soap_user", Text("Tên đăng nhập WS-Security", "WS-Security user name")),
            Secret("soap_password", Text("Mật khẩu WS-Security", "WS-Security password")),
        ),
        settings=(
            Setting(
                WSDL,
                Text("Tài liệu WSDL", "WSDL document"),
                Text(
                    "Một tệp đầy đủ, tối đa 1 MB; địa chỉ trong tệp không được dùng.",
                    "One complete file of at most 1 MB; the address in it is not used.",
                ),
                check=service,
            ),
        ),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Call the operation the step names."""
        told, one = named(wire.setting(WSDL), str(call.params.get(OPERATION) or ""))
        message = _message(one, call)
        client = told.client(Carried(wire, {OPERATION: one.id, "in": message}))
        user = wire.secret("soap_user")
        client.wsse = UsernameToken(user, wire.secret("soap_password")) if user else None
        answer = _sent(client, one, message)
        response = answer if isinstance(answer, dict) else {"value": answer}
        if any(told.required and _at(response, told.path) is None for told in one.results):
            raise Unreachable("the answer does not fit the WSDL")
        receipt = response.get(str(call.params.get(_RECEIPT_FROM) or ""))
        return Done(response, str(receipt) if receipt else None)


def named(text: str, operation: str) -> tuple[Service, Operation]:
    """The service and its operation. Raises ``Blocked`` when an administrator must do something."""
    if not text:
        raise Blocked(both(Text("Đối tác chưa có tài liệu WSDL", "No WSDL is kept with the partner")))
    try:
        told = service(text)
    except WrongSetting as error:
        raise Blocked(both(error.said)) from error
    if operation not in told.operations:
        raise Blocked(both(Text(f"WSDL không có thao tác “{operation}”", f"The WSDL has no operation {operation!r}")))
    return told, told.operations[operation]


def _message(one: Operation, call: Call) -> dict[str, Any]:
    params = dict(call.params)
    key_in = params.get(_KEY_IN)
    if key_in:
        params["in_" + str(key_in).replace(".", "__")] = call.key
    return nested(one.fields, params, "in_")


def _sent(client: Any, one: Operation, message: dict[str, Any]) -> Any:
    try:
        return json_plain(serialize_object(client.service[one.id](**message), dict))
    except Fault as fault:
        raise _meaning(fault) from fault
    except ValidationError as error:
        raise Declined(WRONG, "the message does not fit the WSDL") from error
    except TransportError as error:
        raise Unreachable(f"HTTP {error.status_code}") from error
    except (ZeepError, RecursionError, TypeError, ValueError, LookupError, AttributeError) as error:
        raise Unreachable(f"the answer does not fit the WSDL ({type(error).__name__})") from error


def _at(found: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _meaning(fault: Fault) -> Exception:
    """Explained, or ours: refused. Unexplained and the partner's: try again."""
    code = str(fault.code or "").rsplit(":", 1)[-1].split(".")[0]
    if not code:
        return Unreachable("the answer is no SOAP message")
    detail = _detail(fault.detail)
    if not detail and code.lower() in _OURS:
        return Unreachable(f"SOAP fault {code}")
    return Declined(_FAULT, f"{detail or code}: {fault.message}"[:300])


def _detail(detail: Any) -> str:
    """The name of what explains a fault."""
    children = [one for one in detail if isinstance(one.tag, str)] if etree.iselement(detail) else []
    return str(children[0].tag).rsplit("}", 1)[-1] if children else ""
