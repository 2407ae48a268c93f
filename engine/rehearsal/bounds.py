"""What was not tried, said honestly: how often each return was taken, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.rehearsal.exploring import Edge, Map
from engine.rehearsal.repeating import LATE, TWICE
from engine.rehearsal.subject import Subject
from engine.rehearsal.telling import named
from engine.rehearsal.values import Values
from engine.rehearsal.ways import Ways
from engine.text import Text


def bounds(subject: Subject, explored: Map, ways: Ways, values: Values) -> Iterator[Text]:
    """One sentence per bound."""
    yield from _returns(subject, ways)
    if not explored.complete:
        yield Text(
            f"Chưa đi hết: dừng sau {len(explored.states)} tình trạng hồ sơ khác nhau ({explored.acts} thao tác).",
            f"Not exhausted: stopped after {len(explored.states)} different standings ({explored.acts} acts).",
        )
    if ways.count > len(ways.straight):
        yield Text(
            f"Có {ways.count} đường không quay lại; kể {len(ways.straight)} đường, đủ để đi qua mọi quyết định.",
            f"There are {ways.count} ways without return; {len(ways.straight)} are told, enough for every decision.",
        )
    yield from _answers_again(explored)
    for where in sorted(values.cut):
        node = subject.nodes.get(where)
        name = named(subject, node) if node is not None else Text("hồ sơ lúc nộp", "the application")
        yield Text(
            f"“{name.vi}”: các câu trả lời được thử từng ô một, không thử mọi tổ hợp.",
            f"“{name.en}”: answers were varied one by one, not in every combination.",
        )


def _answers_again(explored: Map) -> Iterator[Text]:
    twice = {one.element for one in explored.again if one.how == TWICE}
    late = {one.element for one in explored.again if one.how == LATE}
    if twice:
        yield Text(
            f"Mỗi trả lời được gửi thật thêm một lần nữa ({len(twice)} nơi) và gửi cả khi đã muộn ({len(late)} nơi).",
            f"Every answer was really sent a second time ({len(twice)} places), and too late ({len(late)} places).",
        )


def _returns(subject: Subject, ways: Ways) -> Iterator[Text]:
    for flow in dict.fromkeys(way.returned for way in ways.returning if way.returned):
        mine = [way for way in ways.returning if way.returned == flow]
        times = max(way.times for way in mine)
        edge = next(edge for edge in mine[0].edges if flow in edge.path)
        yield _return(subject, flow, edge, ", ".join(str(number) for number in range(times + 1)))


def _return(subject: Subject, flow: str, edge: Edge, tried: str) -> Text:
    node = subject.nodes.get(edge.choice.element)
    name = named(subject, node) if node is not None else Text("lúc nộp hồ sơ", "the filing")
    most = _most(subject)
    back = named(subject, subject.nodes[_first_work(subject, subject.flows[flow].target)])
    if node is not None and node.wait is not None and node.wait.kind == "supplement":
        limit_vi = f"tối đa {most} lần theo quy định, " if most is not None else ""
        limit_en = f"at most {most} by the rules, " if most is not None else ""
        return Text(
            f"Vòng bổ sung “{name.vi}” rồi về “{back.vi}”: {limit_vi}đã thử {tried}.",
            f"Supplement loop “{name.en}”, back to “{back.en}”: {limit_en}tried {tried}.",
        )
    return Text(
        f"Vòng quay lại từ “{name.vi}” về “{back.vi}”: đã thử {tried} lần.",
        f"Return from “{name.en}” to “{back.en}”: tried {tried} times.",
    )


def _most(subject: Subject) -> int | None:
    said = [term.max_supplement for term in subject.definition.terms if term.max_supplement is not None]
    return max(said, default=None)


def _first_work(subject: Subject, key: str) -> str:
    """The node itself, or what stands behind the gateways there."""
    for _ in range(len(subject.nodes)):
        node = subject.nodes[key]
        if node.kind not in ("exclusive", "parallel", "inclusive", "throw") or len(node.outgoing) != 1:
            return key
        key = subject.flows[node.outgoing[0]].target
    return key
