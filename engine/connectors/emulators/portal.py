"""The emulated national portal: believes no payload that is not exactly the contract's, and tells anybody how far."""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from engine.connectors.contrib import portal as contract
from engine.connectors.emulators import portal_fields
from engine.connectors.emulators.calling_back import CallBack
from engine.connectors.emulators.emulator import DROPPED, Asked, Noted, Notice, Told
from engine.connectors.emulators.office import Behaviour
from engine.text import Text

PORT = 8705
PASSWORD = "mat-khau-mo-phong-cong-quoc-gia"
UNIT = "H99"
_SLOW = 3.0
_SAMPLES = {"1.001193": "Thủ tục đăng ký khai sinh", "1.000894": "Thủ tục đăng ký kết hôn"}


class Wrong(Exception):
    """What the portal answers instead of doing something: a code and a sentence."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code


@dataclass
class NationalPortal:
    """The portal with its dossiers. ``filed`` are those citizens filed there, to be sent to us."""

    code: str = "portal"
    name: str = "Cổng Dịch vụ công quốc gia (mô phỏng)"
    token: str = PASSWORD
    back: CallBack | None = None
    behaviour: Behaviour = Behaviour.GOOD
    behaviours: Sequence[Behaviour] = (
        Behaviour.GOOD,
        Behaviour.SLOW,
        Behaviour.REFUSE,
        Behaviour.LOSE,
        Behaviour.SILENCE,
        Behaviour.DOWN,
    )
    acts: Mapping[str, Text] = field(
        default_factory=lambda: {
            "file": Text("Công dân nộp một hồ sơ khai sinh tại Cổng", "A citizen files a birth registration here"),
            "forget": Text("Kết thúc mọi phiên làm việc", "End every log-in"),
        }
    )
    requests: int = 0
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    progress: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    held_files: dict[str, dict[str, str]] = field(default_factory=dict)
    filed: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[str, Any] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    _sessions: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def attach(self, back: CallBack) -> None:
        """Learn where dossiers filed here go."""
        self.back = back

    def answer(self, asked: Asked) -> Told:
        """Log somebody in, or do what a service says."""
        with self._lock:
            self.requests += 1
            if self.behaviour is Behaviour.DOWN:
                return Told(503)
            if self.behaviour is Behaviour.SILENCE:
                return Told(DROPPED)
            if asked.path == contract.LOG_IN:
                return self._log_in(asked.sent)
            told = self._serve(asked)
        if self.behaviour is Behaviour.LOSE:
            return Told(DROPPED)
        return told

    def noted(self) -> Sequence[Noted]:
        """The dossiers it knows."""
        return [
            Noted(code, {"DongBoHoSoMC": held, "CapNhatTienDoHoSoMC": self.progress.get(code, [])})
            for code, held in self.dossiers.items()
        ]

    def notices(self, act: str = "") -> Sequence[Notice]:
        """The dossiers filed here and not sent yet; or end every log-in."""
        if act == "file":
            self.file(_sample(self))
        with self._lock:
            if act == "forget":
                self._sessions.clear()
                return []
            due, self.filed = self.filed, []
        return [Notice(f"{one['MaHoSo']}-1", {"service": contract.SUBMIT, "data": [one]}) for one in due]

    def file(self, dossier: Mapping[str, Any]) -> dict[str, Any]:
        """A citizen files a dossier here; it is sent when the panel says so."""
        code = f"G22-{len(self.dossiers) + 1:06d}"
        held = {**portal_fields.EMPTY, **dossier, "MaHoSo": code, "TrangThaiHoSo": "1", "HinhThuc": "2"}
        self.dossiers[code] = held
        self.filed.append(held)
        return held

    def keep_file(self, name: str, data: bytes) -> str:
        """Hold a file a citizen attached here; returns its number."""
        number = f"TEP-{len(self.held_files) + 1:06d}"
        self.held_files[number] = {"TenTepDinhKem": name, "NoiDung": base64.b64encode(data).decode()}
        return number

    def _log_in(self, sent: Mapping[str, Any]) -> Told:
        if not sent.get("username") or sent.get("password") != self.token:
            return _said({"error_code": "403", "err_msg": "Sai tên hoặc mật khẩu", "session": ""})
        session = secrets.token_hex(8)
        self._sessions.add(session)
        return _said({"error_code": "0", "session": session})

    def _serve(self, asked: Asked) -> Told:
        wait = _SLOW if self.behaviour is Behaviour.SLOW else 0.0
        try:
            return _said({"error_code": "0", "result": self._done(asked)}, wait)
        except Wrong as error:
            return _said({"error_code": error.code, "err_msg": str(error)}, wait)

    def _done(self, asked: Asked) -> Any:
        sent = asked.sent
        service, data = sent.get("service"), sent.get("data")
        one = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
        if service == contract.LOOK_UP:
            return self._look_up(str(one.get("MaHoSo") or ""))
        if sent.get("session") not in self._sessions:
            raise Wrong("401", "Phiên làm việc đã hết")
        if self.behaviour is Behaviour.REFUSE:
            raise Wrong("-1", "Cổng từ chối dữ liệu")
        do = self._services.get(str(service))
        if do is None:
            raise Wrong("404", f"Không có dịch vụ {service}")
        key = asked.headers.get("idempotency-key", "")
        if not key:
            raise Wrong("-1", "Thiếu khóa lần gửi")
        self.times[key] = self.times.get(key, 0) + 1
        if key not in self.seen:
            self.seen[key] = do(one, sent.get("isUpdating") == "true")
        return self.seen[key]

    @property
    def _services(self) -> dict[str, Callable[[dict[str, Any], bool], Any]]:
        return {
            contract.NEW_CODE: self._new_code,
            contract.UPLOAD: self._upload,
            contract.DOWNLOAD: self._download,
            contract.SUBMIT: self._submit,
            contract.PROGRESS: self._progress,
            contract.PROCEDURE: self._procedure,
            contract.PROCEDURES: self._procedures,
        }

    def _new_code(self, one: dict[str, Any], _: bool) -> Any:
        self._require(portal_fields.missing(one, ("MaTTHC", "SoBienNhan")))
        return {"MaHoSo": f"{UNIT}-QG-{len(self.seen) + 1:06d}"}

    def _upload(self, one: dict[str, Any], _: bool) -> Any:
        self._require(portal_fields.missing(one, ("MaHoSo", "TenTepDinhKem", "NoiDung")))
        return {"TepDinhKemId": self.keep_file(one["TenTepDinhKem"], base64.b64decode(one["NoiDung"]))}

    def _download(self, one: dict[str, Any], _: bool) -> Any:
        held = self.held_files.get(str(one.get("TepDinhKemId") or ""))
        if held is None:
            raise Wrong("404", "Không có tệp này")
        return held

    def _submit(self, one: dict[str, Any], updating: bool) -> Any:
        self._require(portal_fields.faults_of_dossier(one))
        code = one["MaHoSo"]
        if updating and code not in self.dossiers:
            raise Wrong("404", f"Chưa có hồ sơ {code}")
        unknown = [paper["TepDinhKemId"] for paper in one["TaiLieuNop"] if paper["TepDinhKemId"] not in self.held_files]
        self._require([f"TaiLieuNop: {number}" for number in unknown])
        self.dossiers[code] = one
        return {"MaHoSo": code}

    def _progress(self, one: dict[str, Any], _: bool) -> Any:
        self._require(portal_fields.faults_of_progress(one))
        if one["MaHoSo"] not in self.dossiers:
            raise Wrong("404", f"Chưa có hồ sơ {one['MaHoSo']}")
        lines = self.progress.setdefault(one["MaHoSo"], [])
        if lines and lines[-1]["ThoiDiemXuLy"] > one["ThoiDiemXuLy"]:
            raise Wrong("-1", "Tiến độ đến không theo thứ tự thời gian")
        lines.append(one)
        return {"MaHoSo": one["MaHoSo"]}

    def _look_up(self, code: str) -> Any:
        """How far a dossier is, for anybody who knows its code; nothing of the person."""
        held = self.dossiers.get(code)
        if held is None:
            raise Wrong("404", "Không tìm thấy hồ sơ")
        shown = ("MaHoSo", "MaTTHC", "TenTTHC", "TrangThaiHoSo", "NgayTiepNhan", "NgayHenTra", "DonViXuLy")
        steps = ("ThoiDiemXuLy", "PhongBanXuLy", "NoiDungXuLy", "TrangThai")
        lines = [{name: line[name] for name in steps} for line in self.progress.get(code, [])]
        return [{**{name: held[name] for name in shown}, "TienDo": lines}]

    def _procedure(self, one: dict[str, Any], _: bool) -> Any:
        code = str(one.get("MaTTHC") or "")
        if code not in _SAMPLES:
            raise Wrong("404", "Không có thủ tục này")
        return [{"MATTHC": code, "TENTTHC": _SAMPLES[code], "TRINHTUTHUCHIEN": [], "THANHPHANHOSO": []}]

    def _procedures(self, _one: dict[str, Any], _: bool) -> Any:
        return [{"MATTHC": code, "TENTTHC": name} for code, name in _SAMPLES.items()]

    @staticmethod
    def _require(faults: Sequence[str]) -> None:
        if faults:
            raise Wrong("-1", "Sai dữ liệu: " + "; ".join(faults[:10]))


def national_portal() -> NationalPortal:
    """A fresh portal."""
    return NationalPortal()


def _sample(portal: NationalPortal) -> dict[str, Any]:
    """A birth registration somebody might file, with the one paper it needs."""
    said: dict[str, Any] = json.loads(files("engine.connectors.emulators").joinpath("portal_sample.json").read_bytes())
    paper = dict.fromkeys(("DuongDanTaiTepTin", "MaThanhPhanHoSo"), "")
    number = portal.keep_file("giay-chung-sinh.pdf", b"%PDF-1.4\n%%EOF\n")
    paper |= {"TepDinhKemId": number, "TenTepDinhKem": "giay-chung-sinh.pdf", "IsDeleted": "False"}
    return {**said, "ThongTinKhac": json.dumps(said["ThongTinKhac"], ensure_ascii=False), "TaiLieuNop": [paper]}


def _said(data: Mapping[str, Any], wait: float = 0.0) -> Told:
    return Told(200, json.dumps(dict(data), ensure_ascii=False).encode(), wait=wait)
