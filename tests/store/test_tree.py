"""What lies in a records folder: what is read, what is passed over, what should not be there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fifrecords import NotARecordsFolder, load
from fifrecords.store.tree import walk
from tests.conftest import Write

SESSION = "date: 2011-01-21\nkind: training\nevidence: sign-in sheet 21 January\n"

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
needs_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


def rules(folder: Path) -> dict[str, list[str]]:
    """The rules that are broken, by the path below the records folder."""
    found: dict[str, list[str]] = {}
    for each in load(folder).findings:
        below = Path(each.path).relative_to(folder).as_posix()
        assert (each.line, each.column) == (1, 1)
        assert str(each).isprintable()
        found.setdefault(below, []).append(each.rule)
    return found


def linked(link: Path, target: Path | str) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system lets nobody make links")


def test_sub_folders_are_free(write: Write) -> None:
    folder = write({"sessions/2011/january/a.yaml": SESSION, "sessions/b.yaml": SESSION})
    assert list(load(folder).records.sessions) == ["a", "b"]
    assert rules(folder) == {}


def test_hidden_files_are_passed_over(write: Write) -> None:
    folder = write(
        {
            ".DS_Store": "",
            ".git/config": "",
            "sessions/.a.yaml.swp": "",
            "sessions/.yaml": SESSION,
            "sessions/.old/a.yaml": SESSION,
        }
    )
    assert rules(folder) == {}
    assert not load(folder).records.sessions


def test_the_folder_explains_itself(write: Write) -> None:
    assert rules(write({"README.md": "What is known, and how."})) == {}


def test_an_empty_folder_lacks_a_project(tmp_path: Path) -> None:
    records, findings = load(tmp_path)
    assert [(each.path, each.rule) for each in findings] == [
        (f"{tmp_path.as_posix()}/project.yaml", "no-project")
    ]
    assert records.project is None


def test_empty_folders_of_records_hold_none(write: Write) -> None:
    folder = write({})
    for kind in ("people", "sessions", "narrative", "forms"):
        (folder / kind).mkdir()
    assert rules(folder) == {}


@pytest.mark.parametrize("name", ["missing", "missing/records", "file", "file/records"])
def test_what_is_no_folder_is_said_to_be_none(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("title: Learning at home\n", encoding="utf-8")
    with pytest.raises(NotARecordsFolder, match=name.partition("/")[0]):
        load(tmp_path / name)


@pytest.mark.parametrize("spelling", ["records", "./records", "records/", "records/."])
def test_paths_are_shown_as_seen_from_here(
    spelling: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"sessions/2011/a.yml": SESSION})
    monkeypatch.chdir(folder.parent)
    assert [each.path for each in load(spelling).findings] == ["records/sessions/2011/a.yml"]
    monkeypatch.chdir(folder)
    assert [each.path for each in load(".").findings] == ["sessions/2011/a.yml"]
    monkeypatch.chdir(folder / "sessions")
    assert [each.path for each in load("..").findings] == ["../sessions/2011/a.yml"]


def test_a_folder_may_be_called_like_a_record(write: Write) -> None:
    folder = write({"sessions/2011.yaml/a.yaml": SESSION})
    assert rules(folder) == {}
    assert list(load(folder).records.sessions) == ["a"]


def test_a_folder_is_no_project(write: Write) -> None:
    folder = write({})
    (folder / "project.yaml").unlink()
    (folder / "project.yaml").mkdir()
    assert rules(folder) == {"project.yaml": ["no-project", "stray-file"]}


@pytest.mark.parametrize("link", ["sessions/a.yaml", "project.yaml", "notes.txt", "narrative"])
@pytest.mark.parametrize("target", ["inside", "outside", "missing", "itself", "folder"])
def test_links_are_not_followed(link: str, target: str, write: Write, tmp_path: Path) -> None:
    folder = write({"sessions/2011/b.yaml": SESSION})
    outside = tmp_path / "outside.yaml"
    outside.write_text(SESSION, encoding="utf-8")
    targets = {
        "inside": folder / "sessions/2011/b.yaml",
        "outside": outside,
        "missing": "nowhere.yaml",
        "itself": Path(link).name,
        "folder": tmp_path,
    }
    (folder / link).unlink(missing_ok=True)
    linked(folder / link, targets[target])
    assert "link" in rules(folder)[link]
    assert list(load(folder).records.sessions) == ["b"]


def test_a_loop_of_folders_is_not_walked(write: Write) -> None:
    folder = write({"sessions/2011/a.yaml": SESSION})
    linked(folder / "sessions/2011/again", "..")
    assert rules(folder) == {"sessions/2011/again": ["link"]}


def test_the_records_folder_itself_may_be_a_link(write: Write, tmp_path: Path) -> None:
    folder = write({"sessions/a.yaml": SESSION})
    linked(tmp_path / "here", folder)
    assert load(tmp_path / "here").findings == []


@needs_pipes
@pytest.mark.parametrize("name", ["sessions/x.yaml", "x.yaml", "project.yaml", "README.md"])
def test_a_pipe_is_not_waited_for(name: str, write: Write) -> None:
    folder = write({"sessions/a.yaml": SESSION})
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    code = "import sys; from fifrecords import load; print(load(sys.argv[1]).findings)"
    subprocess.run([sys.executable, "-c", code, folder], check=True, timeout=60)


@needs_pipes
def test_a_pipe_is_stray(write: Write) -> None:
    folder = write({"sessions/a.yaml": SESSION})
    os.mkfifo(folder / "sessions/x.yaml")
    assert rules(folder) == {"sessions/x.yaml": ["stray-file"]}
    assert list(load(folder).records.sessions) == ["a"]


def test_names_that_differ_by_case_are_one_to_some_systems(write: Write) -> None:
    folder = write({"sessions/2011/a-b.yaml": SESSION, "sessions/2011/A-B.yaml": SESSION})
    if len(list((folder / "sessions/2011").iterdir())) == 1:
        pytest.skip("this system takes them for one")
    assert rules(folder) == {"sessions/2011/A-B.yaml": ["bad-id", "id-case"]}
    assert list(load(folder).records.sessions) == ["a-b"]


@pytest.mark.parametrize(
    "name", ["a b", "á", "a.b", "a_b", "A", "a\nb", "a\x1b[31m", "😀", "a:b", "%61"]
)
def test_a_name_that_is_no_id(name: str, write: Write) -> None:
    folder = write({"sessions/ict.yaml": SESSION})
    try:
        (folder / "sessions" / f"{name}.yaml").write_text(SESSION, encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    assert [each.rule for each in load(folder).findings] == ["bad-id"]
    assert all(str(each).isprintable() for each in load(folder).findings)
    assert list(load(folder).records.sessions) == ["ict"]


def test_a_name_that_is_no_text(write: Write) -> None:
    folder = write({"sessions/a.yaml": SESSION})
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/sessions/\xff.yaml")).write_bytes(b"")
    except OSError:
        pytest.skip("this system has no such names")
    assert [each.rule for each in load(folder).findings] == ["bad-id"]


@needs_rights
def test_an_unreadable_file_hides_no_other(write: Write) -> None:
    folder = write({"sessions/a.yaml": SESSION, "sessions/b.yaml": SESSION})
    (folder / "sessions/b.yaml").chmod(0)
    assert rules(folder) == {"sessions/b.yaml": ["unreadable"]}
    assert list(load(folder).records.sessions) == ["a"]


def remove(path: Path) -> None:
    path.unlink()


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_a_loop(path: Path) -> None:
    path.unlink()
    linked(path, path.name)


@pytest.mark.parametrize("change", [remove, make_a_folder, make_a_loop])
def test_a_file_may_change_between_listing_and_reading(
    change: Callable[[Path], None], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"sessions/a.yaml": SESSION, "sessions/b.yaml": SESSION})

    def walk_and_change(*of: Any) -> Any:
        tree = walk(*of)
        change(folder / "sessions/b.yaml")
        return tree

    monkeypatch.setattr("fifrecords.store.reading.walk", walk_and_change)
    records, findings = load(folder)
    assert [(Path(each.path).name, each.rule) for each in findings] == [("b.yaml", "unreadable")]
    assert list(records.sessions) == ["a"]


def test_a_folder_that_cannot_be_listed_hides_no_other(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"sessions/2010/a.yaml": SESSION, "sessions/2011/b.yaml": SESSION})
    listed = os.scandir

    def refuse(path: str) -> Any:
        if Path(path).name == "2010":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert rules(folder) == {"sessions/2010": ["unreadable"]}
    assert list(load(folder).records.sessions) == ["b"]


def test_a_link_may_go_between_listing_and_reading(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({"sessions/a.yaml": SESSION})
    linked(folder / "sessions/b.yaml", "a.yaml")

    def gone(path: object) -> str:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(os, "readlink", gone)
    assert rules(folder) == {"sessions/b.yaml": ["link"]}


def test_the_same_tree_in_other_places_gives_the_same(write: Write, tmp_path: Path) -> None:
    folder = write({"sessions/A.yaml": SESSION, "sessions/b.yml": SESSION, "sessions/c.yaml": ""})
    shutil.copytree(folder, tmp_path / "elsewhere")
    assert rules(folder) == rules(tmp_path / "elsewhere")
