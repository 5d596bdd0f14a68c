"""The public copy as its readers get it, in every format, and what they make of it together."""

import io
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from fifrecords import Document, Records, add_up, fill
from fifrecords.cli.main import main
from fifrecords.form.charts import charts
from fifrecords.form.definition import form
from fifrecords.form.discretion import HELD_BACK
from fifrecords.form.document import Table
from fifrecords.form.public import lines_of, public
from fifrecords.form.words import text_of
from fifrecords.form.writers import WRITERS, written
from fifrecords.form.writers.drawing import drawn
from fifrecords.model.indicator import Indicator
from fifrecords.model.person import Person
from fifrecords.model.project import Project
from fifrecords.model.session import Session
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.trail.evidence import FEW, evidence
from tests.conftest import ROOT, Write, sound

SHIPPED = ROOT / "records"
FORMS = ("lsis-fif", "end-of-grant")


def copies(records: Records, name: str = "lsis-fif") -> tuple[Document, Document]:
    """The funder's copy with all that a page shows, and the public one."""
    figures = add_up(records)
    made_of = evidence(records, figures, at_most=FEW)
    whole = replace(drawn_form(records, name), evidence=made_of)
    return whole, public(whole, records, figures)


def drawn_form(records: Records, name: str = "lsis-fif") -> Document:
    """A form filled in, with its charts."""
    figures = add_up(records)
    document = fill(records, figures, form(records, name), commit="4f1c", dirty=False)
    return replace(document, charts=charts(records, figures))


@pytest.fixture(scope="module")
def shipped() -> tuple[Document, Document]:
    return copies(sound(SHIPPED))


def all_of(data: bytes, shape: str) -> str:
    """Whatever is in a file: text, properties, what only a program sees."""
    if shape == "docx":
        parts = zipfile.ZipFile(io.BytesIO(data))
        return "\n".join(parts.read(name).decode() for name in parts.namelist())
    if shape == "pdf":
        read = PdfReader(io.BytesIO(data))
        pages = "\n".join(page.extract_text() for page in read.pages)
        return f"{read.metadata}\n{read.xmp_metadata}\n{pages}"
    return data.decode()


class TestTheShippedProject:
    @pytest.mark.parametrize("shape", WRITERS)
    def test_no_record_of_a_person_is_named_in_any_format(self, shipped, shape: str) -> None:
        text = all_of(written(shipped[1], shape), shape)
        assert not re.findall(r"\b[pg]-[a-z0-9]{5}\b|records/people|records/sessions", text)

    def test_small_counts_are_held_back_wherever_they_stand(self, shipped) -> None:
        funders, everybodys = shipped
        assert "4 people moved" in written(funders, "txt").decode()
        text = written(everybodys, "txt").decode()
        assert "[c] people moved to more independent living, and [c] found" in text
        assert "[c] learners were consulted" in text

    def test_small_rows_that_are_enough_together_stand_together(self, shipped) -> None:
        (ages,) = [table for table in tables(shipped[1]) if table.head == ("Age band", "People")]
        rows = [tuple(map(text_of, row)) for row in ages.rows]
        assert rows == [
            ("Not recorded", "41"),
            ("16 to 18; 25 to 49; 50 to 64; 65 and over, together", "7"),
        ]

    def test_what_was_promised_is_neither_rounded_nor_held_back_where_many_are_told_of(
        self, shipped
    ) -> None:
        (targets,) = [table for table in tables(shipped[1]) if table.caption == "Targets"]
        rows = {text_of(row[1])[:12]: text_of(row[3]) for row in targets.rows}
        assert rows["People who t"] == "81"
        assert rows["Service user"] == "48"

    def test_a_bar_that_is_held_back_has_no_length(self, shipped) -> None:
        bars = [each for chart in shipped[1].charts for each in drawn(chart)]
        hidden = [each for each in bars if HELD_BACK in text_of(each.bar.worth)]
        assert len(hidden) > 3
        assert not [each for each in hidden if each.pieces]

    def test_the_funders_copy_is_as_it_was(self, shipped) -> None:
        again, _ = copies(sound(SHIPPED))
        assert again == shipped[0]
        assert HELD_BACK not in written(again, "html").decode()

    def test_what_is_held_back_in_one_form_is_so_in_every_other(self) -> None:
        records = sound(SHIPPED)
        told = [targets(*copies(records, name)) for name in FORMS]
        for one, other in product(told, told):
            assert not one[0] & other[1]

    def test_a_format_without_charts_tells_no_more_and_no_less(self) -> None:
        records = sound(SHIPPED)
        figures = add_up(records)
        plain = fill(records, figures, form(records, "lsis-fif"), commit="4f1c", dirty=False)
        assert public(plain, records, figures).sections == copies(records)[1].sections


