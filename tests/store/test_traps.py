"""What one file may hold to trip a reader up: it is found, and the other files are still read."""

import codecs
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fifrecords import Finding, Loaded, load, validate
from tests.conftest import PROJECT, ROOT, Write

SESSION = """\
date: 2011-01-21
kind: training
evidence: sign-in sheet 21 January
"""
"""A sound session: what a trap adds to it begins at line 4."""

TRAPPED = "sessions/2011/2011-01-21-ict.yaml"
FELLOWS = {
    "sessions/2011/2011-01-14-ict.yaml": SESSION,
    "people/g-residents.yaml": "headcount: 300\n",
    "indicators.yaml": "learner-days: {measure: {sum: learner-days}}\n",
}
DEEP = 100_000

Read = Callable[[str | bytes], Loaded]


@pytest.fixture
def read(write: Write) -> Read:
    """Reads the records with a trap among them, and sees that it hides no other file."""
    trap = write(FELLOWS) / TRAPPED

    def loaded(text: str | bytes) -> Loaded:
        trap.write_bytes(text if isinstance(text, bytes) else text.encode())
        records, findings = load(trap.parents[2])
        assert records.project is not None
        assert "q-training" in records.organisations
        assert "g-residents" in records.people
        assert "2011-01-14-ict" in records.sessions
        assert "learner-days" in records.indicators
        for finding in findings:
            assert finding.path == trap.as_posix()
            assert str(finding).isprintable()
        assert strays(findings) == []
        return Loaded(records, findings)

    return loaded


def places(loaded: Loaded) -> list[str]:
    return [f"{each.line}:{each.column} {each.rule}" for each in loaded.findings]


