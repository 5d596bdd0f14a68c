"""The narrative as it is read, with the place in its file of every character, and its links."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt, rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fifrecords.form.claims.passage import Link, Passage, Place
from fifrecords.form.prose import reader

_Rule = Callable[[StateInline, bool], bool]
_Mark = Callable[[Sequence[Token], int, int], None]
_SPAN = "span"
_LINE_END = re.compile(r"\r\n|\r|\n")


def passages(markdown: str) -> Iterator[Passage]:
    """The passages of some Markdown, in their order; blocks of code are none."""
    lines = _LINE_END.split(markdown)
    for token in _locating_reader().parse(markdown):
        if token.type == "inline" and token.map and token.children:
            yield _Reading(token, lines).passage()


class _Reading:
    """One passage while its tokens are gone through.

    A token that a rule made knows its span. The others are the text between them, letter by
    letter, so a cursor tells where they stand.
    """

    def __init__(self, inline: Token, lines: Sequence[str]) -> None:
        self.tokens = inline.children or []
        self.source = inline.content
        self.lines = _lines(inline, lines)
        self.cursor = 0
        self.text = ""
        self.spans: list[tuple[int, int]] = []
        self.links: list[Link] = []
        self.literal: list[tuple[int, int]] = []

    def passage(self) -> Passage:
        opened: list[tuple[str, int]] = []
        for token in self.tokens:
            start, end = token.meta.get(_SPAN, (self.cursor, self.cursor + len(token.content)))
            before = len(self.text)
            self._read(token, start, end)
            if token.type == "link_open":
                opened.append((str(token.attrs["href"]), before))
            elif token.type == "link_close":
                self.links.append(Link(*opened.pop(), before))
            if token.type == "code_inline" or (token.type == "text" and token.info == "auto"):
                self.literal.append((before, len(self.text)))
            self.cursor = end
        places = tuple(map(self._place, self.spans))
        return Passage(self.text, places, tuple(self.links), tuple(self.literal))

    def _read(self, token: Token, start: int, end: int) -> None:
        if token.type in ("softbreak", "hardbreak"):
            self._add(" ", start, end)
        elif token.type == "code_inline":
            fence = len(token.markup)
            padding = (end - start - 2 * fence - len(token.content)) // 2
            self._add(token.content, start + fence + padding, end - fence - padding)
        elif token.type in ("text", "text_special"):
            self._add(token.content, start, end)

    def _add(self, text: str, start: int, end: int) -> None:
        """Adds characters: one for one, or where they are fewer or more, the first for all."""
        self.text += text
        if len(text) == end - start:
            self.spans += [(at, at + 1) for at in range(start, end)]
        elif text:
            self.spans += [(start, end), *[(end, end)] * (len(text) - 1)]

    def _place(self, span: tuple[int, int]) -> Place:
        start, end = span
        row = self.source.count("\n", 0, start)
        line, shift = self.lines[row]
        return Place(line, start - self.source.rfind("\n", 0, start) + shift, end - start)


def _lines(inline: Token, lines: Sequence[str]) -> list[tuple[int, int]]:
    """For each line of a passage its number in the file, and how far right of its start it is.

    What stands before it is a mark of a list, a quotation or a heading. A passage begins later
    than its block where that begins with a line of nothing but unbreakable spaces.
    """
    first, last = inline.map or [0, 0]
    own = inline.content.split("\n")
    for start in range(first, last):
        shifts = [_shift(content, line) for content, line in zip(own, lines[start:], strict=False)]
        if len(shifts) == len(own) and None not in shifts:
            return [(start + row, shift or 0) for row, shift in enumerate(shifts, 1)]
    return [(first + row, 0) for row, _ in enumerate(own, 1)]


def _shift(content: str, line: str) -> int | None:
    """How far right a line of a passage begins in its file; None where it is another line.

    Behind it there is nothing, or white space, or the closing mark of a heading.
    """
    if line.endswith(content):
        return len(line) - len(content)
    text, whole = content.rstrip(), line.rstrip()
    for end in (whole, whole.rstrip("#").rstrip()):
        if end.endswith(text.lstrip()):
            return len(end) - len(text)
    return None


@cache
def _locating_reader() -> MarkdownIt:
    """The reader of the narrative, whose tokens know where they stand and are not joined."""
    made = reader().disable(["fragments_join", "text_join"])
    rules: list[tuple[str, _Rule, _Mark]] = [
        ("newline", rules_inline.newline, _last),
        ("escape", rules_inline.escape, _last),
        ("entity", rules_inline.entity, _last),
        ("backticks", rules_inline.backtick, _last),
        ("emphasis", rules_inline.emphasis.tokenize, _each),
        ("link", rules_inline.link, _around),
        ("autolink", rules_inline.autolink, _address),
    ]
    for name, rule, mark in rules:
        made.inline.ruler.at(name, _marking(rule, mark))
    return made


def _marking(rule: _Rule, mark: _Mark) -> _Rule:
    """A rule that also marks the tokens that it makes with where they stand."""

    def marking(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = state.tokens[before:]
        if made and not silent:
            mark(made, start, state.pos)
        return True

    return marking


def _last(made: Sequence[Token], start: int, end: int) -> None:
    made[-1].meta[_SPAN] = (start, end)


def _each(made: Sequence[Token], start: int, end: int) -> None:
    for at, token in zip(range(start, end), made[start - end :], strict=True):
        token.meta[_SPAN] = (at, at + 1)


def _around(made: Sequence[Token], start: int, end: int) -> None:
    """The first link that was opened is this one: a link holds no other."""
    opening = next(token for token in made if token.type == "link_open")
    opening.meta[_SPAN] = (start, start + 1)
    made[-1].meta[_SPAN] = (end, end)


def _address(made: Sequence[Token], start: int, end: int) -> None:
    opening, text, closing = made[-3:]
    text.info = "auto"
    opening.meta[_SPAN], closing.meta[_SPAN] = (start, start + 1), (end, end)
    text.meta[_SPAN] = (start + 1, end - 1)
