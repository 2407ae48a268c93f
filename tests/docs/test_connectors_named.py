"""Every built-in connector is in the reference, with what a step gives and an administrator keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.connectors import reference, registry
from engine.connectors.base import Connector

_DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("kind", registry.BUILT_IN, ids=lambda kind: kind.descriptor.id)
def test_the_reference_has_it_whole(kind: type[Connector]) -> None:
    told = kind.descriptor
    page = (_DOCS / "connectors.md").read_text("utf-8")
    section = page.split(f"## `{told.id}` – ", 1)[-1].split("\n## ", 1)[0]
    names = [one.name for one in (*told.parameters, *told.results, *told.settings, *told.secrets)]
    missing = [name for name in [*names, *(one.code for one in told.errors)] if f"`{name}`" not in section]
    assert told.title.vi in section and told.title.en in section
    assert not missing, "run `quytrinh connector reference > docs/connectors.md`"


@pytest.mark.parametrize("kind", registry.BUILT_IN, ids=lambda kind: kind.descriptor.id)
def test_every_text_is_there_in_both_languages_and_the_sample_has_every_result(kind: type[Connector]) -> None:
    told = kind.descriptor
    titled = (*told.parameters, *told.results, *told.errors, *told.secrets, *told.settings)
    texts = [told.title, told.summary, told.idempotency, *(one.title for one in titled)]
    assert all(text.vi.strip() and text.en.strip() for text in texts)
    assert set(kind().sample()) == {one.name for one in told.results}


def test_the_manual_of_operators_names_every_kind_of_address() -> None:
    page = (_DOCS / "operate.md").read_text("utf-8")
    schemes = {scheme for kind in registry.BUILT_IN for scheme in kind.descriptor.schemes}
    assert not [scheme for scheme in schemes if f"`{scheme}://" not in page]


def test_the_reference_is_written_in_one_piece() -> None:
    assert reference.page().startswith("# Các kết nối · Connectors")
