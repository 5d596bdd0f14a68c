"""A Git history for a generated project: its records come in over many commits, and some change.

Usage: ``python benchmarks/history.py DIR [--commits N]`` for a folder that ``generate.py`` wrote.
"""

import argparse
import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

SEED = 2011
ONE_IN = 10
"""Of how many sessions one is corrected later."""


def write_history(folder: Path, commits: int = 2000) -> None:
    """Makes a repository of a folder, in which its records come in over some commits.

    The length of one session in ten is first written otherwise, and corrected by a later commit.
    The last commit holds the folder as it is.

    Args:
        folder: The folder that holds ``records/``.
        commits: How many commits to make.
    """
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    stream = b"".join(_commits(folder, commits))
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "fast-import", "--quiet", "--force"], input=stream, check=True)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)
    subprocess.run([*git, "repack", "-adq"], check=True)


def _commits(folder: Path, number: int) -> Iterator[bytes]:
    """The history as ``git fast-import`` reads it."""
    chance = random.Random(SEED)
    files = _in_order(folder)
    first, rest = files[: len(files) // 3], files[len(files) // 3 :]
    size = -(-len(rest) // (number - 1))
    corrected: list[Path] = []
    for n in range(number):
        new = first if n == 0 else rest[(n - 1) * size : n * size]
        mended = [corrected.pop() for _ in range(len(corrected) // max(number - n, 1))]
        wrong = [path for path in new if n < number - 1 and _is_correctable(path, chance)]
        corrected += wrong
        changes = [(path, _otherwise(path)) for path in wrong]
        changes += [(path, path.read_bytes()) for path in [*mended, *new] if path not in wrong]
        if n == number - 1:
            changes += [(path, path.read_bytes()) for path in corrected]
        yield _commit(folder, n, changes)


def _in_order(folder: Path) -> list[Path]:
    """The files as they come in: those that others name first, then the sessions by their day."""
    files = sorted(path for path in (folder / "records").rglob("*") if path.is_file())
    return sorted(files, key=lambda path: ("sessions" in path.parts, path.name))


def _is_correctable(path: Path, chance: random.Random) -> bool:
    return chance.randrange(ONE_IN) == 0 and _otherwise(path) != path.read_bytes()


def _otherwise(path: Path) -> bytes:
    """What was written before it was corrected."""
    text = path.read_bytes()
    return re.sub(rb"(?m)^days: .*", b"days: 0.125", text) if b"attended" in text else text


def _commit(folder: Path, n: int, changes: Sequence[tuple[Path, bytes]]) -> bytes:
    message = f"Records of day {n}\n".encode()
    who = f"Staff {n % 5} <staff{n % 5}@example.org> {1283328000 + n * 7200} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n"
    parts = [head.encode() + message]
    for path, data in changes:
        name = path.relative_to(folder).as_posix()
        parts.append(f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n")
    return b"".join(parts) + b"\n"


def main() -> None:
    """Makes a repository of the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commits", type=int, default=2000)
    arguments = parser.parse_args()
    write_history(arguments.folder, arguments.commits)


if __name__ == "__main__":
    main()
