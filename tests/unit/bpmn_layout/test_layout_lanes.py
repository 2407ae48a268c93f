"""Lanes made from units and posts, and lanes of the file kept as they are."""

from __future__ import annotations

from lxml import etree

from engine.bpmn.layout import lay_out
from engine.bpmn.layout.lane_names import lane_name
from engine.bpmn.vocabulary import shipped
from tests.unit.bpmn_layout.diagrams import diagram, flow, node
from tests.unit.bpmn_layout.drawn import BPMN, Drawn

TWO_POSTS = [
    node("startEvent", "nop", "Nộp"),
    node("userTask", "tiep_nhan", "Tiếp nhận", "receiving/one_stop", "can_bo_mot_cua"),
    node("exclusiveGateway", "re", "Đủ?"),
    node("receiveTask", "cho", "Chờ bổ sung"),
    node("exclusiveGateway", "gop"),
    node("userTask", "ky", "Ký", "resolving", "lanh_dao_ubnd_xa"),
    node("endEvent", "xong", "Xong"),
    flow("nop", "gop"),
    flow("gop", "tiep_nhan"),
    flow("tiep_nhan", "re"),
    flow("re", "ky", "Đủ"),
    flow("re", "cho", "Thiếu"),
    flow("cho", "gop"),
    flow("ky", "xong"),
]


def test_there_is_one_lane_per_unit_and_post_in_order_of_first_use() -> None:
    drawn = Drawn(lay_out(diagram(TWO_POSTS)))

    assert drawn.lanes == {
        "lan_receiving_one_stop_can_bo_mot_cua": ["nop", "tiep_nhan", "re", "cho", "gop"],
        "lan_resolving_lanh_dao_ubnd_xa": ["ky", "xong"],
    }
    assert [drawn.shapes[lane].y for lane in drawn.lanes] == sorted(drawn.shapes[lane].y for lane in drawn.lanes)


def test_lanes_of_the_file_stay_as_they_are() -> None:
    own = (
        '<bpmn:laneSet id="lan"><bpmn:lane id="x" name="Một"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane>'
        '<bpmn:lane id="y" name="Hai"><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>'
    )
    drawn = Drawn(lay_out(diagram([own, node("userTask", "a"), node("userTask", "b"), flow("a", "b")])))

    assert drawn.lanes == {"x": ["a"], "y": ["b"]}
    assert drawn.faults() == []


def test_a_process_without_steps_gets_a_pool_without_lanes() -> None:
    drawn = Drawn(lay_out(diagram([node("startEvent", "a"), node("endEvent", "b"), flow("a", "b")])))

    assert drawn.lanes == {}
    assert "don_vi_thuc_hien" in drawn.shapes


def test_a_lane_is_called_by_post_and_unit() -> None:
    words = shipped()

    assert lane_name("resolving/phong_vhxh", "lanh_dao_phong", words) == "Lãnh đạo phòng, Phòng Văn hóa – Xã hội"
    assert lane_name("province/one_stop", "can_bo_mot_cua", words) == (
        "Công chức một cửa, Trung tâm Phục vụ hành chính công tỉnh"
    )
    assert lane_name("resolving", "lanh_dao_so", words) == "Lãnh đạo Sở"
    assert lane_name("chosen:a.b", "dau_moi_y_kien", words) == "Đầu mối trả lời ý kiến, các cơ quan được chọn"
    assert lane_name("external:thue", "x", words) == "x, Cơ quan thuế"
    assert lane_name("resolving/khong_biet", "khong_biet", words) == "khong_biet, khong_biet"


def test_everything_but_the_drawing_and_the_lanes_stays_the_same() -> None:
    before = diagram(TWO_POSTS)
    root = etree.fromstring(lay_out(before))
    for added in (root.find(f"{BPMN}collaboration"), root.find(f".//{BPMN}laneSet"), root[-1]):
        assert added is not None
        parent = added.getparent()
        assert parent is not None
        parent.remove(added)

    def content(tree: etree._Element) -> bytes:
        return etree.tostring(tree, method="c14n2", strip_text=True)

    assert content(root) == content(etree.fromstring(before))
