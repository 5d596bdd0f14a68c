"""The sheet as a page for a browser, made to be printed on A4 paper."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from fifrecords.entry.signing.sheet import NOTE, Sheet


def as_page(sheet: Sheet) -> str:
    """The sheet as HTML that asks for nothing outside of itself."""
    style = files(__package__).joinpath("sheet.css").read_text(encoding="utf-8")
    style += _at_foot(sheet.session)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    return _TEMPLATES.get_template("sheet.html").render(
        sheet=sheet,
        note=NOTE,
        style=Markup(style),
        allowed=f"default-src 'none'; style-src 'sha256-{hashed}'",
    )


def _at_foot(session: str) -> str:
    """What puts the session's id, which is made of harmless letters, at the foot of each page."""
    return f'@page {{ @bottom-left {{ content: "{session}"; }} }}\n'


_TEMPLATES = Environment(
    loader=PackageLoader(__package__, "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
