"""A submission sealed: the form's hash and its figures in an annotated tag."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

import fifrecords
from fifrecords.check.claims import false_for
from fifrecords.check.rules import validate
from fifrecords.form.build import fill
from fifrecords.form.definition import NoSuchForm, form
from fifrecords.form.writers import WRITERS, written
from fifrecords.model.call import BadCall
from fifrecords.model.finding import Finding
from fifrecords.model.late import needs
from fifrecords.model.records import Records
from fifrecords.store.git import Repository
from fifrecords.store.gitrun import GitRefused, unreplaced
from fifrecords.store.load import load
from fifrecords.store.tree import is_id
from fifrecords.tally.figures import Figures, add_up
from fifrecords.tally.published import as_data
from fifrecords.trail.complete import complete

SEAL_VERSION = 1
TAGS = "sealed/"
"""Where seals stand among a repository's tags: ``sealed/NAME``."""

_SIGNATURES = (
    "-----BEGIN PGP SIGNATURE-----",
    "-----BEGIN SSH SIGNATURE-----",
    "-----BEGIN SIGNED MESSAGE-----",  # by an X.509 certificate
)
_KEPT = ("documented", "counted", "estimated", "total", "without_estimates", "target", "status")


class CannotSeal(BadCall):
    """The records are not fit to be sealed."""


class NoSuchSeal(BadCall):
    """There is no seal of that name."""


class TamperedSeal(Exception):
    """The tag is not what ``seal`` wrote; the message says how that shows."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says of a submission.

    Attributes:
        name: Its name.
        commit: The full id of the commit that the records stood at.
        folder: The records folder then, as seen from the top of the repository.
        form: The form's id.
        format: What the form was written as.
        sha256: The SHA-256 of its bytes, in hexadecimal.
        tool: The version of the tool that wrote it, and of what its bytes depend on besides.
        since: The first day that was looked at, or None.
        until: The last day that was looked at, or None.
        figures: Every figure's parts, totals, target and status, as ``tally --format json`` has
            them.
    """

    name: str
    commit: str
    folder: str
    form: str
    format: str
    sha256: str
    tool: str
    since: str | None
    until: str | None
    figures: Mapping[str, Any]

    def period(self) -> dict[str, date | None]:
        """The days that were looked at, as ``add_up`` takes them."""
        ends = {"since": self.since, "until": self.until}
        return {name: day and date.fromisoformat(day) for name, day in ends.items()}  # type: ignore[misc]

    def message(self) -> str:
        """The seal as the message of a tag."""
        data = {"seal_version": SEAL_VERSION, **asdict(self)}
        return f"Seal {self.name}\n\n{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def tool(shape: str) -> str:
    """What writes a format, with the versions that its bytes depend on.

    Args:
        shape: One of ``WRITERS``.

    Raises:
        MissingExtra: If the packages that it needs are not installed.
    """
    writer = WRITERS[shape]
    with needs(writer.extra):
        more = f", {writer.made_with} {version(writer.made_with)}" if writer.made_with else ""
    return f"{fifrecords.__version__}{more}"


