"""Names and keys have their place outside of every repository, whichever way it is named."""

from pathlib import Path

import pytest

from fifrecords.model.call import BadCall
from fifrecords.private.place import InARepository, places
from tests.people.conftest import ADA, PERSON, Machine
from tests.trail.repositories import git, one_line


@pytest.fixture
def _nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which no place is named."""
    for name in ("FIFRECORDS_REGISTER", "FIFRECORDS_IDENTITY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["FIFRECORDS_REGISTER", "FIFRECORDS_IDENTITY"])
@pytest.mark.parametrize(
    "below", ["register.age", "records/people/register.age", ".git/register.age", "new/x/y.age"]
)
def test_a_place_in_the_work_tree_is_refused(
    bare_machine: Machine, name: str, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(bare_machine.project.folder / below))
    done = bare_machine.run("people", "keys", "new")
    assert f"a repository forgets nothing; set {name} to a file outside" in one_line(done)
    assert bare_machine.project("status", "--porcelain") == ""
    assert not bare_machine.identity.exists()


def test_a_link_into_the_work_tree_is_refused(
    bare_machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "linked").symlink_to(bare_machine.project.folder)
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(tmp_path / "linked" / "register.age"))
    with pytest.raises(InARepository):
        places(str(bare_machine.project.folder / "records"))


def test_a_link_to_a_file_in_the_work_tree_is_refused(
    bare_machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "names.age").symlink_to(bare_machine.project.folder / "names.age")
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(tmp_path / "names.age"))
    with pytest.raises(InARepository):
        places(str(bare_machine.project.folder / "records"))


def test_a_link_in_the_work_tree_is_refused(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = machine.project.folder / "names"
    link.symlink_to(machine.register)
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(link))
    with pytest.raises(InARepository):
        places(str(machine.project.folder / "records"))


def test_another_repository_is_refused_too(
    bare_machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    for place in (tmp_path / "bare.git" / "register.age", tmp_path / "other" / "register.age"):
        (tmp_path / "other" / ".git").mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("FIFRECORDS_REGISTER", str(place))
        with pytest.raises(InARepository):
            places(str(bare_machine.project.folder))


def test_git_s_own_folder_elsewhere_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A work tree may have Git's folder elsewhere, and Git's folder a work tree elsewhere."""
    git(tmp_path, "init", "--quiet", "--separate-git-dir", "apart", "tree")
    git(tmp_path / "apart", "config", "core.worktree", str(tmp_path / "tree"))
    for place in ("apart/register.age", "tree/register.age"):
        monkeypatch.setenv("FIFRECORDS_REGISTER", str(tmp_path / place))
        with pytest.raises(InARepository):
            places(str(tmp_path / "tree"))


def test_records_without_git_are_no_place_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "project.yaml").write_text("title: T\n")
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(tmp_path / "records" / "register.age"))
    with pytest.raises(InARepository):
        places(str(tmp_path))


def test_a_part_of_a_path_is_no_place(
    bare_machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIFRECORDS_REGISTER", "register.age")
    with pytest.raises(BadCall, match="no whole path"):
        places(str(bare_machine.project.folder))


@pytest.mark.usefixtures("bare_machine", "_nothing_named")
def test_git_s_settings_name_a_place_for_one_project(bare_machine: Machine, tmp_path: Path) -> None:
    bare_machine.project("config", "fifrecords.register", "~/shared/names.age")
    found = places(str(bare_machine.project.folder / "records"))
    assert found.register == tmp_path / "home" / "shared" / "names.age"


@pytest.mark.usefixtures("bare_machine", "_nothing_named")
def test_otherwise_they_are_where_the_system_keeps_such_things(tmp_path: Path) -> None:
    found = places(str(tmp_path))
    assert found.register.is_relative_to(tmp_path / "home")
    assert found.identity.is_relative_to(tmp_path / "home")
    assert found.register.parent != found.identity.parent


def test_a_register_behind_a_link_stays_there(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "names.age"
    link.symlink_to(machine.register)
    monkeypatch.setenv("FIFRECORDS_REGISTER", str(link))
    machine.people("add", PERSON, said=ADA)
    assert link.is_symlink()
    assert PERSON in machine.held().people
