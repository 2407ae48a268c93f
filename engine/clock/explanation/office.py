"""The inner dates of a dossier, told to its officers: hand-over, return for a supplement, result at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.clock.assessment import Assessment
from engine.clock.saying import say_moment
from engine.clock.steps import PartDue
from engine.text import Text


def tell_office(assessment: Assessment, shares: Iterable[PartDue] = ()) -> tuple[Text, ...]:
    """Return the sentences about dates inside the term; nothing before acceptance or after the end."""
    if assessment.status not in ("running", "stopped"):
        return ()
    return tuple(_sentences(assessment, shares))


def _sentences(assessment: Assessment, shares: Iterable[PartDue]) -> Iterator[Text]:
    if assessment.handover_due:
        at = say_moment(assessment.handover_due)
        yield Text(f"Chuyển đến nơi giải quyết trước {at.vi}.", f"To be handed to whoever resolves it by {at.en}.")
    if assessment.return_until:
        at = say_moment(assessment.return_until)
        yield Text(
            f"Nếu phải trả lại để bổ sung: chậm nhất {at.vi}.",
            f"Sent back for a supplement by {at.en} at latest.",
        )
    for share in shares:
        at = say_moment(share.due.at)
        yield Text(f"Hạn của {share.agency}: {at.vi}.", f"Due from {share.agency}: {at.en}.")
    if assessment.internal_due:
        at = say_moment(assessment.internal_due)
        yield Text(f"Kết quả phải có ở bộ phận một cửa trước {at.vi}.", f"The result must be at the desk by {at.en}.")
