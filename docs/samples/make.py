"""Writes the sample files beside this one: the form of the shipped records, and a picture of it.

The form names a commit. It is that of a repository that holds the records alone, written on a
fixed day by a fixed author: so it is the same wherever and whenever the samples are made, and
stays the same with every commit of this repository that leaves the records as they are.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
RECORDS = HERE.parent.parent / "records"
SHAPES = ("docx", "pdf", "html")

_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (
        ("NAME", "Q Training"),
        ("EMAIL", "projects@example.org"),
        ("DATE", "2011-05-31T17:00:00+0000"),
    )
}
_PICTURE = """
<body style="margin: 0; padding: 40px; background: #d9dde1; width: 1440px">
<div style="display: flex; gap: 36px; align-items: flex-start">{}</div>
<style>img {{ display: block; height: 620px; box-shadow: 0 2px 14px #0004 }}</style>
"""


def write(folder: Path) -> None:
    """Writes the form in each shape into a folder, as ``report.docx`` and so on."""
    with TemporaryDirectory() as made:
        repository = Path(made)
        shutil.copytree(RECORDS, repository / "records")
        settings = ("core.autocrlf=false", "commit.gpgsign=false", "core.hooksPath=none")
        git = ["git", *(part for each in settings for part in ("-c", each))]
        _run([*git, "init", "--quiet", "--object-format=sha1"], repository)
        _run([*git, "add", "records"], repository)
        _run([*git, "commit", "--quiet", "--message", "The records of the project"], repository)
        for shape in SHAPES:
            file = str(folder / f"report.{shape}")
            _run([sys.executable, "-m", "fifrecords", "report", "-o", file], repository)


def _run(command: Sequence[str], where: Path) -> None:
    path = os.pathsep.join((str(RECORDS.parent), os.environ.get("PYTHONPATH", "")))
    subprocess.run(command, cwd=where, check=True, env={**os.environ, **_WHO, "PYTHONPATH": path})


def draw(folder: Path) -> None:
    """Draws the first pages of the Word and the PDF file, and the top of the page, side by side."""
    with TemporaryDirectory() as made:
        room = Path(made)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        word = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", made]
        subprocess.run([*word, str(folder / "report.docx")], check=True, capture_output=True)
        for source, name in ((room / "report.pdf", "word"), (folder / "report.pdf", "pdf")):
            first = ["pdftoppm", "-png", "-r", "110", "-f", "2", "-singlefile"]
            subprocess.run([*first, str(source), str(room / name)], check=True)
        _photograph((folder / "report.html").as_uri(), room / "page.png", (1120, 1360))
        images = "".join(f'<img src="{name}.png">' for name in ("word", "page", "pdf"))
        (room / "all.html").write_text(_PICTURE.format(images), encoding="utf-8")
        _photograph((room / "all.html").as_uri(), folder / "forms.png", (1520, 700))


def _photograph(page: str, file: Path, size: tuple[int, int]) -> None:
    window = f"--window-size={size[0]},{size[1]}"
    quietly = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", window)
    command = [str(_CHROMIUM), *quietly, f"--screenshot={file}", page]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    write(HERE)
    if _CHROMIUM and all(map(shutil.which, ("soffice", "pdftoppm"))):
        draw(HERE)
    else:
        print("the picture is as it was: to draw it takes Chromium, LibreOffice and Poppler")
