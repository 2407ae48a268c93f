"""Agencies a dossier of civil status meets: police (residence), social insurance (card, funeral), justice (status)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.connectors.base import Call, Connector, Outcome, Wire
from engine.connectors.contrib.rest import read
from engine.connectors.descriptor import Answered, Descriptor, ErrorCode, Parameter, Secret
from engine.connectors.optional import Stated, stated
from engine.text import Text

_TOKEN = Secret("token", Text("Mã truy cập (Bearer)", "Access token (Bearer)"))
_CALLBACK = Secret("callback", Text("Khóa ký thông báo gửi về", "Key that signs call-backs"))
_NAME = Parameter("ho_ten", Text("Họ và tên", "Full name"), private=True, example="=don.ho_ten")
_BORN = Parameter("ngay_sinh", Text("Ngày sinh", "Date of birth"), kind="date", private=True, example="=don.ngay_sinh")
_RECEIPT = Answered("so_tiep_nhan", Text("Số tiếp nhận của đối tác", "Partner's receipt number"), example="TN-0001")
_WRONG = ErrorCode("wrong_field", Text("Dữ liệu gửi không hợp lệ", "A value sent is not valid"))
_REFUSED = ErrorCode("refused", Text("Đối tác từ chối", "The partner refuses"))
_SUPPLEMENT = ErrorCode("bo_sung", Text("Đối tác yêu cầu bổ sung", "The partner asks for a supplement"))
_ERRORS = (_WRONG, _REFUSED, _SUPPLEMENT)
_SECRETS = (_TOKEN, _CALLBACK)
_NUMBER = Parameter("so_dinh_danh", Text("Số định danh cá nhân", "Personal number"), required=False, private=True)
_DIED = Parameter("ngay_chet", Text("Ngày chết", "Date of death"), kind="date", private=True, example="=don.ngay_chet")
_EARLIER = Parameter(
    "so_tiep_nhan_truoc",
    Text("Số tiếp nhận của lần gửi trước", "Receipt number of the earlier request"),
    required=False,
    help=Text(
        "Hệ thống tự điền khi gửi lại sau bổ sung.", "Filled in by the machine when it asks again after a supplement."
    ),
)
_STATUSES = {
    "da_tiep_nhan": "received",
    "dang_xu_ly": "processing",
    "cho_bo_sung": "supplement",
    "bo_sung": "supplement",
    "refused": "refused",
    "da_xong": "done",
}


class _Agency(Connector):
    """Sends the parameters as one JSON object to the agency's one address."""

    path: str

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Send; every attempt carries the same key."""
        return read(wire.request("POST", self.path, body=dict(call.params)))

    def withdraw(self, call: Call, wire: Wire) -> None:
        """Take the call of this key back."""
        read(wire.request("POST", f"{self.path}/rut", body={"receipt": call.receipt}))

    def statement(self, day: date, wire: Wire) -> Sequence[Stated]:
        """The agency's list of a day."""
        return stated(wire.request("GET", "/doi-soat", query={"ngay": day.isoformat()}))


class Residence(_Agency):
    """Permanent residence of a child, registered by the police."""

    path = "/dang-ky-thuong-tru"
    descriptor = Descriptor(
        id="police.residence",
        version="1",
        partner="police",
        title=Text("Công an: đăng ký thường trú", "Police: registration of residence"),
        summary=Text(
            "Gửi thông tin để cơ quan công an đăng ký thường trú.", "Asks the police to register a person's residence."
        ),
        parameters=(
            _NAME,
            _BORN,
            _NUMBER,
            Parameter("noi_thuong_tru", Text("Nơi đăng ký thường trú", "Place of residence"), required=False),
            Parameter(
                "chu_ho",
                Text("Số định danh của chủ hộ", "Personal number of the head of household"),
                required=False,
                private=True,
            ),
            _EARLIER,
        ),
        results=(_RECEIPT, Answered("cu_tru", Text("Nơi thường trú", "Residence"), example="Xã An Bình, tỉnh An Hòa")),
        errors=_ERRORS,
        secrets=_SECRETS,
        statuses=_STATUSES,
    )


