"""Numbers that identify people and organisations, telephone numbers and addresses of mail."""

import pytest


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("001204012345", "001204012345"),
        (" 001 204 012 345 ", "001204012345"),
        ("040.304.012.345", "040304012345"),
        (1204012345, None),
        ("", None),
    ],
)
def test_a_personal_number_is_stored_as_twelve_digits(answer, typed, stored):
    assert answer("textfield", typed, kind="cccd")[0] == stored


@pytest.mark.parametrize(
    "typed",
    [
        "00120401234",  # eleven digits
        "0012040123456",
        "00120401234a",
        "٠٠١٢٠٤٠١٢٣٤٥",  # digits, but not ours
    ],
)
def test_a_number_that_is_not_twelve_digits_is_explained_with_an_example(answer, typed):
    value, message = answer("textfield", typed, kind="cccd")
    assert value is None
    assert message == "Nhập số định danh gồm 12 chữ số, ví dụ 001204012345."


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("099204012345", "no province has code 099"),
        ("001904012345", "nobody was born in the year 2304"),
        ("001240012345", "nobody has been born in 2040 yet"),
    ],
)
def test_an_implausible_personal_number_is_refused(answer, typed, why):
    value, message = answer("textfield", typed, kind="cccd")
    assert (value, "không đúng cấu trúc" in message) == (None, True), why


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0100109106", "0100109106"),  # Viettel
        ("0300588569", "0300588569"),  # Vinamilk
        ("0100109106-001", "0100109106-001"),
        ("0100109106 001", "0100109106-001"),
    ],
)
def test_tax_codes_in_real_use_are_accepted(answer, typed, stored):
    assert answer("textfield", typed, kind="mst") == (stored, "")


@pytest.mark.parametrize("typed", ["0100109107", "01001091060", "mã số", "0000000001"])
def test_a_wrong_tax_code_is_refused(answer, typed):
    value, message = answer("textfield", typed, kind="mst")
    assert value is None
    assert message


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(024) 3825.1234", "02438251234"),
    ],
)
def test_telephone_numbers_are_stored_in_one_form(answer, typed, stored):
    assert answer("textfield", typed, kind="phone_vn") == (stored, "")


@pytest.mark.parametrize("typed", ["12345", "0112345678", "09123456789", "gọi cho tôi"])
def test_what_is_no_telephone_number_is_refused(answer, typed):
    assert "ví dụ 0912345678" in answer("textfield", typed, kind="phone_vn")[1]


@pytest.mark.parametrize(
    ("typed", "stored"), [("hoa@VIDU.vn", "hoa@vidu.vn"), ("a.b+c@xa.nghean.gov.vn", "a.b+c@xa.nghean.gov.vn")]
)
def test_mail_addresses_keep_the_name_and_lower_the_domain(answer, typed, stored):
    assert answer("textfield", typed, kind="email") == (stored, "")


@pytest.mark.parametrize("typed", ["hoa", "hoa@", "@vidu.vn", "hoa@vidu", "hoa @vidu.vn", "a@b..vn", "a@-b.vn"])
def test_what_can_receive_no_mail_is_refused(answer, typed):
    assert "ten@vidu.vn" in answer("textfield", typed, kind="email")[1]


def test_a_name_is_stored_in_capitals_in_composed_unicode(answer):
    decomposed = "nguye\u0302\u0303n  thi\u0323 hoa"
    assert answer("textfield", decomposed, kind="upper_name") == ("NGUYỄN THỊ HOA", "")


@pytest.mark.parametrize("typed", ["<script>", "1 + 1 = 2", "***", "@@"])
def test_a_name_is_made_of_letters(answer, typed):
    assert answer("textfield", typed, kind="upper_name")[0] is None


@pytest.mark.parametrize("typed", ["H'Hen Niê", "Công ty TNHH MTV A & B (Việt Nam)", "K’ Brêu"])
def test_names_of_all_peoples_and_companies_are_names(answer, typed):
    assert answer("textfield", typed, kind="upper_name") == (typed.upper(), "")


def test_form_js_own_validation_types_mean_our_kinds(answer):
    assert "ten@vidu.vn" in answer("textfield", "hoa", validate={"validationType": "email"})[1]
    assert answer("textfield", "+84912345678", validate={"validationType": "phone"}) == ("0912345678", "")
    assert answer("textfield", "hoa", validate={"validationType": "custom"}) == ("hoa", "")
