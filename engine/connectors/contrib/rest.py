"""Any JSON service over HTTP, by parameters alone: whom, which address, which values go where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.connectors.base import Accepted, Answer, Call, Connector, Declined, Done, Outcome, Reply, Unreachable, Wire
from engine.connectors.descriptor import PARTNER, Answered, Choice, Descriptor, ErrorCode, Parameter, Secret
from engine.connectors.plain import parsed
from engine.text import Text

_AGAIN = frozenset({408, 425, 429})
_ACCEPTED = 202
_REFUSED = 400
_BROKEN = 500
BODY, QUERY = "body_", "query_"


def read(reply: Reply) -> Outcome:
    """What an HTTP answer means: done, accepted for later, declined with a code, or to be tried again."""
    data = reply.data if isinstance(reply.data, Mapping) else {"value": reply.data}
    receipt = text_of(data.get("receipt") or data.get("so_tiep_nhan"))
    if reply.status in _AGAIN or reply.status >= _BROKEN:
        raise Unreachable(f"HTTP {reply.status}")
    if reply.status >= _REFUSED:
        raise Declined(
            text_of(data.get("code") or data.get("ma_loi")) or f"http_{reply.status}", text_of(data.get("said"))
        )
    if reply.status == _ACCEPTED:
        if not receipt:
            raise Unreachable("accepted without a receipt number")
        return Accepted(receipt)
    return Done(data, receipt or None)


def read_answer(answer: Answer) -> Outcome:
    """The same of an answer that need not be JSON: any content of a success will do."""
    try:
        data = parsed(answer.data) if answer.data.strip() else None
    except ValueError:
        data = None
    return read(Reply(answer.status, data))


def family(params: Mapping[str, Any], beginning: str) -> dict[str, Any]:
    """The parameters of one family, without their beginning."""
    return {name.removeprefix(beginning): value for name, value in params.items() if name.startswith(beginning)}


def text_of(value: Any) -> str:
    return "" if value is None else str(value)


class Rest(Connector):
    """``body_<name>`` parameters make a JSON object, ``query_<name>`` the query string; the answer is the response."""

    descriptor = Descriptor(
        id="rest",
        version="1",
        title=Text("Gọi dịch vụ REST (JSON)", "Call a REST service (JSON)"),
        summary=Text(
            "Gửi dữ liệu của hồ sơ tới một địa chỉ của đối tác và nhận JSON trả về.",
            "Sends values of the dossier to an address of a partner and takes the JSON that comes back.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác", "Partner code"), example="police"),
            Parameter(
                "path", Text("Đường dẫn", "Path"), help=Text("Bắt đầu bằng /", "Begins with /"), example="/tra-cuu"
            ),
            Parameter(
                "method",
                Text("Phương thức", "Method"),
                required=False,
                choices=tuple(Choice(name, Text(name, name)) for name in ("POST", "GET", "PUT")),
                example="POST",
            ),
            Parameter("body", Text("Toàn bộ nội dung gửi", "The whole body"), kind="context", required=False),
        ),
        families=(BODY, QUERY),
        results=(Answered("value", Text("Nội dung trả lời", "The answer"), kind="any"),),
        all_private=True,
        errors=(ErrorCode("http_404", Text("Không có dữ liệu", "Nothing found")),),
        secrets=(Secret("token", Text("Mã truy cập (Bearer)", "Access token (Bearer)")),),
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send what the parameters say."""
        method = str(call.params.get("method") or "POST").upper()
        body = {**(call.params.get("body") or {}), **family(call.params, BODY)}
        query = {name: text_of(value) for name, value in family(call.params, QUERY).items()}
        path = str(call.params["path"])
        return read(wire.request(method, path, body=None if method == "GET" else body, query=query))
