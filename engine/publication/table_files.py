"""The decision models of a bundle: each must be readable, or the first dossier that asks it stands still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine import decisions
from engine.publication.findings import ERROR, Found
from engine.text import Text

HINT = Text("Sửa bảng quyết định rồi tải lên lại.", "Correct the decision model and upload again.")


def checked(files: Mapping[str, bytes]) -> Iterator[Found]:
    """Read each model and say why one cannot be read."""
    for path, data in files.items():
        try:
            decisions.load(data)
        except decisions.UnreadableModel as error:
            yield Found("table", ERROR, path, Text(error.vi, error.en), HINT, path)
