"""How a partner's certificate is checked: by the system's authorities, or only by those kept with the partner."""

from __future__ import annotations

import ssl

from engine.connectors.base import Blocked
from engine.connectors.descriptor import WrongSetting
from engine.connectors.words import both
from engine.text import Text

_UNREADABLE = Text("Không đọc được chứng chỉ gốc của đối tác", "The partner's root certificate cannot be read")


def verifying(authorities: str = "") -> ssl.SSLContext:
    """A context that refuses wrong names, expired and unknown certificates; ``authorities`` are PEM texts."""
    try:
        made = ssl.create_default_context(cadata=authorities or None)
    except (ssl.SSLError, ValueError) as error:
        raise Blocked(both(_UNREADABLE)) from error
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def check_authorities(text: str) -> object:
    """Whether ``verifying`` can read this. Raises ``WrongSetting``."""
    try:
        return verifying(text)
    except Blocked as error:
        raise WrongSetting(_UNREADABLE) from error
