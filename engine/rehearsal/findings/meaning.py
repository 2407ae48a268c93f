"""What an outcome says of itself: that it refuses, asks for more, or disagrees."""

from __future__ import annotations

import re

from engine.bpmn.definition import Outcome

_DISAGREES = re.compile(r"^(khong_|tra_lai|chuyen_lai|lam_lai)|^(không |trả lại|chuyển lại|làm lại)", re.IGNORECASE)


def refuses(outcome: Outcome) -> bool:
    """It prints a refusal, or is called one."""
    return outcome.produces == "refusal_slip" or outcome.id == "tu_choi"


def asks_for_more(outcome: Outcome) -> bool:
    """It asks the applicant for a supplement."""
    return outcome.produces == "supplement_slip" or outcome.id == "bo_sung"


def disagrees(outcome: Outcome) -> bool:
    """It sends back what was put forward."""
    return bool(_DISAGREES.search(outcome.id) or _DISAGREES.search(outcome.name))
