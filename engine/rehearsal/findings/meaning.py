"""What an outcome says of itself: that it refuses, asks for more, or disagrees."""

from __future__ import annotations

import re

from engine.bpmn.definition import Outcome

_DISAGREES = re.compile(
    r"^(khong(_|$)|tra_lai|tra_ve|chuyen_lai|lam_lai|no$|not_|disagree|sen[dt]_back|return_to|redo|rework)"
    r"|^(không( |$)|trả lại|trả về|chuyển lại|làm lại|no$|not |disagree|sen[dt] back|return to|redo|rework)",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"^(tu_choi|refuse|reject|deny|decline)|^(từ chối|refuse|reject|deny|decline)", re.IGNORECASE)
_ASKS = re.compile(r"^(bo_sung|yeu_cau_bo_sung|supplement)|^(bổ sung|yêu cầu bổ sung|supplement)", re.IGNORECASE)


def refuses(outcome: Outcome) -> bool:
    """It prints a refusal, or is called one."""
    return outcome.produces == "refusal_slip" or bool(_REFUSES.search(outcome.id) or _REFUSES.search(outcome.name))


def asks_for_more(outcome: Outcome) -> bool:
    """It asks the applicant for a supplement."""
    return outcome.produces == "supplement_slip" or bool(_ASKS.search(outcome.id) or _ASKS.search(outcome.name))


def disagrees(outcome: Outcome) -> bool:
    """It sends back what was put forward."""
    return bool(_DISAGREES.search(outcome.id) or _DISAGREES.search(outcome.name))
