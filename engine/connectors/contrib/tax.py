"""The tax authority: takes the information slip of a dossier, answers with a notice of dues, later proves the payment.

The slip is sent by a step; notice and proof come as signed messages that name the slip's number or the dossier's code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.connectors.base import Call, Connector, Outcome, Wire
from engine.connectors.contrib.rest import family, read
from engine.connectors.descriptor import Answered, Descriptor, ErrorCode, Parameter, Secret
from engine.text import Text

TAX = "tax"
NOTICE, PAID = "thong_bao", "da_nop"
_FAMILY = "thong_tin_"
_LONGEST = 120
_MOST = 10**15


class Malformed(ValueError):
    """What the tax system sent does not follow the contract; the message names the field."""


@dataclass(frozen=True)
class Message:
    """A notice of dues, or the proof of a payment; ``values`` are named as the forms of the procedure name them."""

    kind: str
    ref: str
    amount: int
    values: Mapping[str, str]


_FIELDS = {
    NOTICE: ("so_thong_bao", "ngay_thong_bao", "tai_khoan", "ma_kho_bac", "co_quan_thu"),
    PAID: ("so_bien_lai", "ngay_nop"),
}
_MUST = {NOTICE: ("so_thong_bao", "ngay_thong_bao"), PAID: ("so_bien_lai", "ngay_nop")}


def message(data: Any) -> Message:
    """Read a message. Raises ``Malformed``."""
    if not isinstance(data, Mapping) or data.get("loai") not in _FIELDS:
        raise Malformed("loai")
    kind, amount = str(data["loai"]), data.get("so_tien")
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 <= amount <= _MOST:
        raise Malformed("so_tien")
    values = {name: _word(data, name, needed=name in _MUST[kind]) for name in _FIELDS[kind]}
    told = {name: value for name, value in values.items() if value}
    return Message(kind, _word(data, "ref", needed=True), amount, {**told, "so_tien": str(amount)})


def _word(data: Mapping[str, Any], name: str, *, needed: bool) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable() or (needed and not value):
        raise Malformed(name)
    return value


class Slip(Connector):
    """Sends the information slip (Phiếu chuyển thông tin) by which the dues are worked out."""

    descriptor = Descriptor(
        id="tax.slip",
        version="1",
        partner=TAX,
        title=Text("Cơ quan thuế: gửi Phiếu chuyển thông tin", "Tax office: send the information slip"),
        summary=Text(
            "Gửi thông tin để cơ quan thuế xác định nghĩa vụ tài chính; thông báo và chứng từ tự về sau.",
            "Sends what the tax office works the dues out of; its notice and the proof arrive by themselves.",
        ),
        parameters=(
            Parameter("so_phieu", Text("Số phiếu chuyển", "Number of the slip"), required=False, example="PC-118"),
            Parameter("nguoi_nop", Text("Người nộp", "Who pays"), private=True, example="=don.ho_ten"),
            Parameter("so_dinh_danh", Text("Số định danh", "ID number"), required=False, private=True),
            Parameter("gia_tri", Text("Giá trị giao dịch (đồng)", "Value in đồng"), kind="number", required=False),
        ),
        families=(_FAMILY,),
        results=(
            Answered("so_tiep_nhan", Text("Số tiếp nhận của cơ quan thuế", "Receipt number"), example="TAX-000001"),
        ),
        errors=(
            ErrorCode("wrong_field", Text("Thông tin trên phiếu không hợp lệ", "Something on the slip is not valid")),
            ErrorCode("refused", Text("Cơ quan thuế trả lại phiếu", "The tax office sends the slip back")),
        ),
        secrets=(
            Secret("token", Text("Mã truy cập gửi cơ quan thuế", "Access token for the tax office")),
            Secret("callback", Text("Khóa ký thông báo gửi về", "Key that signs call-backs"), required=True),
        ),
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send; every attempt carries the same key."""
        plain = {name: value for name, value in call.params.items() if not name.startswith(_FAMILY)}
        body = {**plain, "ma_ho_so": call.dossier, "thong_tin": family(call.params, _FAMILY)}
        return read(wire.request("POST", "/phieu-chuyen", body=body))
