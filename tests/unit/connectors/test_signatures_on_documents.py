"""A signature is taken only when it is over this document, by a certificate that leads to a trusted root, in time."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from engine.connectors.base import Accepted, Blocked, Call, Declined, Done, Paper, Unreachable
from engine.connectors.contrib.document_signing import DocumentSigning
from engine.connectors.descriptor import WrongSetting
from engine.connectors.emulators import signing
from engine.connectors.emulators.office import Behaviour
from engine.connectors.emulators.serving import Serving
from engine.connectors.signatures.verifying import NotGenuine, roots, verify
from engine.connectors.wire import HttpWire
from tests.support.answering import partner_answering
from tests.support.certificates import Authority

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
PDF = b"%PDF-1.7 quyet dinh"
DIGEST = hashlib.sha256(PDF)
PAPER = Paper("decision", "Quyết định.pdf", DIGEST.hexdigest(), lambda: PDF)


def _call(url: str, receipt: str = "", trusted: str = "", at: datetime = AT, **params: Any) -> Any:
    wire = HttpWire(url, "khoa-1", local=True, seconds=5, settings={"signing_roots": trusted or signing.root()})
    given = {"partner": "signing", "paper": "decision", **params}
    return DocumentSigning().call(Call("khoa-1", given, "H-1", at, receipt, (PAPER,)), wire)


def test_the_emulated_service_signs_and_its_signature_is_checked() -> None:
    with Serving(signing.signing()) as service:
        done = _call(service.url)
        again = _call(service.url)
    assert isinstance(done, Done)
    assert done.response["signer"] == "Chủ tịch UBND xã An Bình (mô phỏng)"
    assert done.response["digest"] == DIGEST.hexdigest()
    assert again.receipt == done.receipt == "SIGNING-000001"
    certificate = x509.load_pem_x509_certificates(signing.root().encode())[0]
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)


def test_the_signer_may_take_time_and_is_asked_about_again() -> None:
    with Serving(signing.signing()) as service:
        service.office.behaviour = Behaviour.LATE
        assert _call(service.url) == Accepted("SIGNING-000001")
        service.office.behaviour = Behaviour.GOOD
        assert isinstance(_call(service.url, "SIGNING-000001"), Done)


def test_the_signer_may_have_to_open_an_address() -> None:
    with partner_answering(202, b'{"receipt": "KS-1", "redirect": "https://ky.vn/KS-1"}') as partner:
        done = _call(partner.url, answer="address")
    assert done == Done({"redirect": "https://ky.vn/KS-1", "receipt": "KS-1"}, "KS-1")
    with (
        partner_answering(202, b'{"receipt": "KS-1", "redirect": "javascript:x"}') as partner,
        pytest.raises(Unreachable),
    ):
        _call(partner.url, answer="address")
    with partner_answering(202, b'{"receipt": "KS-1"}') as partner:
        assert _call(partner.url, reference="KS/1") == Accepted("KS-1")
    assert (partner.requests[0].method, partner.requests[0].path) == ("GET", "/signatures/KS%2F1")


def test_only_the_fingerprint_leaves_unless_the_file_is_asked_for() -> None:
    with partner_answering(202, b'{"receipt": "KS-1"}') as partner:
        _call(partner.url)
        _call(partner.url, send="file")
    first, second = (json.loads(one.data) for one in partner.requests)
    assert "content" not in first
    assert base64.b64decode(second["content"]) == PDF


@pytest.mark.parametrize("params", [{"paper": "khac"}, {"paper": "", "digest": "xyz"}, {"paper": None}])
def test_without_a_document_nothing_is_sent(params: dict[str, Any]) -> None:
    with partner_answering(200, b"{}") as partner, pytest.raises(Declined) as refused:
        _call(partner.url, **params)
    assert (refused.value.code, partner.requests) == ("wrong_request", [])


def _answer(signature: bytes, certificate: str) -> bytes:
    told = {"signature": base64.b64encode(signature).decode(), "certificate": certificate, "receipt": "KS-1"}
    return json.dumps(told).encode()


def _pem(one: x509.Certificate) -> str:
    return one.public_bytes(serialization.Encoding.PEM).decode()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(AT)


def _code(body: bytes, trusted: str, at: datetime = AT) -> str:
    with partner_answering(200, body) as partner, pytest.raises(Declined) as refused:
        _call(partner.url, trusted=trusted, at=at)
    return refused.value.code


def test_what_is_not_genuine_is_refused(authority: Authority) -> None:
    certificate, key = authority.issue("ky.vn")
    good = key.sign(PDF, ec.ECDSA(hashes.SHA256()))
    with partner_answering(200, _answer(good, _pem(certificate))) as partner:
        assert isinstance(_call(partner.url, trusted=authority.pem), Done)
    other = key.sign(PDF + b"!", ec.ECDSA(hashes.SHA256()))
    expired, old_key = authority.issue("ky.vn", expired=True)
    alone, own_key = authority.issue("ky.vn", self_signed=True)
    for body in (
        _answer(other, _pem(certificate)),
        _answer(good[:-1], _pem(certificate)),
        _answer(old_key.sign(PDF, ec.ECDSA(hashes.SHA256())), _pem(expired)),
        _answer(own_key.sign(PDF, ec.ECDSA(hashes.SHA256())), _pem(alone)),
        _answer(good, "x"),
        _answer(good, ""),
        _answer(good, _pem(authority.certificate)),
    ):
        assert _code(body, authority.pem) == "bad_signature"
    assert _code(_answer(good, _pem(certificate)), Authority(AT).pem) == "bad_signature"
    assert _code(_answer(good, _pem(certificate)), authority.pem, AT + timedelta(days=31)) == "bad_signature"


def test_a_signers_certificate_cannot_vouch_for_another(authority: Authority) -> None:
    signer, key = authority.issue("ky.vn")
    child = Authority(AT, key=key)
    forged, forged_key = child.issue("ke-la.vn")
    signature = forged_key.sign(PDF, ec.ECDSA(hashes.SHA256()))
    with pytest.raises(NotGenuine):
        verify(DIGEST.digest(), signature, _pem(forged) + _pem(signer), roots(authority.pem), AT)


def test_rsa_signatures_are_taken_when_the_key_is_long_enough(authority: Authority) -> None:
    for size, fits in ((2048, True), (1024, False)):
        key = rsa.generate_private_key(65537, size)
        made = (
            x509.CertificateBuilder()
            .subject_name(authority.name)
            .issuer_name(authority.name)
            .public_key(key.public_key())
            .serial_number(7)
            .not_valid_before(AT - timedelta(days=1))
            .not_valid_after(AT + timedelta(days=1))
            .sign(authority.key, hashes.SHA256())
        )
        signature = key.sign(PDF, padding.PKCS1v15(), hashes.SHA256())
        if fits:
            assert verify(DIGEST.digest(), signature, _pem(made), roots(authority.pem), AT).serial == "7"
        else:
            with pytest.raises(NotGenuine):
                verify(DIGEST.digest(), signature, _pem(made), roots(authority.pem), AT)


@pytest.mark.parametrize("body", [b"{}", b'{"signature": "?"}', b"[]", b""])
def test_an_answer_without_a_signature_is_no_answer(body: bytes) -> None:
    with partner_answering(200, body) as partner, pytest.raises(Unreachable):
        _call(partner.url)


def test_roots_are_looked_at_when_they_are_kept(authority: Authority) -> None:
    leaf = _pem(authority.issue("ky.vn")[0])
    for text in ("x", "", leaf):
        with pytest.raises(WrongSetting):
            roots(text)
    with partner_answering(200, b"{}") as partner, pytest.raises(Blocked, match="root"):
        wire = HttpWire(partner.url, "k", local=True)
        DocumentSigning().call(Call("k", {"paper": "decision"}, "H", AT, "", (PAPER,)), wire)
