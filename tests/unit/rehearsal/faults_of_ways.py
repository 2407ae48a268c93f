"""More faults, of the kinds that slip through: outcomes, slips, ends, messages, posts, papers, terms, connectors."""

from __future__ import annotations

import re
from collections.abc import Callable

from fault_kit import BIRTH, BUILD, GRANT, INVEST, LAND, Fault, condition, diagram, kind, target, text, within

LINKED, CARE = "lien-thong-khai-sinh", "tiep-nhan-doi-tuong-bao-tro"
SUPPLEMENT, REFUSAL, GRANTED = (
    "tu_re_tiep_nhan_den_cho_bo_sung_tiep_nhan",
    "tu_re_tiep_nhan_den_tu_choi_tiep_nhan",
    "tu_re_tiep_nhan_den_gop_kiem_tra",
)


def outcome(step: str, key: str, old: str, new: str) -> Callable[[str], str]:
    """Change one outcome of one step."""
    return within(step, rf'(<tthc:outcome id="{key}"[^>]*?){old}', rf"\g<1>{new}")


def default(gateway: str, flow: str) -> Callable[[str], str]:
    """Make another flow the default."""
    return within(gateway, r'default="[^"]*"', f'default="{flow}"')


def message(wait: str, name: str) -> Callable[[str], str]:
    """Let a wait name another message."""
    return within(wait, r'messageRef="[^"]*"', f'messageRef="{name}"')


def never_enough(source: str) -> str:
    """An early end of the opinions that no number of answers brings."""
    said = "<bpmn:completionCondition>count(cho_y_kien.all) &gt;= 1000</bpmn:completionCondition>"
    return re.sub(r"(</bpmn:loopCardinality>)", rf"\g<1>{said}", source, count=1)


def connector(step: str, old: str, new: str) -> Callable[[str], str]:
    """Change the call of a service task."""
    pattern = rf'<bpmn:serviceTask id="{step}".*?</bpmn:serviceTask>'
    return lambda source: re.sub(
        pattern, lambda found: re.sub(old, new, found[0], count=1), source, count=1, flags=re.DOTALL
    )


