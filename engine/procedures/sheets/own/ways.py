"""How a step can end and where that leads, one line each: Kết quả “Tiếp nhận” → bước 2; lập Giấy tiếp nhận …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from engine.bpmn.vocabulary import Vocabulary
from engine.procedures.sheets.document import flat, tidy

_LINE: Final = re.compile(r"^Kết quả “(?P<name>.*)” → (?P<goals>[^“”→]*?)(?:; lập (?P<paper>[^“”→]+))?$")
_MAKES: Final = re.compile(r"^Lập: (.+)$")
_STEP: Final = re.compile(r"^bước (?P<no>\S.*?)(?: \(dòng (?P<row>\d{1,4})\))?$")
_WAIT: Final = re.compile(r"^chờ ([A-Z]\d{1,3})$")
_END: Final = re.compile(r"^kết thúc(?:: (.+))?$")
_ENDS: Final = {"granted": "đã giải quyết", "refused": "từ chối", "stopped": "dừng giải quyết"}
_AND: Final = " và "
_NEXT: Final = "chưa rõ"


@dataclass(frozen=True)
class Goal:
    """Where an outcome leads: to a step (its number, and its row where numbers repeat), a wait, or an end."""

    kind: str
    name: str = ""
    row: int | None = None


@dataclass(frozen=True)
class Way:
    """One printed line: the outcome's name, its goals, the role of the paper it makes."""

    name: str
    goals: tuple[Goal, ...] = ()
    produces: str | None = None


def say_way(way: Way, vocabulary: Vocabulary) -> str:
    """``way`` as one line."""
    paper = f"; lập {_role(way.produces, vocabulary)}" if way.produces else ""
    return f"Kết quả “{flat(tidy(way.name))}” → {say_goals(way.goals)}{paper}"


def say_goals(goals: tuple[Goal, ...]) -> str:
    """``bước 3``, ``chờ C1``, ``kết thúc: từ chối``; several joined by “và”."""
    return _AND.join(_goal(one) for one in goals) or _NEXT


def say_papers(roles: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The papers a step makes whatever its outcome."""
    return f"Lập: {'; '.join(_role(one, vocabulary) for one in roles)}" if roles else ""


def hear_way(line: str, vocabulary: Vocabulary) -> Way | None:
    """What ``say_way`` said, None for any other line."""
    found = _LINE.match(flat(line))
    if found is None:
        return None
    goals = hear_goals(found["goals"])
    paper = _heard_role(found["paper"], vocabulary) if found["paper"] else None
    if goals is None or (found["paper"] and paper is None):
        return None
    return Way(found["name"], goals, paper)


def hear_goals(text: str) -> tuple[Goal, ...] | None:
    """The goals of ``text``; None when one of them is nothing ``say_goals`` says."""
    if text == _NEXT:
        return ()
    goals = [_heard(part) for part in text.split(_AND)]
    return None if any(one is None for one in goals) else tuple(one for one in goals if one is not None)


def hear_papers(line: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The roles ``say_papers`` named, None for any other line."""
    found = _MAKES.match(flat(line))
    if found is None:
        return None
    roles = [_heard_role(part, vocabulary) for part in found[1].split("; ")]
    return None if None in roles else tuple(one for one in roles if one)


def _goal(goal: Goal) -> str:
    if goal.kind == "step":
        return f"bước {goal.name}" + (f" (dòng {goal.row})" if goal.row is not None else "")
    if goal.kind == "wait":
        return f"chờ {goal.name}"
    return f"kết thúc: {_ENDS[goal.name]}" if goal.name in _ENDS else "kết thúc"


def _heard(text: str) -> Goal | None:
    if found := _STEP.match(text):
        return Goal("step", found["no"], int(found["row"]) if found["row"] else None)
    if found := _WAIT.match(text):
        return Goal("wait", found[1])
    if found := _END.match(text):
        results = [result for result, words in _ENDS.items() if words == found[1]]
        return Goal("end", results[0]) if results else (Goal("end") if found[1] is None else None)
    return None


def _role(role: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.form_roles.get(role)
    return flat(known.vi) if known else f"[{role}]"


def _heard_role(text: str, vocabulary: Vocabulary) -> str | None:
    if text.startswith("[") and text.endswith("]"):
        return text[1:-1]
    return next((role for role, name in vocabulary.form_roles.items() if flat(name.vi) == text), None)
