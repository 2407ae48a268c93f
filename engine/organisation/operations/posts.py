"""Adding posts the shipped vocabulary lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy.orm import Session

from engine.bpmn import vocabulary
from engine.organisation.models import post
from engine.organisation.operations.acting import By
from engine.organisation.posts import all_posts
from engine.platform.errors import Conflict, Invalid
from engine.text import Text

_CODE = re.compile(r"[a-z][a-z0-9_]{1,59}")


def add_post(session: Session, by: By, code: str, name: Text, kinds: Iterable[str]) -> None:
    """Add a post to the vocabulary of this installation; a code that begins with ``lanh_dao`` is one of leadership."""
    by.require_administrator()
    if not _CODE.fullmatch(code):
        raise Invalid(
            Text("Mã chức danh chỉ gồm chữ thường không dấu, số và dấu gạch dưới.", "A post code is lower-case ASCII."),
            None,
            "code",
        )
    if code in all_posts(session):
        raise Conflict(Text(f"Chức danh “{code}” đã có.", f"The post “{code}” exists already."), None, "code")
    wanted = sorted(set(kinds))
    unknown = [kind for kind in wanted if kind not in vocabulary.shipped().unit_kinds]
    if unknown or not wanted:
        raise Invalid(
            Text(f"Loại đơn vị không đúng: {', '.join(unknown)}.", f"Unknown kinds of unit: {', '.join(unknown)}."),
            None,
            "kinds",
        )
    session.execute(post.insert().values(code=code, vi=name.vi, en=name.en, kinds=wanted))
    by.record(session, "post", code, "post_added", kinds=wanted)
