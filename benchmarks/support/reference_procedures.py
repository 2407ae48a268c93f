"""The reference procedures of the benchmarks, complete with units, posts, time limits and forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle

from benchmarks.support import reference_forms
from engine.procedures.sources import DIAGRAM, Sources
from tests.property.processes.process_diagrams import Diagram, Piece, each

CLERK = ("receiving/one_stop", "can_bo_mot_cua")
DESKS = (
    ("receiving/vp_hdnd_ubnd", "cong_chuc_tu_phap_ho_tich"),
    ("receiving/phong_vhxh", "chuyen_vien"),
    ("receiving/phong_kt", "chuyen_vien"),
    ("receiving", "lanh_dao_ubnd_xa"),
    ("receiving/vp_hdnd_ubnd", "van_thu"),
)
"""Five lanes beside the clerk's, each with somebody of the demo province in it."""

GROUP = 200
PASSES = 200


@dataclass(frozen=True)
class Job:
    """One reference job: its diagram, how often its loop is gone round, how many steps at most."""

    name: str
    key: str
    draw: Callable[[], Diagram]
    limit: int
    items: int = 1
    passes: int = 0

    def sources(self) -> Sources:
        """The files of the procedure, ready to publish."""
        forms = {
            "forms/to-khai.json": reference_forms.application(),
            "forms/buoc.json": reference_forms.step(),
        }
        return Sources({DIAGRAM: self.draw().xml(), **forms})


