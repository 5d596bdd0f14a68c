"""The document as a page for a browser: one file, with all it needs in it."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import get_args
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fifrecords.form import appendix
from fifrecords.form.document import FOOT, NO_ANSWER, Block, Document
from fifrecords.form.words import Words
from fifrecords.form.writers import drawing, glance

_FOLDER = "web"
_FOLLOWED = ("http", "https", "mailto", "tel")
"""The addresses that a page lets its reader follow; of others only the words are printed."""

_NO_CHARACTERS = "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_UNPRINTABLE = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
"""What HTML cannot hold, but for control characters: those have pictures in every format."""


def as_page(document: Document) -> str:
    """The document as HTML that asks for nothing outside of itself."""
    style, script = _file("page.css") + _on_paper(document.notices), _file("page.js")
    page = _TEMPLATES.get_template("page.html").render(
        document=document,
        known={each.figure for each in document.evidence},
        standings=glance.standings(document),
        estimated=glance.estimated(document),
        style=Markup(style),
        script=Markup(script),
        allowed=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def _file(name: str) -> str:
    return files(__package__).joinpath(_FOLDER, name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _on_paper(notices: tuple[str, ...]) -> str:
    """What puts the notices at the head of every printed page."""
    letters = "".join(f"\\{ord(letter):x} " for letter in "  ·  ".join(notices))
    return f'@page{{@top-center{{content:"{letters}"}}}}\n' if notices else ""


def _figure(words: Words) -> str:
    """The figure that some words lead to; empty for none."""
    return unquote((words.figure or "").partition("/")[0])


def _follows(words: Words) -> bool:
    """Whether a reader may follow the address of some words."""
    try:
        return urlsplit(words.address or "").scheme in _FOLLOWED
    except ValueError:
        return False


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"figure": _figure, "drawn": drawing.drawn, "standing": glance.standing}
    made.tests |= {kind.__name__.lower(): _is_a(kind) for kind in get_args(Block)}
    made.tests["followed"] = _follows
    made.globals |= {"appendix": appendix, "drawing": drawing, "FOOT": FOOT, "NO_ANSWER": NO_ANSWER}
    return made


def _is_a(kind: type) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)


_TEMPLATES = _templates()