def tables(document: Document) -> list[Table]:
    return [b for section in document.sections for b in section.blocks if isinstance(b, Table)]


def targets(funders: Document, everybodys: Document) -> tuple[set[str], set[str]]:
    """What a public copy prints, and what of the funder's it holds back."""
    of_each = [
        {words.target for line in lines_of(document) for words in line if words.says}
        for document in (funders, everybodys)
    ]
    return of_each[1], of_each[0] - of_each[1]


def test_a_household_stands_in_no_table(write: Write) -> None:
    home = """
        {name: House 7, type: household, address: 7 Some Lane, roles: [beneficiary],
        engagement: [{date: 2010-10-04, status: declined}]}
        """
    hostel = home.replace("household", "organisation").replace("House 7", "Hostel A")
    records = sound(write({"organisations/h-7.yaml": home, "organisations/h-a.yaml": hostel}))
    funders, everybodys = (
        [text_of(row[0]) for table in tables(document) for row in table.rows]
        for document in copies(records)
    )
    assert "House 7" in funders
    assert "Hostel A" in everybodys
    assert "House 7" not in everybodys


def test_a_figure_of_one_home_or_person_does_not_name_it(write: Write) -> None:
    home = "{name: House 7, type: household, roles: [beneficiary]}"
    hostel = "{name: Hostel A, type: organisation, roles: [beneficiary]}"
    at = "{{measure: {{count: sessions, where: {{organisation: {}}}}}}}"
    days = "{measure: {sum: learner-days, where: {held_at: [hostel-a, home-b7x]}}}"
    hers = "{measure: {sum: learner-days, where: {person: p-ann}}}"
    figures = f"a: {at.format('home-b7x')}\nb: {days}\nc: {at.format('hostel-a')}\nd: {hers}\n"
    files = {"organisations/home-b7x.yaml": home, "organisations/hostel-a.yaml": hostel}
    files["people/p-ann.yaml"] = "role: service-user\n"
    funders, everybodys = copies(sound(write({**files, "indicators.yaml": figures})))
    for shape in WRITERS:
        assert not re.search("home-b7x|p-ann", all_of(written(everybodys, shape), shape))
    assert "home-b7x" in written(funders, "txt").decode()
    assert "p-ann" in written(funders, "txt").decode()
    assert "where organisation is hostel-a" in written(everybodys, "txt").decode()


TWO_PEOPLE = {
    "people/p-ann.yaml": "role: service-user\n",
    "people/p-bob.yaml": "role: service-user\n",
    "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [p-ann, p-bob]}",
}


def test_a_claim_is_held_back_in_whatever_block_it_stands(write: Write) -> None:
    said = "[2](figure:people) learn."
    prose = f"## {said}\n\n{said}\n\n- {said}\n\n> {said}\n"
    figures = "people: {measure: {count: people}}\n"
    files = {**TWO_PEOPLE, "narrative/lessons.md": prose, "indicators.yaml": figures}
    funders, everybodys = (written(each, "txt").decode() for each in copies(sound(write(files))))
    assert funders.count("2 learn.") == 4
    assert everybodys.count("[c] learn.") == 4


@pytest.mark.parametrize(("operation", "worth"), [("total", "9"), ("difference", "5")])
def test_of_what_is_worked_out_a_reader_learns_what_it_comes_to(
    write: Write, operation: str, worth: str
) -> None:
    people = [f"p-{name}" for name in "abcdefghi"]
    roles = ["support-worker"] * 2 + ["service-user"] * 7
    files = {f"people/{who}.yaml": f"role: {role}" for who, role in zip(people, roles, strict=True)}
    files["sessions/s-1.yaml"] = f"{{date: 2010-10-01, kind: training, attended: {people}}}"
    files["indicators.yaml"] = f"""
        users: {{measure: {{count: people, where: {{role: service-user}}}}}}
        workers: {{measure: {{count: people, where: {{role: support-worker}}}}}}
        made: {{statement: Made, measure: {{{operation}: [users, workers]}}, target: 8}}
        """
    for document in copies(sound(write(files))):
        (row,) = (r for table in tables(document) for r in table.rows if text_of(r[1]) == "Made")
        assert text_of(row[3]) == worth


