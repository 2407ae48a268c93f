"""The decision models of a bundle: each must be readable; gaps and overlaps of its tables are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.decisions import Model
from engine.decisions.review import models, review
from engine.publication.findings import ERROR, WARNING, Found


def checked(files: Mapping[str, bytes]) -> Iterator[Found]:
    """What cannot be read of the models, and what their tables leave open or answer twice."""
    for one in review(files):
        yield Found(
            "table" if one.grave else one.code,
            ERROR if one.grave else WARNING,
            one.where,
            one.message,
            one.hint,
            one.file,
        )


def decisions(files: Mapping[str, bytes]) -> frozenset[str]:
    """The ids and names a diagram may ask for."""
    read = (model for model in models(files).values() if isinstance(model, Model))
    return frozenset(name for model in read for one in model.elements for name in (one.id, one.name))
