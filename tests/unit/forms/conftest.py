"""Small forms for the tests of engine.forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from engine import forms

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """Ten o'clock in Vietnam on Saturday 21/11/2026."""
    return NOW


@pytest.fixture
def form_of() -> Callable[..., forms.Form]:
    """Make a form of components; rules by keyword."""

    def make(*components: dict[str, Any], **more: Any) -> forms.Form:
        return forms.load({"schemaVersion": 19, "type": "default", "components": list(components), **more}, name="mau")

    return make


@pytest.fixture
def field() -> Callable[..., dict[str, Any]]:
    """Make one component: field("textfield", "ten", kind="cccd", required=True, …)."""

    def make(component: str, key: str, *, kind: str = "", required: bool = False, **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = {"type": component, "key": key, "id": f"o_{key}", "label": more.pop("label", key)}
        made["properties"] = {f"vn.{name}": value for name, value in more.pop("vn", {}).items()}
        if kind:
            made["properties"]["vn.kind"] = kind
        made["validate"] = {"required": required, **more.pop("validate", {})}
        if "hide" in more:
            made["conditional"] = {"hide": more.pop("hide")}
        return {**made, **more}

    return make


@pytest.fixture
def answer(form_of: Any, field: Any) -> Callable[..., tuple[Any, str]]:
    """Answer a form of one field; gives the stored value and the Vietnamese message (or "")."""

    def ask(component: str, raw: Any, **more: Any) -> tuple[Any, str]:
        form = form_of(field(component, "o", **more))
        submission = forms.submit(form, {"o": raw}, now=NOW)
        messages = [text.vi for text in submission.errors.values()]
        return submission.values.get("o"), messages[0] if messages else ""

    return ask
