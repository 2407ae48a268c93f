"""Secrets of partners at rest: encrypted with a key that lives outside the database, opened only to make a call."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from engine.connectors.base import Blocked

_PURPOSE = b"quytrinh partner secrets 1"


class Sealer:
    """Closes and opens texts with a key derived from the installation's secret."""

    def __init__(self, installation_secret: str) -> None:
        derived = hmac.new(installation_secret.encode(), _PURPOSE, hashlib.sha256).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def seal(self, text: str) -> str:
        """What may be stored."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text again; ``Blocked`` when it was sealed under another key: it must be typed in anew."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise Blocked("a secret was stored under another key: enter it again") from None
