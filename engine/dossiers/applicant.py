"""Who applies: the small form every procedure shares, and what is kept of it on the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from engine import forms
from engine.forms import Form


@lru_cache(maxsize=1)
def applicant_form() -> Form:
    """The form of the applicant, shipped with the program."""
    return forms.load(files("engine.dossiers").joinpath("applicant.json").read_bytes(), name="nguoi-nop")


def identity(applicant: Mapping[str, Any]) -> str:
    """The number that identifies the applicant: personal ID, or enterprise number."""
    return str(applicant.get("so_dinh_danh") or applicant.get("ma_so") or "")


def masked(number: str) -> str:
    """A number for people who need not know it whole: only the last three digits."""
    return "•" * max(len(number) - 3, 0) + number[-3:]
