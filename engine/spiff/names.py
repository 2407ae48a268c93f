"""The dossier's names as they lie in its state, read one by one: an act pays for the names it touches, not for all."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from engine.spiff.values import pack, unpack

Entry = dict[str, Any]
_CHANGED = object()


class Names(MutableMapping[str, Entry]):
    """Name -> what is known under it. An entry is replaced, never changed in place, so what is unread stays packed."""

    __slots__ = ("_packed", "_read")

    def __init__(self, packed: dict[str, Any]) -> None:
        self._packed = packed
        self._read: dict[str, Entry] = {}

    def __getitem__(self, name: str) -> Entry:
        entry = self._read.get(name)
        if entry is None:
            entry = self._read[name] = unpack(self._packed[name])
        return entry

    def __setitem__(self, name: str, entry: Entry) -> None:
        self._packed[name] = _CHANGED
        self._read[name] = entry

    def __delitem__(self, name: str) -> None:
        del self._packed[name]
        self._read.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def packed(self) -> dict[str, Any]:
        """Plain JSON data for the state. Raises UnstorableValue for a value a dossier cannot keep."""
        return {name: pack(self._read[name]) if packed is _CHANGED else packed for name, packed in self._packed.items()}

    def peek(self, name: str, key: str) -> Any:
        """One value of an entry, None when it has none; the rest of the entry stays unread."""
        if self._packed[name] is _CHANGED:
            return self._read[name].get(key)
        return unpack(self._packed[name].get(key))
