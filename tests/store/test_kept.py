"""What is kept between runs is found as it was, or not at all; nothing depends on it."""

import errno
import io
import os
import random
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fifrecords import load
from fifrecords.store import kept as module
from fifrecords.store import parsing
from fifrecords.store import values as values_module
from fifrecords.store.gitdir import common_folder
from fifrecords.store.kept import SWITCHED_OFF, Kept, clear, folder_for, kept_for, size_of
from fifrecords.store.values import Values, blob_id
from tests.conftest import ROOT, Write
from tests.trail.repositories import Repository, git, shipped

SESSION = "records/sessions/2010/2010-11-22-household-b-everyday-activity.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    return shipped(tmp_path / "project")


def cache(project: Repository) -> Path:
    found = folder_for(str(project.folder / "records"))
    assert found is not None
    return Path(found)


def days(project: Repository) -> str:
    records = load(project.folder / "records").records
    return repr(records.sessions[Path(SESSION).stem].days)


class TestWhereItLies:
    def test_it_is_the_folder_that_git_names(self, project: Repository, tmp_path: Path) -> None:
        linked = tmp_path / "linked"
        project("worktree", "add", "--quiet", str(linked))
        for folder in (project.folder, linked, linked / "records"):
            told = git(folder, "rev-parse", "--path-format=absolute", "--git-common-dir")
            assert common_folder(str(folder)) == os.path.realpath(told)

    def test_a_submodule_has_its_own(self, project: Repository, tmp_path: Path) -> None:
        whole = Repository(tmp_path / "whole")
        whole(
            "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(project.folder)
        )
        told = git(whole.folder / "project", "rev-parse", "--absolute-git-dir")
        assert common_folder(str(whole.folder / "project" / "records")) == os.path.realpath(told)

    def test_without_a_repository_there_is_none(self, write: Write) -> None:
        folder = write({})
        before = sorted(folder.parent.rglob("*"))
        load(folder)
        assert kept_for(str(folder)) is None
        assert sorted(folder.parent.rglob("*")) == before

    def test_work_trees_share_it(self, project: Repository, tmp_path: Path) -> None:
        load(project.folder / "records")
        project("worktree", "add", "--quiet", str(tmp_path / "linked"))
        values = Values(kept_for(str(tmp_path / "linked" / "records")))
        assert blob_id((project.folder / SESSION).read_bytes()) in values


