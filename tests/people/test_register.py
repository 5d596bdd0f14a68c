"""The register: who goes in comes out, for who has a key, and nothing is lost on the way."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from fifrecords.model.call import BadCall
from fifrecords.private import cipher
from fifrecords.private.contents import Contact, Key, Register, as_bytes, from_bytes
from fifrecords.private.register import CannotOpen, NoRegister, change, copy_of, create, read
from fifrecords.store.write import ChangedSince

MINE, HERS = cipher.new_identity(), cipher.new_identity()
ADA = Contact(name="Ada Quillfeather", email="ada@example.org")
words = st.text(min_size=1)
contacts = st.builds(Contact, name=words, email=st.none() | words, address=st.none() | words)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register that my key opens, with Ada in it."""
    path = tmp_path / "Application Support" / "register.age"  # as on a Mac
    create(path, [Key(key=cipher.public_key(MINE))])
    change(path, [MINE], lambda each: each.with_people({"p-ada": ADA}))
    return path


def files(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.parent.iterdir()}


def adding(id_: str, register: Path) -> None:
    change(register, [MINE], lambda each: each.with_people({id_: Contact(name="Bo Nobody")}))


@given(st.dictionaries(st.from_regex(r"p-[a-z0-9]{1,5}", fullmatch=True), contacts, max_size=3))
def test_what_is_written_is_what_is_read(people: dict[str, Contact]) -> None:
    register = Register(keys=(Key(key="age1", holder="Ann"),), people=people)
    assert from_bytes(as_bytes(register)) == register


def test_it_is_opened_by_every_key_it_is_encrypted_to(register: Path) -> None:
    both = [Key(key=cipher.public_key(each)) for each in (MINE, HERS)]
    change(register, [MINE], lambda each: each.with_keys(both))
    assert read(register, [HERS]).register.who("p-ada") == ADA
    change(register, [HERS], lambda each: each.with_keys(both[1:]))
    with pytest.raises(CannotOpen, match="your key does not open"):
        read(register, [MINE])


def test_nothing_of_it_can_be_read_on_the_disk(register: Path) -> None:
    for data in files(register).values():
        assert b"Quillfeather" not in data
        assert b"p-ada" not in data


def test_only_its_owner_may_read_it(register: Path) -> None:
    for each in (register, copy_of(register)):
        assert each.stat().st_mode & 0o777 == 0o600
    assert register.parent.stat().st_mode & 0o777 == 0o700


def test_who_is_taken_out_is_out_of_the_copy_too(register: Path) -> None:
    change(register, [MINE], lambda each: each.without(["p-ada"]))
    assert copy_of(register).read_bytes() == register.read_bytes()
    assert read(copy_of(register), [MINE]).register.people == {}


def test_nobody_locks_themselves_out(register: Path) -> None:
    was = files(register)
    hers = [Key(key=cipher.public_key(HERS))]
    for keys in (hers, []):
        with pytest.raises(BadCall, match="you could not open the register yourself"):
            change(register, [MINE], lambda each, keys=keys: each.with_keys(keys))
    assert files(register) == was


def test_a_later_version_is_not_touched(register: Path) -> None:
    later = json.dumps({"version": 2, "people": []}).encode()
    register.write_bytes(cipher.encrypted(later, [cipher.public_key(MINE)]))
    with pytest.raises(BadCall, match=r"version 2.*install a newer"):
        adding("p-bo", register)


def test_what_is_no_register_is_not_repeated_in_the_message(register: Path) -> None:
    other = b'{"version": 1, "keys": [{"key": "age1"}], "people": {"p-a": {"nam": "Secret"}}}'
    register.write_bytes(cipher.encrypted(other, [cipher.public_key(MINE)]))
    with pytest.raises(BadCall, match="no register of names") as refused:
        read(register, [MINE])
    assert "Secret" not in str(refused.value)
    assert refused.value.__suppress_context__