class Plan(Diagram):
    """A diagram whose steps go round the desks of a commune."""

    def __init__(self, key: str) -> None:
        super().__init__(key.replace("-", "_"))
        self._desks = cycle(DESKS)
        declared = (
            f'<tthc:procedure key="{key}" field="Mẫu" level="commune" competent="receiving" form="to-khai">'
            '<tthc:term value="10" unit="working_days" onSupplement="reset"/></tthc:procedure>'
        )
        self.body.append(Piece("extensionElements", {}, declared))
        self.start().reception()

    def xml(self) -> bytes:
        """The file, under the key of the procedure."""
        return super().xml().replace(b"urn:quytrinh:procedure:" + self.process.encode(), self._namespace())

    def _namespace(self) -> bytes:
        return b"urn:quytrinh:procedure:" + self.process.replace("_", "-").encode()

    def reception(self) -> Plan:
        """The first step, which accepts the dossier."""
        said = '<tthc:outcome id="du" name="Đủ" produces="receipt"/>'
        unit, post = CLERK
        inner = f'<tthc:step no="1" unit="{unit}" post="{post}" kind="receive" limit="2" form="buoc">{said}</tthc:step>'
        self.add("userTask", "tiep_nhan", f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>", name="Tiếp nhận")
        self.path("start", "tiep_nhan")
        return self

    def step(self, id: str, loop: str = "", at: tuple[str, str] | None = None, kind: str = "appraise") -> Plan:
        """A step of the next desk (or of the one given), with a time limit and a form."""
        unit, post = at or next(self._desks)
        inner = (
            f'<tthc:step no="{id}" unit="{unit}" post="{post}" kind="{kind}" form="buoc" '
            'limit="8" limitUnit="working_hours" count="counted"><tthc:outcome id="dat" name="Đạt"/></tthc:step>'
        )
        self.add("userTask", id, f"<bpmn:extensionElements>{inner}</bpmn:extensionElements>{loop}", name=f"Bước {id}")
        return self

    def forks(self, *ids: str, kind: str = "exclusive") -> Plan:
        """Gateways of one kind."""
        for id in ids:
            self.gateway(kind, id)
        return self


def dossier_12() -> Diagram:
    """Twelve steps, ten of them done: a choice, three side by side, a way back, a timer that warns."""
    plan = (
        Plan("mau-12-buoc").end(result="granted").forks("m", "x", "y", "q", "u", "v").forks("t", "g", kind="parallel")
    )
    for number in range(2, 13):
        plan.step(f"s{number}")
    plan.timer("canh_bao", "P5D", "s2", False).end("da_canh_bao", "granted").flow("canh_bao", "da_canh_bao")
    plan.path("tiep_nhan", "m", "s2", "x").flow("x", "s3", default=True).flow("x", "s4", "s2.lam_lai = true")
    plan.path("s3", "y").path("s4", "y").path("y", "t", "s5", "g", "s8", "q").path("t", "s6", "g").path("t", "s7", "g")
    plan.flow("q", "s9", default=True).flow("q", "m", "s8.lam_lai = true")
    plan.path("s9", "s10", "u").flow("u", "s11", default=True).flow("u", "s12", "s10.lam_lai = true")
    return plan.path("s11", "v", "end").flow("s12", "v")


def sixty_steps() -> Diagram:
    """Sixty-one steps, fifty of them done: ten choices and five parallel blocks in a row."""
    plan, last = Plan("mau-60-buoc").end(result="granted"), "tiep_nhan"
    for n in range(10):
        plan.step(f"a{n}").step(f"b{n}").step(f"c{n}").forks(f"x{n}", f"y{n}")
        plan.path(last, f"a{n}", f"x{n}").flow(f"x{n}", f"b{n}", default=True)
        plan.flow(f"x{n}", f"c{n}", f"a{n}.lam_lai = true").path(f"b{n}", f"y{n}").path(f"c{n}", f"y{n}")
        last = f"y{n}"
        if n % 2:
            plan.forks(f"t{n}", f"g{n}", kind="parallel").flow(last, f"t{n}")
            for m in range(6):
                plan.step(f"p{n}_{m}").path(f"t{n}", f"p{n}_{m}", f"g{n}")
            last = f"g{n}"
    return plan.flow(last, "end")


def many_items() -> Diagram:
    """One step done by as many units as the application says."""
    return (
        Plan("mau-nhieu-don-vi")
        .end(result="granted")
        .step("y_kien", each("don.so_luong"))
        .step("z")
        .path("tiep_nhan", "y_kien", "z", "end")
    )


def calls_with_timers() -> Diagram:
    """Three called processes of three steps, each step with a timer of five days."""
    plan = Plan("mau-goi-quy-trinh").end(result="granted")
    called = Plan("mau-duoc-goi")
    called.body.clear()
    called.pieces.clear()
    called.start("qs").end("qe", "granted")
    for n in range(3):
        called.step(f"q{n}")
        called.timer(f"qt{n}", "P5D", f"q{n}", False).end(f"qx{n}", "granted").flow(f"qt{n}", f"qx{n}")
    called.path("qs", "q0", "q1", "q2", "qe")
    plan.called(called)
    for n in range(3):
        plan.add("callActivity", f"c{n}", called_element=called.process)
    return plan.path("tiep_nhan", "c0", "c1", "c2", "end")


def rework() -> Diagram:
    """Two steps side by side and one that sends the dossier back to them."""
    plan = (
        Plan("mau-lam-lai")
        .end(result="granted")
        .forks("m", "q")
        .forks("t", "g", kind="parallel")
        .step("a")
        .step("b")
        .step("d")
    )
    plan.path("tiep_nhan", "m", "t", "a", "g", "d", "q").path("t", "b", "g")
    return plan.flow("q", "m", "d.lam_lai = true").flow("q", "end", default=True)


DOSSIER_12 = Job("dossier-12", "mau-12-buoc", dossier_12, 12)
JOBS = (
    DOSSIER_12,
    Job("60 steps", "mau-60-buoc", sixty_steps, 70),
    Job("200 items", "mau-nhieu-don-vi", many_items, 220, items=GROUP),
    Job("calls with timers", "mau-goi-quy-trinh", calls_with_timers, 12),
    Job("rework", "mau-lam-lai", rework, 700, passes=PASSES),
)


def three_steps(desk: int) -> Callable[[], Diagram]:
    """Received at the counter, checked at one desk, handed over at the counter."""

    def draw() -> Diagram:
        plan = Plan(f"mau-3-buoc-{desk}").end(result="granted")
        plan.step("tham_dinh", at=DESKS[desk]).step("tra_ket_qua", at=CLERK, kind="return")
        return plan.path("tiep_nhan", "tham_dinh", "tra_ket_qua", "end")

    return draw


THREE_STEPS = tuple(Job("three steps", f"mau-3-buoc-{desk}", three_steps(desk), 3) for desk in range(3))
