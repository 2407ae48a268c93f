"""Passwords: argon2id hashes, one rule for what is acceptable, and a check that takes equally long for nobody."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.platform.errors import Invalid
from engine.text import Text

SHORTEST = 12
LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def acceptable(password: str) -> str:
    """Return the password; raise Invalid when it is too short or absurdly long (NIST: length is what counts)."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            Text(
                f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự.",
                f"A password has {SHORTEST} to {LONGEST} characters.",
            ),
            Text("Nên dùng một câu dài, dễ nhớ.", "A long sentence that is easy to remember is best."),
            "password",
        )
    return password


def hashed(password: str) -> str:
    """Return the argon2id hash to keep (OWASP parameters: 19 MiB, two passes, one lane)."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password fits; ``None`` (no such account) costs the same time and never fits."""
    try:
        fits = _hasher.verify(password_hash or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return fits and password_hash is not None


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's and should be renewed."""
    return _hasher.check_needs_rehash(password_hash)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher.hash("nobody has this account")
