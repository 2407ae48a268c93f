"""Word templates of the printed forms: which is in force for whom, replacing one for an agency, going back."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.printing import files
from admin_ui.web import context, flash
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.documents.printing import templates
from engine.documents.printing.fields import FIELDS
from engine.documents.printing.package import MAX_BYTES
from engine.documents.printing.roles import ROLES, Role
from engine.organisation import units
from engine.organisation.operations.acting import By
from engine.platform.db import reading, transaction
from engine.platform.errors import Invalid, Missing
from engine.platform.time import local_day
from engine.text import Text

REPLACED = Text("Mẫu mới được dùng cho giấy ban hành từ bây giờ.", "Papers issued from now on use the new template.")
RESTORED = Text("Giấy ban hành từ bây giờ dùng lại mẫu gốc.", "Papers issued from now on use the shipped template.")


def register(blueprint: Blueprint) -> None:
    """Add the list, one role's page, the downloads and the acts."""
    add = blueprint.add_url_rule
    add("/he-thong/mau-giay", "paper_templates", _list)
    add("/he-thong/mau-giay/<role>", "paper_template", _page)
    add("/he-thong/mau-giay/<role>", "replace_template", _replace, methods=["POST"])
    add("/he-thong/mau-giay/<role>/mau-goc", "shipped_template", _shipped)
    add("/he-thong/mau-giay/<role>/ban/<int:template_id>", "kept_template", _kept)
    add("/he-thong/mau-giay/<role>/bo", "restore_template", _restore, methods=["POST"])


def _list() -> str:
    _by()
    with reading() as session:
        rows = [row for row in templates.replaced(session) if row.in_force]
    return render_template("system/paper_templates.html", roles=ROLES, rows=rows)


def _page(role: str) -> str:
    return _show(_role(role))


@takes_files
def _replace(role: str) -> BaseResponse | tuple[str, int]:
    chosen, by = _role(role), _by()
    sent = request.files.get("tep")
    data = sent.read(MAX_BYTES + 1) if sent else b""
    try:
        if not sent or not sent.filename or not data:
            raise Invalid(
                Text("Chưa chọn tệp mẫu.", "No template was chosen."),
                Text("Chọn một tệp Word (.docx).", "Choose a Word file (.docx)."),
            )
        with transaction() as session:
            templates.replace(session, by, chosen, request.form.get("don_vi", 0, type=int), sent.filename, data, by.at)
    except Invalid as error:
        return _show(chosen, error), error.status
    flash.say(REPLACED)
    return redirect(url_for("system.paper_template", role=role), code=303)


def _restore(role: str) -> BaseResponse:
    chosen, by = _role(role), _by()
    with transaction() as session:
        templates.restore_shipped(session, by, chosen, request.form.get("don_vi", 0, type=int))
    flash.say(RESTORED)
    return redirect(url_for("system.paper_template", role=role), code=303)


def _shipped(role: str) -> Response:
    chosen = _role(role)
    _by()
    return files.attachment(templates.shipped(chosen.code), "docx", f"Mẫu gốc {chosen.name.vi}.docx")


def _kept(role: str, template_id: int) -> Response:
    chosen = _role(role)
    _by()
    with reading() as session:
        row = next((one for one in templates.replaced(session) if one.id == template_id), None)
        if row is None or row.role != chosen.code:
            raise Missing(Text("Không có bản mẫu này.", "There is no such template."))
        data = templates.content(session, chosen.code, row.id)
    return files.attachment(data, "docx", row.name)


def _show(role: Role, error: Invalid | None = None) -> str:
    _by()
    with reading() as session:
        tree = units.tree_on(session, local_day(context.now()))
        rows = [row for row in templates.replaced(session) if row.role == role.code]
    agencies = sorted((unit for unit in tree if unit.authority), key=lambda unit: unit.name)
    names = {unit.id: unit.name for unit in tree}
    return render_template(
        "system/paper_template.html",
        role=role,
        fields=FIELDS[role.code],
        rows=rows,
        agencies=agencies,
        names=names,
        error=error,
        chosen=request.form.get("don_vi", 0, type=int),
    )


def _role(code: str) -> Role:
    found = ROLES.get(code)
    if found is None:
        raise Missing(Text("Không có loại giấy này.", "There is no such kind of paper."))
    return found


def _by() -> By:
    by = By(require_actor(), context.now())
    by.require_administrator()
    return by
