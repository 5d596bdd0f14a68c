"""Texts to read: YAML in every style that a record may be written in, and the same with slips."""

from typing import NamedTuple

from hypothesis import strategies as st

_WORDS = [
    *("name", "x y", "hours_per_day", "naïve", "日本", "😀", "a-b", "it's", 'say "hi"', "100%"),
    *("x:y", "x#y", "http://x.org/#a", "a*b", "a&b", "a!b", "p|q", "-a", "a - b", "\\n", "a  b"),
    *("0", "-0", "+1", "1.5", ".5", "1.", "007", "1_000", "1,000", "0x1F", "0o17", "1e3", "-.5"),
    *(".inf", ".nan", "+.inf", "10:30", "12:30:45", "2011-01-14", "2011-01-14 10:00:00", "1.2.3"),
    *("123456789012345", "1234567890123456", "٣", "yes", "no", "on", "y", "True", "false", "="),
]
_QUOTED_ONLY = ["", " ", "null", "~", "- a", "? a", "a: b", "# a", "[x", "}", "@x", "<<", "---"]
_ESCAPES = ["\\n", "\\t", '\\"', "\\\\", "\\x41", "\\u00e9", "\\U0001F600", "\\/", "\\ ", "\\N"]
_FLOW_MARKS = frozenset(",[]{}")
_TAILS = ["", "", "", "", " # c", "  # é: [x", " #", "   "]
_BETWEEN = [[], [], [], [""], ["# c"], ["   # - c: 😀"], ["  "]]

plain_words = st.sampled_from(_WORDS)
flow_words = st.sampled_from([word for word in _WORDS if not _FLOW_MARKS & set(word)])
any_words = st.sampled_from([*_WORDS, *_QUOTED_ONLY])
tails = st.sampled_from(_TAILS)


class Block(NamedTuple):
    """Lines of a value: they begin behind their field, or on a line of their own.

    The first line of a text in a block holds ``{}`` where the depth of its lines may be given.
    """

    lines: list[str]
    behind: bool
    may_stand_level: bool = False


def _double(words: list[str]) -> str:
    return '"' + " ".join(word.replace("\\", "\\\\").replace('"', '\\"') for word in words) + '"'


def _single(words: list[str]) -> str:
    return "'" + " ".join(word.replace("'", "''") for word in words) + "'"


quoted = st.one_of(
    st.lists(any_words, max_size=3).map(_double),
    st.lists(any_words, max_size=3).map(_single),
    st.lists(st.sampled_from(_ESCAPES), max_size=3).map(lambda codes: f'"{"".join(codes)}"'),
)
names = st.one_of(st.sampled_from(["a", "b", "c", "d", "e", "f"]), plain_words, quoted)
flow_names = st.one_of(st.sampled_from(["a", "b", "c", "d", "e", "f"]), flow_words, quoted)


@st.composite
def flows(draw: st.DrawFn, deep: int = 2) -> str:
    """A list or mapping in brackets, or a value in it."""
    kind = draw(st.sampled_from("wwq[{" if deep else "wwq"))
    if kind == "w":
        return draw(flow_words)
    if kind == "q":
        return draw(quoted)
    space = draw(st.sampled_from(["", "", " "]))
    comma = draw(st.sampled_from([",", ", ", " , ", ",\n", ", # c\n"]))
    values = draw(st.lists(flows(deep - 1), max_size=3))
    if kind == "[":
        last = "," if values and draw(st.booleans()) else ""
        return f"[{space}{comma.join(values)}{last}{space}]"
    fields = []
    for value in values:
        name = draw(flow_names)
        colon = draw(st.sampled_from([":", ": "])) if name[0] in "\"'" else ": "
        fields.append(f"{name}{colon}{value}")
    return f"{{{space}{comma.join(fields)}{space}}}"


@st.composite
def long_texts(draw: st.DrawFn) -> Block:
    """A text over several lines: plain, or in quotes."""
    lines = [*draw(st.lists(plain_words, min_size=2, max_size=3))]
    if draw(st.booleans()):
        lines.insert(1, "")
    quote = draw(st.sampled_from(["", '"', "'"]))
    if quote == '"':
        lines = [line.replace("\\", "\\\\").replace('"', '\\"') for line in lines]
        lines[0] += draw(st.sampled_from(["", " ", "\\"]))
    elif quote:
        lines = [line.replace("'", "''") for line in lines]
    lines[0] = quote + lines[0]
    lines[-1] += quote + draw(tails)
    return Block(lines, behind=draw(st.booleans()))