FAULTS_OF_WAYS = (
    # outcomes
    Fault(
        "accepting waits for the supplement, asking for it goes on",
        BIRTH,
        diagram(target(GRANTED, "cho_bo_sung_tiep_nhan"), target(SUPPLEMENT, "gop_kiem_tra")),
        "tiep_nhan",
    ),
    Fault(
        "an outcome other than meant", BIRTH, diagram(condition(SUPPLEMENT, 'tiep_nhan.outcome = "du"')), "tiep_nhan"
    ),
    Fault(
        "equal turned into different", BIRTH, diagram(condition(REFUSAL, 'tiep_nhan.outcome != "tu_choi"')), "tiep_nhan"
    ),
    Fault("the default moved", BIRTH, diagram(default("re_tiep_nhan", SUPPLEMENT)), "tiep_nhan"),
    Fault(
        "an outcome renamed where it is read only",
        BIRTH,
        diagram(condition("tu_re_ky_cap_den_gop_kiem_tra", 'ky_cap.outcome = "chuyen_lai"')),
        "tu_re_ky_cap_den_gop_kiem_tra",
    ),
    Fault("sent back to who sent it back", BIRTH, diagram(target("tu_re_ky_cap_den_gop_kiem_tra", "ky_cap")), "ky_cap"),
    Fault(
        "disagreeing refuses the applicant without a word",
        BUILD,
        diagram(target("tu_re_xem_xet_den_gop_tham_dinh", "tu_choi_giai_quyet")),
        "xem_xet",
    ),
    Fault(
        "a case without its branch",
        LINKED,
        diagram(condition("tu_re_truong_hop_den_xac_minh", 'ho_so.case = "xac"')),
        "tu_re_truong_hop_den_xac_minh",
    ),
    Fault(
        "a step of one case done in the others",
        LINKED,
        diagram(condition("tu_re_truong_hop_den_xac_minh", 'ho_so.case != "xac_minh"')),
        "xac_minh",
    ),
    # ends
    Fault(
        "a refusal that is a success",
        BIRTH,
        diagram(within("tu_choi_giai_quyet", '"refused"', '"granted"')),
        "kiem_tra",
    ),
    Fault(
        "a refusal that only stops",
        BIRTH,
        diagram(within("tu_choi_giai_quyet", '"refused"', '"stopped"')),
        "tu_choi_giai_quyet",
    ),
    Fault(
        "accepted by a supplement alone",
        BIRTH,
        diagram(target("tu_cho_bo_sung_tiep_nhan_den_gop_tiep_nhan", "gop_kiem_tra")),
        "hoan_thanh",
    ),
    # slips and papers
    Fault(
        "a supplement without its slip",
        BIRTH,
        diagram(outcome("kiem_tra", "bo_sung", ' produces="[^"]*"', "")),
        "kiem_tra",
    ),
    Fault(
        "a refusal without its slip",
        BIRTH,
        diagram(outcome("kiem_tra", "tu_choi", ' produces="[^"]*"', "")),
        "kiem_tra",
    ),
    Fault(
        "the wrong slip",
        BIRTH,
        diagram(outcome("tiep_nhan", "bo_sung", "supplement_slip", "refusal_slip")),
        "tiep_nhan",
    ),
    Fault(
        "an apology before anything was promised",
        BIRTH,
        diagram(outcome("tiep_nhan", "bo_sung", "supplement_slip", "apology")),
        "tiep_nhan",
    ),
    Fault(
        "a term for a case nobody has",
        BIRTH,
        diagram(text("<tthc:term ", '<tthc:term case="khong_co" ')),
        "dang_ky_khai_sinh",
    ),
    Fault(
        "a term for the counter alone", BIRTH, diagram(text("<tthc:term ", '<tthc:term channel="counter" ')), "online"
    ),
    # waits
    Fault(
        "the message of another wait",
        BIRTH,
        diagram(message("cho_bo_sung_kiem_tra", "msg_cho_bo_sung_tiep_nhan")),
        "cho_bo_sung_kiem_tra",
    ),
    Fault(
        "a wait for something else", BIRTH, diagram(within("cho_bo_sung_kiem_tra", "supplement", "payment")), "kiem_tra"
    ),
    Fault(
        "a wait behind a wait",
        BIRTH,
        diagram(target("tu_cho_bo_sung_tiep_nhan_den_gop_tiep_nhan", "cho_bo_sung_kiem_tra")),
        "cho_bo_sung_tiep_nhan",
    ),
    # people
    Fault("a leader of another level", BIRTH, diagram(within("ky_cap", "lanh_dao_ubnd_xa", "lanh_dao_so")), "ky_cap"),
    Fault(
        "the unit of a step another way goes round",
        LINKED,
        diagram(within("ky_cap", 'unit="resolving"', 'unit="step:xac_minh"')),
        "ky_cap",
    ),
    Fault(
        "nobody is asked",
        INVEST,
        diagram(within("cho_y_kien", "(<bpmn:loopCardinality[^>]*>)[^<]*", r"\g<1>0")),
        "cho_y_kien",
    ),
    Fault("an early end that never comes", INVEST, diagram(never_enough), "cho_y_kien"),
    # times
    Fault("ten times a limit in days", CARE, diagram(within("tham_dinh", ' limit="6"', ' limit="60"')), "tham_dinh"),
    Fault("far too many hours", LAND, diagram(within("tham_dinh", ' limit="[^"]*"', ' limit="400"')), "tham_dinh"),
    # side by side
    Fault(
        "a meeting that waits for nobody",
        LINKED,
        diagram(kind("du_ket_qua", "parallelGateway", "exclusiveGateway")),
        "du_ket_qua",
    ),
    Fault(
        "one after the split only",
        LINKED,
        diagram(kind("chia_lien_thong", "parallelGateway", "exclusiveGateway")),
        "chia_lien_thong",
    ),
    # connectors
    Fault(
        "a parameter not sent",
        LINKED,
        diagram(connector("the_bhyt", '<tthc:param name="ho_ten"[^>]*/>', "")),
        "the_bhyt",
    ),
    Fault(
        "a result nobody says",
        LINKED,
        diagram(connector("the_bhyt", "response.so_the", "response.so_the_bhyt")),
        "the_bhyt",
    ),
    Fault(
        "a failure rule for a code nobody catches",
        LINKED,
        diagram(connector("the_bhyt", 'then="manual"', 'then="error:HONG"')),
        "the_bhyt",
    ),
    Fault("no failure rule", LINKED, diagram(connector("the_bhyt", "<tthc:failure[^>]*/>", "")), "the_bhyt"),
    Fault("a code nobody reports", LINKED, diagram(text('errorCode="refused"', 'errorCode="refuse"')), "the_tu_choi"),
    Fault(
        "a connector misspelt", LINKED, diagram(connector("the_bhyt", "insurance.card", "insurance.cart")), "the_bhyt"
    ),
    Fault(
        "an agency with more time than its step",
        LINKED,
        diagram(connector("the_bhyt", r'(<tthc:leg [^>]*limit=)"16"', r'\g<1>"160"')),
        "the_bhyt",
    ),
    # the sheet
    Fault(
        "a fee by a table that is not there",
        BIRTH,
        diagram(
            lambda source: re.sub(
                r'(<tthc:fee id="phi_ban_sao"[^>]*?)formula="[^"]*"', r'\g<1>decision="bang_phi"', source
            )
        ),
        "phi_ban_sao",
    ),
    Fault(
        "a paper of a case nobody has",
        GRANT,
        diagram(lambda source: re.sub(r'(<tthc:document [^>]*case=")[^"]*', r"\g<1>khong_co", source, count=1)),
        "khong_co",
    ),
)