@dataclass(frozen=True, slots=True)
class Submission:
    """A form, and the figures that it was written from, at one commit.

    Attributes:
        records: The records.
        figures: What they add up to.
        data: The form's bytes.
    """

    records: Records
    figures: Figures
    data: bytes

    @property
    def sha256(self) -> str:
        """The form's SHA-256, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def kept_figures(self) -> dict[str, Any]:
        """What a seal keeps of the figures."""
        options: dict[str, Any] = {"commit": None, "dirty": False, "draft": False}
        data = as_data(self.figures.values(), **options, since=None, until=None)
        return {
            name: {key: figure[key] for key in _KEPT} for name, figure in data["figures"].items()
        }


def submission(
    folder: str,
    commit: str,
    shape: str = "md",
    *,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Submission, list[Finding]]:
    """The form as the records of a commit give it, and what is wrong with these.

    Args:
        folder: The records folder.
        commit: The full id of the commit.
        shape: What to write it as, one of ``WRITERS``.
        since: The first day to look at, or None.
        until: The last day to look at, or None.

    Raises:
        MissingExtra: If the packages that the format needs are not installed.
        NoSuchRevision: If there is no such commit.
        CannotSeal: If the project names no form that there is.
    """
    records, findings = load(folder, at=commit)
    name = records.project.form if records.project else None
    try:
        wanted = form(records, name or "")
    except NoSuchForm:
        raise CannotSeal(f"the project at {commit[:10]} names no form that there is") from None
    figures = add_up(records, since=since, until=until)
    document = fill(records, figures, wanted, commit=commit, dirty=False)
    document = complete(document, records, figures, shape, at=commit)
    of_period = false_for(records, figures) if since or until else []
    whole = Submission(records, figures, written(document, shape))
    return whole, sorted({*findings, *validate(records), *of_period})


@unreplaced()
def seal(
    repository: Repository,
    name: str,
    shape: str = "md",
    *,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Seal, Submission]:
    """A seal of the records as they are committed.

    Args:
        repository: The repository, as seen from the records folder.
        name: The seal's name.
        shape: What the form is written as, one of ``WRITERS``.
        since: The first day to look at, or None.
        until: The last day to look at, or None.

    Raises:
        MissingExtra: If the packages that the format needs are not installed.
        CannotSeal: If they are not committed, not valid, or the name is taken or no id.
    """
    commit = _to_be_sealed(repository, name)
    made, findings = submission(repository.folder, commit, shape, since=since, until=until)
    errors = [each for each in findings if each.severity == "error"]
    if errors:
        raise CannotSeal(f"{len(errors)} errors, the first: {errors[0]}")
    project = made.records.project
    return Seal(
        name=name,
        commit=commit,
        folder=repository.prefix,
        form=str(project.form if project else ""),
        format=shape,
        sha256=made.sha256,
        tool=tool(shape),
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        figures=made.kept_figures(),
    ), made


def _to_be_sealed(repository: Repository, name: str) -> str:
    """The commit that the records stand at, if they are committed whole and the name is free."""
    if not is_id(name):
        raise CannotSeal(f"{name!r} is no name for a seal: only a-z, 0-9 and -")
    commit, dirty = repository.revision()
    if commit is None:
        where = "committed yet" if repository.is_new else "in a Git repository"
        raise CannotSeal(f"the records are not {where}; commit them first")
    if ignored := repository.ignored():
        why = "is told to be ignored, so that no commit holds it"
        mend = "git add --force it, or move it out of the records"
        raise CannotSeal(f"{repository.folder}/{ignored[0]} {why}; {mend}")
    if dirty:
        raise CannotSeal("the records differ from the last commit; commit them, or take that back")
    if repository.has(f"refs/tags/{TAGS}{name}"):
        raise CannotSeal(f"there is a seal {name} already, and no seal is moved: take another name")
    return commit


def put_up(repository: Repository, made: Seal) -> str:
    """Writes a seal into the repository as an annotated tag, signed where Git is set up to sign.

    Returns:
        The tag's name.

    Raises:
        GitRefused: If Git will not, as where it knows no name for the author of the tag.
    """
    signs = repository.setting("tag.gpgsign") == "true" or repository.setting("user.signingkey")
    kind = "--sign" if signs else "--annotate"
    name = f"{TAGS}{made.name}"
    arguments = (kind, "--cleanup=verbatim", "--file=-", name, made.commit)
    repository.ask("tag", *arguments, given=made.message().encode())
    if signs and not is_signed(repository, name):
        repository.ask("tag", "--delete", name)
        raise GitRefused("Git is set up to sign, but did not sign the tag; see git help tag")
    return name


def is_signed(repository: Repository, tag: str) -> bool:
    """Whether a tag bears a signature, be it a good one."""
    whole = repository.ask("cat-file", "tag", f"refs/tags/{tag}")
    return any(mark in whole for mark in _SIGNATURES)


def read_seal(repository: Repository, name: str) -> Seal:
    """The seal of a name.

    Raises:
        NoSuchRevision: If there is no repository, or no commit in it.
        NoSuchSeal: If there is none.
        TamperedSeal: If the tag is not as ``seal`` wrote it.
    """
    repository.commit("HEAD")
    ref = f"refs/tags/{TAGS}{name}"
    if not is_id(name) or not repository.has(ref):
        raise NoSuchSeal(f"there is no seal {name}; git tag --list '{TAGS}*' lists them")
    try:
        head, _, message = repository.ask("cat-file", "tag", ref).partition("\n\n")
    except GitRefused:
        raise TamperedSeal("it is no annotated tag, as a seal is") from None
    made = _parsed(message)
    named = dict(line.split(" ", 1) for line in head.split("\n"))
    if made.name != name or named.get("tag") != f"{TAGS}{name}":
        raise TamperedSeal(f"it says that it is the seal {made.name}")
    if named.get("object") != made.commit:
        raise TamperedSeal(f"it was moved to {named.get('object', '')[:10]}")
    return made


def _parsed(message: str) -> Seal:
    for mark in _SIGNATURES:
        message = message.partition(mark)[0]
    title, _, text = message.partition("\n\n")
    try:
        data = json.loads(text)
        version = data.pop("seal_version")
        made = Seal(**data)
        made.period()
        if made.format not in WRITERS or not all(
            isinstance(each, dict) for each in (made.figures, *made.figures.values())
        ):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError):
        raise TamperedSeal("its message cannot be read") from None
    if version != SEAL_VERSION or f"{title}\n\n{text}" != made.message():
        raise TamperedSeal("its message is not as a seal's is written")
    return made
