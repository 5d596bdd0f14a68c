"""The narrative's Markdown as blocks of the document."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from fifrecords.form.document import Block, Heading, Items, Paragraph, Quotation
from fifrecords.form.words import Line, Words

_STYLES: dict[str, Literal["emphasis", "strong"]] = {"em": "emphasis", "strong": "strong"}


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of some Markdown (CommonMark); HTML in it is text like any other."""
    tokens: Sequence[Token] = _reader().parse(markdown)
    for token in tokens:
        if token.type == "inline":  # emphasis may be nested deeper than a tree can be walked
            token.meta["words"] = tuple(_words(token.children or ()))
            token.children = None
    return tuple(_blocks(SyntaxTreeNode(tokens).children))


def reader() -> MarkdownIt:
    """What reads the narrative, whether it is to be printed or to be checked."""
    made = MarkdownIt("commonmark", {"html": False}).disable("image")
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


_reader = cache(reader)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(_line(node))
            case "bullet_list":
                yield Items(_items(node))
            case "ordered_list":
                yield Items(_items(node), int(node.attrs.get("start", 1)))
            case "blockquote":
                yield Quotation(tuple(_blocks(node.children)))
            case "fence" | "code_block":
                yield Paragraph((Words(node.content.rstrip("\n"), "code"),))
            case "paragraph":
                yield Paragraph(_line(node))


def _items(node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_blocks(item.children)) for item in node.children)


def _line(node: SyntaxTreeNode) -> Line:
    return tuple(words for inline in node.children for words in inline.meta["words"])


def _words(tokens: Sequence[Token]) -> Iterator[Words]:
    styles: list[Literal["plain", "emphasis", "strong"]] = ["plain"]
    target: str | None = None
    for token in tokens:
        match token.type:
            case "text" if token.content:
                yield Words(token.content, styles[-1], target)
            case "code_inline":
                yield Words(token.content, "code", target)
            case "softbreak" | "hardbreak":
                yield Words(" ", styles[-1], target)
            case "em_open" | "strong_open":
                styles.append(_STYLES[token.tag])
            case "em_close" | "strong_close":
                styles.pop()
            case "link_open":
                target = str(token.attrs["href"])
            case "link_close":
                target = None
