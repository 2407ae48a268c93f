"""Small BPMN files without a drawing, written from a few words, for the layout tests."""

from __future__ import annotations

import random
from collections.abc import Sequence

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tthc="urn:quytrinh:tthc:1" '
    'id="d" targetNamespace="urn:test">\n  <bpmn:process id="p" name="Thủ tục">\n'
)
_TAIL = "  </bpmn:process>\n</bpmn:definitions>\n"


def node(kind: str, key: str, name: str = "", unit: str = "", post: str = "", inside: str = "", **more: str) -> str:
    """A flow node; with a unit it carries a step."""
    step = f'<tthc:step unit="{unit}" post="{post}"/>' if unit else ""
    extension = f"<bpmn:extensionElements>{step}</bpmn:extensionElements>" if step else ""
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<bpmn:{kind} id="{key}" name="{name}"{attributes}>{extension}{inside}</bpmn:{kind}>'


def flow(source: str, target: str, name: str = "", key: str = "") -> str:
    """A sequence flow called ``source_target`` unless told otherwise."""
    return (
        f'<bpmn:sequenceFlow id="{key or f"{source}_{target}"}" name="{name}" '
        f'sourceRef="{source}" targetRef="{target}"/>'
    )


def diagram(parts: Sequence[str]) -> bytes:
    """A file with one process of these parts."""
    return (_HEAD + "\n".join(parts) + "\n" + _TAIL).encode()


def some_procedure(seed: int) -> bytes:
    """A procedure as people declare them: steps of several posts, supplements, refusals, returns, parallel opinions."""
    dice = random.Random(seed)
    parts = [node("startEvent", "nop", "Nộp hồ sơ")]
    last, label = "nop", ""
    steps: list[str] = []
    for number in range(dice.randint(2, 9)):
        step, gate = f"b{number}", f"re{number}"
        unit = dice.choice(("receiving/one_stop", "resolving/phong_vhxh", "resolving", "province/so_noi_vu"))
        post = dice.choice(("chuyen_vien", "lanh_dao_phong"))
        merge = f"gop{number}"
        parts += [node("exclusiveGateway", merge), node("userTask", step, "Thẩm định hồ sơ của tổ chức", unit, post)]
        parts += [flow(last, merge, label), flow(merge, step)]
        steps.append(merge)
        last, label = step, ""
        kind = dice.choice(("plain", "supplement", "return", "refusal", "all", "parallel"))
        if kind == "parallel":
            parts += _side_by_side(dice, number, last)
            last = f"gom{number}"
        elif kind != "plain":
            parts += [node("exclusiveGateway", gate, "Kết quả thẩm định hồ sơ?"), flow(last, gate)]
            parts += _branches(dice, number, gate, steps, kind)
            last, label = gate, "Đủ điều kiện, trình ký"
    parts += [node("endEvent", "xong", "Đã trả kết quả"), flow(last, "xong", label)]
    return diagram(parts)


def _branches(dice: random.Random, number: int, gate: str, merges: list[str], kind: str) -> list[str]:
    parts: list[str] = []
    if kind in ("supplement", "all"):
        wait = f"cho{number}"
        parts += [node("receiveTask", wait, "Chờ bổ sung hồ sơ"), flow(gate, wait, "Yêu cầu bổ sung")]
        parts.append(flow(wait, merges[-1]))
    if kind in ("refusal", "all"):
        parts += [node("endEvent", f"tu_choi{number}", "Từ chối giải quyết"), flow(gate, f"tu_choi{number}", "Từ chối")]
    if kind == "return":
        parts.append(flow(gate, dice.choice(merges), "Không đồng ý, chuyển lại"))
    return parts


def _side_by_side(dice: random.Random, number: int, last: str) -> list[str]:
    split, join = f"chia{number}", f"gom{number}"
    parts = [node("parallelGateway", split), node("parallelGateway", join), flow(last, split)]
    for branch in range(dice.randint(2, 4)):
        key = f"song{number}_{branch}"
        unit = dice.choice(("province/so_noi_vu", "province/so_tu_phap", "resolving"))
        parts += [node("userTask", key, "Cho ý kiến", unit, "dau_moi_y_kien"), flow(split, key), flow(key, join)]
    return parts
