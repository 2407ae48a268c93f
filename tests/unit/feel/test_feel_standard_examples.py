"""The examples the standard itself gives (DMN 1.5, chapter 10): each expression and its value."""

from __future__ import annotations

import pytest

from engine import feel

TRUE = """
5 in (<= 5)
5 in ([5..10])
not(5 in ((5..10]))
5 in (4, 5, 6)
not(5 in (< 5, > 5))
@"2012-12-31" in ((@"2012-12-25"..@"2013-02-14"))
decimal(1, 2) = 1.00
.25 + .2 = 0.45
.10 * 30.00 = 3.0000
1 + 3 / 2 * 2 - 2 ** 3 = -4.0
1 / 3 = 0.3333333333333333333333333333333333
decimal(1 / 3, 2) = .33
1 = 1.000
1.01 / 2 = 0.505
decimal(0.505, 2) = 0.50
decimal(0.515, 2) = 0.52
1.0 * 10 ** 3 = 1000.0
[1, 2, 3, 4][item > 2] = [3, 4]
[{x: 1, y: 2}, {x: 2, y: 3}][x = 1] = [{x: 1, y: 2}]
[{x: 1, y: 2}, {x: null, y: 3}][x < 2] = [{x: 1, y: 2}]
[{x: 1, y: 2}, {x: 2, y: 3}].y = [2, 3]
[{a: {b: [1]}}, {a: {b: [2.1, 2.2]}}, {a: {b: [3]}}, {a: {b: [4, 5]}}].a.b = [[1], [2.1, 2.2], [3], [4, 5]]
get entries({key1: "value1"})[key = "key1"].value = "value1"
("1" = 1) = null
3[item > 2] = [3]
contains(["foobar"], "of") = false
{isPositive: function(x) x > 0, isNotNegative: function(x) isPositive(x + 1), result: isNotNegative(0)}.result
(for i in 0..4 return if i = 0 then 1 else i * partial[-1]) = [1, 1, 2, 6, 24]
(for i in [1, 2], j in [10, 20] return i + j) = [11, 21, 12, 22]
duration("P0DT25H") = duration("P1DT1H")
duration("P0Y13M") = duration("P1Y1M")
string(duration("P0DT25H")) = "P1DT1H"
date("2012-12-25") - date("2012-12-24") = duration("P1D")
date(date and time("2012-12-25T11:00:00Z")) = date("2012-12-25")
date(2012, 12, 25) = date("2012-12-25")
date and time("2012-12-24T23:59:00") = date and time(date("2012-12-24"), time("23:59:00"))
date and time("2012-12-24T23:59:00") + duration("PT1M") = date and time("2012-12-25T00:00:00")
time("23:59:00z") + duration("PT2M") = time("00:01:00@Etc/UTC")
time(date and time("2012-12-25T11:00:00Z")) = time("11:00:00Z")
time("23:59:00z") = time(23, 59, 0, duration("PT0H"))
number("1 000,0", " ", ",") = number("1,000.0", ",", ".")
string(1.1) = "1.1"
string(null) = null
date and time("2012-12-24T23:59:00") - date and time("2012-12-22T03:45:00") = duration("P2DT20H14M")
duration("P2Y2M") = duration("P26M")
years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")
substring("foobar", 3) = "obar"
substring("foobar", 3, 3) = "oba"
substring("foobar", -2, 1) = "a"
substring("\\U01F40Eab", 2) = "ab"
string length("\\U01F40Eab") = 3
upper case("aBc4") = "ABC4"
substring before("foobar", "bar") = "foo"
substring before("foobar", "xyz") = ""
substring after("foobar", "ob") = "ar"
substring after("", "a") = ""
replace("banana", "a", "o") = "bonono"
replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") = "[1=ab][2=]cd"
contains("foobar", "of") = false
starts with("foobar", "fo")
ends with("foobar", "r")
matches("foobar", "^fo*b")
split("John Doe", "\\\\s") = ["John", "Doe"]
split("a;b;c;;", ";") = ["a", "b", "c", "", ""]
string join(["a", null, "c"], "X") = "aXc"
list contains([1, 2, 3], 2)
count([1, [2, 3]]) = 2
min(1) = min([1])
max([]) = null
sum([]) = null
all([false, null, true]) = false
any([false, null, true]) = true
sublist([4, 5, 6], 1, 2) = [4, 5]
append([1], 2, 3) = [1, 2, 3]
insert before([1, 3], 1, 2) = [2, 1, 3]
remove([1, 2, 3], 2) = [1, 3]
index of([1, 2, 3, 2], 2) = [2, 4]
union([1, 2], [2, 3]) = [1, 2, 3]
distinct values([1, 2, 3, 2, 1]) = [1, 2, 3]
flatten([[1, 2], [[3]], 4]) = [1, 2, 3, 4]
median(8, 2, 5, 3, 4) = 4
median([6, 1, 2, 3]) = 2.5
stddev(2, 4, 7, 5) = 2.081665999466132735282297706979931
mode(6, 3, 9, 6, 6) = [6]
mode([6, 1, 9, 6, 1]) = [1, 6]
floor(-1.56, 1) = -1.6
ceiling(-1.56, 1) = -1.5
round up(-1.126, 2) = -1.13
round down(-1.126, 2) = -1.12
round half up(5.5, 0) = 6
round half down(5.5, 0) = 5
abs(@"-PT5H") = @"PT5H"
modulo(-10.1, 4.5) = 3.4
is(date("2012-12-25"), time("23:00:50")) = false
is(time("23:00:50z"), time("23:00:50+00:00"))
day of year(date(2019, 9, 17)) = 260
day of week(date(2019, 9, 17)) = "Tuesday"
month of year(date(2019, 9, 17)) = "September"
week of year(date(2005, 1, 1)) = 53
sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y) = [1, 2, 3, 4, 5]
context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}]) = {a: 1, b: 2}
context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}
context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}
before([1..10), [10..20])
meets([1..5], [5..10])
overlaps([5..8], (1..5]) and not(overlaps([5..8], [1..5)))
overlaps before([1..5), (1..5]) and not(overlaps before([1..5], [1..5]))
finishes((1..10], [1..10]) and finished by([1..10], (1..10])
includes([1..10], (1..10)) and during((1..10), [1..10])
starts([1..10), [1..10]) and started by([1..10], [1..10))
coincides([1..5], [1..5]) and not(coincides((1..5), [1..5]))
[123] instance of list<number> and not(123 instance of string)
(123 instance of list) = null
"""


