"""Repeated blocks: rows as posted, buttons that add and remove them, what is kept of them."""

import pytest

from engine import forms


@pytest.fixture
def household(form_of, field):
    papers = field("dynamiclist", "giay", components=[field("textfield", "so", required=True)])
    papers["properties"]["vn.maxRows"] = 2
    return form_of(
        field(
            "dynamiclist",
            "con",
            label="Các con",
            vn={"minRows": "1", "maxRows": "3"},
            components=[
                field("textfield", "ten", required=True),
                field("textfield", "truong", required=True, hide="=tuoi < 6"),
                field("number", "tuoi"),
                field("textfield", "nuoc", defaultValue="Việt Nam"),
                papers,
            ],
        ),
        rules=[{"expr": "tuoi < 18 and i < 4", "message": "Chỉ khai con dưới 18 tuổi.", "field": "con.tuoi"}],
    )


def test_rows_are_read_in_the_order_of_their_numbers_and_gaps_close(household):
    posted = {"con[7].ten": "B", "con[2].ten": "A", "con[2].giay[1].so": "1", "con[2].giay[0].so": "0"}
    raw = forms.parse(household, posted)
    assert [row["ten"] for row in raw["con"]] == ["A", "B"]
    assert [paper["so"] for paper in raw["con"][0]["giay"]] == ["0", "1"]


def test_only_declared_names_are_read(household):
    posted = {"con": "x", "con[": "x", "con[0]": "x", "con[-1].ten": "x", "con[0].la": "x", "con[99999].ten": "x"}
    posted |= {"con[0].ten.x": "x", "con[١].ten": "x", "xcon[0].ten": "x"}
    assert forms.parse(household, posted) == {"con": [{"giay": []}]}


def test_a_multidict_of_the_web_framework_is_read_too(household):
    class Posted(dict):
        def getlist(self, key):
            return self.get(key, [])

    assert forms.parse(household, Posted({"con[0].ten": ["A", "B"]}))["con"][0]["ten"] == "B"


def test_several_forms_share_a_page_by_prefix(household, form_of, field):
    posted = {"don.con[0].ten": "A", "buoc.ten": "B", "_add": "don.con"}
    assert forms.parse(household, posted, "don.")["con"][0]["ten"] == "A"
    assert forms.act_of(household, posted, "don.").kind == "add"
    other = form_of(field("textfield", "ten"))
    assert forms.parse(other, posted, "buoc.") == {"ten": "B"}
    assert forms.act_of(other, posted, "buoc.") is None


def test_conditions_and_errors_work_row_by_row(household, now):
    raw = {"con": [{"ten": "A", "tuoi": "3"}, {"ten": "", "tuoi": "7"}]}
    submission = forms.submit(household, raw, now=now)
    assert sorted(submission.errors) == ["con[1].ten", "con[1].truong"]
    assert "con[0].truong" not in submission.visible


def test_a_rule_of_a_row_speaks_in_that_row(household, now):
    raw = {"con": [{"ten": "A", "tuoi": "3"}, {"ten": "B", "tuoi": "18", "truong": "X"}]}
    assert list(forms.submit(household, raw, now=now).errors) == ["con[1].tuoi"]


def test_rows_nobody_touched_are_dropped_but_errors_keep_their_numbers(household, now):
    blank = {"ten": "", "tuoi": "", "nuoc": "Việt Nam", "giay": [{"so": ""}]}
    raw = {"con": [blank, {"ten": "A", "tuoi": "sai"}]}
    assert list(forms.submit(household, raw, now=now).errors) == ["con[1].tuoi", "con[1].truong"]
    raw["con"][1] |= {"tuoi": "5"}
    assert forms.submit(household, raw, now=now).values == {"con": [{"ten": "A", "tuoi": 5, "giay": []}]}


