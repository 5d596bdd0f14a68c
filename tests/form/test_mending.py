"""A false number is rewritten, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifrecords import Records, add_up
from fifrecords.form.claims.claim import claims
from fifrecords.form.claims.mending import Edit, edited, mending
from fifrecords.form.claims.verdicts import verdict
from fifrecords.model.indicator import Indicator

FIGURES = {
    "low": 4,
    "odd": 93.985,
    "high": 12345.678,
    "range": [55, 60],
    "wide": [0.25, 1800.5],
    "nothing": 0,
    "seven": 7,
}


def records(prose: str) -> Records:
    indicators = {
        name: Indicator.model_validate(
            {
                "measure": "latest",
                "unit": "GBP",
                "readings": [{"date": "2011-05-20", "value": value, "evidence": "sheet"}],
            }
        )
        for name, value in FIGURES.items()
    }
    loss = {"measure": {"difference": ["nothing", "seven"]}, "unit": "GBP"}
    indicators["loss"] = Indicator.model_validate(loss)
    return Records(narrative={"lessons": prose}, indicators=indicators)


def mended(prose: str) -> str:
    """The prose with every false number rewritten that can be."""
    told = records(prose)
    figures = add_up(told)
    wrong = [each for each in claims(told) if verdict(told, figures, each).ruling == "false"]
    edits = [edit for each in wrong for edit in mending(told, figures, each) or ()]
    return edited(prose, edits)


@pytest.mark.parametrize(
    ("figure", "was", "becomes"),
    [
        ("low", "5", "4"),
        ("low", "5.00", "4.00"),
        ("low", "Five", "Four"),
        ("low", "twelve of them", "four of them"),
        ("low", "£5 and no more", "£4 and no more"),
        ("low", "5 to 6", "4"),
        ("low", "at least 5", "at least 4"),
        ("low", "up to 3", "up to 4"),
        ("low", "c. 9", "c. 4"),
        ("odd", "£94.1", "£94.0"),
        ("odd", "-£94.1", "£94.0"),
        ("loss", "-£8", "-£7"),
        ("loss", "£-8", "£-7"),
        ("loss", "\u2212£8.00", "\u2212£7.00"),
        ("loss", "£8", "£-7"),
        ("odd", "at least £95", "at least £93"),
        ("odd", "at most £93.98", "at most £93.99"),
        ("odd", "about 200 GBP", "about 94 GBP"),
        ("high", "9", "12,346"),
        ("high", "12,000.0", "12,345.7"),
        ("high", "12 000", "12 346"),
        ("high", "12000", "12346"),
        ("high", "twelve", "12,346"),
        ("range", "57", "55 to 60"),
        ("range", "£57", "£55 to 60"),
        ("range", "50\u201358", "55\u201360"),
        ("range", "from 50 to 58 people", "from 55 to 60 people"),
        ("range", "between 57 and 58", "between 55 and 60"),
        ("range", "five", "55 to 60"),
        ("wide", "7 to 9", "0 to 1,800"),
        ("nothing", "two", "zero"),
        ("low", "**5**", "**4**"),
        ("low", "&pound;5", "&pound;4"),
        ("low", r"5\.5", "4.0"),
        ("range", "50\nto 58", "55\nto 60"),
    ],
)
def test_a_number_keeps_its_style(figure: str, was: str, becomes: str) -> None:
    prose = f"One\n> - two [{was}](figure:{figure}), é 5.\n"
    assert mended(prose) == prose.replace(f"[{was}]", f"[{becomes}]")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("low", "over 5"),
        ("low", "under 4"),
        ("low", "nearly 9"),
        ("low", "between 5 and 6"),
        ("low", "from 5 to 6"),
        ("low", "$5"),
        ("low", "5%"),
        ("low", "many"),
        ("low", "1*5*"),
        ("low", "50\nto 58"),
        ("lower", "5"),
    ],
)
def test_what_no_number_mends_is_left(figure: str, text: str) -> None:
    prose = f"[{text}](figure:{figure})\n"
    assert mended(prose) == prose


def test_what_holds_is_left() -> None:
    prose = "[about 4](figure:low), [£93.98](figure:odd), [93.99](figure:odd), [four](figure:low)"
    assert mended(prose) == prose


def test_every_kind_of_line_end_stays() -> None:
    assert edited("a1\r\nb2\rc3\nd4", [Edit(2, 2, 1, "xx"), Edit(4, 2, 1, "y")]) == (
        "a1\r\nbxx\rc3\ndy"
    )


NUMBERS = st.sampled_from(["7", "1,234.5", "999999", "seven", "0", "12.25", "30 to 40", "1\u20132"])
BENDS = st.sampled_from(["", "at least ", "Up to ", "over ", "about ", "c. ", "between ", "only "])
CLAIMS = st.builds(
    "[{}{}{}{}](figure:{})".format,
    BENDS,
    st.sampled_from(["", "£", "&pound;", "$"]),
    NUMBERS,
    st.sampled_from(["", " people", " per cent", " (of 9)", "*x*"]),
    st.sampled_from(list(FIGURES)),
)
PROSE = st.sampled_from(
    ["5 ", "é ", "[7](plain:) ", "`[7](figure:low)` ", "*a* ", "😀", "\n", "\n> "]
)


@given(st.lists(CLAIMS | PROSE, max_size=8).map("".join), st.sampled_from(["\n", "\r\n"]))
def test_nothing_but_numbers_changes_and_a_second_time_nothing(prose: str, end: str) -> None:
    told = records(prose)
    figures, made = add_up(told), claims(told)
    raw = prose.replace("\n", end)
    wrong = [each for each in made if verdict(told, figures, each).ruling == "false"]
    edits = {each: mending(told, figures, each) for each in wrong}
    after = edited(raw, [edit for each in edits.values() for edit in each or ()])
    again = after.replace(end, "\n")
    assert _without_numbers(after, edits.values(), new=True) == _without_numbers(
        raw, edits.values(), new=False
    )
    held = [verdict(records(again), figures, each).ruling for each in claims(records(again))]
    were = [verdict(told, figures, each).ruling for each in made]
    mended_ = [edits.get(each) is not None for each in made]
    for is_mended, was, now in zip(mended_, were, held, strict=True):
        assert now in ("true", "only with estimates") if is_mended else now == was
    assert mended(again) == again


def _without_numbers(text: str, edits, *, new: bool) -> str:
    """The text without what was, or what became of it."""
    gone = []
    shift: dict[int, int] = {}
    for edit in sorted(edit for each in edits for edit in each or ()):
        at = edit.column + shift.get(edit.line, 0)
        gone.append(Edit(edit.line, at, len(edit.becomes) if new else edit.width, ""))
        if new:
            shift[edit.line] = shift.get(edit.line, 0) + len(edit.becomes) - edit.width
    return edited(text, gone)