@pytest.mark.parametrize("expression", [line for line in TRUE.replace("\\\\", "\\").splitlines() if line])
def test_the_example_of_the_standard_holds(expression: str) -> None:
    result = feel.evaluate(expression)
    assert result.value is True, [warning.en for warning in result.warnings]


CREDIT = {
    "applicant": {"maritalStatus": "M", "monthly": {"income": 10000, "repayments": 2500, "expenses": 3000}},
    "requested product": {"rate": 0.25, "term": 36, "amount": 100000},
    "monthly income": 10000,
    "monthly outgoings": [2500, 3000],
    "credit history": [{"event": "home mortgage", "weight": 100}, {"event": "foreclosure warning", "weight": 150}],
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("monthly income * 12", "120000"),
        ('if applicant.maritalStatus in ("M", "S") then "valid" else "not valid"', "valid"),
        ("sum(monthly outgoings)", "5500"),
        ('sum(credit history[event != "home mortgage"].weight)', "150"),
        ('some ch in credit history satisfies ch.event = "bankruptcy"', "False"),
        (
            "(requested product.amount * requested product.rate / 12)"
            " / (1 - (1 + requested product.rate / 12) ** -requested product.term)",
            "3975.982590125552338278440100112431",
        ),
    ],
)
def test_the_worked_example_of_the_standard_gives_its_answer(expression: str, value: str) -> None:
    assert str(feel.evaluate(expression, CREDIT).value) == value
