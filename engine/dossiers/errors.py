"""What a person typed that cannot be taken, field by field, so that the page comes back filled in."""

from __future__ import annotations

from collections.abc import Mapping

from engine.platform.errors import Conflict, Invalid
from engine.text import Text


class Incomplete(Invalid):
    """A form with mistakes; ``errors`` maps ``<part>.<field path>`` to what is wrong and what to do."""

    def __init__(self, errors: Mapping[str, Text]) -> None:
        count = len(errors)
        super().__init__(
            Text(f"Có {count} chỗ cần sửa.", f"{count} {'place needs' if count == 1 else 'places need'} correcting."),
            fix=Text("Sửa các mục được đánh dấu rồi gửi lại.", "Correct the marked fields and send again."),
        )
        self.errors = dict(errors)

    def part(self, name: str) -> dict[str, Text]:
        """The mistakes of one part of the page, by field path within it."""
        prefix = f"{name}."
        return {path.removeprefix(prefix): text for path, text in self.errors.items() if path.startswith(prefix)}


class AlreadyReceived(Conflict):
    """A reception page sent again; ``reference`` names the dossier it made the first time."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            Text("Trang này đã được ghi nhận trước đó.", "This page was recorded before."),
            fix=Text("Mở lại trang tiếp nhận để nhận hồ sơ khác.", "Open the reception page anew for another dossier."),
        )
        self.reference = reference


def in_part(part: str, errors: Mapping[str, Text]) -> dict[str, Text]:
    """Prefix the mistakes of one form with the part of the page it stands in."""
    return {f"{part}.{path}": text for path, text in errors.items()}
