"""A signed message to another system, like the ones partners send to us; an answer may come by a call-back."""

from __future__ import annotations

import json
from datetime import timedelta

from engine.connectors import signing
from engine.connectors.base import Accepted, Blocked, Call, Connector, Declined, Done, Outcome, Wire
from engine.connectors.contrib.rest import family, read_answer
from engine.connectors.descriptor import PARTNER, Answered, Choice, Descriptor, ErrorCode, Parameter, Secret
from engine.connectors.words import both
from engine.text import Text

SECRET = "webhook"
_DATA = "data_"
_LATER = "call_back"


class Webhook(Connector):
    """Posts ``{event, id, at, dossier, data}``; ``id`` is the same for every attempt."""

    descriptor = Descriptor(
        id="webhook",
        version="1",
        title=Text("Báo cho hệ thống khác (webhook)", "Tell another system (webhook)"),
        summary=Text(
            "Gửi thông báo có chữ ký tới địa chỉ của đối tác; có thể chờ đối tác gửi trả lời về.",
            "Sends a signed message to the partner's address; may wait for the partner's call-back.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác", "Partner code"), example="bien-lai"),
            Parameter("event", Text("Tên sự kiện", "Name of the event"), example="ho_so.da_duyet"),
            Parameter(
                "answer",
                Text("Trả lời", "Answer"),
                required=False,
                choices=(
                    Choice("at_once", Text("Chỉ cần nhận", "Receiving is enough")),
                    Choice(_LATER, Text("Chờ đối tác gửi về", "Wait for the partner's call-back")),
                ),
                example="at_once",
            ),
        ),
        families=(_DATA,),
        results=(Answered("value", Text("Nội dung trả lời", "The answer"), kind="any", example="ok"),),
        errors=(ErrorCode("refused", Text("Đối tác từ chối", "The partner refuses")),),
        secrets=(Secret(SECRET, Text("Khóa ký thông báo gửi đi", "Key that signs what is sent"), required=True),),
        idempotency=Text(
            "Số thông báo là khóa của lần gọi, giống nhau ở mọi lần gửi lại.",
            "The message's number is the call's key, the same for every attempt.",
        ),
        deadline=timedelta(days=5),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send, signed with the present time."""
        secret = wire.secret(SECRET)
        if not secret or call.at is None:
            said = Text("Đối tác chưa có khóa ký thông báo gửi đi", "The partner has no key to sign messages with")
            raise Blocked(both(said))
        message = {
            "event": str(call.params.get("event") or ""),
            "id": call.key,
            "at": call.at.isoformat(),
            "dossier": call.dossier,
            "data": family(call.params, _DATA),
        }
        data = json.dumps(message, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            **signing.headers(secret, call.key, data, call.at),
        }
        answer = wire.fetch("POST", "", data=data, headers=headers, shown=message)
        try:
            got = read_answer(answer)
        except Declined as error:
            raise Declined("refused", f"{error.code}: {error}") from error
        if call.params.get("answer") == _LATER and isinstance(got, Done):
            return Accepted(got.receipt or call.key)
        return got