class RemovalOfResidence(_Agency):
    """The residence of somebody who has died, removed by the police."""

    path = "/xoa-thuong-tru"
    descriptor = Descriptor(
        id="police.removal",
        version="1",
        partner="police",
        title=Text("Công an: xóa đăng ký thường trú", "Police: removal of residence"),
        summary=Text(
            "Đề nghị cơ quan công an xóa đăng ký thường trú của người đã chết.",
            "Asks the police to remove the residence of a person who has died.",
        ),
        parameters=(
            _NAME,
            _DIED,
            _NUMBER,
            Parameter("noi_thuong_tru", Text("Nơi thường trú cuối cùng", "Last residence"), required=False),
            _EARLIER,
        ),
        results=(
            _RECEIPT,
            Answered("ngay_xoa", Text("Ngày xóa thường trú", "Day of removal"), kind="date", example="2026-12-09"),
        ),
        errors=_ERRORS,
        secrets=_SECRETS,
        statuses=_STATUSES,
    )


class InsuranceCard(_Agency):
    """A health insurance card for a child under six."""

    path = "/cap-the-bhyt"
    descriptor = Descriptor(
        id="insurance.card",
        version="1",
        partner="insurance",
        title=Text("Bảo hiểm xã hội: cấp thẻ BHYT", "Social insurance: health insurance card"),
        summary=Text("Đề nghị cấp thẻ bảo hiểm y tế.", "Asks for a health insurance card."),
        parameters=(
            _NAME,
            _BORN,
            _NUMBER,
            Parameter("noi_kham", Text("Nơi khám ban đầu", "First clinic"), required=False),
            _EARLIER,
        ),
        results=(_RECEIPT, Answered("so_the", Text("Số thẻ BHYT", "Card number"), example="TE1010000000001")),
        errors=_ERRORS,
        secrets=_SECRETS,
        statuses=_STATUSES,
    )


class CivilStatus(_Agency):
    """A birth entered in the ministry's civil status register, which gives the personal number."""

    path = "/ho-tich/khai-sinh"
    descriptor = Descriptor(
        id="justice.birth",
        version="1",
        partner="justice",
        title=Text("Bộ Tư pháp: đăng ký khai sinh", "Ministry of Justice: birth entry"),
        summary=Text(
            "Ghi khai sinh vào cơ sở dữ liệu hộ tịch điện tử và nhận số định danh.",
            "Enters a birth in the civil status database and returns the personal number.",
        ),
        parameters=(
            _NAME,
            _BORN,
            Parameter("so_dang_ky", Text("Số đăng ký", "Entry number"), required=False),
            _EARLIER,
        ),
        results=(
            _RECEIPT,
            Answered("so_dinh_danh", Text("Số định danh", "Personal number"), example="001326000001", private=True),
        ),
        errors=_ERRORS,
        secrets=_SECRETS,
        statuses=_STATUSES,
    )


class DeathEntry(_Agency):
    """A death entered in the ministry's civil status register."""

    path = "/ho-tich/khai-tu"
    descriptor = Descriptor(
        id="justice.death",
        version="1",
        partner="justice",
        title=Text("Bộ Tư pháp: ghi khai tử", "Ministry of Justice: death entry"),
        summary=Text(
            "Ghi việc khai tử vào cơ sở dữ liệu hộ tịch điện tử.", "Enters a death in the civil status database."
        ),
        parameters=(
            _NAME,
            _DIED,
            _NUMBER,
            Parameter("so_dang_ky", Text("Số đăng ký", "Entry number"), required=False),
            _EARLIER,
        ),
        results=(
            _RECEIPT,
            Answered("so_ghi_nhan", Text("Số ghi nhận khai tử", "Number of the entry"), example="KT-2026-000001"),
        ),
        errors=_ERRORS,
        secrets=_SECRETS,
        statuses=_STATUSES,
    )


ALL: tuple[type[Connector], ...] = (Residence, RemovalOfResidence, InsuranceCard, CivilStatus, DeathEntry)
