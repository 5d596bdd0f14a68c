"""How long the forms take: every format of the shipped records, beside LibreOffice converting one.

Usage: ``python benchmarks/forms.py [DIR]`` with a folder that ``generate.py`` wrote, to measure its
page too. LibreOffice must be installed.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from measure import Taken, run

ROOT = Path(__file__).resolve().parent.parent
SHAPES = ("txt", "md", "docx", "html", "pdf")
ROUNDS = 7


def main() -> None:
    """Measures in turn, round after round, after one round that is not kept."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rounds = [(_forms(folder), _office(folder)) for _ in range(ROUNDS + 1)][1:]
    ours, theirs = zip(*rounds, strict=True)
    _tell("all five formats, from records to files", ours)
    _tell("LibreOffice: one of them to PDF", theirs)
    for what in ("wall", "cpu"):
        ratios = [getattr(our, what) / getattr(their, what) for our, their in rounds]
        print(
            f"{what}: {statistics.median(ratios):.2f} times ({min(ratios):.2f} - {max(ratios):.2f})"
        )
    if len(sys.argv) > 1:
        _page(Path(sys.argv[1]))


def _forms(folder: Path) -> Taken:
    return _report(ROOT, *(folder / f"report.{shape}" for shape in SHAPES))


def _report(project: Path, *files: Path) -> Taken:
    command = [sys.executable, "-m", "fifrecords", "report"]
    wanted = [part for file in files for part in ("-o", str(file))]
    return run([*command, *wanted], project, {"PYTHONPATH": str(ROOT)})


def _office(folder: Path) -> Taken:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder / "converted")]
    return run(["soffice", profile, *convert, str(folder / "report.docx")], folder, {})


def _tell(what: str, runs: tuple[Taken, ...]) -> None:
    wall = statistics.median(each.wall for each in runs)
    cpu = statistics.median(each.cpu for each in runs)
    print(f"{what}: {wall:.2f} s, processor {cpu:.2f} s")


def _page(project: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "report.html"
        taken = _report(project, file)
        print(f"the page of {project}: {file.stat().st_size / 1e6:.2f} MB in {taken.wall:.1f} s")


if __name__ == "__main__":
    main()
