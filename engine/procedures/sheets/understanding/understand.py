"""Understands every step of a process and leaves an open point wherever it had to leave something open."""

from __future__ import annotations

from engine.bpmn.edit.names import free, slug
from engine.procedures.sheets.document import Where, flat
from engine.procedures.sheets.language import small
from engine.procedures.sheets.own.ways import Goal, Way
from engine.procedures.sheets.process import Branch, Heard, Process, Section, Step, Understanding
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
        said = item.heard.who if item.heard else None
        unit, post = (said.unit, said.post) if said else _who(item, actor, places)
        kind = item.codes.kind if item.codes else kind_of_work(item, actor, words, first=index == first, last=last)
        found.append((unit, post, kind))
    posts = [post for _, post, _ in found]
    for index, step in enumerate(steps):
        unit, post, kind = found[index]
        if unit == APPLICANT and step.codes is None:
            step.understood = Understanding(unit, branches=(_SUBMITTED,))
            continue
        if step.heard is not None and (step.heard.ways or step.codes is not None):
            step.understood = _exactly(step, step.heard, (unit, post, kind), steps)
            continue
        if step.codes is not None:
            step.understood = Understanding(unit, post, kind=kind, parallel=is_chosen(unit))
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


def is_chosen(unit: str | None) -> bool:
    """Whether a step is done by each of several chosen offices."""
    return (unit or "").startswith(CHOSEN)


def _exactly(step: Step, heard: Heard, known: tuple[str | None, str | None, str], steps: list[Step]) -> Understanding:
    """What our own words say of a step; ids of outcomes from its codes, else made of their names."""
    unit, post, kind = known
    branches: list[Branch] = []
    for way in heard.ways:
        found = step.codes.outcome(way.name) if step.codes is not None else None
        key = found or free(slug(way.name, "ket_qua"), {one.id for one in branches})
        branches.append(_branch(step, key, way, steps))
    others = heard.who.alternatives if heard.who else ()
    return Understanding(unit, post, others, kind or None, tuple(branches), heard.papers, parallel=is_chosen(unit))


def _branch(step: Step, key: str, way: Way, steps: list[Step]) -> Branch:
    if len(way.goals) != 1:
        step.doubt(step.where, way.name, _GOALS)
    goal = way.goals[0] if way.goals else None
    if goal is None:
        return Branch(key, way.name, produces=way.produces)
    if goal.kind == "wait":
        return Branch(key, way.name, "wait", produces=way.produces, wait=goal.name)
    if goal.kind == "end":
        return Branch(key, way.name, "end", produces=way.produces, result=goal.name or None)
    target = target_of(goal, steps)
    if target is None:
        step.doubt(step.where, way.name, _NO_TARGET)
        return Branch(key, way.name, produces=way.produces)
    return Branch(key, way.name, "step", target, way.produces)


def target_of(goal: Goal, steps: list[Step]) -> int | None:
    """The position of the step a goal names: by its number, by its row where the number stands twice."""
    same = [index for index, one in enumerate(steps) if flat(one.label) == flat(goal.name)]
    if goal.row is not None and goal.row - 1 in same:
        return goal.row - 1
    return same[0] if len(same) == 1 else None


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
_GOALS = Text(
    "Kết quả này không dẫn đến đúng một nơi; sơ đồ được vẽ theo nơi đầu tiên.",
    "This outcome does not lead to exactly one place; the drawing takes the first.",
)
_NO_TARGET = Text(
    "Câu nói chuyển lại nhưng không rõ về bước nào.",
    "The sentence sends the dossier back, but to which step is not clear.",
)