def users_and_workers(users: int, workers: int) -> dict[str, str]:
    """Some people of two roles at a training, and a figure of each role."""
    roles = ["service-user"] * users + ["support-worker"] * workers
    files = {f"people/p-{n:05}.yaml": f"role: {role}" for n, role in enumerate(roles)}
    came = ", ".join(f"p-{n:05}" for n in range(len(roles)))
    files["sessions/s-1.yaml"] = f"{{date: 2010-10-01, kind: training, attended: [{came}]}}"
    files["indicators.yaml"] = """
        users: {measure: {count: people, where: {role: service-user}}}
        workers: {measure: {count: people, where: {role: support-worker}}}
        """
    return files


def printed(write: Write, files: dict[str, str], figures: str, prose: str) -> str:
    """What is left of a line of prose about more figures."""
    figures = f"{dedent(files.get('indicators.yaml', ''))}{dedent(figures)}"
    told = {**files, "indicators.yaml": figures, "narrative/lessons.md": f"Of us: {prose}.\n"}
    _, everybodys = copies(sound(write(told)))
    (line,) = (each for each in written(everybodys, "txt").decode().split("\n") if "Of us" in each)
    return line.strip().removeprefix("Of us: ").removesuffix(".")


def test_a_sum_and_a_difference_of_a_few_do_not_stand_side_by_side(write: Write) -> None:
    """Half of what nine and five come to is how many users there are, and two are left."""
    figures = """
        both: {measure: {total: [users, workers]}, target: 8}
        more: {measure: {difference: [users, workers]}}
        """
    prose = "[9](figure:both), and [5](figure:more) more users"
    told = printed(write, users_and_workers(7, 2), figures, prose)
    assert told == "9, and [c] more users"


OVERLAPPING = {
    "people/g-all.yaml": "{headcount: 30, role: service-user}",
    "people/g-few.yaml": "{headcount: 3, role: support-worker, may_overlap_with: g-all}",
    "sessions/s-1.yaml": "{date: 2010-10-01, kind: training, attended: [g-all, g-few]}",
}


def test_a_range_of_people_tells_of_the_group_that_may_be_of_another(write: Write) -> None:
    """From 30 to 33 people are thirty, and three who may be of the thirty."""
    everybody = "people: {measure: {count: people}}\n"
    prose = "[30 to 33](figure:people) came"
    assert printed(write, OVERLAPPING, everybody, prose) == "[c] came"


def test_what_is_worked_out_of_a_range_tells_no_more_of_a_group_than_the_range(
    write: Write,
) -> None:
    figures = """
        people: {measure: {count: people}}
        others: {measure: {count: people, where: {kind: embedded-activity}}}
        more: {measure: {difference: [people, others]}}
        both: {measure: {total: [people, others]}}
        """
    prose = "[30 to 33](figure:more), and [30 to 33](figure:both)"
    assert printed(write, OVERLAPPING, figures, prose) == "[c], and [c]"


def test_without_the_estimated_a_few_are_a_few(write: Write) -> None:
    files = users_and_workers(2, 0)
    files["people/g-all.yaml"] = "{headcount: 30, basis: estimated}"
    files["sessions/s-2.yaml"] = "{date: 2010-10-02, kind: training, attended: [g-all]}"
    figures = "people: {measure: {count: people}}\n"
    prose = "[2](figure:people/without-estimates) are known"
    assert printed(write, files, figures, prose) == "[c] are known"


def test_a_status_tells_of_the_components_too(write: Write) -> None:
    """What is exceeded only where each component is says so of every one."""
    everybody = "all: {measure: {count: people}, target: 8, components: [workers]}\n"
    files = users_and_workers(7, 2)
    target = files["indicators.yaml"].replace("support-worker}}", "support-worker}}, target: 1")
    prose = "[9](figure:all) learn, [exceeded](status:all)"
    assert printed(write, {**files, "indicators.yaml": target}, everybody, prose) == "9 learn, [c]"


