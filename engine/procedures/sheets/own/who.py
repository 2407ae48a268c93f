"""Who does a step, in words: "Lãnh đạo phòng, Phòng Kinh tế của cơ quan giải quyết" – and back."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from engine.bpmn.vocabulary import Vocabulary
from engine.procedures.sheets.document import flat, tidy

_ANCHORS: Final = {
    "receiving": "cơ quan tiếp nhận",
    "resolving": "cơ quan giải quyết",
    "parent": "cơ quan cấp trên",
    "province": "UBND tỉnh",
}
_CHOSEN: Final = "từng đơn vị được chọn ở "
_EARLIER: Final = "đơn vị đã làm bước "
_OUTSIDE: Final = "bên ngoài: "
_OF: Final = " của "
_OR: Final = " hoặc "
_CODE: Final = re.compile(r"^\[([^\[\]\s]+)\]$")
_SAFE: Final = re.compile(r"^[\w.:/-]+$")


@dataclass(frozen=True)
class Who:
    """Unit expression, post and the posts that may do it instead."""

    unit: str | None = None
    post: str | None = None
    alternatives: tuple[str, ...] = ()


def say_who(who: Who, vocabulary: Vocabulary) -> str:
    """``who`` in words; codes the vocabulary lacks stand in square brackets."""
    posts = [_post(code, vocabulary) for code in (who.post, *who.alternatives) if code]
    return ", ".join(part for part in (_OR.join(posts), _unit(who.unit, vocabulary)) if part)


def hear_who(text: str, vocabulary: Vocabulary) -> Who | None:
    """What ``say_who`` said, None when ``text`` is nothing it says."""
    said = flat(text)
    if not said:
        return None
    for cut in (*(found.start() for found in re.finditer(r", ", said)), len(said), None):
        posts = _posts(said[:cut], vocabulary) if cut is not None else ()
        unit = _heard_unit(said if cut is None else said[cut + 2 :], vocabulary)
        if posts is not None and (unit is not None or cut == len(said)):
            return Who(unit, posts[0] if posts else None, posts[1:])
    return None


def _post(code: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.posts.get(code)
    return _name(known.name.vi) if known and _post_codes(vocabulary).get(_name(known.name.vi)) == code else f"[{code}]"


def _posts(text: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    found = []
    for part in text.split(_OR):
        code = _CODE.match(part)
        known = code[1] if code else _post_codes(vocabulary).get(part)
        if known is None:
            return None
        found.append(known)
    return tuple(found)


def _unit(unit: str | None, vocabulary: Vocabulary) -> str:
    anchor, _, kind = (unit or "").partition("/")
    where = _agency(anchor, vocabulary) or _anchor(anchor)
    if not unit or where is None or not _SAFE.match(unit):
        return f"[{unit}]" if unit else ""
    if not kind:
        return where
    known = vocabulary.unit_kinds.get(kind)
    if known is None or _kind_codes(vocabulary).get(_name(known.name.vi)) != kind:
        return f"[{unit}]"
    return f"{_name(known.name.vi)}{_OF}{where}"


def _agency(anchor: str, vocabulary: Vocabulary) -> str | None:
    """An agency outside by its name, when the vocabulary has one that says it alone."""
    word, _, code = anchor.partition(":")
    known = vocabulary.unit_kinds.get(code) if word == "external" else None
    if known is None or _kind_codes(vocabulary).get(_name(known.name.vi)) != code:
        return None
    return f"{_OUTSIDE}{_name(known.name.vi)}"


def _anchor(anchor: str) -> str | None:
    word, _, rest = anchor.partition(":")
    if word == "chosen" and rest:
        return f"{_CHOSEN}{rest}"
    if word == "step" and rest:
        return f"{_EARLIER}{rest}"
    if word == "external" and rest:
        return f"{_OUTSIDE}{rest}"
    return _ANCHORS.get(anchor)


def _heard_unit(text: str, vocabulary: Vocabulary) -> str | None:
    if code := _CODE.match(text):
        return code[1]
    if (agency := _kind_codes(vocabulary).get(text.removeprefix(_OUTSIDE))) and text.startswith(_OUTSIDE):
        return f"external:{agency}"
    if (whole := _heard_anchor(text)) is not None:
        return whole
    for found in re.finditer(_OF, text):
        kind = _kind_codes(vocabulary).get(text[: found.start()])
        anchor = _heard_anchor(text[found.end() :])
        if kind is not None and anchor is not None:
            return f"{anchor}/{kind}"
    return None


def _heard_anchor(text: str) -> str | None:
    for code, words in _ANCHORS.items():
        if text == words:
            return code
    for word, words in (("chosen", _CHOSEN), ("step", _EARLIER), ("external", _OUTSIDE)):
        rest = text.removeprefix(words)
        if rest != text and _SAFE.match(rest) and "/" not in rest:
            return f"{word}:{rest}"
    return None


@functools.lru_cache(maxsize=4)
def _names(vocabulary_id: int, names: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Names that say one code only; a name two codes share says none."""
    found: dict[str, str] = {}
    shared = set()
    for code, name in names:
        if name in found:
            shared.add(name)
        found[name] = code
    return {name: code for name, code in found.items() if name not in shared and _OR not in name}


def _post_codes(vocabulary: Vocabulary) -> dict[str, str]:
    return _names(0, tuple((code, _name(one.name.vi)) for code, one in vocabulary.posts.items()))


def _kind_codes(vocabulary: Vocabulary) -> dict[str, str]:
    return _names(1, tuple((code, _name(one.name.vi)) for code, one in vocabulary.unit_kinds.items()))


def _name(text: str) -> str:
    return flat(tidy(text))
