"""The national public-service portal as it wants to be talked to: log in, one address, services by name.

Names of services and fields are the portal's contract. The portal is the partner ``portal``: the secret ``token`` is
our password there, the setting ``madonvi`` our agency code.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.connectors.base import Blocked, Call, Connector, Declined, Done, Outcome, Reply, Unreachable, Wire
from engine.connectors.descriptor import Answered, Descriptor, ErrorCode, Parameter, Secret, Setting
from engine.platform.time import VIETNAM, local
from engine.text import Text

PORTAL = "portal"
SUBMIT, PROGRESS, LOOK_UP = "DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"
PROCEDURE, PROCEDURES = "LayThuTuc", "LayDanhSachTTHC"
NEW_CODE, UPLOAD, DOWNLOAD = "LayMaHoSo", "TaiTepDinhKem", "LayTepDinhKem"
LOG_IN, SERVICES = "/mapi/login", "/mapi/g"
STAMP = "%Y%m%d%H%M%S"
_GOOD = "0"
_SESSION_OVER = "401"
_LONGEST = 300


def stamp(at: datetime | None) -> str:
    """An instant as the portal writes it: yyyyMMddHHmmss on a Vietnamese wall clock; empty for none."""
    return f"{local(at):{STAMP}}" if at else ""


def instant(text: str) -> datetime:
    """Read such a text. Raises ValueError."""
    return datetime.strptime(text, STAMP).replace(tzinfo=VIETNAM)


class Session:
    """One log-in at the portal, made when it is first needed and once more when the portal has ended it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._session = ""
        self.unit = wire.setting("madonvi")

    def ask(self, service: str, data: Any, key: str, *, updating: bool = False) -> Any:
        """Call a service; the same ``key`` has one effect. Raises ``Declined`` with the portal's words."""
        for again in (True, False):
            said = self._send(service, data, key, updating=updating)
            code = str(said.get("error_code", ""))
            if code == _GOOD:
                return said.get("result")
            if code != _SESSION_OVER or not again:
                raise Declined(code or "no_code", str(said.get("err_msg") or code)[:_LONGEST])
            self._session = ""
        raise AssertionError("unreachable")

    def upload(self, code: str, name: str, data: bytes, key: str) -> str:
        """Send a file of a dossier; returns the portal's number of it."""
        told = {"MaHoSo": code, "TenTepDinhKem": name, "NoiDung": base64.b64encode(data).decode()}
        found = self.ask(UPLOAD, told, key)
        return str(found.get("TepDinhKemId") or "") if isinstance(found, Mapping) else ""

    def download(self, file_id: str) -> bytes:
        """Fetch a file by the portal's number."""
        found = self.ask(DOWNLOAD, {"TepDinhKemId": file_id}, f"tep/{file_id}")
        try:
            return base64.b64decode(str(found["NoiDung"]), validate=True)
        except (KeyError, TypeError, ValueError) as error:
            raise Unreachable("the file has no readable content") from error

    def _send(self, service: str, data: Any, key: str, *, updating: bool) -> Mapping[str, Any]:
        body = {
            "session": self._session or self._log_in(),
            "madonvi": self.unit,
            "service": service,
            "isUpdating": "true" if updating else "false",
            "data": data if isinstance(data, list) else [data],
        }
        return _said(self._wire.request("POST", SERVICES, body=body, headers={"Idempotency-Key": key}))

    def _log_in(self) -> str:
        password = self._wire.secret("token")
        if not (self.unit and password):
            raise Blocked("the portal's partner has no agency code (madonvi) or no token")
        said = _said(self._wire.request("POST", LOG_IN, body={"username": self.unit, "password": password}))
        self._session = str(said.get("session") or "")
        if not self._session:
            raise Blocked("the portal does not let us log in: check the agency code and the token")
        return self._session


def _said(reply: Reply) -> Mapping[str, Any]:
    if reply.status != 200 or not isinstance(reply.data, Mapping):
        raise Unreachable(f"HTTP {reply.status}")
    return reply.data


_SECRETS = (
    Secret("token", Text("Mật khẩu của đơn vị tại Cổng", "Our password at the portal"), required=True),
    Secret("callback", Text("Khóa ký thông báo Cổng gửi về", "Key that signs the portal's messages")),
)
_SETTINGS = (Setting("madonvi", Text("Mã đơn vị tại Cổng", "Our agency code at the portal"), required=True),)
_UNKNOWN = ErrorCode("404", Text("Cổng không có dữ liệu này", "The portal does not know it"))


class LookUp(Connector):
    """Asks the portal how far a dossier is."""

    service, field = LOOK_UP, "MaHoSo"
    descriptor = Descriptor(
        id="portal.dossier",
        version="1",
        partner=PORTAL,
        title=Text("Cổng DVC quốc gia: tra cứu hồ sơ", "National portal: look a dossier up"),
        summary=Text("Hỏi Cổng Dịch vụ công quốc gia tình trạng một hồ sơ.", "Asks the portal how far a dossier is."),
        parameters=(Parameter("MaHoSo", Text("Mã hồ sơ tại Cổng", "The portal's code"), example="=don.ma_ho_so"),),
        results=(
            Answered("TrangThaiHoSo", Text("Mã trạng thái (1–10)", "Status code (1–10)"), example="4"),
            Answered("TenTTHC", Text("Tên thủ tục", "Procedure"), example="Đăng ký khai sinh"),
        ),
        errors=(_UNKNOWN,),
        secrets=_SECRETS,
        settings=_SETTINGS,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Ask for one thing by its code."""
        found = Session(wire).ask(self.service, {self.field: str(call.params[self.field])}, call.key)
        first = found[0] if isinstance(found, Sequence) and not isinstance(found, str) and found else found
        return Done(first if isinstance(first, Mapping) else {"value": first})


class ProcedureSheet(LookUp):
    """Fetches the national sheet of a procedure."""

    service, field = PROCEDURE, "MaTTHC"
    descriptor = Descriptor(
        id="portal.procedure",
        version="1",
        partner=PORTAL,
        title=Text("Cổng DVC quốc gia: lấy thông tin thủ tục", "National portal: sheet of a procedure"),
        summary=Text(
            "Lấy thông tin một thủ tục từ CSDL quốc gia về TTHC.", "Fetches the national sheet of a procedure."
        ),
        parameters=(
            Parameter(
                "MaTTHC",
                Text("Mã thủ tục", "Procedure code"),
                example="1.001193",
            ),
        ),
        results=(Answered("TENTTHC", Text("Tên thủ tục", "Name"), example="Đăng ký khai sinh"),),
        errors=(_UNKNOWN,),
        secrets=_SECRETS,
        settings=_SETTINGS,
    )
