"""A certificate authority of the tests' own, which also issues what no client may take."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Authority:
    """Valid around ``now``."""

    now: datetime
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        self.name = _name("Gốc thử nghiệm")
        self.certificate = self._made(self.name, self.key, self.name, self.key, authority=True)

    @property
    def pem(self) -> str:
        """The root, as an administrator keeps it with a partner."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def issue(
        self, host: str, *, expired: bool = False, self_signed: bool = False
    ) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
        """A certificate for a host, with its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, signer = (_name(host), key) if self_signed else (self.name, self.key)
        return self._made(_name(host), key, issuer, signer, host=host, expired=expired), key

    def server(self, folder: Path, host: str, *, expired: bool = False, self_signed: bool = False) -> ssl.SSLContext:
        """What a server of this name listens with."""
        certificate, key = self.issue(host, expired=expired, self_signed=self_signed)
        path = folder / "may-chu.pem"
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private_pem(key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _made(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        issuer: x509.Name,
        signer: ec.EllipticCurvePrivateKey,
        *,
        host: str = "",
        expired: bool = False,
        authority: bool = False,
    ) -> x509.Certificate:
        ends = self.now - timedelta(days=1) if expired else self.now + timedelta(days=30)
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.now - timedelta(days=9))
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
        if host:
            made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        return made.sign(signer, hashes.SHA256())


def private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key as PEM without a password."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
