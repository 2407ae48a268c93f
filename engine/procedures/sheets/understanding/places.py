"""Turns actors into unit expressions: which anchor they hang on depends on the level and on what came before."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.procedures.sheets.language import bare
from engine.procedures.sheets.process import Process, Section, Step
from engine.procedures.sheets.understanding.actors import GENERAL, Actor, actors_in, level_said
from engine.procedures.sheets.understanding.words import UnitWords, Words

APPLICANT = "external:nguoi_nop"
COUNCIL = "external:hoi_dong"


@dataclass(frozen=True)
class Levels:
    """At which levels a process is worked on; ``two`` when a commune hands over to the province."""

    commune: bool
    province: bool

    @property
    def two(self) -> bool:
        """Whether both levels work on it."""
        return self.commune and self.province

    @property
    def home(self) -> str:
        """The level it starts at."""
        return "commune" if self.commune else "province"


@dataclass
class Places:
    """Walks through the steps of one process and says where each is done."""

    process: Process
    words: Words
    levels: Levels = field(init=False)
    level: str = field(init=False)
    division: UnitWords | None = None
    named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.levels = levels_of(self.process, self.words)
        self.level = self.levels.home

    def enter(self, section: Section) -> None:
        """A section may move the work to another level."""
        said = level_said(section.text)
        if section.kind == "case":
            self.level, self.division = self.levels.home, None
        elif said and self.levels.two:
            self.level, self.division = said, None

    def place(self, actor: Actor, step: Step) -> tuple[str | None, str | None, bool]:
        """Unit expression, post, and whether a division without a kind of its own stands here for the first time."""
        if actor.role == "applicant":
            return APPLICANT, None, False
        if actor.role == "council":
            return COUNCIL, "chuyen_vien", False
        unit, guessed = self._unit(actor, step)
        if unit is None:
            return None, None, False
        rank = actor.rank or unit.default
        self._move(unit, step)
        if unit.external:
            return f"external:{unit.external}", unit.posts.get(rank), False
        general = unit.kind == GENERAL and (guessed or actor.unit is not None) and self._is_new(unit, actor)
        return self._expression(unit, rank, step), unit.posts.get(rank), general

    def _is_new(self, unit: UnitWords, actor: Actor) -> bool:
        """Whether this division is named for the first time: one open point is enough for each."""
        name = bare(actor.text[unit.phrases.at(actor.text) or 0 :])
        known = name in self.named
        self.named.add(name)
        return not known

    def _unit(self, actor: Actor, step: Step) -> tuple[UnitWords | None, bool]:
        unit = actor.unit
        if unit is not None and unit.kind == GENERAL and self._provincial_office(actor, step):
            return self._kind("vp_ubnd_tinh"), False
        if unit is not None and unit.kind == GENERAL and "phong chuyen mon" in bare(actor.text) and self.division:
            return self.division, False
        if unit is not None:
            return unit, False
        if actor.rank == "clerk":
            return self._kind("ubnd_xa" if self.level == "commune" else "so"), False
        if actor.rank is not None:
            return self.division or self._kind(GENERAL), self.division is None
        return None, False

    @staticmethod
    def _provincial_office(actor: Actor, step: Step) -> bool:
        content = bare(step.content)
        return actor.rank == "staff" and "lanh dao van phong" in content and "lanh dao ubnd tinh" in content

    def _kind(self, kind: str) -> UnitWords:
        return next(one for one in self.words.units if one.kind == kind)

    def _move(self, unit: UnitWords, step: Step) -> None:
        if self.levels.two:
            if unit.kind == "one_stop":
                self.level = level_said(step.actor) or self.level
            elif unit.level in ("commune", "province"):
                self.level = unit.level
        if (
            unit.kind not in ("one_stop", "vp_ubnd_tinh", "vp_hdnd_ubnd", "van_phong_so")
            and not unit.whole
            and not unit.external
        ):
            self.division = unit

    def _expression(self, unit: UnitWords, rank: str, step: Step) -> str:
        if unit.kind == "one_stop":
            moved = self.levels.two and self.level == "province" and level_said(step.actor) == "province"
            return "province/one_stop" if moved else "receiving/one_stop"
        kind = unit.kind
        if rank == "clerk" and unit.clerk_kind:
            kind = unit.clerk_kind
            if self.level == "commune" and kind == "van_phong_so":
                kind = "vp_hdnd_ubnd"
        elif rank == "staff" and unit.staff_kind:
            kind = unit.staff_kind
        elif rank == "leader" and unit.kind == "van_phong_so":
            kind = GENERAL
        elif unit.whole:
            return unit.anchor or self._anchor()
        return f"{unit.anchor or self._anchor()}/{kind}"

    def _anchor(self) -> str:
        return "receiving" if self.levels.two and self.level == "commune" else "resolving"


def levels_of(process: Process, words: Words) -> Levels:
    """The levels that work on a process, by its sections, its actors and its headings."""
    commune = province = False
    for item in process.items:
        if isinstance(item, Section) and item.kind == "agency":
            said = level_said(item.text)
            commune, province = commune or said == "commune", province or said == "province"
        if isinstance(item, Step):
            for actor in actors_in(item.actor, words):
                if (
                    actor.unit is not None
                    and actor.unit.kind != "one_stop"
                    and not actor.unit.external
                    and actor.role == "officer"
                ):
                    commune = commune or actor.unit.level == "commune"
                    province = province or actor.unit.level == "province"
    if not (commune or province):
        said = level_said(" ".join(filter(None, (process.level_text, process.field_text)))) or "province"
        return Levels(said == "commune", said != "commune")
    return Levels(commune, province)
