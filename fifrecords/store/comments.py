"""The comments of a YAML text: what no value holds, and no edit may lose."""

import re
from typing import Any

import yaml
from yaml._yaml import CParser

_COMMENT = re.compile(r"#[^\r\n]*")
_IN_THE_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
"""A comment behind the mark of a text in a block is part of that text's token."""


def comments(text: str) -> list[str]:
    """The comments of a document, in their order, each from its ``#`` to the end of its line.

    Args:
        text: A document that can be read.
    """
    found: list[str] = []
    parser, behind = CParser(text), 0
    while (token := parser.get_token()) is not None:
        found += _COMMENT.findall(text, behind, token.start_mark.index)
        found += _of_the_token(text, token)
        behind = max(behind, token.end_mark.index)
    return [each.rstrip() for each in (*found, *_COMMENT.findall(text, behind))]


def _of_the_token(text: str, token: Any) -> list[str]:
    if not isinstance(token, yaml.ScalarToken) or token.style not in ("|", ">"):
        return []
    header = _IN_THE_HEADER.match(text, token.start_mark.index)
    return [header[1]] if header else []