def test_rows_with_the_same_people_are_not_added_up(write: Write) -> None:
    """Eleven people, of whom five learn both: their sum can be worked out, and tells of none."""
    files = users_and_workers(6, 5)
    for area, few in (("ict", range(3)), ("literacy", range(3, 6))):
        who = ", ".join(f"p-{n:05}" for n in (*few, *range(6, 11)))
        held = f"{{date: 2010-10-01, kind: training, curriculum: {area}, attended: [{who}]}}"
        files[f"sessions/{area}.yaml"] = held
    files["indicators.yaml"] = """
        people: {measure: {count: people}, disaggregate: curriculum, target: 11}
        workers: {measure: {count: people, where: {role: support-worker}}, target: 5}
        """
    del files["sessions/s-1.yaml"]
    _, everybodys = copies(sound(write(files)))
    (areas,) = (table for table in tables(everybodys) if table.head == ("Curriculum", "People"))
    assert [tuple(map(text_of, row)) for row in areas.rows] == [
        ("ICT", HELD_BACK),
        ("Literacy", HELD_BACK),
    ]


@pytest.mark.parametrize(("target", "shown"), [(5, "Not met"), (4, HELD_BACK)])
def test_that_a_small_number_misses_a_target_which_none_would_meet(
    write: Write, target: int, shown: str
) -> None:
    figures = f"people: {{statement: Who learn, measure: {{count: people}}, target: {target}}}\n"
    _, everybodys = copies(sound(write({**TWO_PEOPLE, "indicators.yaml": figures})))
    (row,) = (row for table in tables(everybodys) for row in table.rows if "Who" in text_of(row[1]))
    assert text_of(row[-1]) == shown


# --- A project that differs only in what is held back looks the same ---------------------------

SWAPS = {
    "people/p-34wwc.yaml": ("age_band: 16-18", "age_band: 25-49"),
    "people/p-n5v4z.yaml": ("client_group: mental-health", "client_group: older-people"),
    "people/p-2kzl8.yaml": ("age_band: 25-49", "age_band: 50-64"),
    "people/p-d7l4s.yaml": ("race: asian", "race: black"),
}


def test_whoever_knows_all_else_cannot_tell_it_from_any_file(shipped, tmp_path) -> None:
    """Each of these people is one of a few: nothing shows which of the few they are.

    The writers know the document alone, so what is the same there is so in every byte of a file.
    """
    folder = tmp_path / "records"
    shutil.copytree(SHIPPED, folder)
    for name, (before, after) in SWAPS.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")
    funders, everybodys = copies(sound(folder))
    assert bare(funders) != bare(shipped[0])
    assert bare(everybodys) == bare(shipped[1])


def bare(document: Document) -> Document:
    """A copy without the commit and the day of each definition, which tell of nobody."""
    evidence = tuple(replace(each, defined=None) for each in document.evidence)
    return replace(document, evidence=evidence)


# --- A reader who tries every project that there could be ---------------------------------------

SMALL = 3
ROLES, BANDS = ("worker", "user"), ("young", "old")
KINDS = tuple(product(ROLES, BANDS))
MOST = 4
PROSE = (
    "[1](figure:workers) and [1](figure:users) came, [1](figure:everybody/age_band/old) of them "
    "old and [1](figure:users/age_band/young) users young."
)

View = dict[str, str]
"""What a reader sees of a document, by what it says of the records."""


def village(counts: Sequence[int]) -> Records:
    """A project in which so many people of each kind came to one session."""
    kinds = [kind for kind, number in zip(KINDS, counts, strict=True) for _ in range(number)]
    people = {f"p-{n:05}": Person(role=role, age_band=band) for n, (role, band) in enumerate(kinds)}
    people_of = {"count": "people", "where": {"kind": "training"}}
    workers = {"count": "people", "where": {"kind": "training", "role": "worker"}}
    users = {"count": "people", "where": {"kind": "training", "role": "user"}}
    return Records(
        project=Project(
            title="Any",
            provider="o-0",
            starts="2010-09-01",
            ends="2011-05-31",
            funding={"amount": 1000, "currency": "GBP"},
            small_number=SMALL,
        ),
        vocabulary=Vocabulary(roles={r: r for r in ROLES}, age_bands={b: b for b in BANDS}),
        people=people,
        sessions={"s-1": Session(date="2010-10-01", kind="training", days=1, attended=[*people])},
        indicators={
            "everybody": Indicator(measure=people_of, disaggregate=["role", "age_band"], target=8),
            "workers": Indicator(measure=workers, target=4),
            "users": Indicator(measure=users, disaggregate="age_band"),
            "cost": Indicator(measure={"ratio": ["funding", "everybody"]}),
            "share": Indicator(measure={"percent": ["workers", "everybody"]}),
        },
        narrative={"outputs": PROSE},
    )


