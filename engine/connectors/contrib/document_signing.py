"""A signature on a document from a signing service: sent as its fingerprint, checked when it comes back."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from engine.connectors.base import Accepted, Blocked, Call, Connector, Declined, Done, Outcome, Paper, Unreachable, Wire
from engine.connectors.contrib.rest import read, text_of
from engine.connectors.descriptor import (
    PARTNER,
    Answered,
    Choice,
    Descriptor,
    ErrorCode,
    Parameter,
    Secret,
    Setting,
    WrongSetting,
)
from engine.connectors.fields import WRONG
from engine.connectors.signatures.verifying import NotGenuine, roots, verify
from engine.connectors.words import both
from engine.text import Text

ROOTS = "signing_roots"
BAD, REFUSED = "bad_signature", "refused"
_PATH = "/signatures"
_ADDRESS, _FILE = "address", "file"
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")
_MOST_BYTES = 10 * 1024 * 1024


class DocumentSigning(Connector):
    """``POST /signatures`` with the fingerprint; the answer is a signature, or 202 with a number until there is one."""

    descriptor = Descriptor(
        id="document.signing",
        version="1",
        title=Text("Ký số văn bản", "Sign a document"),
        summary=Text(
            "Gửi mã băm của văn bản tới dịch vụ ký số và kiểm tra chữ ký nhận về.",
            "Sends a document's fingerprint to a signing service and checks the signature that comes back.",
        ),
        parameters=(
            Parameter(PARTNER, Text("Mã đối tác (dịch vụ ký số)", "Partner code (signing service)"), example="signing"),
            Parameter(
                "paper",
                Text("Văn bản", "Document"),
                required=False,
                help=Text(
                    "Loại giấy đã phát hành hoặc mã thành phần hồ sơ; bản mới nhất được ký",
                    "Role of an issued paper or code of a document; the newest is signed",
                ),
                example="receipt",
            ),
            Parameter(
                "digest",
                Text("Mã băm SHA-256 (khi không chọn văn bản)", "SHA-256 fingerprint (when no document is chosen)"),
                required=False,
                example="=van_ban.sha256",
            ),
            Parameter("signer", Text("Người ký", "Signer"), required=False, private=True, example="=ky_duyet.person"),
            Parameter("reason", Text("Lý do ký", "Reason"), required=False, example="Phê duyệt"),
            Parameter(
                "send",
                Text("Gửi đi", "What is sent"),
                required=False,
                choices=(
                    Choice("digest", Text("Chỉ mã băm", "The fingerprint only")),
                    Choice(_FILE, Text("Cả tệp", "The whole file")),
                ),
                example="digest",
            ),
            Parameter(
                "answer",
                Text("Trả lời", "Answer"),
                required=False,
                choices=(
                    Choice("signature", Text("Chờ đến khi có chữ ký", "Wait for the signature")),
                    Choice(_ADDRESS, Text("Lấy địa chỉ để người ký mở", "Take the address the signer opens")),
                ),
                example="signature",
            ),
            Parameter(
                "reference",
                Text("Số của lần gửi trước", "Number of an earlier request"),
                required=False,
                help=Text("Để lấy chữ ký sau khi người ký đã xác nhận", "To fetch a signature the signer has given"),
            ),
        ),
        results=(
            Answered("signature", Text("Chữ ký (base64)", "Signature (base64)"), example="MEUCIQ…"),
            Answered("signer", Text("Người ký theo chứng thư", "Signer by the certificate"), example="Trần Thị Bình"),
            Answered("serial", Text("Số chứng thư", "Certificate number"), example="5a01"),
            Answered("signed_at", Text("Thời điểm ký", "Signed at"), example="2026-12-01T08:30:00+07:00"),
            Answered("digest", Text("Mã băm đã ký", "Signed fingerprint"), example="9f86…"),
            Answered("redirect", Text("Địa chỉ người ký mở", "Address the signer opens"), example="https://…"),
            Answered("receipt", Text("Số tiếp nhận", "Receipt number"), example="KS-1"),
        ),
        errors=(
            ErrorCode(REFUSED, Text("Người ký hoặc dịch vụ từ chối", "The signer or the service refuses")),
            ErrorCode(BAD, Text("Chữ ký không hợp lệ", "The signature is not genuine")),
            ErrorCode(WRONG, Text("Không có văn bản để ký", "There is no document to sign")),
        ),
        secrets=(Secret("token", Text("Mã truy cập (Bearer)", "Access token (Bearer)")),),
        settings=(
            Setting(
                ROOTS,
                Text("Chứng thư gốc của tổ chức chứng thực (PEM)", "Root certificates of the authorities (PEM)"),
                Text(
                    "Chỉ chữ ký do các gốc này chứng thực được nhận.", "Only signatures that lead to these are taken."
                ),
                required=True,
                check=roots,
            ),
        ),
        timeout=timedelta(seconds=60),
        deadline=timedelta(days=3),
        all_private=True,
    )

    def call(self, call: Call, wire: Wire) -> Outcome:
        """Ask for the signature, or fetch the one of an earlier request; take it only when it is genuine."""
        digest, paper = _what(call)
        trusted = _trusted(wire)
        reference = text_of(call.params.get("reference") or "")
        if reference:
            reply = wire.request("GET", f"{_PATH}/{quote(reference, safe='')}")
        else:
            reply = wire.request("POST", _PATH, body=_asked(call, digest, paper))
        try:
            got = read(reply)
        except Declined as error:
            raise Declined(REFUSED, f"{error.code}: {error}") from error
        told = reply.data if isinstance(reply.data, Mapping) else {}
        if isinstance(got, Accepted):
            return _pending(call, got, told)
        if call.at is None:
            raise Blocked("the time of the call is not known")
        signature = _bytes(told.get("signature"))
        try:
            who = verify(bytes.fromhex(digest), signature, text_of(told.get("certificate") or ""), trusted, call.at)
        except NotGenuine as error:
            raise Declined(BAD, str(error)) from error
        found = {
            "signature": base64.b64encode(signature).decode(),
            "signer": who.name,
            "serial": who.serial,
            "signed_at": text_of(told.get("signed_at") or call.at.isoformat()),
            "digest": digest,
            "redirect": None,
            "receipt": got.receipt,
        }
        return Done(found, got.receipt)


def _what(call: Call) -> tuple[str, Paper | None]:
    role, digest = call.params.get("paper"), text_of(call.params.get("digest") or "")
    if role:
        paper = call.paper(str(role))
        if paper is None:
            raise Declined(WRONG, f"hồ sơ không có “{role}” / the dossier has no {role!r}")
        if not paper.sha256:
            raise Unreachable(both(Text("Văn bản chưa được in xong", "The document is still being printed")))
        return paper.sha256, paper
    if not _DIGEST.fullmatch(digest):
        raise Declined(WRONG, "digest: cần 64 ký tự thập lục phân / 64 hexadecimal digits are needed")
    return digest.lower(), None


def _asked(call: Call, digest: str, paper: Paper | None) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "id": call.key,
        "dossier": call.dossier,
        "algorithm": "SHA-256",
        "digest": digest,
        "name": paper.name if paper else None,
        "signer": call.params.get("signer"),
        "reason": call.params.get("reason"),
    }
    if call.params.get("send") == _FILE and paper is not None:
        data = paper.read()
        if len(data) > _MOST_BYTES:
            raise Declined(WRONG, "văn bản lớn hơn 10 MB / the document is larger than 10 MB")
        asked["content"] = base64.b64encode(data).decode()
    return asked


def _pending(call: Call, got: Accepted, told: Mapping[str, Any]) -> Outcome:
    if call.params.get("answer") != _ADDRESS:
        return got
    address = text_of(told.get("redirect") or "")
    if not address.startswith("https://") and not address.startswith("http://127.0.0.1"):
        raise Unreachable("there is no address for the signer")
    return Done({"redirect": address, "receipt": got.receipt}, got.receipt)


def _trusted(wire: Wire) -> Any:
    try:
        return roots(wire.setting(ROOTS))
    except WrongSetting as error:
        raise Blocked(
            both(Text("Chưa có chứng thư gốc để kiểm tra chữ ký", "No root certificates are kept"))
        ) from error


def _bytes(value: Any) -> bytes:
    try:
        found = base64.b64decode(text_of(value or ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreachable("the signature is not base64") from error
    if not found:
        raise Unreachable("the answer has no signature")
    return found
