"""Random steps tables as small diagrams, written without the program's own drawing, and their rows to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from engine.bpmn import table
from engine.bpmn.definition import Definition
from engine.bpmn.vocabulary import shipped
from engine.procedures.sheets.document import tidy

KINDS = sorted(shipped().unit_kinds)
POSTS = sorted(shipped().posts)
ROLES = sorted(shipped().form_roles)
WORK = ["receive", "assign", "appraise", "opinion", "review", "sign", "register", "release", "return"]
WORDS = [
    "Thẩm định",
    "hồ sơ",
    "trình",
    "Lãnh đạo",
    "Bước 2",
    "“bản chính”",
    "1/2 ngày",
    "Tổng hợp",
    "ký & đóng dấu",
    "<b>",
]


@dataclass(frozen=True)
class Step:
    """One row to be: its attributes as the file has them, and outcomes as (name, goal, produces)."""

    facts: dict[str, str]
    ways: tuple[tuple[str, str, str], ...]
    papers: tuple[str, ...]


@st.composite
def units(draw: Any) -> str:
    anchor = draw(st.sampled_from(["receiving", "resolving", "parent", "province"]))
    own = st.sampled_from([anchor, f"{anchor}/{draw(st.sampled_from(KINDS))}"])
    other = st.sampled_from(["step:buoc_1", "external:so_y_te_2", "chosen:buoc_1.co_quan"])
    return draw(own | own | other)


@st.composite
def limits(draw: Any) -> dict[str, str]:
    count = draw(st.sampled_from(["counted", "counted", "counted", "excluded", "office_hours"]))
    unit = draw(st.sampled_from(["working_hours", "working_days"]))
    number = draw(st.integers(1, 4000))
    limit = f"{number / draw(st.sampled_from([1, 2, 4, 8, 10])):.4f}".rstrip("0").rstrip(".")
    held = draw(st.booleans()) if count != "counted" else draw(st.integers(0, 9)) > 0
    return {"count": count} | ({"limit": limit, "limitUnit": unit} if held else {})


@st.composite
def steps(draw: Any, number: int, size: int) -> Step:
    """Row ``number`` of ``size``: its outcomes go on, back, ahead, to an end or to a wait."""
    names = draw(
        st.lists(
            st.sampled_from(["Đồng ý", "Không đạt", "Trả lại", "Bổ sung", "Ký"]), min_size=1, max_size=3, unique=True
        )
    )
    goals = [f"step:{one}" for one in range(1, size + 1) if one != number] + ["end:refused", "end:stopped", "wait"]
    first = f"step:{number + 1}" if number < size else "end:granted"
    ways = [(names[0], first, draw(st.sampled_from(["", *ROLES])))]
    ways += [(name, draw(st.sampled_from(goals)), draw(st.sampled_from(["", *ROLES]))) for name in names[1:]]
    lines = draw(
        st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=3)
    )
    facts = {
        "no": draw(st.sampled_from(["{}", "{}", "B{}", "Bước {}", "{}a", "1.{}", "3"])).format(number),
        "unit": draw(units()),
        "post": draw(st.sampled_from(POSTS)),
        "kind": draw(st.sampled_from(WORK)),
        "content": "\n".join(lines),
        **draw(limits()),
    }
    if draw(st.integers(0, 5)) == 0:
        facts["alternatives"] = " ".join(draw(st.lists(st.sampled_from(POSTS), min_size=1, max_size=2, unique=True)))
    papers = draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True))
    return Step(facts, tuple(ways), tuple(papers))


@st.composite
def tables(draw: Any) -> list[Step]:
    """A table of up to nine rows; some of them share one time."""
    size = draw(st.integers(1, 9))
    rows = [draw(steps(number, size)) for number in range(1, size + 1)]
    shared = sorted(draw(st.sets(st.integers(0, size - 1), max_size=4)))
    if len(shared) > 1:
        for place in shared:
            rows[place].facts.update(count="shared:NHOM_A")
            rows[place].facts.pop("limit", None)
            rows[place].facts.pop("limitUnit", None)
        rows[shared[0]].facts.update(limit="12", limitUnit="working_hours")
    return rows


def diagram(rows: list[Step]) -> bytes:
    """The rows as BPMN, every outcome behind its step led by a gateway."""
    made = Diagram()
    made.node('<bpmn:startEvent id="nop"/>')
    made.flow("nop", "buoc_1")
    for number, row in enumerate(rows, 1):
        made.step(number, row)
    return made.whole()


class Diagram:
    """Collects elements."""

    def __init__(self) -> None:
        self.nodes: list[str] = []
        self.flows: list[tuple[str, str, str, str]] = []

    def node(self, text: str) -> None:
        self.nodes.append(text)

    def flow(self, source: str, target: str, condition: str = "") -> str:
        key = f"f{len(self.flows)}"
        self.flows.append((key, source, target, condition))
        return key

    def step(self, number: int, row: Step) -> None:
        key = f"buoc_{number}"
        said = " ".join(f"{name}={quoteattr(value, {chr(10): '&#10;'})}" for name, value in row.facts.items())
        inner = "".join(
            f'<tthc:outcome id="kq_{place}" name={quoteattr(name)}' + (f' produces="{paper}"' if paper else "") + "/>"
            for place, (name, _, paper) in enumerate(row.ways)
        )
        inner += "".join(f'<tthc:produces form="{one}"/>' for one in row.papers)
        extension = f"<bpmn:extensionElements><tthc:step {said}>{inner}</tthc:step></bpmn:extensionElements>"
        self.node(f'<bpmn:userTask id="{key}" name="Việc {number}">{extension}</bpmn:userTask>')
        if len(row.ways) == 1:
            self.flow(key, self.goal(key, row.ways[0][1]))
            return
        question = f"re_{key}"
        self.flow(key, question)
        flows = [
            self.flow(question, self.goal(key, goal), f'{key}.outcome = "kq_{place}"' if place else "")
            for place, (_, goal, _) in enumerate(row.ways)
        ]
        self.node(f'<bpmn:exclusiveGateway id="{question}" default="{flows[0]}"/>')

    def goal(self, key: str, goal: str) -> str:
        kind, _, value = goal.partition(":")
        if kind == "step":
            return f"buoc_{value}"
        if kind == "end":
            self._once(f'<bpmn:endEvent id="het_{value}"><bpmn:extensionElements><tthc:end result="{value}"/>'
                       "</bpmn:extensionElements></bpmn:endEvent>")  # fmt: skip
            return f"het_{value}"
        wait = f"cho_{key}"
        if self._once(f'<bpmn:receiveTask id="{wait}" name="Chờ bổ sung"><bpmn:extensionElements>'
                      '<tthc:wait kind="supplement" autoCloseAfter="15"/>'
                      "</bpmn:extensionElements></bpmn:receiveTask>"):  # fmt: skip
            self.flow(wait, key)
        return wait

    def _once(self, text: str) -> bool:
        if text in self.nodes:
            return False
        self.node(text)
        return True

    def whole(self) -> bytes:
        flows = ""
        for key, source, target, condition in self.flows:
            said = f"<bpmn:conditionExpression>{escape(condition)}</bpmn:conditionExpression>" if condition else ""
            flows += (
                f'<bpmn:sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">{said}</bpmn:sequenceFlow>'
            )
        return (
            '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
            'xmlns:tthc="urn:quytrinh:tthc:1" id="d" targetNamespace="urn:quytrinh:procedure:mau-thu">'
            '<bpmn:process id="mau_thu" name="Thủ tục mẫu để thử" isExecutable="true"><bpmn:extensionElements>'
            '<tthc:procedure key="mau-thu" level="commune"/></bpmn:extensionElements>'
            f"{''.join(self.nodes)}{flows}</bpmn:process></bpmn:definitions>"
        ).encode()


def seen(definition: Definition) -> list[dict[str, object]]:
    """What a sheet says of every row; waits by their kind."""
    waits = {f"wait:{key}": f"wait:{node.wait.kind}" for key, node in definition.nodes.items() if node.wait}
    return [
        {
            "no": row.no,
            "who": (row.unit, row.post, row.alternatives),
            "content": tidy(row.content),
            "limit": (row.limit, row.limit_unit if row.limit is not None else None, row.hours),
            "count": (row.count, row.shared_group),
            "case": row.case,
            "kind": row.kind,
            "produces": row.produces,
            "ways": [
                (one.id, one.name, [waits.get(goal, goal) for goal in one.goes_to.split(", ")], one.produces)
                for one in row.outcomes
            ],
        }
        for row in table.read(definition).rows
    ]
