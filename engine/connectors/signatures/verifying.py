"""Checks a signature: over this fingerprint, by this certificate, which leads to a root an administrator trusts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.x509.oid import NameOID

from engine.connectors.descriptor import WrongSetting
from engine.text import Text

_DEEPEST = 5
_SHORTEST_RSA = 2048
_LONGEST = 200_000


class NotGenuine(Exception):
    """Why a signature is not taken."""


@dataclass(frozen=True)
class Signer:
    """Who signed, as the certificate says."""

    name: str
    serial: str
    issuer: str


def roots(text: str) -> list[x509.Certificate]:
    """The certificates of a PEM text. Raises ``WrongSetting``."""
    try:
        found = x509.load_pem_x509_certificates(text.encode())
    except ValueError as error:
        raise WrongSetting(Text("Không đọc được chứng thư (PEM).", "The certificates (PEM) cannot be read.")) from error
    if not all(_may_issue(one) for one in found):
        raise WrongSetting(Text("Có chứng thư không phải của tổ chức cấp.", "One is not an authority's certificate."))
    return found


def verify(digest: bytes, signature: bytes, chain: str, trusted: Sequence[x509.Certificate], at: datetime) -> Signer:
    """Who signed the SHA-256 ``digest``; ``chain`` is PEM, the signer's first. Raises ``NotGenuine``."""
    try:
        given = x509.load_pem_x509_certificates(chain.encode()) if len(chain) < _LONGEST else []
    except ValueError as error:
        raise NotGenuine("the certificate cannot be read") from error
    if not given:
        raise NotGenuine("there is no certificate")
    leaf = given[0]
    _require_signing(leaf)
    _require_trusted(leaf, given[1:], trusted, at)
    _require_over(digest, signature, leaf)
    return Signer(_said(leaf.subject), format(leaf.serial_number, "x"), _said(leaf.issuer))


def _require_signing(leaf: x509.Certificate) -> None:
    try:
        usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except ValueError as error:
        raise NotGenuine("the certificate cannot be read") from error
    if not (usage.digital_signature or usage.content_commitment):
        raise NotGenuine("the certificate is not for signing")


def _require_trusted(
    leaf: x509.Certificate, between: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate], at: datetime
) -> None:
    one = leaf
    for _ in range(_DEEPEST):
        if not one.not_valid_before_utc <= at <= one.not_valid_after_utc:
            raise NotGenuine("a certificate is not valid at this time")
        issuer = _issuer(one, trusted)
        if issuer is not None:
            if not issuer.not_valid_before_utc <= at <= issuer.not_valid_after_utc:
                raise NotGenuine("a certificate is not valid at this time")
            return
        above = _issuer(one, between)
        if above is None:
            break
        one = above
    raise NotGenuine("the certificate leads to no trusted root")


def _issuer(one: x509.Certificate, among: Sequence[x509.Certificate]) -> x509.Certificate | None:
    for candidate in among:
        try:
            one.verify_directly_issued_by(candidate)
        except (ValueError, TypeError, InvalidSignature):
            continue
        if _may_issue(candidate):
            return candidate
    return None


def _may_issue(one: x509.Certificate) -> bool:
    try:
        return one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _require_over(digest: bytes, signature: bytes, leaf: x509.Certificate) -> None:
    key, said = leaf.public_key(), Prehashed(hashes.SHA256())
    try:
        if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _SHORTEST_RSA:
            key.verify(signature, digest, padding.PKCS1v15(), said)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(said))
        else:
            raise NotGenuine("the certificate's key is of a kind that is not taken")
    except (InvalidSignature, ValueError) as error:
        raise NotGenuine("the signature is not over this document") from error


def _said(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
