"""Who is acting: an account, its person, and everything the person holds today, as one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What an account may do in the program, apart from the posts its person holds."""

    OFFICER = "officer"
    ANALYST = "analyst"
    APPROVER = "approver"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


@dataclass(frozen=True)
class Holding:
    """A post held at a unit today, of one's own or (``on_behalf_of`` a person) by delegation."""

    unit_id: int
    unit_kind: str
    unit_name: str
    post: str
    on_behalf_of: int | None = None
    on_behalf_name: str | None = None

    @property
    def leads(self) -> bool:
        """Whether the post is one of leadership: by the vocabulary's convention its code begins with ``lanh_dao``."""
        return self.post.startswith("lanh_dao")


@dataclass(frozen=True)
class Actor:
    """The person behind a request, with rights as facts: roles, posts held today, and all units under their lead."""

    account_id: int
    person_id: int
    name: str
    username: str
    roles: frozenset[str]
    holdings: tuple[Holding, ...] = ()
    leads: frozenset[int] = field(default=frozenset(), repr=False)
    session_id: int | None = None
    session_seen_at: datetime | None = None

    def has(self, role: Role) -> bool:
        """Whether the account carries this role."""
        return role in self.roles

    def holding(self, unit_id: int, posts: Iterable[str]) -> Holding | None:
        """Return the holding that fits a unit and one of the posts, one's own before a delegated one."""
        wanted = set(posts)
        fitting = [h for h in self.holdings if h.unit_id == unit_id and h.post in wanted]
        return min(fitting, key=lambda h: h.on_behalf_of is not None, default=None)

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units where this person holds any post today."""
        return frozenset(h.unit_id for h in self.holdings)
