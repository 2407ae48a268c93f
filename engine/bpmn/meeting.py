"""Where the ways out of a node are together again: the nearest node every way to an end passes."""

from __future__ import annotations

from collections.abc import Mapping

from engine.bpmn.graph import Graph

_EXIT = ""


def meeting_points(graph: Graph, without: frozenset[str]) -> Mapping[str, str]:
    """For each node the nearest one that all ways from it to an end pass; none when only the ends are common.

    ``without`` are nodes no way may pass. Immediate dominators of the reversed graph, found by the iteration of Cooper,
    Harvey and Kennedy (A Simple, Fast Dominance Algorithm, 2001).
    """
    ahead = {key: [one for one in graph.after[key] if one not in without] for key in graph.nodes if key not in without}
    ahead |= {key: [_EXIT] for key in graph.ends if key in ahead}
    order = _from_the_exit(ahead)
    rank = {key: number for number, key in enumerate(order)}
    nearest = {_EXIT: _EXIT}
    changed = True
    while changed:
        changed = False
        for key in order[1:]:
            met = ""
            for number, one in enumerate(one for one in ahead[key] if one in nearest):
                met = _common(nearest, rank, met, one) if number else one
            if nearest.get(key) != met:
                nearest[key], changed = met, True
    return {key: met for key, met in nearest.items() if met != _EXIT}


def _common(nearest: Mapping[str, str], rank: Mapping[str, int], one: str, other: str) -> str:
    while one != other:
        if rank[one] > rank[other]:
            one = nearest[one]
        else:
            other = nearest[other]
    return one


def _from_the_exit(ahead: Mapping[str, list[str]]) -> list[str]:
    """Nodes that lead to an end, each after at least one node it leads to (reverse postorder, without recursion)."""
    back: dict[str, list[str]] = {_EXIT: []}
    for key, targets in ahead.items():
        for target in targets:
            back.setdefault(target, []).append(key)
    done: list[str] = []
    seen = {_EXIT}
    stack = [(_EXIT, iter(back[_EXIT]))]
    while stack:
        key, rest = stack[-1]
        source = next((one for one in rest if one not in seen), None)
        if source is None:
            done.append(key)
            stack.pop()
        else:
            seen.add(source)
            stack.append((source, iter(back.get(source, []))))
    return done[::-1]
