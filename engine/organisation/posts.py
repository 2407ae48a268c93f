"""The posts of this installation: the shipped vocabulary and what was added to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn import vocabulary
from engine.bpmn.vocabulary import Post, Vocabulary
from engine.organisation.models import post
from engine.text import Text


def all_posts(session: Session) -> Mapping[str, Post]:
    """Return every post by its code."""
    added = {
        row.code: Post(row.code, Text(row.vi, row.en), frozenset(row.kinds)) for row in session.execute(select(post))
    }
    return {**vocabulary.shipped().posts, **added}


def installed(session: Session) -> Vocabulary:
    """Return the shipped vocabulary with this installation's posts; what procedures are checked against here."""
    return replace(vocabulary.shipped(), posts=all_posts(session))
