"""Tables of the organisation: identities apart from what is dated about them.

Days are Vietnamese calendar days; ``valid_to`` is the first day that no longer counts (null = until further notice).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json, SortKey

unit = Table(
    "unit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
)
"""A unit's identity: what dossiers point at; survives every change of name, parent or kind."""

unit_version = Table(
    "unit_version",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("name", String(300), nullable=False),
    Column("search", String(300), nullable=False),
    Column("sort", SortKey, nullable=False),
    Column("kind", String(60), nullable=False),
    Column("authority", Boolean(create_constraint=False), nullable=False),
    Column("level", String(20), nullable=False),
    Column("parent_id", ForeignKey("unit.id")),
    Column("eid_code", String(35)),
    Column("area_code", String(20)),
    Column("calendar", String(60), nullable=False),
    Column("address", String(500)),
    Column("phone", String(40)),
    Column("decision", String(300)),
    UniqueConstraint("unit_id", "valid_from"),
)
"""What a unit is called, is, and belongs to between two days."""

unit_succession = Table(
    "unit_succession",
    metadata,
    Column("predecessor_id", ForeignKey("unit.id"), primary_key=True),
    Column("successor_id", ForeignKey("unit.id"), primary_key=True),
    Column("from_day", Date, nullable=False),
    Column("decision", String(300), nullable=False),
)
"""Who takes over from whom, from which day, by which decision."""

post = Table(
    "post",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("vi", String(200), nullable=False),
    Column("en", String(200), nullable=False),
    Column("kinds", Json, nullable=False),
)
"""Posts an installation adds to the shipped vocabulary."""

person = Table(
    "person",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("full_name", String(200), nullable=False),
    Column("search", String(200), nullable=False),
    Column("sort", SortKey, nullable=False),
    Column("email", String(200)),
    Column("phone", String(40)),
    Column("created_at", Instant, nullable=False),
    Index("ix_person_sort", "sort", "id"),
)

account = Table(
    "account",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("username", String(80), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("status", String(12), nullable=False),
    Column("roles", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("password_changed_at", Instant, nullable=False),
    Index("ix_account_person", "person_id"),
)
"""A way for a person to log in: argon2id hash, status ``active`` or ``locked``, roles of the program."""

assignment = Table(
    "assignment",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("post", String(60), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("decision", String(300)),
    Index("ix_assignment_person", "person_id"),
    Index("ix_assignment_unit", "unit_id", "post"),
)
"""A person holds a post at a unit between two days."""

delegation = Table(
    "delegation",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("from_person_id", ForeignKey("person.id"), nullable=False),
    Column("to_person_id", ForeignKey("person.id"), nullable=False),
    Column("unit_id", ForeignKey("unit.id")),
    Column("post", String(60)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("reason", String(500), nullable=False),
    Index("ix_delegation_to", "to_person_id"),
)
"""One person acts for another between two days, in one unit or post or (both null) in all that person holds."""

login_session = Table(
    "login_session",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("idle_seconds", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", String(120)),
    Column("address", String(60), nullable=False),
    Column("agent", String(300), nullable=False),
    Column("switched_by", ForeignKey("account.id")),
    Index("ix_login_session_account", "account_id", "ended_at"),
)
"""One log-in: only the hash of its token is kept; ``switched_by`` names who switched person in demo mode."""

organisation_revision = Table(
    "organisation_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("token", String(32), nullable=False),
)
"""One row whose random token changes with every change of units, so that a cached tree is never stale."""
