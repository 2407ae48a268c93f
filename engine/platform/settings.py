"""What an installation decides about itself: read once from the environment, never from the repository."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

_MIB = 1024 * 1024
_SECRET_BYTES = 32
EMBEDDED, PROCRASTINATE = "embedded", "procrastinate"
"""What runs jobs: our own runners, or workers of Procrastinate on PostgreSQL."""


@dataclass(frozen=True)
class Settings:
    """Everything configurable. ``QUYTRINH_<NAME>`` sets a value; the defaults serve one machine."""

    var: Path
    database_url: str
    secret_key: str = field(repr=False)
    demo: bool = False
    files: Path = Path("var/files")
    base_url: str = "http://127.0.0.1:8000"
    behind_tls: bool = False
    run_jobs: bool = True
    jobs: str = EMBEDDED
    partner_folders: tuple[Path, ...] = ()
    soffice: str = "soffice"
    pdf_seconds: int = 60
    max_request_bytes: int = 60 * _MIB
    max_file_bytes: int = 20 * _MIB
    max_procedure_bytes: int = 2 * _MIB
    session_idle: timedelta = timedelta(minutes=60)
    session_absolute: timedelta = timedelta(hours=12)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the environment; makes ``var/`` and the secret key file (0600) when they do not exist yet.

        Raises ValueError, naming the variable, for a value that cannot be read.
        """
        env = os.environ if environ is None else environ
        var = Path(env.get("QUYTRINH_VAR", "var")).absolute()
        var.mkdir(parents=True, exist_ok=True)
        return cls(
            var=var,
            database_url=env.get("QUYTRINH_DATABASE_URL") or f"sqlite:///{var / 'quytrinh.db'}",
            secret_key=env.get("QUYTRINH_SECRET_KEY") or _kept_secret(var / "secret_key"),
            demo=_flag(env, "QUYTRINH_DEMO", False),
            files=Path(env.get("QUYTRINH_FILES") or var / "files").absolute(),
            base_url=env.get("QUYTRINH_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            behind_tls=_flag(env, "QUYTRINH_BEHIND_TLS", False),
            run_jobs=_flag(env, "QUYTRINH_RUN_JOBS", True),
            jobs=_jobs(env),
            partner_folders=_folders(env.get("QUYTRINH_PARTNER_FOLDERS", "")),
            soffice=env.get("QUYTRINH_SOFFICE", "soffice"),
            pdf_seconds=_number(env, "QUYTRINH_PDF_SECONDS", 60),
            max_request_bytes=_number(env, "QUYTRINH_MAX_REQUEST_MIB", 60) * _MIB,
            max_file_bytes=_number(env, "QUYTRINH_MAX_FILE_MIB", 20) * _MIB,
            session_idle=timedelta(minutes=_number(env, "QUYTRINH_SESSION_IDLE_MINUTES", 60)),
            session_absolute=timedelta(hours=_number(env, "QUYTRINH_SESSION_HOURS", 12)),
        )


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(one).absolute() for one in text.split(os.pathsep) if one.strip())


def _jobs(env: Mapping[str, str]) -> str:
    chosen = env.get("QUYTRINH_JOBS", "").strip().lower() or EMBEDDED
    if chosen not in (EMBEDDED, PROCRASTINATE):
        raise ValueError(f"QUYTRINH_JOBS must be {EMBEDDED} or {PROCRASTINATE}, not {env['QUYTRINH_JOBS']!r}")
    if chosen == PROCRASTINATE and not env.get("QUYTRINH_DATABASE_URL", "").startswith("postgres"):
        raise ValueError("QUYTRINH_JOBS=procrastinate needs a PostgreSQL database (QUYTRINH_DATABASE_URL)")
    return chosen


def _flag(env: Mapping[str, str], name: str, default: bool) -> bool:
    words = {"": default, "1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    try:
        return words[env.get(name, "").strip().lower()]
    except KeyError:
        raise ValueError(f"{name} must be 1 or 0, not {env[name]!r}") from None


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    try:
        value = int(env.get(name) or default)
    except ValueError:
        raise ValueError(f"{name} must be a whole number, not {env[name]!r}") from None
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
    return value


def _kept_secret(path: Path) -> str:
    """Return the secret in ``path``, made once; two processes starting together agree on one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        file.write(secret)
    return secret
