"""Which numbers in prose want a claim."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fifrecords import Records
from fifrecords.form.claims.bare import bare_numbers, exact_ages, few_people_in


def bare(prose: str) -> list[str]:
    return [each.text for each in bare_numbers(Records(narrative={"lessons": prose}))]


@pytest.mark.parametrize(
    ("prose", "numbers"),
    [
        ("33 people, 2,011 days and 12.5 per cent", ["33", "2,011", "12.5"]),
        ("£25,000, £25k, £1.2m and $5", ["£25,000", "£25k", "£1.2m", "$5"]),
        ("25k of it for 5k people", ["25k", "5k"]),
        ("68% or 68 %", ["68%", "68 %"]),
        ("55-60 or 55 \u2013 60", ["55-60", "55 \u2013 60"]),
        ("£2011 and 2011% and 2,011", ["£2011", "2011%", "2,011"]),
        ("a 6-week course, 1/3 of it, open 24/7", ["6", "1/3", "24/7"]),
        ("**12**0 people", ["120"]),
        ("[our 12 courses](https://example.org/13)", ["12"]),
        ("# 12 lessons\n\n- 13\n\n> 14", ["12", "13", "14"]),
        ("Jobcentre Plus 24 people", ["24"]),
        ("Windows 7 was used", ["7"]),
        ("In 2011 40 came", ["40"]),
        ("&#49;&#50; people", ["12"]),
    ],
)
def test_a_number_wants_a_claim(prose: str, numbers: list[str]) -> None:
    assert bare(prose) == numbers


@pytest.mark.parametrize(
    "prose",
    [
        *("in 2011", "in 2010/11, 2010-11, 2010\u20132011 or 2010-2011", "the 1990s", "May 2011"),
        *(
            "10 May 2011",
            "on 10th May",
            "13-17 May",
            "10 and 12 June",
            "May 10, 2011",
            "3rd of May",
        ),
        *("2011-05-10", "17/05/11", "17.05.2011", "2011-05"),
        *("at 10:30", "10.30am", "9 am", "5 p.m.", "12 noon", "10 o'clock"),
        *("the 1st and the 22nd", "Section 3", "targets 6 and 7", "level 2 or 3", "pages 2-3"),
        *("target 4.2", "key stage 3", "number 12", "questions 1, 2 and 3", "no. 7"),
        *("FIF3", "L2", "NR13 6PZ", "COVID-19", "E8 4DG", "5 Bassey Road", "122 Newland Street"),
        *("they used Windows 7", "they used Windows 7, too", "with Windows 7 and no other"),
        *("call 01632 960000", "https://example.org/5", "www.example.org/5", "a5 @x 7a@b.org"),
        *("`12`", "    12", "<https://example.org/12>", "12) twelve", "12: twelve"),
        *("[12](figure:a)", "[12](plain:)", "[12](Plain:)", "[12](status:a)", "[12 weeks][p]"),
    ],
)
def test_what_is_no_amount_wants_none(prose: str) -> None:
    assert bare(f"{prose}\n\n[p]: plain:") == []


@pytest.mark.parametrize(
    ("prose", "ages"),
    [
        ("an 88-year-old woman", ["88"]),
        ("a man 45 years old, a woman aged 46", ["45", "46"]),
        ("people aged 16 to 18, or 16 to 18 years", []),
        ("a 2 year course", []),
    ],
)
def test_an_exact_age(prose: str, ages: list[str]) -> None:
    records = Records(narrative={"lessons": prose})
    assert [each.text for each in exact_ages(records)] == ages
    assert not set(ages) & {each.text for each in bare_numbers(replace(records))}


_SAID = (
    "one",
    "1",
    "2",
    "6",
    "the only",
    "person",
    "people",
    "of",
    "Level",
    "3",
    "FIF",
    "2011",
    "At",
)
_MARKS = (" ", " ", " ", ".", ",", "-", "@", "$", "\n", "\u2013")


@given(st.lists(st.sampled_from((*_SAID, *_MARKS)), max_size=12).map("".join))
@example("5 Jan.one person")
def test_a_text_without_a_few_people_is_passed_over_alone(text: str) -> None:
    """With a few people behind it no text is passed over: of its own, no more are found then."""
    with_one = [*few_people_in(f"{text}\n\ufffc one person", 5)]
    assert [*few_people_in(text, 5)] == with_one[:-1]