def strays(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose place is neither in their file nor at the end of one of its lines."""
    lines = {path: lines_of(path) for path in {each.path for each in findings}}
    return [each for each in findings if not is_among(lines[each.path], each.line, each.column)]


def lines_of(path: str) -> list[str]:
    data = Path(path).read_bytes().removeprefix(codecs.BOM_UTF8)
    return re.split("\r\n|\r|\n", data.decode(errors="replace"))


def is_among(lines: list[str], line: int, column: int) -> bool:
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


BROKEN: dict[str, tuple[str, list[str]]] = {
    "tab before a field": ("\ttitle: ICT\n", ["4:1 not-yaml"]),
    "tab before an item": ("attended:\n\t- p-7k3mq\n", ["5:1 not-yaml"]),
    "tab in a block of text": ("notes: |\n\tOpen.\n", ["5:1 not-yaml"]),
    "tab alone on a line": ("title: ICT\n\t\n", ["5:1 not-yaml"]),
    "null character": ("title: a\0b\n", ["4:9 not-yaml"]),
    "bell": ("title: \a\n", ["4:8 not-yaml"]),
    "bell after an accent": ("title: été \a\n", ["4:12 not-yaml"]),
    "bell after a smile": ("title: 😀\a\n", ["4:9 not-yaml"]),
    "escape": ("title: ICT\nnotes: \x1b[31m\n", ["5:8 not-yaml"]),
    "delete": ("title: \x7f\n", ["4:8 not-yaml"]),
    "not a character": ("title: \ufffe\n", ["4:8 not-yaml"]),
    "next line": ("title: a\u0085b\n", ["4:9 not-yaml"]),
    "line separator": ("title: é a\u2028b\n", ["4:11 not-yaml"]),
    "paragraph separator": ("title: a\u2029b\n", ["4:9 not-yaml"]),
    "list without an end": ("curriculum: [ict", ["4:17 not-yaml"]),
    "quotes without an end": ('title: "ICT', ["4:12 not-yaml"]),
    "field without a name": (": ICT\n", ["4:1 not-yaml"]),
    "unknown directive": ("%ICT\n", ["4:5 not-yaml"]),
    "anchor": ("title: &ict ICT\n", ["4:8 not-plain"]),
    "anchor of a name": ("&ict title: ICT\n", ["4:1 not-plain"]),
    "alias of nothing": ("title: *ict\n", ["4:8 not-plain"]),
    "alias of itself": ("curriculum: &a [*a]\n", ["4:13 not-plain", "4:17 not-plain"]),
    "alias as a name": ("*ict : ICT\n", ["4:1 not-plain"]),
    "tag": ("title: !!python/object/apply:os.getcwd []\n", ["4:8 not-plain"]),
    "tag without a name": ("title: ! ICT\n", ["4:8 not-plain"]),
    "tag of a name": ("!!str title: ICT\n", ["4:1 not-plain"]),
    "tag that is no text": ("title: !%ED%A0%80 ICT\n", ["4:8 not-plain"]),
    "tag that is no text after an exclamation": (
        "title: Well done!\nnotes: !%ED%A0%80 ICT\n",
        ["5:8 not-plain"],
    ),
    "merge key": ("<<: {title: ICT}\n", ["4:1 not-plain"]),
    "list as a name": ("? [title]\n: ICT\n", ["4:3 not-plain"]),
    "mapping as a name": ("{title: a}: ICT\n", ["4:1 not-plain"]),
    "names in names": ("? " * DEEP, ["4:3 not-plain"]),
    "nothing as a name": ("~: ICT\n", ["4:1 unknown-field"]),
    "null as a name": ("null: ICT\n", ["4:1 unknown-field"]),
    "number as a name": ("12: ICT\n", ["4:1 unknown-field"]),
    "true as a name": ("true: ICT\n", ["4:1 unknown-field"]),
    "date as a name": ("2011-01-21: ICT\n", ["4:1 unknown-field"]),
    "empty name": ('"": ICT\n', ["4:1 unknown-field"]),
    "name of two lines": ('"a\\nb": ICT\n', ["4:1 unknown-field"]),
    "name of two lines twice": ('"a\\nb": 1\n"a\\nb": 2\n', ["5:1 duplicate-key"]),
    "second document": ("---\ndate: 2011-01-28\n", ["4:1 second-document"]),
    "second document, empty": ("---\n", ["4:1 second-document"]),
    "directive in the middle": ("%YAML 1.2\n---\ndate: 2011-01-28\n", ["4:1 second-document"]),
    "record that goes on after its end": ("... more\n", ["4:5 not-yaml"]),
    "lists in lists": ("notes: " + "[" * DEEP, ["4:1007 too-deep"]),
    "mappings in mappings": ("notes: " + "{a: " * DEEP, ["4:84 too-deep"]),
    "items in items": ("notes:\n" + "- " * DEEP, ["5:39 too-deep"]),
    "fields in fields": (
        "notes:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 1000)),
        ["24:21 too-deep"],
    ),
    "one list too deep": (f"notes: {'[' * 20}{']' * 20}\n", ["4:27 too-deep"]),
    "as deep as may be": (f"notes: {'[' * 19}{']' * 19}\n", ["4:8 wrong-type"]),
    "deep where a word is meant": ("kind_of: {a: {b: [c, {d: e}]}}\n", ["4:1 unknown-field"]),
    "same field ten thousand times": (
        "title: ICT\n" * 10_000,
        [f"{line}:1 duplicate-key" for line in range(5, 105)],
    ),
    "ten thousand unknown fields": (
        "".join(f"field-{n}: 1\n" for n in range(10_000)),
        [f"{line}:1 unknown-field" for line in range(4, 10_004)],
    ),
}
"""What is added to a session, and what is then found."""


@pytest.mark.parametrize("name", BROKEN)
def test_what_a_record_may_not_hold(name: str, read: Read) -> None:
    added, expected = BROKEN[name]
    loaded = read(SESSION + added)
    assert places(loaded) == expected
    assert "2011-01-21-ict" not in loaded.records.sessions


WHOLE: dict[str, tuple[str | bytes, list[str]]] = {
    "nothing": ("", ["1:1 empty-record"]),
    "line ends": ("\n" * 1000, ["1:1 empty-record"]),
    "comment": ("# To be written.\n", ["1:1 empty-record"]),
    "comment without an end": ("# To be written.", ["1:1 empty-record"]),
    "list": ("- date: 2011-01-21\n", ["1:1 wrong-type"]),
    "text": ("Getting online", ["1:1 wrong-type"]),
    "number": ("2011\n", ["1:1 wrong-type"]),
    "truth": ("true\n", ["1:1 wrong-type"]),
    "empty list": ("[]\n", ["1:1 wrong-type"]),
    "empty mapping": ("{}\n", ["1:1 missing-field", "1:1 missing-field"]),
    "directive": (f"%YAML 1.2\n---\n{SESSION}", ["1:1 not-plain"]),
    "directive of a tag": (f"%TAG ! tag:example.org,2011:\n---\n{SESSION}", ["1:1 not-plain"]),
    "anchor": (f"--- &all\n{SESSION}", ["1:5 not-plain"]),
    "tag": (f"--- !!map\n{SESSION}", ["1:5 not-plain"]),
    "Latin-1": (f"{SESSION}title: Café\n".encode("latin-1"), ["4:11 not-utf-8"]),
    "Latin-1 after an accent": (
        f"{SESSION}title: été ".encode() + "é".encode("latin-1"),
        ["4:12 not-utf-8"],
    ),
    "Latin-1 after CR": (b"date: 2011-01-21\rtitle: \xe9\r", ["2:8 not-utf-8"]),
    "UTF-16": (SESSION.encode("utf-16"), ["1:1 not-utf-8"]),
    "UTF-16 without a mark": (SESSION.encode("utf-16-le"), ["1:2 not-yaml"]),
    "UTF-32": (SESSION.encode("utf-32"), ["1:1 not-utf-8"]),
    "half a surrogate": (SESSION.encode() + b"title: \xed\xa0\x80\n", ["4:8 not-utf-8"]),
    "longer than need be": (SESSION.encode() + b"title: \xc0\xaf\n", ["4:8 not-utf-8"]),
    "half a character": (SESSION.encode() + b"title: \xe2\x80", ["4:8 not-utf-8"]),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["1:1 not-utf-8"]),
    "a byte too many": ("#" * 1_000_001, ["1:1 too-large"]),
    "two megabytes": (SESSION + "#" * 2_000_000, ["1:1 too-large"]),
    "two megabytes that are no text": (b"\xff" * 2_000_000, ["1:1 too-large"]),
}
"""Whole files, and what is found in them."""


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_record(name: str, read: Read) -> None:
    text, expected = WHOLE[name]
    loaded = read(text)
    assert places(loaded) == expected
    assert "2011-01-21-ict" not in loaded.records.sessions


def test_a_billion_laughs_are_not_laughed(read: Read) -> None:
    laughs = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    found = read(f"a0: &a0 [ha]\n{laughs}{SESSION}").findings
    assert {each.rule for each in found} == {"not-plain"}
    assert len(found) == 10 + 9 * 9


WARNED: dict[str, tuple[bytes, list[str]]] = {
    "byte order mark": (codecs.BOM_UTF8 + SESSION.encode(), ["1:1 byte-order-mark"]),
    "CR LF": (SESSION.replace("\n", "\r\n").encode(), ["1:17 line-endings"]),
    "CR": (SESSION.replace("\n", "\r").encode(), ["1:17 line-endings"]),
    "one CR LF of many": (f"{SESSION}title: Café\r\n".encode(), ["4:12 line-endings"]),
    "byte order mark and CR LF": (
        codecs.BOM_UTF8 + SESSION.replace("\n", "\r\n").encode(),
        ["1:1 byte-order-mark", "1:17 line-endings"],
    ),
}
"""Files that only look wrong, and are read."""


@pytest.mark.parametrize("name", WARNED)
def test_what_is_read_with_a_warning(name: str, read: Read) -> None:
    data, expected = WARNED[name]
    loaded = read(data)
    assert places(loaded) == expected
    assert {each.severity for each in loaded.findings} == {"warning"}
    assert loaded.records.sessions["2011-01-21-ict"].evidence == ("sign-in sheet 21 January",)


def test_places_after_a_byte_order_mark_and_cr_lf_are_those_an_editor_shows(read: Read) -> None:
    text = f"{SESSION}titel: ICT\nnotes: &a b\n".replace("\n", "\r\n")
    assert places(read(codecs.BOM_UTF8 + text.encode()))[2:] == ["5:8 not-plain"]


SOUND: dict[str, str] = {
    "a start": f"---\n{SESSION}",
    "a start and an end": f"---\n{SESSION}...\n",
    "an end and a comment": f"{SESSION}...\n# more to come\n",
    "no last line end": SESSION.rstrip("\n"),
    "quoted names": "\"date\": \"2011-01-21\"\n'kind': 'training'\n",
    "names with a question mark": "? date\n: 2011-01-21\n? kind\n: training\n",
    "one line": "{date: 2011-01-21, kind: training}",
    "JSON": '{"date": "2011-01-21", "kind": "training", "attended": []}',
    "as large as may be": SESSION + "#" * (1_000_000 - len(SESSION)),
    "a hundred thousand lines": f"{SESSION}notes: |\n" + "  ICT\n" * DEEP,
    "a hundred thousand comments": SESSION + "# ICT\n" * DEEP,
    "fifty thousand items": f"{SESSION}former_ids:\n" + "- a\n" * 50_000,
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_unusual_and_sound(name: str, read: Read) -> None:
    records, findings = read(SOUND[name])
    assert findings == []
    assert records.sessions["2011-01-21-ict"].kind == "training"


AS_WRITTEN = [
    "007",
    "1_000",
    "0x1F",
    "0o17",
    "0b1",
    "1e3",
    "1.5e3",
    ".inf",
    "-.inf",
    ".nan",
    "no",
    "No",
    "off",
    "on",
    "yes",
    "y",
    "10:30",
    "190:20:30",
    "2011-01-14",
    "2011-01-14 10:00:00",
    "2011-W01-1",
    "1.2.3",
    "1,000",
    "£10",
    "=",
    "\uff11\uff12",
    "\u0661\u0662",
    "9" * 400,
    "0." + "9" * 400,
]
"""What other readers take for numbers, truths or times: here it is what its writer wrote."""


@pytest.mark.parametrize("text", AS_WRITTEN, ids=lambda t: t[:20])
def test_text_stays_as_it_is_written(text: str, read: Read) -> None:
    records, findings = read(f"{SESSION}title: {text}\n")
    assert findings == []
    assert records.sessions["2011-01-21-ict"].title == text


@pytest.mark.parametrize("text", [*AS_WRITTEN[:-4], "true", "'12'", "half", "[]", "{}", "[[1], 2]"])
def test_only_a_plain_number_is_one(text: str, read: Read) -> None:
    assert places(read(f"{SESSION}days: {text}\n"))[:1] == ["4:7 bad-value"]


@pytest.mark.parametrize("text", ["9" * 400, "0." + "9" * 400, "1" * 16], ids=len)
def test_a_number_has_no_more_digits_than_anybody_counts_to(text: str, read: Read) -> None:
    assert places(read(f"{SESSION}days: {text}\n")) == ["4:7 bad-value"]


@pytest.mark.parametrize(
    "text",
    [
        "2011-02-30",
        "2011-02-29",
        "2011-13-01",
        "2011-00-10",
        "0000-01-01",
        "2011-1-14",
        "2011-W01-1",
        "2011-014",
        "20110114",
        "14",
        "14/01/2011",
        "14 January 2011",
        "2011-01-14T10:00:00",
        "2011-01-14 10:00:00",
        "\uff12\uff10\uff11\uff11-01-14",
        "true",
        "[2011-01-14]",
        "{day: 14}",
    ],
)
def test_a_date_is_a_day_of_the_calendar(text: str, read: Read) -> None:
    assert places(read(f"kind: training\ndate: {text}\n")) == ["2:7 bad-value"]


def test_a_date_may_be_quoted(read: Read) -> None:
    assert read('kind: training\ndate: "2011-01-14"\n').findings == []


@pytest.mark.parametrize(
    "text", ["no", "on", "yes", "off", "0", "1", '"true"', "tRUE", "[true]", "null-ish"]
)
def test_only_true_and_false_are_so(text: str, write: Write) -> None:
    figure = f"assessor-hours: {{measure: latest, ascending: {text}}}"
    loaded = load(write({"indicators.yaml": figure}))
    assert places(loaded) == ["1:46 wrong-type"]


NO_HEADCOUNTS = [
    "[1, 2, 3]",
    "[1]",
    "[]",
    "[3, 1]",
    "[-1, 2]",
    "[1, 2.5]",
    "[1, true]",
    "[[1, 2], 3]",
    "{low: 1, high: 2}",
    "-5",
    "12.5",
    "true",
    "'12'",
    "about 12",
    "12-15",
]


@pytest.mark.parametrize("text", NO_HEADCOUNTS)
def test_a_headcount_is_a_whole_number_or_a_range_of_two(text: str, write: Write) -> None:
    loaded = load(write({"people/g-witham.yaml": f"headcount: {text}\n", **FELLOWS}))
    assert places(loaded) == ["1:12 bad-value"]
    assert list(loaded.records.groups) == ["g-residents"]


@pytest.mark.parametrize(
    "empty", ["", " ~", " null", " # not known yet", "\n  - ICT\n  -", " [ICT, ~]"]
)
def test_a_field_without_a_value_is_found(empty: str, read: Read) -> None:
    (finding,) = read(f"{SESSION}curriculum:{empty}\n").findings
    assert finding.rule == "empty-value"


@pytest.mark.parametrize("text", ["+441632960000", "1.50", "+5", ".5", "1."])
def test_the_mend_names_a_number_as_it_is_written(text: str, read: Read) -> None:
    (finding,) = read(f"{SESSION}title: {text}\n").findings
    assert f'put it in quotes: "{text}"' in finding.message


@pytest.mark.parametrize("field", ["kind", "organisation", "x" * 100_000], ids=lambda f: f[:20])
@pytest.mark.parametrize(
    "value", ["X" * 500_000, "[" + "ab, " * 100_000 + "]"], ids=["text", "list"]
)
def test_a_message_is_short_enough_to_be_read(field: str, value: str, read: Read) -> None:
    found = read(f"date: 2011-01-21\nkind: training\n? {field}\n: {value}\n").findings
    assert max(len(finding.message) for finding in found) < 1000


def test_all_traps_together_hide_no_sound_record(write: Write) -> None:
    folder = write(FELLOWS)
    traps = {name: SESSION + added for name, (added, _) in BROKEN.items()} | {
        name: text for name, (text, _) in WHOLE.items()
    }
    ids = {re.sub("[^a-z0-9]+", "-", name.lower()): text for name, text in traps.items()}
    for id_, text in ids.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / "sessions" / f"{id_}.yaml").write_bytes(data)
    records, findings = load(folder)
    assert list(records.sessions) == ["2011-01-14-ict"]
    assert {Path(finding.path).stem for finding in findings} == ids.keys()
    assert findings == sorted(findings)


def test_a_long_chain_of_figures_is_worked_out(write: Write) -> None:
    chain = "".join(f"f{n}: {{measure: {{total: f{n + 1}}}}}\n" for n in range(600))
    records, findings = load(
        write({"indicators.yaml": f"{chain}f600: {{measure: {{count: people}}}}\n"})
    )
    assert findings == []
    assert validate(records, {"silent-target", "unlike-figures-added", "figure-in-a-circle"}) == []


SLIPS = {
    "the same field again": ("sessions/a.yaml", "a: 1\n" * 60_000),
    "fields of no record": ("sessions/a.yaml", "".join(f"field-{n}: 1\n" for n in range(20_000))),
    "figures made of figures": (
        "indicators.yaml",
        "".join(f"f{n}: {{measure: {{total: f{n + 1}}}}}\n" for n in range(2000)),
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_file_full_of_slips_is_read_before_anybody_gives_up(name: str, write: Write) -> None:
    path, text = SLIPS[name]
    code = "import sys; from fifrecords import *; validate(load(sys.argv[1]).records)"
    subprocess.run([sys.executable, "-c", code, write({path: text})], check=True, timeout=60)


PROSE = {
    "emphasis": "*" * 3000 + "a" + "*" * 3000,
    "quotations": ">" * DEEP,
    "brackets": "[" * 20_000,
    "items": "".join(f"{'  ' * depth}- a\n" for depth in range(500)),
    "ticks": "`" * DEEP,
    "control characters": "a\0b\x1b",
    "line ends": "\n" * DEEP,
}


@pytest.mark.parametrize("name", PROSE)
def test_prose_may_be_odd(name: str, write: Write) -> None:
    records, findings = load(write({"narrative/lessons.md": PROSE[name]}))
    assert findings == []
    assert {each.rule for each in validate(records)} == {"unanswered-section"}


GOOD = {name: dedent(text).lstrip("\n") for name, text in PROJECT.items()} | {
    TRAPPED: SESSION + "attended: [{person: g-residents, headcount: [10, 12]}]\nhours: 2.5\n",
    "people/p-7k3mq.yaml": "outcomes:\n  - {date: 2011-03-02, kind: qualification, level: 4}\n",
    "people/g-residents.yaml": "headcount: 300\nbecause: >\n  Their own\n  count.\n",
    "indicators.yaml": (ROOT / "records/indicators.yaml").read_text(encoding="utf-8"),
    "narrative/lessons.md": "# Lessons\n\n- [81](figure:beneficiaries) *people*\n",
}
BITS = [
    *(":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", " #", '"', "'", "|", ">", "\n", "\n  "),
    *("&a", "*a", "!", "!!str ", "!%ED%A0%80", "%", "%YAML 1.2\n", "---\n", "...\n", "<<", "~"),
    *("\t", "\0", "\x7f", "\x85", "\u2028", "\ufeff", "é", "😀", "\r", "\\", "\\x", "0x1F", "1e3"),
    *("date", "kind", "measure", "where", "count", "total", "-1", "[3, 1]", "true", "2011-02-30"),
]
GARBAGE = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")),
    st.lists(st.sampled_from(BITS), max_size=40).map(lambda bits: "".join(bits).encode()),
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the good files with a few of its pieces taken out, put in or put elsewhere."""
    name = draw(st.sampled_from(sorted(GOOD)))
    text = GOOD[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 3, 20])))
        put = draw(st.one_of(st.sampled_from(BITS), st.just(""), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    return name, text.encode()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzz") / "records"
    for name, text in GOOD.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def see_that_it_is_read(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(data)
    try:
        records, findings = load(folder)
        assert strays([*findings, *validate(records)]) == []
    finally:
        path.write_bytes(GOOD[name].encode())


QUICKLY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICKLY
@given(name=st.sampled_from(sorted(GOOD)), data=GARBAGE)
def test_no_garbage_is_too_much(good: Path, name: str, data: bytes) -> None:
    see_that_it_is_read(good, name, data)


@QUICKLY
@given(case=mutated())
def test_no_slip_is_too_much(good: Path, case: tuple[str, bytes]) -> None:
    see_that_it_is_read(good, *case)
