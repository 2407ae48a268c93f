"""The SVG picture: small, safe under a strict CSP, states told by more than colour, and a twin in words."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from engine.bpmn import picture
from engine.bpmn.drawing.text import width, wrap
from engine.bpmn.reader import read

Edited = Callable[..., bytes]
ROOT = Path(__file__).parents[3]
LIBRARY = sorted((ROOT / "procedures_bpmn").glob("*.bpmn"))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(data: bytes, **more: Any) -> etree._Element:
    return etree.fromstring(picture.svg(read(data), **more).encode())


def groups(root: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in root.iter(f"{SVG}g") if name in (one.get("class") or "").split()]


def texts(root: etree._Element) -> str:
    return " ".join(" ".join(one.itertext()) for one in root.iter(f"{SVG}text"))


def test_every_node_and_flow_is_drawn(library_card: bytes) -> None:
    root = drawn(library_card)
    assert len(groups(root, "dg-task")) == 5
    assert len(groups(root, "dg-gateway")) == 3
    assert len(groups(root, "dg-event")) == 3
    assert len(groups(root, "dg-lane")) == 3
    assert len([one for one in root.iter(f"{SVG}path") if one.get("class") == "dg-flow"]) == 12
    for word in ("Thẩm định hồ sơ", "Kết quả thẩm định?", "Từ chối", "Lãnh đạo UBND xã", "Cấp thẻ thư viện", "Bổ sung"):
        assert word in texts(root)


def test_the_picture_has_a_title(library_card: bytes) -> None:
    root = drawn(library_card)
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Sơ đồ quy trình: Cấp thẻ thư viện"
    assert root.get("role") == "img"


def test_english_uses_the_wordings_of_the_file(library_card: bytes) -> None:
    assert drawn(library_card, language="en")[0].text == "Process diagram: Library card"


def test_states_are_told_by_class_sign_and_words(library_card: bytes) -> None:
    root = drawn(library_card, done=("bat_dau", "tiep_nhan", "f_nop"), current=("tham_dinh", "cho_bo_sung"))
    for state, name, word in (
        ("is-done", "Tiếp nhận hồ sơ", "đã xong"),
        ("is-current", "Thẩm định hồ sơ", "đang xử lý"),
        ("is-waiting", "Chờ công dân bổ sung", "đang chờ"),
    ):
        (task,) = [one for one in groups(root, state) if "dg-task" in (one.get("class") or "")]
        assert task[0].text == f"{name} – {word}"
        assert any(one.get("class") == "dg-sign" for one in task.iter())
    passed = [one for one in root.iter(f"{SVG}path") if one.get("class") == "dg-flow is-done"]
    assert len(passed) == 1


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_picture_obeys_a_strict_csp_and_is_small(path: Path) -> None:
    definition = read(path.read_bytes())
    text = picture.svg(definition, done=list(definition.nodes)[:8], current=list(definition.nodes)[8:9])
    assert (
        "style=" not in text
        and "<style" not in text
        and "<script" not in text
        and " on" not in re.sub(">[^<]*<", "><", text)
    )
    assert "href" not in text
    assert len(gzip.compress(text.encode())) <= 4_900
    etree.fromstring(text.encode())


def test_hostile_names_stay_text(edited: Edited) -> None:
    bad = '"&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;g onclick=&quot;x'.replace('"', "&quot;")
    data = edited(
        ('name="Thẩm định hồ sơ"', f'name="{bad}"'), ('no="2"', 'no="&lt;b&gt;"'), ('name="Bổ sung"', f'name="{bad}"')
    )
    root = drawn(data, done=("tham_dinh",))
    assert not list(root.iter(f"{SVG}script"))
    assert not [one for one in root.iter() if one.get("onclick")]


def test_a_diagram_without_a_drawing_says_so(tools: Any) -> None:
    assert "chưa có hình vẽ" in texts(drawn(tools.sketch('<bpmn:startEvent id="s"/>')))


def test_odd_coordinates_do_no_harm(edited: Edited) -> None:
    drawn(edited(('width="120" height="80"', 'width="0" height="-5"'), ('x="136" y="100"', 'x="180" y="100"')))
    drawn(edited(('<dc:Bounds x="852" y="252" width="36" height="36"/>', "<dc:Bounds/>")))


def test_an_open_sub_process_is_a_frame_around_its_steps(tools: Any) -> None:
    inner = '<bpmn:startEvent id="s1"/>' + tools.step("a")
    shapes = "".join(
        f'<bpmndi:BPMNShape id="x{key}" bpmnElement="{key}"><dc:Bounds x="{x}" y="50" width="{w}" height="80"/>'
        "</bpmndi:BPMNShape>"
        for key, x, w in (("con", 0, 400), ("s1", 20, 36), ("a", 100, 100))
    )
    diagram = f'<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p">{shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>'
    data = tools.sketch(f'<bpmn:subProcess id="con" name="Khối">{inner}</bpmn:subProcess>')
    root = drawn(data.decode().replace("</bpmn:definitions>", f"{diagram}</bpmn:definitions>").encode())
    assert len(groups(root, "dg-frame")) == 1
    assert len(groups(root, "dg-task")) == 1


def test_words_wrap_within_their_room_and_end_in_an_ellipsis() -> None:
    lines = wrap("Cơ quan thuế xác định nghĩa vụ tài chính của người sử dụng đất", 100, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width(line) <= 112 for line in lines)
    assert wrap("", 100, 3) == []
    assert wrap("Nghiêng" * 30, 100, 3)[0].endswith("…")


def test_the_text_twin_tells_every_step_in_order(library_card: bytes) -> None:
    words = picture.steps_in_words(read(library_card), done=("tiep_nhan",), current=("tham_dinh",))
    assert words[0] == (
        "Bước 1: Tiếp nhận hồ sơ (Công chức một cửa, Trung tâm Phục vụ hành chính công; 2 giờ làm việc) – đã xong. "
        "Tiếp nhận → bước 2."
    )
    assert words[1] == (
        "Bước 2: Thẩm định hồ sơ (Chuyên viên thụ lý, Phòng Văn hóa – Xã hội; 10 giờ làm việc) – đang xử lý. "
        "Đủ điều kiện → bước 3; Yêu cầu bổ sung → Chờ công dân bổ sung; Từ chối → kết thúc: Từ chối."
    )
    assert "Chờ công dân bổ sung. → bước 2" in words
    assert words[-1].startswith("Bước 4: Trả kết quả")


def test_the_text_twin_speaks_english(library_card: bytes) -> None:
    words = picture.steps_in_words(read(library_card), language="en")
    assert words[2].startswith("Step 3: ")
    assert "0.5 working days" in words[2]


def test_a_tasks_name_stands_above_the_events_on_its_lower_edge() -> None:
    definition = read((ROOT / "procedures_bpmn" / "lien-thong-khai-sinh.bpmn").read_bytes())
    root = etree.fromstring(picture.svg(definition).encode())
    event = definition.shapes["csdl_bo_sung"]
    task = next(one for one in groups(root, "dg-task") if "CSDL hộ tịch" in " ".join(one.itertext()))
    lines = [float(one.get("y") or 0) for one in task.iter(f"{SVG}tspan")]
    assert lines
    assert max(lines) <= event.y
