"""What the register holds: names and contacts by id, and the keys that it is encrypted to."""

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field, ValidationError

from fifrecords.model.call import BadCall
from fifrecords.model.finding import did_you_mean
from fifrecords.model.values import Id, Record, Text

VERSION = 1


class NotInRegister(BadCall):
    """Nobody is in the register under an id."""

    def __init__(self, id_: str, known: Iterable[str]) -> None:
        super().__init__(f"{id_} is not in the register{did_you_mean(id_, known)}")


class Contact(Record):
    """Who a person is, and how they are reached."""

    name: Text
    email: Text | None = None
    telephone: Text | None = None
    address: Text | None = None


class Key(Record):
    """A public key that opens the register, and whose it is."""

    key: Text
    holder: Text | None = None


class Register(Record):
    """The register as it is before it is encrypted.

    Attributes:
        version: The version of this form of it.
        keys: What it is encrypted to.
        people: Who is who, by id.
    """

    version: Literal[1] = 1
    keys: tuple[Key, ...] = Field(min_length=1)
    people: dict[Id, Contact] = Field({})

    def who(self, id_: str) -> Contact:
        """Who a person is.

        Raises:
            NotInRegister: If the register does not say.
        """
        if id_ not in self.people:
            raise NotInRegister(id_, self.people)
        return self.people[id_]

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """The names of some people, by id, as far as they are known."""
        return {id_: self.people[id_].name for id_ in ids if id_ in self.people}

    def under(self, present: Mapping[str, str]) -> "Register":
        """The register by the ids that people have now.

        Args:
            present: The present id of each former one, as of who was renamed or merged. Who is in
                the register under both stays as under the present one.
        """
        by_now = {present[id_]: who for id_, who in self.people.items() if id_ in present}
        return self.without(present).with_people(by_now | self.without(present).people)

    def with_people(self, more: Mapping[str, Contact]) -> "Register":
        """The register with more people in it, or with others for those there are."""
        return self.model_copy(update={"people": {**self.people, **more}})

    def without(self, ids: Iterable[str]) -> "Register":
        """The register without some people."""
        gone = set(ids)
        left = {id_: who for id_, who in self.people.items() if id_ not in gone}
        return self.model_copy(update={"people": left})

    def with_keys(self, keys: Iterable[Key]) -> "Register":
        """The register for others to open."""
        return self.model_copy(update={"keys": tuple(keys)})


def as_bytes(register: Register) -> bytes:
    """The register as it is encrypted: JSON, people in the order of their ids."""
    told = register.model_dump(mode="json", exclude_none=True)
    told["people"] = dict(sorted(told["people"].items()))
    return json.dumps(told, ensure_ascii=False).encode()


def from_bytes(data: bytes) -> Register:
    """The register that was written.

    Raises:
        BadCall: If it is none, or a later version's. The message holds nothing of it.
    """
    try:
        told = json.loads(data)
        if isinstance(told, dict) and isinstance(told.get("version"), int):
            _refuse_later(told["version"])
        return Register.model_validate_json(data)
    except (ValueError, ValidationError):
        raise BadCall("what is encrypted there is no register of names; name another") from None


def _refuse_later(version: int) -> None:
    if version > VERSION:
        message = f"the register is of version {version}, and this program knows {VERSION}"
        raise BadCall(f"{message}; install a newer fifrecords")
