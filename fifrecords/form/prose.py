"""The narrative's Markdown as blocks of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from fifrecords.form.document import Block, Heading, Items, Line, Paragraph, Quotation, Words

_STYLES: dict[str, Literal["emphasis", "strong"]] = {"em": "emphasis", "strong": "strong"}


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of some Markdown (CommonMark); HTML in it is text like any other."""
    tokens: Sequence[Token] = _reader().parse(markdown)
    return tuple(_blocks(SyntaxTreeNode(tokens).children))


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).disable("image")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(_line(node))
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(_blocks(item.children)) for item in node.children)
                yield Items(items, numbered=node.type == "ordered_list")
            case "blockquote":
                yield Quotation(tuple(_blocks(node.children)))
            case "fence" | "code_block":
                yield Paragraph((Words(node.content.rstrip("\n"), "code"),))
            case "paragraph":
                yield Paragraph(_line(node))


def _line(node: SyntaxTreeNode) -> Line:
    return tuple(words for inline in node.children for words in _words(inline.children))


def _words(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Words]:
    for node in nodes:
        match node.type:
            case "text":
                if node.content:
                    yield Words(node.content)
            case "code_inline":
                yield Words(node.content, "code")
            case "softbreak" | "hardbreak":
                yield Words(" ")
            case "em" | "strong":
                yield from (replace(w, style=_STYLES[node.type]) for w in _words(node.children))
            case "link":
                target = str(node.attrs["href"])
                yield from (replace(w, target=target) for w in _words(node.children))
