"""Compares the importer with the gold files, field by field, and prints percentages: run by `make corpus`."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.importing import import_sheet

HERE = Path(__file__).parent


def plain(text: object) -> str:
    """Text compared without white space differences."""
    return " ".join(unicodedata.normalize("NFC", str(text or "")).split())


def loose(text: object) -> str:
    """Text compared by its letters and digits only."""
    return re.sub(r"[^\w]", "", plain(text).lower())


class Score:
    """Right out of all, per field, with the first wrong ones."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, field: str, ok: bool, detail: str) -> None:
        """Count one comparison."""
        self.all[field] += 1
        self.right[field] += ok
        if not ok:
            self.wrong.append(f"{field}: {detail}")


def compare(name: str, found: list[dict], gold: list[dict], score: Score, *, sheet: bool) -> None:
    """One file: processes in order, their steps in order."""
    score.add("processes", len(found) == len(gold), f"{name}: {len(found)} for {len(gold)}")
    for index, expected in enumerate(gold):
        got = found[index] if index < len(found) else {"rows": [], "title": "", "codes": [], "open_points": []}
        where = f"{name} #{index + 1}"
        score.add(
            "title", loose(got["title"]) == loose(expected["title"]), f"{where}: {got['title']} / {expected['title']}"
        )
        if not (sheet and expected["code_source"] == "catalogue"):
            score.add("codes", got["codes"] == expected["codes"], f"{where}: {got['codes']} for {expected['codes']}")
        if not (sheet and expected["case"]):
            score.add(
                "case",
                loose(got.get("case")) == loose(expected["case"]),
                f"{where}: {got.get('case')} / {expected['case']}",
            )
        score.add(
            "total",
            got.get("term_hours") == expected["total_hours"],
            f"{where}: {got.get('term_hours')} for {expected['total_hours']}",
        )
        matches = expected["checks"].get("sum_matches_total")
        if matches is not None:
            reported = any("Cộng các bước" in one["reason"] for one in got["open_points"])
            score.add("sum check", reported == (matches is False), f"{where}: reported {reported}, gold {matches}")
        steps(where, got["rows"], [row for row in expected["rows"] if row["kind"] == "step"], score)


def steps(where: str, got: list[dict], gold: list[dict], score: Score) -> None:
    """Rows matched by content and label in order."""
    score.add("row count", len(got) == len(gold), f"{where}: {len(got)} rows for {len(gold)}")
    used = 0
    positions = []
    for row in gold:
        match = next((i for i in range(len(got)) if i not in positions and same_row(got[i], row)), None)
        score.add("rows found", match is not None, f"{where}: {row['label']} {plain(row['content'])[:60]}")
        if match is None:
            continue
        positions.append(match)
        fields(where, got[match], row, score)
        used += 1
    score.add("row order", positions == sorted(positions), where)


def same_row(got: dict, row: dict) -> bool:
    """Whether a found row is the gold row (swapped cells count as the same)."""
    mine = {loose(got["content"]), loose(got["actor"])}
    if loose(got["label"]) != loose(row["label"]):
        return False
    first, second = loose(row["content"]), loose(row["actor"])
    return first in mine or any(one.startswith(first) for one in mine if first) or (second in mine and bool(second))


def fields(where: str, got: dict, row: dict, score: Score) -> None:
    """The fields of one step."""
    place = f"{where} {row['label']}"
    swapped = "actor_and_content_swapped_in_source" in (row.get("flags") or [])
    pair = (plain(got["actor"]), plain(got["content"]))
    gold = (plain(row["actor"]), plain(row["content"]))
    score.add("actor", pair[0] == gold[0] or (swapped and pair == gold[::-1]), f"{place}: {pair[0]} / {gold[0]}")
    ok = pair[1] == gold[1] or (swapped and pair == gold[::-1]) or pair[1].startswith(gold[1])
    score.add("content", ok, f"{place}: {pair[1][-80:]} / {gold[1][-80:]}")
    score.add(
        "time text",
        plain(got["time_text"]) == plain(row["time_text"]),
        f"{place}: {got['time_text']} / {row['time_text']}",
    )
    right = got["hours"] == row["hours"]
    score.add("hours", right, f"{place}: {got['hours']} for {row['hours']} ({row['time_text']})")
    score.add("hours silently wrong (100 = none)", right or bool(got["open"]), place)
    if row["shared_group"] or got["shared_group"]:
        score.add("shared groups", got["shared_group"] == row["shared_group"], place)
    score.add("result", plain(got["result"]) == plain(row["result"]), f"{place}: {got['result']} / {row['result']}")


def understanding(name: str, found: list[dict], file: Path, score: Score) -> None:
    """Unit, post and targets against what a person read from the text of five decisions."""
    for expected in json.loads(file.read_text())["processes"]:
        rows = found[expected["index"] - 1]["rows"]
        for got, row in zip(rows, expected["rows"], strict=False):
            place = f"{name} #{expected['index']} {row['label']} ({plain(got['actor'])[:60]})"
            unit = (got["unit"] or "").startswith("chosen:") if row["unit"] == "chosen:" else got["unit"] == row["unit"]
            ok = unit and got["post"] == row["post"]
            score.add("unit and post", ok, f"{place}: {got['unit']} {got['post']} for {row['unit']} {row['post']}")
            if row["returns_to"] or got["returns_to"]:
                ok = got["returns_to"] == row["returns_to"]
                score.add("return targets", ok, f"{place}: {got['returns_to']} for {row['returns_to']}")
            ids = [one["id"] for one in got["outcomes"]]
            wanted = row["outcomes"] or ids[:1]
            score.add(
                "outcomes",
                set(ids[1:]) == set(wanted[1:]),
                f"{place}: {ids} for {wanted} ← {plain(got['content'])[:200]}",
            )


def judged() -> Score:
    """All files of the corpus compared."""
    score = Score()
    for file in sorted([*HERE.glob("*.docx"), *HERE.glob("*.xlsx")]):
        gold = json.loads(file.with_suffix(".gold.json").read_text())["procedures"]
        found = json.loads(json.dumps(as_data(import_sheet(file.read_bytes()).processes)))["procedures"]
        hand = file.with_suffix(".understanding.json")
        if hand.exists():
            understanding(file.name[:24], found, hand, score)
        compare(file.name[:24] + file.suffix, found, gold, score, sheet=file.suffix == ".xlsx")
    return score


def main() -> int:
    """Print every field's percentage and, with -v, what is wrong."""
    score = judged()
    for field, total in score.all.items():
        print(f"{field:36} {100 * score.right[field] / total:6.1f} %  ({score.right[field]} of {total})")
    if "-v" in sys.argv:
        print("\n".join(dict.fromkeys(score.wrong)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
