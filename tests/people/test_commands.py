"""The commands of people as they are typed: what they say, and what they never do."""

import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from fifrecords.cli.main import main
from fifrecords.cli.people import COMMANDS, access
from fifrecords.private import cipher
from tests.people.conftest import ADA, OTHER, PERSON, Machine
from tests.trail.repositories import one_line

NAMES = ("Quillfeather", "960123", "Nowhere Lane")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_an_example(machine: Machine, name: str) -> None:
    said = machine.people(name, "--help").output
    assert "Example" in said
    assert COMMANDS[name] in " ".join(said.split())


class TestAdd:
    def test_who_is_added_is_shown_and_listed(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        assert all(part in machine.people("show", PERSON).stdout for part in NAMES)
        row = machine.people("list").stdout.splitlines()[-1].split()
        assert (row[0], row[-1]) == (PERSON, "yes")
        assert machine.people("list", "--missing").stdout.split() == [OTHER]

    def test_all_but_the_name_may_be_left_out(self, machine: Machine) -> None:
        machine.people("add", PERSON, said="Ada Quillfeather\n")
        assert machine.held().people[PERSON].email is None
        refused = machine.run("people", "add", OTHER, said="\nb@example.org\n")
        assert one_line(refused) == "Error: a person needs a name; nothing was written"

    def test_nobody_is_written_over_unasked(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        refused = one_line(machine.run("people", "add", PERSON, said="Bo Nobody\n"))
        assert "is in the register already; change it with --replace" in refused
        assert machine.held().people[PERSON].name == "Ada Quillfeather"

    def test_what_is_not_answered_stays_and_a_dash_takes_it_away(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.people("add", PERSON, "--replace", said="\n-\n01632 960124\n")
        who = machine.held().people[PERSON]
        assert (who.name, who.email) == ("Ada Quillfeather", None)
        assert (who.telephone, who.address) == ("01632 960124", "9 Nowhere Lane")

    def test_what_a_table_leaves_out_stays_and_a_dash_takes_it_away(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.people("add", OTHER, said="Bo Nobody\nbo@example.org\n\n1 Nowhere Lane\n")
        table = f"id,name,email\n{PERSON},Ada Featherquill,\n{OTHER},Bo Nobody,-\n"
        machine.people("add", "--csv", "--replace", said=table)
        held = machine.held().people
        assert held[PERSON].name == "Ada Featherquill"
        assert (held[PERSON].telephone, held[PERSON].address) == ("01632 960123", "9 Nowhere Lane")
        assert (held[OTHER].email, held[OTHER].address) == (None, "1 Nowhere Lane")

    def test_a_table_is_read_from_standard_input(self, machine: Machine) -> None:
        machine.people("add", "--csv", said=f"id,name\n{PERSON},Ada Quillfeather\n{OTHER},Bo\n")
        assert machine.held().names([PERSON, OTHER, "p-none"]) == {
            PERSON: "Ada Quillfeather",
            OTHER: "Bo",
        }

    def test_a_table_is_taken_as_a_spreadsheet_writes_it(self, machine: Machine) -> None:
        rows = f"{PERSON};Ada Quillfeather;ada@example.org;01632 960123\r\n;;;\r\n"
        machine.people("add", "--csv", said=f"\ufeffId;Name;E-mail;Telephone number\r\n{rows}")
        who = machine.held().people[PERSON]
        assert (who.email, who.telephone) == ("ada@example.org", "01632 960123")

    def test_a_table_is_given_on_standard_input_and_not_by_name(self, machine: Machine) -> None:
        done = machine.run("people", "add", "--csv", "sheet.csv")
        assert done.exit_code == 2
        assert "standard input: fifrecords people add --csv < FILE" in done.output

    @pytest.mark.parametrize(
        ("table", "why"),
        [
            ("name,id,age\n", "address; column C is none of them; nothing was written"),
            ("p-7k3mq,Ada\n", "address; column A is none of them, column B is none of them, "),
            ("name\nAda\n", "address; id is not there; nothing was written"),
            ("id,ID,name\n", "address; id is there twice; nothing was written"),
            (f"id,name\n{PERSON},\n", "row 2: a person needs a name"),
            (f"id,name\n{PERSON},Ada\n{PERSON},Ada\n", "row 3: p-7k3mq stands there twice"),
            ("id,name,name\n", "address; name is there twice; nothing was written"),
            ("id,name;email\n", "a comma and a semicolon part the columns' names alike; leave one"),
            ("id,name\np-7k3mq,Ada,Bo\n", "row 2 is not parted as the first one is"),
            ('id,name\np-7k3mq,"Ada\n', "a quote that is not closed"),
            ("", "it is empty"),
            ("id,name\nAda Quillfeather,p-7k3mq\n", "that is no person's id"),
            ("id,name\np-7k3mz,Ada\n", "p-7k3mz is not on record; did you mean p-7k3mq?"),
        ],
    )
    def test_a_table_that_is_not_right_adds_nobody(
        self, machine: Machine, table: str, why: str
    ) -> None:
        refused = one_line(machine.run("people", "add", "--csv", said=table))
        assert why in refused
        assert "Ada" not in refused
        assert machine.held().people == {}

    @pytest.mark.parametrize("how", [[PERSON], ["--csv"]])
    def test_what_is_not_utf_8_is_told_and_not_repeated(
        self, machine: Machine, how: list[str]
    ) -> None:
        with chdir(machine.project.folder):
            done = CliRunner().invoke(
                main, ["people", "add", *how], input="Zoë\n".encode("latin-1")
            )
        assert "not UTF-8" in one_line(done)
        assert "mapping" not in done.output
        assert "Zo" not in done.output

    def test_a_name_in_the_place_of_an_id_is_not_repeated(self, machine: Machine) -> None:
        refused = one_line(machine.run("people", "add", "Ada Quillfeather"))
        assert "Quillfeather" not in refused


class TestFind:
    @pytest.mark.parametrize(
        "words", ["ada", "QUILL", "Quillfeather Ada", "Ádá", "01632 96 01 23", "nowhere", "Adda"]
    )
    def test_a_part_will_do(self, machine: Machine, words: str) -> None:
        machine.people("add", PERSON, said=ADA)
        machine.people("add", OTHER, said="Bo Nobody\n")
        found = machine.people("find", said=f"{words}\n").stdout.splitlines()[2:]
        assert [line.split()[0] for line in found] == [PERSON]

    def test_nobody_is_found_by_what_nobody_has(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        done = machine.run("people", "find", said="Zebedee\n")
        assert (done.exit_code, done.stdout) == (1, "")

    def test_what_is_looked_for_is_no_part_of_the_command(self, machine: Machine) -> None:
        done = machine.run("people", "find", "Ada")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "type nothing but: fifrecords people find" in done.stderr
        assert "Ada" not in done.stderr


class TestKeys:
    def test_a_colleague_is_let_in_and_out_again(
        self, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        machine.people("add", PERSON, said=ADA)
        with monkeypatch.context() as hers:
            hers.setenv("FIFRECORDS_IDENTITY", str(tmp_path / "hers.txt"))
            said = machine.people("keys", "new").output.splitlines()
            assert "have it added by whoever can open the register" in said[1]
            key = said[1].split()[-1]
            assert "your key does not open" in one_line(machine.run("people", "list"))
        added = machine.people("keys", "add", key, said="Cy Colleague\n").output
        assert "they also need the file itself: " in added
        mine, hers_too = machine.people("keys").output.splitlines()[2:]
        assert mine.endswith("(you)")
        assert hers_too.endswith("Cy Colleague")
        assert "already" in one_line(machine.run("people", "keys", "add", key))
        with monkeypatch.context() as hers:
            hers.setenv("FIFRECORDS_IDENTITY", str(tmp_path / "hers.txt"))
            assert NAMES[0] in machine.people("show", PERSON).stdout
        machine.people("keys", "remove", key[:20])
        with monkeypatch.context() as hers:
            hers.setenv("FIFRECORDS_IDENTITY", str(tmp_path / "hers.txt"))
            assert "your key does not open" in one_line(machine.run("people", "list"))

    def test_what_is_there_is_not_made_again(self, machine: Machine) -> None:
        was = machine.files()
        assert "there is a key at" in one_line(machine.run("people", "keys", "new"))
        assert machine.files() == was

    def test_the_last_key_stays(self, machine: Machine) -> None:
        refused = one_line(machine.run("people", "keys", "remove", "age1"))
        assert "you could not open the register yourself" in refused

    def test_what_is_no_key_is_refused(self, machine: Machine) -> None:
        assert "no public key" in one_line(machine.run("people", "keys", "add", "age1none"))
        assert "0 keys" in one_line(machine.run("people", "keys", "remove", "age1none"))

    def test_a_key_may_have_a_passphrase(self, bare_machine: Machine) -> None:
        bare_machine.people("keys", "new", "--passphrase", said="nine odd words\n" * 2)
        assert cipher.is_encrypted(bare_machine.identity.read_bytes())
        bare_machine.people("add", PERSON, said=f"nine odd words\n{ADA}")
        refused = one_line(bare_machine.run("people", "list", said="ten odd words\n"))
        assert "that is not the passphrase of" in refused


class TestOneLine:
    """For each thing that may be wrong, a line that says so and what to do."""

    def test_no_key_yet(self, bare_machine: Machine) -> None:
        refused = one_line(bare_machine.run("people", "list"))
        assert "make one with: fifrecords people keys new" in refused

    def test_no_register_yet(self, machine: Machine) -> None:
        machine.register.unlink()
        machine.copy.unlink()
        assert "there is no register at" in one_line(machine.run("people", "list"))

    def test_not_in_the_register(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        refused = one_line(machine.run("people", "show", "p-7k3mr"))
        assert refused == "Error: p-7k3mr is not in the register; did you mean p-7k3mq?"

    def test_a_key_that_others_may_read(self, machine: Machine) -> None:
        machine.identity.chmod(0o644)
        refused = one_line(machine.run("people", "list"))
        subprocess.run(f"chmod {refused.rpartition('chmod ')[2]}", shell=True, check=True)
        assert machine.run("people", "list").exit_code == 0

    @pytest.mark.parametrize("text", ["", "# no key\n"])
    def test_an_empty_identity_file(self, machine: Machine, text: str) -> None:
        machine.identity.write_text(text)
        assert "holds no key" in one_line(machine.run("people", "list"))

    def test_an_identity_file_of_something_else(self, machine: Machine) -> None:
        machine.identity.write_text("AGE-SECRET-KEY-1WRONG\n")
        refused = one_line(machine.run("people", "list"))
        assert "WRONG" not in refused

    def test_the_extra_is_not_installed(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyrage", None)
        refused = one_line(machine.run("people", "list"))
        assert refused.endswith("pip install 'fifrecords[people]'")


class TestSignInSheet:
    def test_one_with_names_is_for_its_owner_alone(self, machine: Machine, tmp_path: Path) -> None:
        machine.people("add", PERSON, said=ADA)
        for names, readable in (((), True), (("--names",), False)):
            sheet = tmp_path / f"sheet{len(names)}.html"
            session = "2011-01-14-brooklet-house-ict"
            done = machine.run("register", session, *names, "-o", str(sheet))
            assert done.exit_code == 0, done.output
            assert ("Quillfeather" in sheet.read_text()) == bool(names)
            assert bool(sheet.stat().st_mode & 0o044) == readable


class TestAnotherId:
    """The register is asked by the ids that people have in the records now."""

    def test_who_has_another_id_now_is_known_by_that(self, machine: Machine) -> None:
        machine.people("add", PERSON, said=ADA)
        done = machine.run("rename", f"people/{PERSON}", "p-new23456", "--yes")
        assert done.exit_code == 0, done.output
        folder = str(machine.project.folder)
        assert access.register(folder).names(["p-new23456"]) == {"p-new23456": "Ada Quillfeather"}
        assert "Quillfeather" in machine.people("show", "p-new23456").stdout
        assert machine.people("list", "--missing").stdout.split() == [OTHER]
        machine.people("forget", "p-new23456", "--because", "asked to be forgotten")
        assert machine.held().people == {}

    def test_who_is_added_by_a_former_id_is_written_under_the_present(
        self, machine: Machine
    ) -> None:
        machine.run("rename", f"people/{PERSON}", "p-new23456", "--yes")
        machine.people("add", PERSON, said=ADA)
        assert set(machine.held().people) == {"p-new23456"}
        table = f"id,name\n{PERSON},Ada Featherquill\n"
        machine.people("add", "--csv", "--replace", said=table)
        assert machine.held().people["p-new23456"].name == "Ada Featherquill"
        twice = f"id,name\n{PERSON},Ada\np-new23456,Ada\n"
        refused = one_line(machine.run("people", "add", "--csv", "--replace", said=twice))
        assert "row 3: p-new23456 stands there twice" in refused
