"""Understands every step of a process and leaves an open point wherever it had to leave something open."""

from __future__ import annotations

from engine.procedures.sheets.document import Where
from engine.procedures.sheets.language import small
from engine.procedures.sheets.process import Branch, Process, Section, Step, Understanding
from engine.procedures.sheets.understanding.actors import Actor, actors_in
from engine.procedures.sheets.understanding.branches import branches_of
from engine.procedures.sheets.understanding.papers import numbers_of, papers_of
from engine.procedures.sheets.understanding.places import APPLICANT, COUNCIL, Places
from engine.procedures.sheets.understanding.words import Words, shipped_words
from engine.procedures.sheets.understanding.work import kind_of_work
from engine.text import Text

CHOSEN = "chosen:"
"""Unit of a step done by each of the offices that an earlier step picks; the draft completes the path."""


_SUBMITTED = Branch("da_nop", "Đã thực hiện")


def understand(process: Process, words: Words | None = None) -> None:
    """Set ``understood`` of every step."""
    words = words or shipped_words()
    for steps in runs(process):
        _run(process, steps, words)


def runs(process: Process) -> list[list[Section | Step]]:
    """The steps that follow each other: one run, or one for every case."""
    found: list[list[Section | Step]] = [[]]
    for item in process.items:
        if isinstance(item, Section):
            if item.kind == "case" and any(isinstance(one, Step) for one in found[-1]):
                found.append([])
            found[-1].append(item)
        elif isinstance(item, Step):
            found[-1].append(item)
    return found


def _run(process: Process, items: list[Section | Step], words: Words) -> None:
    places = Places(process, words)
    steps = [item for item in items if isinstance(item, Step)]
    actors = [_main_actor(step, words) for step in steps]
    first = next((index for index, actor in enumerate(actors) if actor is None or actor.role != "applicant"), 0)
    numbers = numbers_of(process, words)
    found: list[tuple[str | None, str | None, str]] = []
    for item in items:
        if isinstance(item, Section):
            places.enter(item)
            continue
        index = len(found)
        actor = actors[index]
        last = index == len(steps) - 1
        unit, post = _who(item, actor, places)
        found.append((unit, post, kind_of_work(item, actor, words, first=index == first, last=last)))
    posts = [post for _, post, _ in found]
    for index, step in enumerate(steps):
        unit, post, kind = found[index]
        if unit == APPLICANT:
            step.understood = Understanding(unit, branches=(_SUBMITTED,))
            continue
        produces, unknown = papers_of(step, numbers, words)
        reading = branches_of(step, index, steps, kind, posts, accepts=index == first, papers=produces)
        for sentence in reading.unclear:
            step.doubt(step.where, sentence, _NO_TARGET)
        if unknown:
            step.doubt(_result_place(step), step.result, _numbers_unknown(unknown))
        made = {one.produces for one in reading.branches}
        others = _others(step, post, words)
        step.understood = Understanding(
            unit, post, others, kind, reading.branches, tuple(role for role in produces if role not in made),
            parallel=unit == CHOSEN,
        )  # fmt: skip


def _main_actor(step: Step, words: Words) -> Actor | None:
    actors = actors_in(step.actor, words)
    officers = [one for one in actors if one.role == "officer" and (one.unit is not None or one.rank is not None)]
    if officers:
        return _seconded(officers[0], step, words)
    return next(iter(actors), None)


def _seconded(actor: Actor, step: Step, words: Words) -> Actor:
    """The actor completed by a second column: one names the unit, the other the person."""
    other = next(iter(actors_in(step.seconded, words)), None)
    if other is None:
        return actor
    unit, rank = actor.unit or other.unit, actor.rank or other.rank
    return Actor(unit, rank, actor.role, f"{actor.text} {other.text}")


def _who(step: Step, actor: Actor | None, places: Places) -> tuple[str | None, str | None]:
    where = _actor_place(step)
    if actor is None:
        return None, None
    if actor.role == "asked":
        return CHOSEN, "dau_moi_y_kien"
    unit, post, guessed = places.place(actor, step)
    if unit is None:
        step.doubt(where, step.actor, _NO_UNIT)
    elif unit == COUNCIL:
        step.doubt(where, step.actor, _COUNCIL)
    elif post is None and unit != APPLICANT:
        step.doubt(where, step.actor, _NO_POST)
    elif guessed and "phong_chuyen_mon" in unit:
        step.doubt(where, step.actor, _GENERAL_DIVISION)
    elif len(step.actor) > 200:
        step.doubt(where, step.actor, _LONG_ACTOR)
    return unit, post


def _others(step: Step, post: str | None, words: Words) -> tuple[str, ...]:
    """Posts that may do the step instead; further actors that have no place are an open point."""
    actors = actors_in(step.actor, words)
    main = _main_actor(step, words)
    instead, left = [], []
    for actor in actors:
        if main is None or actor.text == main.text or actor.role == "asked":
            continue
        if actor.unit is not None and actor.unit.kind == "one_stop" and post == "can_bo_mot_cua":
            continue
        other = (main.unit.posts if main.unit is not None else {}).get(actor.rank or "")
        if other and other != post and actor.unit in (None, main.unit) and " hoặc " in small(step.actor):
            instead.append(other)
        elif not (other == post and actor.unit in (None, main.unit)):
            left.append(actor.text)
    if left:
        step.doubt(_actor_place(step), step.actor, _several(left))
    return tuple(dict.fromkeys(instead))


def _actor_place(step: Step) -> Where:
    return next((cell.where for cell in step.cells if cell.text == step.actor), step.where)


def _result_place(step: Step) -> Where:
    return next((cell.where for cell in step.cells if cell.text == step.result), step.where)


def _several(others: list[str]) -> Text:
    shown = "; ".join(others)[:160]
    return Text(
        f"Ô ghi nhiều người thực hiện; người đầu tiên làm bước này, còn lại chưa xếp vào đâu: {shown}.",
        f"Several actors in one cell; the first does the step, the others have no place yet: {shown}.",
    )


def _numbers_unknown(numbers: tuple[str, ...]) -> Text:
    shown = ", ".join(numbers)
    return Text(
        f"Mẫu số {shown}: số mẫu này có nghĩa khác nhau giữa các thông tư và bảng không giải thích.",
        f"Form {shown}: the number means different forms in different circulars and the sheet does not explain it.",
    )


_NO_UNIT = Text(
    "Không nhận ra đơn vị hay chức danh nào trong ô này; đã tìm theo từ điển tên đơn vị và chức danh.",
    "No unit or post was recognised in this cell; the dictionary of units and posts was tried.",
)
_NO_POST = Text("Nhận ra đơn vị nhưng không rõ chức danh.", "The unit is recognised, the post is not.")
_COUNCIL = Text(
    "Hội đồng, tổ thẩm định không phải đơn vị trong cơ cấu: cần chỉ định người ghi kết quả.",
    "A council is no unit of the organisation: somebody must be named who records its result.",
)
_GENERAL_DIVISION = Text(
    "Phòng này chưa có trong danh mục loại đơn vị: tạm ghi là phòng chuyên môn của cơ quan giải quyết.",
    "This division is no kind of the vocabulary yet: taken as the specialised division of the resolving authority.",
)
_LONG_ACTOR = Text(
    "Ô người thực hiện là cả một đoạn văn; chỉ lấy được đơn vị nêu đầu tiên.",
    "The actor cell is a whole paragraph; only the first unit named was taken.",
)
_NO_TARGET = Text(
    "Câu nói chuyển lại nhưng không rõ về bước nào.",
    "The sentence sends the dossier back, but to which step is not clear.",
)
