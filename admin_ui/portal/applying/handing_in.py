"""The last step: papers attached, the citizen agrees, and the draft becomes a dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Response, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.components.posted import uploads
from admin_ui.portal import owner
from admin_ui.portal.applying import checking
from admin_ui.portal.applying import draft as drafts
from admin_ui.portal.applying.draft import APPLICANT, APPLICATION
from admin_ui.portal.applying.filing import Filing
from admin_ui.web import context, visitors
from admin_ui.web.stores import file_store
from engine.documents.files import Upload
from engine.dossiers import filing as filings
from engine.dossiers.author import applicant
from engine.dossiers.errors import Incomplete
from engine.dossiers.models import dossier
from engine.dossiers.operations import reception
from engine.dossiers.options import unit_options
from engine.platform import limits
from engine.platform.db import reading, transaction
from engine.platform.errors import Invalid, TooLarge, TooMany
from engine.text import Text

_AGREE = Text(
    "Đánh dấu vào ô cam đoan trước khi nộp.",
    "Tick the declaration before handing in.",
)
_SCAN = "tep."
Draw = Callable[..., Response]


def hand_in(filing: Filing, draw: Draw) -> BaseResponse:
    """Make the dossier and lead to its page; or the same page with what to correct, the answers kept."""
    files = tuple(_of_paper(one) for one in uploads())
    errors = _errors(filing, files)
    if errors:
        return draw(filing, "giay-to", errors, status=422)
    try:
        code, key = _submit(filing, files)
    except Incomplete as error:
        return draw(filing, "giay-to", {"": Text(error.said_in("vi"), error.said_in("en"))}, status=error.status)
    except (Invalid, TooLarge) as error:
        return draw(filing, "giay-to", {"files": Text(error.said_in("vi"), error.said_in("en"))}, status=error.status)
    drafts.forget(filing.key)
    answer = redirect(url_for("portal.filed"), code=303)
    assert isinstance(answer, Response)
    owner.remember(answer, code, key)
    return answer


def _errors(filing: Filing, files: tuple[Upload, ...]) -> Mapping[str, Text]:
    with reading() as session:
        options = unit_options(session, context.now())
        receiving = filing.receiving.name if filing.receiving else None
        asked = checking.papers(filing.version, filing.draft, receiving, options)
    errors = checking.missing_files(filing.version, asked, {one.document_id for one in files})
    return errors if request.form.get("cam_doan") else {**errors, "agree": _AGREE}


def _submit(filing: Filing, files: tuple[Upload, ...]) -> tuple[str, str]:
    """The reference and the look-up key of the dossier made; raises ``TooMany`` for a network that files endlessly."""
    now, address = context.now(), visitors.address()
    given = filing.draft
    typed = {one.id for one in filing.version.definition.documents if checking.is_typed(filing.version, one)}
    papers = frozenset(one.document_id for one in files if one.document_id) | typed
    filed = filings.Filing(given.part(APPLICANT), given.part(APPLICATION), checking.CHANNEL, given.case, papers, files)
    author = applicant(str(checking.applicant(given).get("ho_ten", "")))
    with transaction() as session:
        wait = limits.wait_for(session, limits.ONLINE_FILING, address, now)
        if wait:
            raise _too_many(int(wait.total_seconds()) + 1)
        limits.failed(session, limits.ONLINE_FILING, address, now)
        made = reception.submit(session, file_store(), filing.key, given.unit or 0, filed, author, now)
        row = session.execute(select(dossier.c.reference, dossier.c.look_up_key).where(dossier.c.id == made)).one()
    return str(row.reference), str(row.look_up_key)


def _of_paper(upload: Upload) -> Upload:
    """``tep.<paper>`` belongs to that paper."""
    named = upload.document_id or ""
    return replace(upload, document_id=named.removeprefix(_SCAN) if named.startswith(_SCAN) else None)


def _too_many(seconds: int) -> TooMany:
    return TooMany(
        Text("Mạng này vừa nộp quá nhiều hồ sơ.", "Too many dossiers came from this network just now."),
        Text(
            f"Xin thử lại sau {seconds} giây; bản nháp vẫn còn.", f"Try again in {seconds} seconds; your draft is kept."
        ),
        retry_after=seconds,
    )
