"""A project that grows the way projects do, at random: every step is a commit's worth of change."""

from collections.abc import Callable
from random import Random
from typing import Any

import yaml

from tests.trail.growing_words import FIGURES, LATER, VOCABULARY
from tests.trail.repositories import Tree

LENGTHS = (0.25, 0.5, 1)
Fields = dict[str, Any]


class Project:
    """The records at one point, as plain values; each step changes them a little."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.made = 0
        self.hours = 6
        self.terms = {"TARGET": "3", "VERDICT": "too-early", "READINGS": "[]"}
        self.later = False
        self.records: dict[str, Fields] = {}
        self.loose: dict[str, str] = {"notes.txt": "Elsewhere.\n"}
        for _ in range(3):
            self.new_organisation()
            self.new_person()
            self.new_session()

    def copy(self) -> "Project":
        other = Project.__new__(Project)
        other.__dict__.update(self.__dict__)
        other.records = {path: dict(fields) for path, fields in self.records.items()}
        other.loose, other.terms = dict(self.loose), dict(self.terms)
        return other

    def tree(self) -> Tree:
        figures = FIGURES + (LATER if self.later else "")
        for word, value in self.terms.items():
            figures = figures.replace(word, value)
        project = (
            "title: Any\nprovider: o-0\nform: lsis-fif\nstarts: 2010-09-01\nends: 2011-05-31\n"
            f"funding: {{amount: 1000, currency: GBP}}\nhours_per_day: {self.hours}\n"
        )
        files = {"project.yaml": project, "vocabulary.yaml": VOCABULARY, "indicators.yaml": figures}
        for path, fields in self.records.items():
            files[path] = yaml.safe_dump(fields, sort_keys=False)
        return {f"records/{path}": text for path, text in files.items()} | self.loose

    def step(self) -> str:
        """One change; gives the commit's message."""
        step, weight = zip(*STEPS, strict=True)
        done: Callable[[Project], None] = self.random.choices(step, weight)[0]
        done(self)
        return done.__name__.replace("_", " ").capitalize()

    def _some(self, kind: str) -> str:
        paths = [path for path in self.records if path.startswith(f"{kind}/")]
        return self.random.choice(paths) if paths else ""

    def _id(self, kind: str) -> str:
        return self._some(kind).rpartition("/")[2].removesuffix(".yaml")

    def _new(self, folder: str, letter: str, fields: Fields) -> None:
        self.records[f"{folder}/{letter}-{self.made}.yaml"] = fields
        self.made += 1

    def _day(self) -> str:
        return f"2011-0{self.random.randint(1, 5)}-{self.random.randint(10, 28)}"

    def new_organisation(self) -> None:
        kinds = ["organisation", "organisation", "household"]
        number = sum(path.startswith("organisations/") for path in self.records)
        self.records[f"organisations/o-{number}.yaml"] = {
            "name": f"Organisation {number}",
            "type": self.random.choice(kinds) if number else "organisation",
            "roles": ["beneficiary"],
            "setting": self.random.choice(["hostel", "home"]),
            "engagement": [{"date": "2010-10-01", "status": "agreed"}],
        }

    def new_person(self) -> None:
        fields = {"role": self.random.choice(["support-worker", "service-user"])}
        if organisation := self._id("organisations"):
            fields["organisation"] = organisation
        self._new("people", "p", fields)

    def new_group(self) -> None:
        fields: Fields = {"role": "service-user", "headcount": self.random.choice([3, [4, 6], 10])}
        fields["basis"] = self.random.choice(["counted", "estimated"])
        other = self._id("people")
        if other.startswith("g-"):
            fields["may_overlap_with"] = [other]
        self._new("people", "g", fields)

    def new_session(self) -> None:
        people = [path for path in self.records if path.startswith("people/")]
        chosen = self.random.sample(people, min(len(people), self.random.randint(0, 3)))
        fields: Fields = {
            "date": self._day(),
            "kind": self.random.choice(["training", "embedded-activity", "dissemination"]),
            "status": self.random.choice(["held", "held", "held", "planned"]),
            "organisation": self._id("organisations"),
            "curriculum": self.random.sample(["ict", "literacy", "cv"], self.random.randint(0, 2)),
            self.random.choice(["days", "hours"]): self.random.choice(LENGTHS),
            "attended": [path.rpartition("/")[2].removesuffix(".yaml") for path in chosen],
        }
        if fields["kind"] == "dissemination":
            fields["reach"] = {"people": [self.random.randint(1, 5), 9], "audience": "local"}
        self._new(f"sessions/{self.random.choice([2010, 2011])}", "s", fields)

    def correct_a_length(self) -> None:
        if session := self.records.get(self._some("sessions")):
            session.pop("hours", None)
            session["days"] = self.random.choice(LENGTHS)

    def correct_who_attended(self) -> None:
        session, who = self.records.get(self._some("sessions")), self._id("people")
        if session and who:
            present = [each for each in session["attended"] if each != who]
            session["attended"] = present + (
                [] if len(present) < len(session["attended"]) else [who]
            )

    def correct_a_basis(self) -> None:
        if session := self.records.get(self._some("sessions")):
            session["basis"] = self.random.choice(["documented", "counted", "estimated", "planned"])

    def change_a_role(self) -> None:
        if person := self.records.get(self._some("people")):
            person["role"] = self.random.choice(["support-worker", "service-user"])
            person["organisation"] = self._id("organisations")

    def change_a_headcount(self) -> None:
        path = self._some("people")
        if "headcount" in self.records.get(path, {}):
            self.records[path]["headcount"] = self.random.choice([2, 5, [6, 8]])

    def achieve_something(self) -> None:
        path = self._some("people")
        if path.startswith("people/p-"):
            kind = self.random.choice(["qualification", "employment", "independence"])
            outcome = {"date": self._day(), "kind": kind, "title": "NVQ", "evidence": "letter"}
            self.records[path]["outcomes"] = [*self.records[path].get("outcomes", []), outcome]

    def change_an_organisation(self) -> None:
        organisation = self.records[self._some("organisations")]
        if self.random.random() < 0.5:
            organisation["setting"] = self.random.choice(["hostel", "home"])
        else:
            status = self.random.choice(["declined", "withdrew", "agreed", "completed"])
            line = {"date": self._day(), "status": status}
            engagement = sorted(
                [*organisation.get("engagement", []), line], key=lambda each: each["date"]
            )
            organisation["engagement"] = engagement

    def add_a_site(self) -> None:
        fields = {"name": "A site", "type": "site", "site_of": "o-0", "setting": "hostel"}
        self._new("organisations", "site", fields)

    def rename_a_record(self) -> None:
        """To another folder, under the same id; or under another one."""
        if path := self._some("sessions"):
            folder, _, name = path.rpartition("/")
            other = "sessions/2010" if folder.endswith("2011") else "sessions/2011"
            new = self.random.choice([f"{other}/{name}", f"{folder}/renamed-{name}"])
            self.records[new] = self.records.pop(path)

    def rename_a_person(self) -> None:
        """A new id: the sessions that tell of it follow in the same commit."""
        path = self._some("people")
        old = path.rpartition("/")[2].removesuffix(".yaml")
        if old.startswith("p-"):
            new = f"p-new-{self.made}"
            self.made += 1
            self.records[f"people/{new}.yaml"] = self.records.pop(path)
            for session in self.records.values():
                if old in session.get("attended", ()):
                    kept = [new if each == old else each for each in session["attended"]]
                    session["attended"] = kept

    def delete_a_session(self) -> None:
        self.records.pop(self._some("sessions"), None)

    def delete_a_person(self) -> None:
        """And leave the sessions that tell of it as they are: an error, until it comes back."""
        path = self._some("people")
        if path and (fields := self.records.pop(path)):
            self.loose[f"gone/{path}"] = yaml.safe_dump(fields)

    def bring_back_a_person(self) -> None:
        gone = [path for path in self.loose if path.startswith("gone/")]
        if gone:
            path = self.random.choice(gone)
            self.records[path.removeprefix("gone/")] = yaml.safe_load(self.loose.pop(path))

    def change_a_target(self) -> None:
        versions = "[{value: 3, agreed: 2010-09-01}, {value: 5, agreed: 2011-02-01, because: More}]"
        self.terms["TARGET"] = self.random.choice(["1", "2", "4", versions])

    def judge(self) -> None:
        self.terms["VERDICT"] = self.random.choice(["achieved", "not-achieved", "partly-achieved"])

    def read_the_hours(self) -> None:
        value = self.random.choice([18, 19, "[18, 22]"])
        reading = f"[{{date: {self._day()}, value: {value}, evidence: sheet}}]"
        self.terms["READINGS"] = reading

    def change_the_hours_of_a_day(self) -> None:
        self.hours = self.random.choice([5, 6, 7])

    def add_or_drop_a_figure(self) -> None:
        self.later = not self.later

    def break_a_record(self) -> None:
        kind = self.random.choice(["people", "sessions", "organisations"])
        if path := self._some(kind):
            self.records[path]["nonsense"] = "yes"

    def mend_the_records(self) -> None:
        for fields in self.records.values():
            fields.pop("nonsense", None)

    def change_nothing(self) -> None:
        pass

    def change_something_elsewhere(self) -> None:
        self.loose["notes.txt"] += "More.\n"


STEPS = [
    (Project.new_person, 6),
    (Project.new_session, 12),
    (Project.new_organisation, 1),
    (Project.new_group, 2),
    (Project.correct_a_length, 4),
    (Project.correct_who_attended, 8),
    (Project.correct_a_basis, 4),
    (Project.change_a_role, 4),
    (Project.change_a_headcount, 3),
    (Project.achieve_something, 5),
    (Project.change_an_organisation, 5),
    (Project.add_a_site, 1),
    (Project.rename_a_record, 3),
    (Project.rename_a_person, 2),
    (Project.delete_a_session, 2),
    (Project.delete_a_person, 2),
    (Project.bring_back_a_person, 3),
    (Project.change_a_target, 2),
    (Project.judge, 2),
    (Project.read_the_hours, 2),
    (Project.change_the_hours_of_a_day, 2),
    (Project.add_or_drop_a_figure, 2),
    (Project.break_a_record, 3),
    (Project.mend_the_records, 4),
    (Project.change_nothing, 1),
    (Project.change_something_elsewhere, 1),
]
"""What may happen, and how often."""
