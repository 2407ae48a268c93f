"""The emulated signing service: it really signs, with a certificate its own root has issued."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.x509.oid import NameOID

from engine.connectors.emulators.office import EmulatedOffice

CODE = "signing"
_SIGNER = "Chủ tịch UBND xã An Bình (mô phỏng)"
_ROOT = "Gốc chứng thực mô phỏng"
_FROM, _TO = datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)


def signing() -> EmulatedOffice:
    """An office that signs the fingerprint it is sent."""
    return EmulatedOffice(CODE, "Dịch vụ ký số (mô phỏng)", _signed, required=("digest",))


@lru_cache(maxsize=1)
def root() -> str:
    """The root certificate (PEM) to keep with the partner."""
    return _pem(_certificate(_ROOT, _key(_ROOT), _ROOT, authority=True))


def _signed(sent: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    try:
        digest = bytes.fromhex(str(sent["digest"]))
        signature = _key(_SIGNER).sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))
    except ValueError:
        signature = b""
    return {
        "signature": base64.b64encode(signature).decode(),
        "certificate": _signer(),
        "signed_at": "2026-12-01T08:30:00+07:00",
        "redirect": f"http://127.0.0.1/ky/{number}",
    }


@lru_cache(maxsize=1)
def _signer() -> str:
    return _pem(_certificate(_SIGNER, _key(_SIGNER), _ROOT, authority=False))


def _key(name: str) -> ec.EllipticCurvePrivateKey:
    """Always the same, so that the root kept with the partner still fits after a new start. It protects nothing."""
    return ec.derive_private_key(int.from_bytes(hashlib.sha256(name.encode()).digest()[:31]), ec.SECP256R1())


def _certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: str, *, authority: bool) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]))
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .sign(_key(issuer), hashes.SHA256())
    )


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
