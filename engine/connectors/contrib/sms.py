"""Text messages and Zalo messages through any HTTP gateway whose request an administrator has written down."""

from __future__ import annotations

from typing import Any

from engine.connectors.base import Answer, Blocked, Call, Connector, Declined, Done, Outcome, Unreachable, Wire
from engine.connectors.contrib.rest import family, text_of
from engine.connectors.contrib.sms_template import EXAMPLE, SECRETS, Template, fill, read
from engine.connectors.descriptor import (
    PARTNER,
    Answered,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.phones import mobile
from engine.connectors.plain import parsed
from engine.connectors.words import both
from engine.text import Text

TEMPLATE = "sms_template"
WRONG_PHONE, REFUSED = "wrong_phone", "sms_refused"
_LONGEST = 1000
_AGAIN = frozenset({408, 425, 429})
_BROKEN, _BAD = 500, 400
_VALUE = "value_"


class Sms(Connector):
    """``value_`` parameters fill a message template of the gateway (Zalo ZNS); ``text`` is a plain message."""

    descriptor = Descriptor(
        id="sms",
        version="1",
        title=Text("Gửi tin nhắn SMS/Zalo", "Send an SMS or Zalo message"),
        summary=Text(
            "Gửi tin nhắn qua cổng tin nhắn của cơ quan.", "Sends a message through the agency's message gateway."
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác (cổng tin nhắn)", "Partner code (gateway)"), example="sms"),
            Parameter(
                "phone", Text("Số điện thoại di động", "Mobile number"), example="=don.so_dien_thoai", private=True
            ),
            Parameter(
                "text",
                Text("Nội dung tin", "Text"),
                required=False,
                example="Ho so cua ban da co ket qua.",
                private=True,
            ),
        ),
        families=(_VALUE,),
        results=(Answered("ma_tin", Text("Mã tin nhắn", "Message number"), example="SMS-1"),),
        errors=(
            ErrorCode(WRONG_PHONE, Text("Không phải số di động Việt Nam", "Not a Vietnamese mobile number")),
            ErrorCode(REFUSED, Text("Cổng tin nhắn từ chối", "The gateway refuses")),
        ),
        secrets=(
            Secret(SECRETS[0], Text("Khóa cổng tin nhắn ({sms_key})", "Gateway key ({sms_key})")),
            Secret(SECRETS[1], Text("Mật khẩu cổng tin nhắn ({sms_secret})", "Gateway secret ({sms_secret})")),
        ),
        settings=(
            Setting(
                TEMPLATE,
                Text("Mẫu gửi tin của cổng", "The gateway's request"),
                Text("Điền một lần cho mỗi cổng (JSON), ví dụ:", "Written once per gateway (JSON), for example:"),
                required=True,
                example=EXAMPLE,
                check=read,
            ),
        ),
        idempotency=Text(
            "Mẫu đặt khóa của lần gọi vào {key}; cổng bỏ tin trùng khóa.",
            "The template puts the call's key into {key}; the gateway drops a message with a known key.",
        ),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send."""
        template = _template(wire.setting(TEMPLATE))
        phone = mobile(str(call.params.get("phone") or ""), template.phone)
        if phone is None:
            raise Declined(WRONG_PHONE)
        text = str(call.params.get("text") or "")[:_LONGEST]
        values = {name: text_of(value) for name, value in family(call.params, _VALUE).items()}
        places: dict[str, Any] = {"phone": phone, "text": text, "key": call.key, "values": values}
        places.update({name: wire.secret(name) for name in SECRETS if name in template.used})
        data, kind = template.filled(places)
        headers = {name: _one_line(fill(value, places)) for name, value in template.headers.items()}
        answer = wire.fetch(
            "POST", template.path, data=data, headers={"Content-Type": kind, **headers}, shown={"bytes": len(data)}
        )
        return _read(answer, template)


def _template(text: str) -> Template:
    try:
        return read(text)
    except WrongSetting as error:
        raise Blocked(both(Text("Chưa có mẫu gửi tin của cổng", "The gateway has no request template"))) from error


def _read(answer: Answer, template: Template) -> Outcome:
    if answer.status in _AGAIN or answer.status >= _BROKEN:
        raise Unreachable(f"HTTP {answer.status}")
    if answer.status >= _BAD:
        raise Declined(REFUSED, f"HTTP {answer.status}")
    told = _told(answer.data)
    code = _at(told, template.good_field)
    if code in template.again:
        raise Unreachable(f"the gateway asks to try again ({code})")
    if template.good_field and code not in template.good:
        if told is None:
            raise Unreachable("the answer is not JSON")
        raise Declined(REFUSED, code[:60])
    receipt = _at(told, template.receipt)
    return Done({"ma_tin": receipt}, receipt or None)


def _told(data: bytes) -> Any:
    try:
        return parsed(data)
    except ValueError:
        return None


def _at(told: Any, path: str) -> str:
    for name in path.split(".") if path else ():
        told = told.get(name) if isinstance(told, dict) else None
    return "" if told is None or not path else text_of(told)


def _one_line(value: Any) -> str:
    text = str(value)
    if not (text.isascii() and text.isprintable()):
        raise Blocked(both(Text("Tiêu đề của mẫu có ký tự lạ", "A header of the template has odd characters")))
    return text