def read(document: Document) -> View:
    """Every number by what it says, and every row of two columns by its table and its name."""
    said = {w.target or "": w.text for line in lines_of(document) for w in line if w.says}
    rows = {
        f"{table.caption}: {text_of(row[0])}": text_of(row[1])
        for table in tables(document)
        if len(table.head) == 2
        for row in table.rows
    }
    return said | rows


@cache
def seen(counts: tuple[int, ...]) -> View:
    """What the funder sees of such a project."""
    return read(drawn_form(village(counts)))


def fits(world: View, printed: View) -> bool:
    """Whether a project could have given a public copy: what is held back is never nothing."""
    for path, text in printed.items():
        table, _, names = path.partition(": ")
        if names.endswith(", together"):
            each = names.removesuffix(", together").split("; ")
            rows = [int(world.get(f"{table}: {name}", 0)) for name in each]
            if sum(rows) != int(text) or not all(rows):
                return False
        elif text == HELD_BACK:
            if world.get(path, "0") == "0":
                return False
        elif world.get(path) != text:
            return False
    return True


EVERY_WORLD = tuple(product(range(MOST + 1), repeat=len(KINDS)))
TRIED = [world for world in EVERY_WORLD if max(world) < MOST][3::4]


def test_a_reader_who_tries_every_project_is_left_with_two() -> None:
    """All tables, charts and claims together leave each small count open, whoever came."""
    tried = 0
    for counts in TRIED:
        records = village(counts)
        figures = add_up(records)
        printed = read(public(drawn_form(records), records, figures))
        worlds = [seen(world) for world in EVERY_WORLD if fits(seen(world), printed)]
        for path, text in seen(counts).items():
            if path.startswith("figure:") and text in ("1", "2") and path not in printed:
                tried += 1
                values = {world.get(path) for world in worlds}
                assert len(values) > 1, (counts, path, values)
    assert tried > 100


# --- The command -------------------------------------------------------------------------------


def run(folder: Path, *arguments: str):
    return CliRunner().invoke(main, ["report", "--records", str(folder), "--public", *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "records"))


@pytest.mark.parametrize(
    ("prose", "rule"),
    [
        ("A single resident stayed on.", "singled-out"),
        ("Only [1](plain:) learner stayed on.", "singled-out"),
        ("The oldest was aged 93.", "exact-age"),
        ("The oldest was aged [93](plain:).", "exact-age"),
        ("Ring her on 01632 960123.", "personal-detail"),
        ("Of 9 who came most stayed.", "bare-number"),
    ],
)
def test_prose_that_singles_a_person_out_stops_it(project, tmp_path, prose, rule) -> None:
    (project / "narrative" / "comments.md").write_text(f"{prose}\n", encoding="utf-8")
    file = tmp_path / "public.html"
    done = run(project, "-o", str(file))
    assert done.exit_code == 1
    assert f"[{rule}]" in done.stderr
    assert "no public copy was written" in done.stderr
    assert not file.exists()


def test_it_says_what_it_is_before_anything_else(project) -> None:
    done = run(project)
    assert done.exit_code == 0
    assert done.stdout.startswith("Public copy: [c] stands for a number that is held back")


def test_it_says_nothing_of_what_it_holds_back_where_that_is_nothing(project) -> None:
    file = project / "project.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("small_number: 5", "small_number: 0"), encoding="utf-8")
    done = run(project)
    assert done.exit_code == 0
    assert "[c]" not in done.stdout


def test_it_has_no_list_of_records(project) -> None:
    done = run(project, "--evidence")
    assert done.exit_code == 2
    assert "a public copy has none" in done.stderr
