"""The name of a lane as officials say it: the post, then the unit."""

from __future__ import annotations

from typing import Final

from engine.bpmn.vocabulary import Vocabulary

_ANCHORS: Final = {
    "receiving": "cơ quan tiếp nhận",
    "resolving": "cơ quan giải quyết",
    "parent": "cơ quan cấp trên",
    "province": "UBND tỉnh",
    "chosen": "các cơ quan được chọn",
    "step": "đơn vị của bước trước",
    "external": "đối tác",
}
_AT: Final = {"receiving": "nơi tiếp nhận", "resolving": "nơi giải quyết", "parent": "cấp trên", "province": "tỉnh"}


def lane_name(unit: str, post: str, vocabulary: Vocabulary) -> str:
    """``Lãnh đạo phòng, Phòng Kinh tế`` from a unit expression and a post; unknown codes stand as they are."""
    known = vocabulary.posts.get(post)
    who = known.name.vi if known else post
    where = unit_name(unit, vocabulary)
    if known and (unit in ("receiving", "resolving", "province") or where.lower() in who.lower()):
        return who
    return ", ".join(part for part in (who, where) if part)


def unit_name(unit: str, vocabulary: Vocabulary) -> str:
    """A unit expression in words, such as ``Trung tâm Phục vụ hành chính công tỉnh``."""
    anchor, _, kind = unit.partition("/")
    word, _, named = anchor.partition(":")
    if word == "external" and named in vocabulary.unit_kinds:
        return vocabulary.unit_kinds[named].name.vi
    if not kind:
        return _ANCHORS.get(word, unit)
    known = vocabulary.unit_kinds.get(kind)
    if known is None:
        return kind
    return f"{known.name.vi} {_AT.get(word, '')}".strip() if known.level == "any" else known.name.vi
