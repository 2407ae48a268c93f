"""Where on this machine a partner's folder or database file may be: below a folder the installation allows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import SplitResult, unquote

from engine.connectors.base import Blocked
from engine.connectors.words import both
from engine.text import Text

SCHEMES = ("file", "sqlite")


def allowed(address: SplitResult, roots: Sequence[Path]) -> Path:
    """The place an address names, links followed. Raises ``Blocked`` when it lies elsewhere than below a root."""
    if address.scheme not in SCHEMES or address.netloc or not address.path.startswith("/"):
        raise Blocked(both(Text("Địa chỉ không phải file:///…", "The address is not file:///…")))
    place = Path(unquote(address.path)).resolve()
    if not any(place.is_relative_to(root.resolve()) for root in roots):
        said = Text(
            "Thư mục không nằm trong vùng được phép (QUYTRINH_PARTNER_FOLDERS)",
            "The folder is not below an allowed one (QUYTRINH_PARTNER_FOLDERS)",
        )
        raise Blocked(both(said))
    return place
