"""Made procedures that are hard to rehearse: decisions remembered long, many branches at once, many returns."""

from __future__ import annotations

OPENING = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tthc="urn:quytrinh:tthc:1" '
    'targetNamespace="urn:quytrinh:procedure:do"><bpmn:process id="p" isExecutable="true">'
)


class Drawing:
    """Elements and flows put down one after the other."""

    def __init__(self) -> None:
        self.body = ['<bpmn:startEvent id="bd"/>']
        self.flows: list[str] = []

    def user(self, key: str, outcomes: str = "") -> str:
        """A step; one letter is one outcome."""
        said = "".join(f'<tthc:outcome id="{one}" name="{one}"/>' for one in outcomes)
        step = f'<tthc:step unit="receiving" post="x">{said}</tthc:step>'
        extension = f"<bpmn:extensionElements>{step}</bpmn:extensionElements>"
        self.body.append(f'<bpmn:userTask id="{key}" name="{key}">{extension}</bpmn:userTask>')
        return key

    def gateway(self, key: str, kind: str = "exclusive", default: str = "") -> str:
        """A gateway."""
        usual = f' default="{default}"' if default else ""
        self.body.append(f'<bpmn:{kind}Gateway id="{key}"{usual}/>')
        return key

    def flow(self, source: str, target: str, condition: str = "") -> str:
        """A flow; returns its id."""
        key = f"f{len(self.flows)}"
        inner = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
        ends = f'sourceRef="{source}" targetRef="{target}"'
        self.flows.append(f'<bpmn:sequenceFlow id="{key}" {ends}>{inner}</bpmn:sequenceFlow>')
        return key

    def choice(self, split: str, one: str, other: str, condition: str) -> None:
        """A gateway between two."""
        usual = self.flow(split, one)
        self.flow(split, other, condition)
        self.gateway(split, default=usual)

    def timer(self, key: str, on: str) -> str:
        """A timer that takes a step away."""
        rings = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>"
        self.body.append(f'<bpmn:boundaryEvent id="{key}" attachedToRef="{on}">{rings}</bpmn:boundaryEvent>')
        return key

    def file(self, last: str) -> bytes:
        """The whole file, ending in success behind ``last``."""
        said = '<bpmn:extensionElements><tthc:end result="granted"/></bpmn:extensionElements>'
        self.body.append(f'<bpmn:endEvent id="kt">{said}</bpmn:endEvent>')
        self.flow(last, "kt")
        return f"{OPENING}{''.join(self.body)}{''.join(self.flows)}</bpmn:process></bpmn:definitions>".encode()


def remembered(decisions: int) -> bytes:
    """Decisions all taken first and all read afterwards: every combination is another standing."""
    drawing, at = Drawing(), "bd"
    for number in range(decisions):
        step = drawing.user(f"d{number}", "ab")
        drawing.flow(at, step)
        at = step
    for number in range(decisions):
        one, other = drawing.user(f"x{number}"), drawing.user(f"y{number}")
        drawing.flow(at, f"s{number}")
        drawing.choice(f"s{number}", one, other, f'd{number}.outcome = "b"')
        at = drawing.gateway(f"m{number}")
        drawing.flow(one, at)
        drawing.flow(other, at)
    return drawing.file(at)


def side_by_side(branches: int) -> bytes:
    """Branches of three steps with a choice and a timer each."""
    drawing = Drawing()
    drawing.flow("bd", drawing.gateway("tach", "parallel"))
    drawing.gateway("hop", "parallel")
    for number in range(branches):
        ask, one, other = drawing.user(f"a{number}", "ab"), drawing.user(f"b{number}"), drawing.user(f"c{number}")
        drawing.flow("tach", ask)
        drawing.flow(ask, f"s{number}")
        drawing.choice(f"s{number}", one, other, f'a{number}.outcome = "b"')
        merge = drawing.gateway(f"m{number}")
        drawing.flow(one, merge)
        drawing.flow(other, merge)
        drawing.flow(drawing.timer(f"t{number}", one), other)
        drawing.flow(merge, "hop")
    return drawing.file("hop")


def returning(blocks: int) -> bytes:
    """Blocks that are each sent back to their own beginning or to the very first."""
    drawing, at = Drawing(), "bd"
    for number in range(blocks):
        merge = drawing.gateway(f"m{number}")
        ask, again, on = drawing.user(f"a{number}", "abc"), drawing.user(f"w{number}"), drawing.user(f"z{number}")
        drawing.flow(at, merge)
        drawing.flow(merge, ask)
        drawing.flow(ask, f"s{number}")
        drawing.flow(f"s{number}", "m0", f'a{number}.outcome = "c"')
        drawing.choice(f"s{number}", on, again, f'a{number}.outcome = "b"')
        drawing.flow(again, merge)
        at = on
    return drawing.file(at)