@st.composite
def texts_in_a_block(draw: st.DrawFn) -> Block:
    """A text behind ``|`` or ``>``."""
    style, keep = draw(st.sampled_from("|>")), draw(st.sampled_from(["", "-", "+"]))
    words = draw(st.lists(st.one_of(any_words, st.just("")), max_size=4))
    deeper = [draw(st.sampled_from(["", "", "", " ", "  "])) for _ in words]
    lines = [f"{more}{word}".rstrip(" ") for more, word in zip(deeper, words, strict=True)]
    lead = next((line for line in lines if line), "")
    depth = "{}" if lead.startswith(" ") or draw(st.booleans()) else ""
    return Block([f"{style}{depth}{keep}{draw(tails)}", *lines], behind=True)


@st.composite
def values(draw: st.DrawFn, deep: int) -> Block:
    kind = draw(st.sampled_from("wqfltml" if deep else "wqflt"))
    if kind == "t":
        return draw(texts_in_a_block())
    if kind == "l" and deep:
        return draw(lists(deep - 1))
    if kind == "m":
        return draw(mappings(deep - 1))
    if kind == "l":
        return draw(long_texts())
    one = draw({"w": plain_words, "q": quoted, "f": flows()}[kind]) + draw(tails)
    return Block(one.split("\n"), behind=draw(st.booleans()))


@st.composite
def mappings(draw: st.DrawFn, deep: int) -> Block:
    lines: list[str] = []
    for name in draw(st.lists(names, min_size=1, max_size=3)):
        lines += draw(st.sampled_from(_BETWEEN))
        lead = draw(st.sampled_from([f"{name}:", f"{name}:", f"{name} :", f"? {name}\n:"]))
        *before, lead = lead.split("\n")
        lines += [*before, *_set(draw, lead, draw(values(deep)))]
    return Block(lines, behind=False)


@st.composite
def lists(draw: st.DrawFn, deep: int) -> Block:
    lines: list[str] = []
    for value in draw(st.lists(values(deep), min_size=1, max_size=3)):
        lines += draw(st.sampled_from(_BETWEEN))
        if not value.behind and value.lines[0].strip() and value.lines[0][0] not in "# ":
            gap = draw(st.sampled_from([" ", " ", "   "]))
            first, *rest = value.lines
            lines += [f"-{gap}{first}", *_indented(rest, 1 + len(gap))]
        else:
            lines += _set(draw, "-", value)
    return Block(lines, behind=False, may_stand_level=True)


def _set(draw: st.DrawFn, lead: str, value: Block) -> list[str]:
    """The lines of a value, behind or below what leads to it."""
    depth = draw(st.sampled_from([1, 2, 2, 4]))
    first, *rest = value.lines
    if value.behind:
        gap = draw(st.sampled_from([" ", " ", "  "]))
        return [
            f"{lead}{gap}{first.replace('{}', str(depth), 1) if first[0] in '|>' else first}",
            *_indented(rest, depth),
        ]
    if value.may_stand_level and lead != "-":
        depth = draw(st.sampled_from([0, depth]))
    return [lead + draw(tails), *draw(st.sampled_from(_BETWEEN)), *_indented(value.lines, depth)]


def _indented(lines: list[str], depth: int) -> list[str]:
    return [" " * depth + line if line else "" for line in lines]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A text that is YAML, of one mapping; a field may stand in it twice."""
    before = draw(st.sampled_from([[], [], ["---"], ["# c"], ["", "# é", "--- # c"]]))
    after = draw(st.sampled_from([[], [], ["..."], ["# end"], ["", ""]]))
    return "\n".join([*before, *draw(mappings(3)).lines, *after, ""])


_SLIPS = [
    *":-[]{},#&*!|>'\"%@`?\n\t ~.=<\\1é",
    *(": ", "- ", "? ", " #", "&a ", "*a ", "!t ", "<<: ", "\n---\n", "\n...\n", "\n\n", "\n "),
    *("null", "|2\n", ">+\n", '""', "{}", "[]", "{a: ", "[a, ", "a: ", "\n\t"),
]


@st.composite
def slips(draw: st.DrawFn, into: st.SearchStrategy[str] | None = None) -> str:
    """A document into which something slipped, or out of which something dropped."""
    text = draw(documents() if into is None else into)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            at = text.rfind("\n", 0, at) + 1
        dropped = draw(st.sampled_from([0, 0, 0, 1, 2]))
        slipped = draw(st.one_of(st.just(""), st.sampled_from(_SLIPS)))
        text = text[:at] + slipped + text[at + dropped :]
    return text
