"""What codes of steps and waits are called on the tab of the steps."""

from __future__ import annotations

from admin_ui.declare import words
from admin_ui.declare.working.steps import amounts
from engine.bpmn import table
from engine.bpmn.definition import Definition, Node, Wait
from engine.bpmn.refusals import Caught
from engine.bpmn.vocabulary import shipped
from engine.connectors import registry
from engine.procedures import labels
from engine.text import Text

STEP_KINDS = {
    "receive": Text("Tiếp nhận hồ sơ", "Receives the dossier"),
    "assign": Text("Phân công", "Assigns"),
    "appraise": Text("Thẩm định, xử lý", "Examines"),
    "opinion": Text("Cho ý kiến", "Gives an opinion"),
    "review": Text("Xem xét, trình ký", "Reviews"),
    "sign": Text("Ký duyệt", "Signs"),
    "register": Text("Vào sổ, đóng dấu", "Registers, seals"),
    "release": Text("Phát hành, chuyển kết quả", "Releases"),
    "return": Text("Trả kết quả", "Hands over the result"),
}
COUNTS = {
    "counted": Text("Tính vào thời hạn", "Counts towards the term"),
    "excluded": Text("Không tính vào thời hạn", "Does not count"),
    "office_hours": Text("Trong giờ hành chính", "Within office hours"),
}
LIMIT_UNITS = {
    "working_hours": Text("giờ làm việc", "working hours"),
    "working_days": Text("ngày làm việc", "working days"),
}
CLOSE_UNITS = {**LIMIT_UNITS, "calendar_days": Text("ngày lịch", "calendar days")}
WAITS = {
    "supplement": Text("Chờ bổ sung hồ sơ", "Waits for a supplement"),
    "payment": Text("Chờ nộp tiền (nghĩa vụ tài chính)", "Waits for a payment"),
    "confirmation": Text("Chờ người dân xác nhận", "Waits for the applicant to confirm"),
    "agency": Text("Chờ cơ quan khác trả lời", "Waits for another agency"),
}
CLOCKS = {
    "": Text("Theo thời hạn của thủ tục", "As the procedure's term says"),
    "pause": Text("Dừng đồng hồ, sau tính tiếp", "The clock stops, then goes on"),
    "reset": Text("Tính lại từ đầu", "The clock starts again"),
    "continue": Text("Vẫn tính", "The clock runs on"),
}
ENDS = {
    "granted": Text("kết thúc, có kết quả", "end, granted"),
    "refused": Text("kết thúc, từ chối", "end, refused"),
    "stopped": Text("kết thúc, dừng giải quyết", "end, stopped"),
}


def paper(role: str) -> Text:
    """A printed paper by its role; a template of the procedure speaks for itself."""
    return shipped().form_roles.get(role, Text(role, role))


def stop(definition: Definition, node: Node) -> tuple[Text, str]:
    """An element a way leads to, in words, and the id of its line."""
    if node.kind == "end":
        return ENDS.get(node.end_result or "", Text("kết thúc", "end")), ""
    if node.kind == "user":
        no = table.number_of(node)
        return Text(f"bước {no}", f"step {no}"), node.id
    name = labels.node_name(definition, node)
    return Text(_small(name.vi), _small(name.en)), node.id if node.kind in ("receive", "service") else ""


def connector(code: str) -> Text:
    """What an automatic step calls; the code of a connector that is not installed speaks for itself."""
    known = registry.find(code)
    return known.descriptor.title if known else Text(f"Kết nối {code}", f"Connector {code}")


def refusal(node: Node, one: Caught) -> Text:
    """What a caught refusal is called: as the connector says, else as the drawing does."""
    known = registry.find(node.connector.id) if node.connector else None
    titles = {error.code: error.title for error in known.descriptor.errors} if known else {}
    return titles.get(one.code, Text(one.name or one.code, one.name or one.code))


def wait(facts: Wait | None) -> tuple[Text | None, Text | None, Text | None]:
    """How long a wait lasts, what the clock does meanwhile, and for whom it waits."""
    if facts is None:
        return None, None, None
    after = facts.auto_close_after
    closes = Text("Không tự đóng", "Never closes by itself")
    if after is not None:
        told = words.amount(after, facts.auto_close_unit)
        closes = Text(f"Tự đóng sau {told.vi}", f"Closes after {told.en}")
    partner = shipped().unit_kinds.get(facts.partner or "")
    given = Text(facts.partner, facts.partner) if facts.partner else None
    return closes, CLOCKS.get(facts.clock or ""), partner.name if partner else given or WAITS.get(facts.kind or "")


def per_unit(node: Node) -> Text | None:
    """How a step done once per chosen unit comes to its end."""
    if node.loop is None:
        return None
    enough = amounts.first_of(node)
    if enough is None:
        return Text("Mỗi đơn vị được chọn làm một phần, chờ đủ mọi đơn vị", "Once per chosen unit; all must answer")
    return Text(
        f"Mỗi đơn vị được chọn làm một phần, đủ {enough} trả lời thì đi tiếp",
        f"Once per chosen unit; goes on after {enough} {'answer' if enough == 1 else 'answers'}",
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
