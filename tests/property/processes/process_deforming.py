"""Bends drawn procedures at random: crude changes of single flows and gateways, and changes a person might draw."""

from __future__ import annotations

import re
from random import Random

from process_diagrams import each

from engine.bpmn.reader import read

FLOW = re.compile(r'<bpmn:sequenceFlow id="(\w+)" sourceRef="(\w+)" targetRef="(\w+)">(.*?)</bpmn:sequenceFlow>')
GATEWAY = re.compile(r'<bpmn:(?:exclusive|parallel|inclusive)Gateway id="(\w+)"')
KINDS = ("exclusive", "parallel", "inclusive")
OPENING = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">'


def crude(text: str, random: Random) -> str:
    """One flow bent or added, or one gateway of another kind; often not even a diagram any more."""
    flows = list(FLOW.finditer(text))
    one, other = random.choice(flows), random.choice(flows)
    change = random.randrange(4)
    if change == 0:
        return text.replace(one[0], flow(one[1], one[2], other[3], one[4]))
    if change == 1:
        return text.replace(one[0], flow(f"them{random.randrange(999)}", one[2], other[3]) + one[0], 1)
    if change == 2:
        return text.replace(one[0], flow(one[1], other[2], one[3], one[4]))
    return swapped(text, random)


def swapped(text: str, random: Random) -> str:
    """One gateway becomes another kind."""
    names = GATEWAY.findall(text)
    return as_kind(text, random.choice(names), random.choice(KINDS)) if names else text


def as_kind(text: str, name: str, kind: str) -> str:
    """The gateway ``name`` as another kind."""
    pattern = rf'<bpmn:\w+Gateway id="{name}"(.*?)</bpmn:\w+Gateway>'
    return re.sub(pattern, rf'<bpmn:{kind}Gateway id="{name}"\1</bpmn:{kind}Gateway>', text)


def flow(id: str, source: str, target: str, inner: str = "") -> str:
    """A sequence flow."""
    return f'<bpmn:sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{inner}</bpmn:sequenceFlow>'