def test_the_least_number_of_rows_is_asked_for(household, now):
    assert forms.submit(household, {}, now=now).errors["con"].vi == "Điền ít nhất 1 dòng ở “Các con”."
    blank = forms.submit(household, {"con": [{"ten": ""}, {"ten": ""}]}, now=now)
    assert "con[0].ten" in blank.errors
    assert "con[1].ten" not in blank.errors


def test_more_rows_than_allowed_are_refused_as_a_whole(household, now):
    raw = forms.parse(household, {f"con[{n}].ten": "A" for n in range(1000)})
    assert len(raw["con"]) == 4
    errors = forms.submit(household, raw, now=now).errors
    assert errors["con"].vi == "“Các con” chỉ nhận tối đa 3 dòng. Xóa bớt các dòng thừa."


def test_a_whole_list_can_be_a_routing_variable(form_of, field, now):
    form = form_of(field("dynamiclist", "ds", vn={"routing": "true"}, components=[field("textfield", "a")]))
    raw = {"ds": [{"a": "1"}, {"a": ""}]}
    assert forms.submit(form, raw, now=now).routing == {"ds": [{"a": "1"}]}


def test_an_empty_form_has_its_first_rows_with_defaults(household, now):
    assert forms.initial(household, {}, now) == {"con": [{"nuoc": "Việt Nam", "giay": [{}]}]}


def test_rows_may_be_prefilled(form_of, field, now):
    block = field("dynamiclist", "ds", vn={"prefill": "ho.ds", "maxRows": "2"}, components=[field("number", "a")])
    context = {"ho": {"ds": [{"a": "5", "b": 1}, "x", {"a": "sai"}, {"a": 7}]}}
    assert forms.initial(form_of(block), context, now) == {"ds": [{"a": 5}, {}]}


def test_a_button_adds_a_row_with_its_defaults(household, now):
    act = forms.act_of(household, {"_add": "con"})
    raw = act.apply({"con": [{"ten": "A"}]}, {}, now)
    assert raw == {"con": [{"ten": "A"}, {"nuoc": "Việt Nam", "giay": [{}]}]}
    assert act.focus(raw) == "con[1]"


def test_a_button_removes_exactly_its_row(household, now):
    act = forms.act_of(household, {"_remove": "con[1]"})
    raw = act.apply({"con": [{"ten": "A"}, {"ten": "B"}, {"ten": "C"}]}, {}, now)
    assert [row["ten"] for row in raw["con"]] == ["A", "C"]
    assert act.focus(raw) == "con"


def test_rows_inside_rows_have_buttons_too(household, now):
    raw = {"con": [{"ten": "A", "giay": [{"so": "1"}]}]}
    act = forms.act_of(household, {"_add": "con[0].giay"})
    more = act.apply(raw, {}, now)
    assert more["con"][0]["giay"] == [{"so": "1"}, {}]
    assert act.focus(more) == "con[0].giay[1]"
    less = forms.act_of(household, {"_remove": "con[0].giay[0]"}).apply(more, {}, now)
    assert less["con"][0]["giay"] == [{}]


def test_buttons_respect_the_limits_on_rows(household, now):
    full = {"con": [{}, {}, {}]}
    assert forms.act_of(household, {"_add": "con"}).apply(full, {}, now) == full
    last = {"con": [{}]}
    assert forms.act_of(household, {"_remove": "con[0]"}).apply(last, {}, now) == last


@pytest.mark.parametrize("name", ["_add", "_remove"])
@pytest.mark.parametrize("target", ["", "x", "con[", "con[9999]", "con[0].ten", "con[0]x", "con.giay", "a" * 10_000])
def test_a_button_with_a_foreign_target_changes_nothing(household, now, name, target):
    act = forms.act_of(household, {name: target})
    raw = {"con": [{"ten": "A"}, {"ten": "B"}]}
    assert act.apply(raw, {}, now) == raw
    assert act.focus(raw) in ("", "con")


def test_no_button_is_no_act(household):
    assert forms.act_of(household, {"con[0].ten": "A"}) is None
    assert forms.act_of(household, {"_refresh": "1"}).kind == "refresh"
