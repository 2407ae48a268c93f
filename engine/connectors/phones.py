"""Vietnamese mobile numbers in the one form a gateway wants, from the many people write."""

from __future__ import annotations

import re

FORMS = {"84": "84", "+84": "+84", "0": "0"}
"""How a gateway wants a number to begin."""
_SEPARATORS = re.compile(r"[\s.\-()]+")
_MOBILE = re.compile(r"(?:\+?84|0084|0)([35789][0-9]{8})")


def mobile(text: str, form: str = "84") -> str | None:
    """The number beginning with ``form``; None when it is no Vietnamese mobile number."""
    found = _MOBILE.fullmatch(_SEPARATORS.sub("", text))
    return FORMS[form] + found.group(1) if found else None