class Drawing:
    """A procedure somebody draws on: every change leaves a diagram, whether or not its tokens fit."""

    def __init__(self, text: str, random: Random) -> None:
        self.text, self.random = text, random
        self.nodes = read(text.encode()).nodes
        self.count = text.count("ve_")

    def new(self) -> str:
        self.count += 1
        return f"ve_{self.count}"

    def two_flows(self) -> tuple[re.Match[str], re.Match[str]] | None:
        """Two flows of one process."""
        flows = [one for one in FLOW.finditer(self.text) if one[2] in self.nodes and not self.waits_in_race(one)]
        one = self.random.choice(flows)
        rest = [
            other for other in flows if other[1] != one[1] and self.nodes[other[2]].parent == self.nodes[one[2]].parent
        ]
        return (one, self.random.choice(rest)) if rest else None

    def waits_in_race(self, one: re.Match[str]) -> bool:
        return self.nodes[one[2]].kind == "event_gateway"

    def insert(self, one: re.Match[str], kind: str, more: str = "") -> str:
        """A gateway on the flow, with whatever else is drawn beside it; returns the gateway's id."""
        gate, onward = self.new(), self.new()
        default = f' default="{onward}"' if kind in ("exclusive", "inclusive") and more == "splits" else ""
        drawn = f'<bpmn:{kind}Gateway id="{gate}" name="{gate}"{default}></bpmn:{kind}Gateway>'
        self.text = self.text.replace(
            one[0], flow(one[1], one[2], gate, one[4]) + drawn + flow(onward, gate, one[3]), 1
        )
        return gate

    def beside(self, one: re.Match[str], drawn: str) -> None:
        """Something new in the process of the flow ``one``."""
        opening = f'<bpmn:sequenceFlow id="{one[1]}"'
        self.text = self.text.replace(opening, drawn + opening, 1)

    def step(self) -> tuple[str, str]:
        name = f"s{self.new()}"
        unit = '<bpmn:extensionElements><tthc:step unit="receiving" post="clerk"></tthc:step></bpmn:extensionElements>'
        return name, f'<bpmn:userTask id="{name}" name="{name}">{unit}</bpmn:userTask>'

    def branch(self, splits: str, joins: str) -> None:
        """Another way from one flow to another, forward or back."""
        if (both := self.two_flows()) is None:
            return
        one, other = both
        split, join = self.insert(one, splits, "splits"), self.insert(other, joins)
        inner = "" if splits == "parallel" else self.condition(one[2])
        if self.random.random() < 0.3:
            self.beside(one, flow(self.new(), split, join, inner))
            return
        name, step = self.step()
        self.beside(one, step + flow(self.new(), split, name, inner) + flow(self.new(), name, join))

    def condition(self, source: str) -> str:
        """A question about the step before, else about any step."""
        users = [key for key, node in self.nodes.items() if node.kind == "user" and not node.loop]
        asked = source if source in users or not users else self.random.choice(users)
        return f"{OPENING}{asked}.b{self.random.randint(1, 2)} = true</bpmn:conditionExpression>"

    def branch_that_ends(self) -> None:
        """A parallel branch with an end of its own."""
        one = self.random.choice([one for one in FLOW.finditer(self.text) if not self.waits_in_race(one)])
        split = self.insert(one, "parallel")
        name, step = self.step()
        end = self.new()
        self.beside(
            one,
            f'{step}<bpmn:endEvent id="{end}"></bpmn:endEvent>'
            + flow(self.new(), split, name)
            + flow(self.new(), name, end),
        )

    def timer(self) -> None:
        """A timer on a step, interrupting or not, that leads somewhere into the procedure or to an end of its own."""
        both = self.two_flows()
        if both is None or self.nodes[both[0][2]].kind not in ("user", "subprocess"):
            return
        one, other = both
        event, interrupting = self.new(), self.random.random() < 0.5
        name, step = self.step()
        when = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"
        cancels = str(interrupting).lower()
        drawn = f'<bpmn:boundaryEvent id="{event}" attachedToRef="{one[2]}" cancelActivity="{cancels}">{when}'
        drawn += f"</bpmn:boundaryEvent>{step}{flow(self.new(), event, name)}"
        if self.random.random() < (0.3 if interrupting else 0.7):
            target = self.new()
            drawn += f'<bpmn:endEvent id="{target}"></bpmn:endEvent>'
        else:
            target = self.insert(other, "exclusive")
        self.beside(one, drawn + flow(self.new(), name, target))

    def pair(self) -> None:
        """A split and its join become another kind together."""
        names = [name[:-6] for name in GATEWAY.findall(self.text) if name.endswith("_split")]
        if names:
            name, kind = self.random.choice(names), self.random.choice(["parallel", "inclusive"])
            self.text = as_kind(as_kind(self.text, f"{name}_join", kind), f"{name}_split", kind)

    def repeat(self) -> None:
        """A step is done by two people."""
        users = [key for key, node in self.nodes.items() if node.kind == "user" and not node.loop]
        if users:
            one = rf'(<bpmn:userTask id="{self.random.choice(users)}".*?)</bpmn:userTask>'
            self.text = re.sub(one, rf"\1{each('2')}</bpmn:userTask>", self.text, count=1)

    def stop(self) -> None:
        """An end ends everything."""
        ends = re.findall(r"<bpmn:endEvent [^>]*></bpmn:endEvent>", self.text)
        if ends:
            end = self.random.choice(ends)
            stop = end.replace("></", "><bpmn:terminateEventDefinition/></")
            self.text = self.text.replace(end, stop, 1)


def drawn(text: str, random: Random) -> str:
    """One change a person might draw."""
    drawing = Drawing(text, random)
    change = random.randrange(11)
    if change < 3:
        drawing.branch("exclusive", random.choice(("exclusive", "exclusive", "inclusive")))
    elif change < 5:
        drawing.branch(random.choice(("parallel", "inclusive")), random.choice(KINDS))
    else:
        (drawing.branch_that_ends, drawing.timer, drawing.timer, drawing.pair, drawing.repeat, drawing.stop)[
            change - 5
        ]()
    return drawing.text


def deformed(text: str, random: Random) -> str:
    """One to three random changes."""
    for _ in range(random.randint(1, 3)):
        text = (crude if random.random() < 0.4 else drawn)(text, random)
    return text
