"""A partner's REST service by its own OpenAPI description: the operations become choices, their fields a form."""

from __future__ import annotations

from engine.connectors.base import Blocked, Call, Connector, Declined, Done, Outcome, Unreachable, Wire
from engine.connectors.contrib.rest import read
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
from engine.connectors.fields import WRONG
from engine.connectors.openapi.operations import Operation, operations
from engine.connectors.openapi.requests import request
from engine.connectors.words import both
from engine.text import Text

DESCRIPTION = "openapi"
_KEY = "api_key"


class OpenApi(Connector):
    """``path_``, ``query_``, ``header_`` and ``body_`` parameters go where the description says."""

    descriptor = Descriptor(
        id="rest.openapi",
        version="1",
        title=Text("Gọi dịch vụ REST theo mô tả OpenAPI", "Call a REST service described by OpenAPI"),
        summary=Text(
            "Chọn một dịch vụ trong tài liệu OpenAPI của đối tác; biểu mẫu tham số và kết quả lấy từ tài liệu đó.",
            "Choose an operation of the partner's OpenAPI document; parameters and results come from it.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác", "Partner code"), example="land"),
            Parameter(OPERATION, Text("Dịch vụ (operationId)", "Operation (operationId)"), example="traCuuThuaDat"),
        ),
        families=("path_", "query_", "header_", "body_"),
        results=(Answered("value", Text("Nội dung trả lời", "The answer"), kind="any", example="…"),),
        errors=(
            ErrorCode(WRONG, Text("Dữ liệu gửi thiếu hoặc sai kiểu", "A value sent is missing or of a wrong kind")),
        ),
        secrets=(Secret(_KEY, Text("Khóa API gửi trong tiêu đề", "API key sent in a header")),),
        all_private=True,
        settings=(
            Setting(
                DESCRIPTION,
                Text("Tài liệu OpenAPI 3 (JSON)", "OpenAPI 3 document (JSON)"),
                Text(
                    "Dán nội dung hoặc chọn tệp, tối đa 1 MB, không tham chiếu ra ngoài.",
                    "Paste it or choose a file: at most 1 MB, without references to elsewhere.",
                ),
                check=operations,
            ),
        ),
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Call the operation the step names."""
        one = named(wire.setting(DESCRIPTION), str(call.params.get(OPERATION) or ""))
        made = request(one, call.params)
        headers = dict(made.headers)
        if one.key_header:
            headers[one.key_header] = wire.secret(_KEY)
        reply = wire.request(
            made.method, made.path, body=made.body, query=made.query, headers=headers, shown_path=one.path
        )
        try:
            got = read(reply)
        except Declined as error:
            raise Declined(f"http_{reply.status}", f"{error.code}: {error}") from error
        if isinstance(got, Done) and one.is_object and not isinstance(reply.data, dict):
            raise Unreachable("the answer is not the object that was described")
        return got


def named(text: str, operation: str) -> Operation:
    """The operation of a document. Raises ``Blocked`` when an administrator must do something."""
    if not text:
        said = Text("Đối tác chưa có tài liệu OpenAPI", "No OpenAPI document is kept with the partner")
        raise Blocked(both(said))
    try:
        found = operations(text).get(operation)
    except WrongSetting as error:
        raise Blocked(both(error.said)) from error
    if found is None:
        said = Text(
            f"Tài liệu OpenAPI không có dịch vụ “{operation}”", f"The OpenAPI document has no operation {operation!r}"
        )
        raise Blocked(both(said))
    return found