class TestNothingIsLost:
    def test_with_a_wrong_key(self, register: Path) -> None:
        was = files(register)
        with pytest.raises(CannotOpen, match=r"register\.age; whoever can open it adds it"):
            change(register, [HERS], lambda each: each.without(["p-ada"]))
        assert files(register) == was

    @pytest.mark.parametrize("left", [0, 10, 100, -1])
    def test_when_it_is_cut_off(self, register: Path, left: int) -> None:
        whole = register.read_bytes()
        register.write_bytes(whole[:left])
        with pytest.raises(CannotOpen, match="damaged or cut off; its copy is whole") as refused:
            adding("p-bo", register)
        assert register.read_bytes() == whole[:left]
        subprocess.run(str(refused.value).rpartition(": ")[2], shell=True, check=True)
        assert read(register, [MINE]).register.who("p-ada") == ADA

    def test_when_a_byte_of_it_is_another(self, register: Path) -> None:
        whole = register.read_bytes()
        for at in range(0, len(whole), 17):
            register.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(CannotOpen):
                read(register, [MINE])

    def test_when_the_copy_is_damaged_too(self, register: Path) -> None:
        for each in (register, copy_of(register)):
            each.write_bytes(b"")
        with pytest.raises(CannotOpen, match="put it back from where you keep another copy"):
            read(register, [MINE])

    def test_when_it_is_gone_no_other_is_begun_over_its_copy(self, register: Path) -> None:
        register.unlink()
        with pytest.raises(NoRegister, match="is gone; its copy is whole"):
            adding("p-bo", register)
        with pytest.raises(BadCall, match=r"register\.age\.copy is there already"):
            create(register, [Key(key=cipher.public_key(MINE))])

    @pytest.mark.parametrize(
        "step", ["tempfile.mkstemp", "os.fdopen", "os.fsync", "Path.chmod", "Path.replace"]
    )
    def test_when_the_disk_is_full(
        self, register: Path, step: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        was = files(register)

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(f"fifrecords.store.write.{step}", full)
            with pytest.raises(
                BadCall, match="No space left on device; it is as it was"
            ) as refused:
                adding("p-bo", register)
        assert "\n" not in str(refused.value)
        assert files(register) == was
        adding("p-bo", register)
        assert set(read(register, [MINE]).register.people) == {"p-ada", "p-bo"}

    def test_when_the_disk_is_full_before_the_copy(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The same once more writes the copy, so that whoever is forgotten is so there too."""
        real, calls = os.fsync, iter((True, False))

        def full(handle: int) -> None:
            if not next(calls):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(handle)

        with monkeypatch.context() as patch:
            patch.setattr("fifrecords.store.write.os.fsync", full)
            with pytest.raises(BadCall, match="this copy was not: make room, and do the same"):
                change(register, [MINE], lambda each: each.without(["p-ada"]))
        assert read(register, [MINE]).register.people == {}
        assert "p-ada" in read(copy_of(register), [MINE]).register.people
        change(register, [MINE], lambda each: each.without(["p-ada"]))
        assert read(copy_of(register), [MINE]).register.people == {}

    def test_what_was_cut_off_in_writing_is_swept_away(self, register: Path) -> None:
        left = register.with_name(f".{register.name}.abcd1234.half")
        left.write_bytes(b"half")
        adding("p-bo", register)
        assert not left.exists()


class TestTwoWriters:
    def test_four_programs_that_write_at_once_all_get_in(self, register: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from fifrecords.private.register import change;"
            "from fifrecords.private.contents import Contact\n"
            "path, secret, who = sys.argv[1:]\n"
            "for n in range(5):\n"
            "    more = {f'p-{who}{n}': Contact(name='Bo Nobody')}\n"
            "    change(Path(path), [secret], lambda each: each.with_people(more))\n"
        )
        command = [sys.executable, "-c", program, str(register), MINE]
        running = [subprocess.Popen([*command, who]) for who in "abcd"]
        assert [each.wait(timeout=60) for each in running] == [0] * 4
        held = read(register, [MINE]).register
        assert set(held.people) == {"p-ada", *(f"p-{who}{n}" for who in "abcd" for n in range(5))}
        assert copy_of(register).read_bytes() == register.read_bytes()

    def test_who_waits_too_long_is_told_so(
        self, register: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("fifrecords.private.register.PATIENCE", 0.05)
        lock = FileLock(register.with_name(f"{register.name}.lock"))
        with lock, pytest.raises(BadCall, match="is being changed by somebody else; try again"):
            adding("p-bo", register)

    def test_a_writer_who_does_not_wait_is_not_written_over(self, register: Path) -> None:
        """As where two machines share a folder that knows no locks."""
        theirs = cipher.encrypted(as_bytes(Register(keys=(Key(key="age1"),))), [public()])

        def how(each: Register) -> Register:
            register.write_bytes(theirs)
            return each.without(["p-ada"])

        with pytest.raises(ChangedSince, match="changed since it was read"):
            change(register, [MINE], how)
        assert register.read_bytes() == theirs


def public() -> str:
    return cipher.public_key(MINE)
