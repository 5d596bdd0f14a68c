"""What a public copy may print, and what a reader with time and a computer makes of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from fifrecords.model.quantity import ONE, Quantity
from fifrecords.tally.disclosure import Cell, Piece, Shown
from fifrecords.tally.pieces import people as piece

SMALL = 5


def people(names: str) -> dict[Piece, int]:
    """People, a letter each."""
    return {piece(f"p-{name}", ONE): 1 for name in names}


def count(path: str, names: str, *, table: str = "", rank: int = 0) -> Cell:
    """A number of people."""
    return Cell(path, Quantity(len(names), len(names)), (people(names),), table, rank)


def rows(table: str, **names: str) -> list[Cell]:
    """A table of people, a row each."""
    return [count(f"{table}/{row}", who, table=table) for row, who in names.items()]


def held(*cells: Cell, small: int = SMALL) -> set[str]:
    """What may not be printed."""
    return {cell.path for cell in cells} - Shown(cells, small).paths


EVERYBODY = "abcdefghijklmnopqrst"


def test_a_small_row_is_held_back_with_one_that_would_give_it_back() -> None:
    total = count("all", EVERYBODY, rank=3)
    table = rows("role", workers="abc", users="defghi", carers="jklmnopqrst")
    assert held(total, *table) == {"role/workers", "role/users"}


def test_without_its_total_a_small_row_gives_nothing_away_by_itself() -> None:
    assert held(*rows("role", workers="abc", users="defghi")) == {"role/workers"}


def test_two_small_rows_that_are_many_together_need_no_third() -> None:
    table = rows("role", workers="abc", users="def", carers="ghijklmnopqrst")
    assert held(count("all", EVERYBODY, rank=3), *table) == {"role/workers", "role/users"}


def test_two_small_rows_that_are_few_together_take_a_third_with_them() -> None:
    table = rows("role", workers="ab", users="cd", carers="efghij", others="klmnopqrst")
    shown = count("all", EVERYBODY, rank=3)
    assert held(shown, *table) == {"role/workers", "role/users", "role/carers"}


def test_five_rows_of_one_person_that_come_to_five_are_not_given_away_by_their_sum() -> None:
    """Nobody is held back as nothing: five that come to five would be one each."""
    table = rows("role", a="a", b="b", c="c", d="d", e="e", others="fghijk", most="lmnopqrst")
    ones = {f"role/{row}" for row in "abcde"}
    assert held(count("all", EVERYBODY, rank=3), *table) == {*ones, "role/others"}


def test_a_figure_that_is_the_sum_of_single_people_is_held_back_too() -> None:
    single = [count(name, name) for name in "abcde"]
    assert held(count("all", "abcde", rank=4), *single) == {"all", *"abcde"}


def test_two_rows_of_four_that_come_to_eight_take_a_third_with_them() -> None:
    """Whoever knows that each is below five would know that each is four."""
    table = rows("role", workers="abcd", users="efgh", carers="ijklmn", others="opqrst")
    assert held(count("all", EVERYBODY, rank=3), *table) == {
        *("role/workers", "role/users"),
        "role/others",
    }


def test_rows_of_one_and_of_four_may_be_two_and_three() -> None:
    table = rows("role", worker="a", users="bcde", carers="fghijklmnopqrst")
    assert held(count("all", EVERYBODY, rank=3), *table) == {"role/worker", "role/users"}


def test_a_small_count_is_not_given_back_by_another_table() -> None:
    """Four people under 25 are all of the few who are not on the course and not retired."""
    ages = rows("age", young="abc", middle="defghijkl", old="mnopqrst")
    elsewhere = count("not-young", "defghijklmnopqrst", rank=1)
    assert held(count("all", EVERYBODY, rank=3), *ages, elsewhere) == {
        *("age/young", "not-young"),
        "age/old",
    }


def test_a_figure_that_leaves_a_few_of_another_out_is_held_back() -> None:
    """No number says how many came without staying, but two that stand side by side would."""
    came, stayed = count("came", EVERYBODY, rank=3), count("stayed", EVERYBODY[2:], rank=2)
    assert held(came, stayed) == {"stayed"}
    assert held(came, count("stayed", EVERYBODY[5:], rank=2)) == set()


def test_a_quotient_is_printed_where_what_it_divides_is() -> None:
    share = Cell("share", Quantity(25, 25), (people("abcde"), people(EVERYBODY)), rank=2)
    assert held(count("all", EVERYBODY), count("won", "abcde"), share) == set()


def test_a_share_of_a_few_does_not_take_the_whole_with_it() -> None:
    share = Cell("share", Quantity(10, 10), (people("ab"), people(EVERYBODY)), rank=2)
    assert held(count("all", EVERYBODY), count("won", "ab"), share) == {"won", "share"}


def test_the_cost_of_each_of_a_few_people_would_give_their_number_away() -> None:
    cost = Cell("cost", Quantity(8000, 8000), ({}, people("abc")), rank=4)
    assert held(cost, count("people", "abc", rank=3)) == {"cost", "people"}


def test_the_cost_of_each_of_many_goes_where_their_number_would_give_a_few_away() -> None:
    cost = Cell("cost", Quantity(2000, 2000), ({}, people("abcdefghi")), rank=2)
    few = count("few", "jkl")
    total = count("all", "abcdefghijkl", rank=4)
    assert held(total, count("most", "abcdefghi", rank=3), few, cost) == {"most", "few", "cost"}


def test_a_part_that_is_small_takes_the_other_part_with_it() -> None:
    whole = count("learners", EVERYBODY, rank=3)
    documented = count("learners/documented", EVERYBODY[3:], table="learners", rank=1)
    counted = count("learners/counted", EVERYBODY[:3], table="learners", rank=1)
    assert held(whole, documented, counted) == {documented.path, counted.path}


def test_what_was_promised_to_the_funder_stays_and_rows_give_way() -> None:
    promised = count("beneficiaries", EVERYBODY, rank=4)
    table = rows("role", workers="abc", users="defghijklmnopqrst")
    assert held(promised, *table) == {"role/workers", "role/users"}


def test_nobody_is_no_count_of_people() -> None:
    table = rows("role", workers="", users="abcdef")
    assert held(count("all", "abcdef", rank=3), *table) == set()


def test_days_of_a_few_people_are_held_back_however_many_days_they_are() -> None:
    days = {Piece("learner-days", ("s-1", n), "p-a", 1, 1): 1 for n in range(40)}
    assert held(Cell("days", Quantity(40, 40), (days,))) == {"days"}


def test_a_group_is_as_many_as_its_heads() -> None:
    small, large, unsure = (
        Cell(name, heads, ({piece(f"g-{name}", heads): 1},))
        for name, heads in (
            ("small", Quantity(3, 3)),
            ("large", Quantity(12, 12)),
            ("unsure", Quantity(3, 8)),
        )
    )
    assert held(small, large, unsure) == {"small", "unsure"}


def test_a_range_gives_away_the_largest_of_the_groups_that_may_overlap() -> None:
    """From 30 to 33 people: thirty, and three who may be of the thirty."""
    heads = {"g-all": Quantity(30, 30), "g-few": Quantity(3, 3)}
    all_, few = ({piece(body, of): 1} for body, of in heads.items())
    total = Cell("total", Quantity(30, 33), ({**all_, **few}, all_), rank=3)
    assert held(total, Cell("few", heads["g-few"], (few,))) == {"total", "few"}


def test_nothing_is_small_where_the_smallest_number_is_none() -> None:
    assert held(*rows("role", worker="a", users="bc"), count("all", "abc"), small=0) == set()


def test_what_is_printed_does_not_hang_on_the_order_of_the_cells() -> None:
    cells = [count("all", EVERYBODY, rank=3), *rows("a", x="abc", y="defgh", z="ijklmnopqrst")]
    cells += rows("b", x="adg", y="bcefh", z="ijklmnopqrst")
    assert Shown(cells, SMALL).paths == Shown(cells[::-1], SMALL).paths


# --- A reader who sets out to know -------------------------------------------------------------

ANYHOW = st.lists(st.booleans(), min_size=5, max_size=5).map(tuple)
IN_A_ROW = st.sampled_from([(n == 0, n == 1, n == 2, n == 3, True) for n in range(4)])
KINDS = st.one_of(
    st.dictionaries(kind, st.integers(1, 5), min_size=1, max_size=5) for kind in (ANYHOW, IN_A_ROW)
)
"""How many people stand in which of five numbers; or in which of four, with their total."""


def cells_of(kinds: Mapping[tuple[bool, ...], int], ranks: Sequence[int]) -> list[Cell]:
    """Five numbers, of which the first three are rows of a table."""
    who = [(f"{at}.{n}", kind) for at, kind in enumerate(kinds) for n in range(kinds[kind])]
    cells = []
    for at, rank in enumerate(ranks):
        pieces = {piece(name, ONE): 1 for name, kind in who if kind[at]}
        worth = Quantity(len(pieces), len(pieces))
        cells.append(Cell(str(at), worth, (pieces,), "table" if at < 3 else "", rank))
    return cells


RANKS = st.lists(st.integers(0, 4), min_size=5, max_size=5)


@given(KINDS, RANKS, st.integers(2, 5))
@settings(max_examples=300)
def test_no_small_count_is_a_combination_of_what_is_printed(kinds, ranks, small) -> None:
    cells = cells_of(kinds, ranks)
    shown = Shown(cells, small).paths
    printed = [[int(kind[at]) for kind in kinds] for at in range(5) if str(at) in shown]
    for at, cell in enumerate(cells):
        if 0 < cell.people.low < small:
            assert not in_span([int(kind[at]) for kind in kinds], printed)


def in_span(wanted: Sequence[int], rows: Sequence[Sequence[int]]) -> bool:
    """Whether numbers are a combination of others, in exact fractions."""
    return rank([*rows, wanted]) == rank(rows)


def rank(rows: Sequence[Sequence[int]]) -> int:
    left = [list(map(Fraction, row)) for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        at = next((n for n in range(found, len(left)) if left[n][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        for below in left[found + 1 :]:
            times = below[column] / left[found][column]
            below[:] = [a - times * b for a, b in zip(below, left[found], strict=True)]
        found += 1
    return found


@given(KINDS, RANKS, st.integers(3, 5))
@settings(max_examples=300)
def test_counts_held_back_at_one_end_have_room_to_be_off_it_together(kinds, ranks, small) -> None:
    """A reader knows that no [c] stands for a zero, nor for as many as would be printed."""
    cells = cells_of(kinds, ranks)
    shown = Shown(cells, small).paths
    printed = [[int(kind[at]) for kind in kinds] for at in range(5) if str(at) in shown]
    for end in (1, small - 1):
        at_end = [at for at, cell in enumerate(cells) if cell.people.low == end]
        held_back = [[int(kind[at]) for kind in kinds] for at in at_end]
        moved = [*([*row, 0] for row in printed), *([*row, 1] for row in held_back)]
        assert rank(moved) == rank([*printed, *held_back])