class TestWhatIsKept:
    def test_a_value_is_found_again(self, tmp_path: Path) -> None:
        Kept(str(tmp_path / "k")).put("a", {"days": [1, 0.5, None, "2011-01-14"]})
        assert Kept(str(tmp_path / "k")).get("a") == {"days": [1, 0.5, None, "2011-01-14"]}

    def test_every_changed_or_cut_off_byte_is_noticed(self, tmp_path: Path) -> None:
        kept = Kept(str(tmp_path))
        kept.put("a", ["days", 1])
        path = tmp_path / "a"
        whole = path.read_bytes()
        for at in range(len(whole)):
            path.write_bytes(whole[:at])
            assert kept.get("a") is None
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert kept.get("a") is None
        path.write_bytes(whole)
        assert kept.get("a") == ["days", 1]

    def test_a_blob_is_parsed_once(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = load(project.folder / "records")
        monkeypatch.setattr(parsing, "read", lambda text: pytest.fail(f"read again: {text}"))
        again = load(project.folder / "records")
        assert again.records.sessions == first.records.sessions
        assert load(project.folder / "records", at="HEAD").records.people == first.records.people
        project("mv", SESSION, "records/sessions/2010/other.yaml")
        assert "other" in load(project.folder / "records").records.sessions

    def test_each_of_those_that_are_kept_together_is_found_in_any_order(
        self, tmp_path: Path
    ) -> None:
        told = [(f"{n}", (f"text {n}", {"days": n}, [])) for n in range(2000)]
        values = Values(Kept(str(tmp_path)))
        values.keep(told)
        values.close()
        again = Values(Kept(str(tmp_path)))
        for blob, parsed in random.Random(7).sample(told, len(told)):
            assert again.get(blob) == parsed

    def test_a_run_keeps_what_it_read_and_not_once_more_what_was_kept(
        self, project: Repository
    ) -> None:
        load(project.folder / "records")
        (first,) = cache(project).glob("*/values-*")
        project.replace(SESSION, "days: 6", "days: 5")
        records = load(project.folder / "records").records
        (new,) = {*cache(project).glob("*/values-*")} - {first}
        assert len(records.sources[f"sessions/{Path(SESSION).stem}"].text) < new.stat().st_size
        assert new.stat().st_size < 3000

    def test_packs_are_merged_and_lose_nothing(self, tmp_path: Path) -> None:
        for n in range(30):
            values = Values(Kept(str(tmp_path)))
            values.keep([(f"{n}", (f"{n}", n, []))])
            values.close()
        assert len(list(tmp_path.iterdir())) < 10
        values = Values(Kept(str(tmp_path)))
        assert [values.get(f"{n}") for n in range(30)] == [(f"{n}", n, []) for n in range(30)]

    def test_what_is_written_on_the_way_stays_when_packs_are_merged(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for n in range(8):
            values = Values(Kept(str(tmp_path)))
            values.keep([(f"{n}", ("", n, []))])
            values.close()
        monkeypatch.setattr(values_module, "_MOST_AT_ONCE", 20)
        values = Values(Kept(str(tmp_path)))
        for n in range(8, 13):
            values.keep([(f"{n}", ("", n, []))])
        values.close()
        values = Values(Kept(str(tmp_path)))
        assert [values.get(f"{n}") for n in range(13)] == [("", n, []) for n in range(13)]

    def test_the_oldest_goes_where_there_is_too_much(self, tmp_path: Path) -> None:
        kept = Kept(str(tmp_path))
        for n in range(5):
            kept.put(f"a-{n}", n)
            os.utime(tmp_path / f"a-{n}", (n, n))
        kept.bound("a-", 3, 10_000)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a-2", "a-3", "a-4"]
        kept.bound("a-", 3, 50)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a-4"]

    def test_what_a_run_left_half_written_when_it_was_killed_goes_in_time(
        self, tmp_path: Path
    ) -> None:
        kept = Kept(str(tmp_path))
        (tmp_path / "a-0.123.new").write_bytes(b"half")
        os.utime(tmp_path / "a-0.123.new", (0, 0))
        for n in range(1, 4):
            kept.put(f"a-{n}", n)
        kept.bound("a-", 3, 10_000)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a-1", "a-2", "a-3"]

    def test_who_is_broken_off_while_writing_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken_off(*paths: str) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(module.os, "replace", broken_off)
        with pytest.raises(KeyboardInterrupt):
            Kept(str(tmp_path)).put("a", 1)
        assert [*tmp_path.iterdir()] == []

    def test_only_three_versions_of_the_tool_keep_theirs(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for n in range(6):
            monkeypatch.setattr(module, "_version", lambda n=n: f"version-{n}")
            load(project.folder / "records")
        assert len(list(cache(project).iterdir())) <= 4

    def test_every_package_that_the_tool_needs_is_part_of_its_version(self) -> None:
        told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        names = {each.partition(">=")[0] for each in told["project"]["dependencies"]}
        only_writes = {"ruamel.yaml"}
        imported = {"markdown-it-py": "markdown_it", "pyyaml": "yaml"}
        assert {imported.get(name, name) for name in names - only_writes} <= {*module.NEEDED}

    def test_all_of_it_can_be_deleted(self, project: Repository) -> None:
        load(project.folder / "records")
        size = size_of(str(project.folder / "records"))
        assert clear(str(project.folder / "records")) == size > 0
        assert not cache(project).exists()
        assert clear(str(project.folder / "records")) == 0


class TestItIsNotNeeded:
    def test_it_can_be_switched_off(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(SWITCHED_OFF, "1")
        load(project.folder / "records")
        assert not cache(project).exists()

    @pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
    @pytest.mark.parametrize("call", ["makedirs", "replace", "open"])
    def test_nothing_can_be_written(
        self, project: Repository, monkeypatch: pytest.MonkeyPatch, call: str, error: int
    ) -> None:
        def refused(*arguments: object, **named: object) -> None:
            raise OSError(error, os.strerror(error))

        def half_written(path: str, mode: str = "r", **named: object) -> object:
            if "w" in mode:
                Path(path).write_bytes(b"half")
                refused()
            return io.open(path, mode, **named)  # noqa: UP020 - open is what is replaced

        with monkeypatch.context() as patch:
            if call == "open":
                patch.setattr(module, "open", half_written, raising=False)
            else:
                patch.setattr(module.os, call, refused)
            loaded = load(project.folder / "records")
        assert loaded.records.sessions
        assert [path for path in cache(project).rglob("*") if path.is_file()] == []
        assert days(project) == "Quantity(6)"

    def test_it_is_not_ours(self, project: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
        load(project.folder / "records")
        assert not cache(project).exists()

    def test_a_file_that_is_changed_within_a_tick_is_read_again(self, project: Repository) -> None:
        path = project.folder / SESSION
        path.write_text(path.read_text(encoding="utf-8").replace("days: 6", "days: 5"))
        assert days(project) == "Quantity(5)"
        times = path.stat().st_mtime_ns
        path.write_text(path.read_text(encoding="utf-8").replace("days: 5", "days: 4"))
        os.utime(path, ns=(times, times))
        assert days(project) == "Quantity(4)"

    def test_two_at_once(self, project: Repository) -> None:
        command = [sys.executable, "-m", "fifrecords", "validate", "--format", "json"]

        def run(_: int) -> bytes:
            shutil.rmtree(cache(project), ignore_errors=True)
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(
                command, cwd=project.folder, env=environment, capture_output=True, check=False
            )
            return done.stdout + done.stderr

        with ThreadPoolExecutor(4) as pool:
            told = set(pool.map(run, range(4)))
        assert len(told) == 1
