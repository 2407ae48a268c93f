"""Functions on contexts (DMN 1.5, table 81)."""

from __future__ import annotations

from typing import Any

from engine.feel.run import Run
from engine.feel.signature import NoResult, builtin

Context = dict[str, Any]


@builtin("get value", "m: context, key: string")
def get_value(run: Run, context: Context, key: str) -> Any:
    """The value of one entry; null when there is none."""
    if key not in context:
        raise NoResult(f"không có mục “{key}”", f"there is no entry “{key}”")
    return context[key]


@builtin("get entries", "m: context", "list")
def get_entries(run: Run, context: Context) -> list[Any]:
    """The entries as a list of key and value."""
    run.allow_list(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context", "entries: list", "context")
def context_of(run: Run, entries: list[Any]) -> Context:
    """The context of a list of key and value."""
    run.allow_list(len(entries))
    made: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or "value" not in entry or not isinstance(entry.get("key"), str):
            raise NoResult("mỗi phần tử phải có “key” và “value”", "every element must have “key” and “value”")
        if entry["key"] in made:
            raise NoResult(f"mục “{entry['key']}” xuất hiện hai lần", f"the entry “{entry['key']}” appears twice")
        made[entry["key"]] = entry["value"]
    return made


@builtin("context put", "context: context, key: string, value: any", "context")
def context_put(run: Run, context: Context, key: str, value: Any) -> Context:
    """The context with one entry new or changed."""
    run.allow_list(len(context))
    return {**context, key: value}


@builtin("context put", "context: context, keys: list, value: any", "context")
def context_put_deep(run: Run, context: Context, keys: list[Any], value: Any) -> Context:
    """The context with an entry changed inside the contexts it contains."""
    if not keys or not all(isinstance(key, str) for key in keys):
        raise NoResult("cần ít nhất một tên mục", "at least one entry name is needed")
    run.allow_list(len(context))
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        raise NoResult(f"mục “{keys[0]}” không phải bộ giá trị", f"the entry “{keys[0]}” is not a context")
    return {**context, keys[0]: context_put_deep(run, inner, keys[1:], value)}


@builtin("context merge", "contexts: list", "context")
def context_merge(run: Run, contexts: list[Any]) -> Context:
    """All entries in one context; later ones win."""
    merged: Context = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise NoResult("chỉ gộp được các bộ giá trị", "only contexts can be merged")
        run.allow_list(len(context))
        merged.update(context)
    return merged
