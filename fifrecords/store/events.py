"""Any document, read from libyaml's events, with what is wrong with it and where things stand.

libyaml does the parsing; this module only builds values from its events, and refuses what a
record may not hold.
"""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml._yaml import CParser

from fifrecords.model.finding import Way
from fifrecords.store.faults import LEFT_BY_A_MERGE
from fifrecords.store.marks import MOST_NESTED, Fault, Marks, Value, place_in
from fifrecords.store.scalars import plain

_MOST_FAULTS: Final = 100
_TOO_DEEP: Final = f"nested more than {MOST_NESTED} deep; flatten it"

_ALIAS, _SCALAR, _MAPPING = yaml.AliasEvent, yaml.ScalarEvent, yaml.MappingStartEvent
_END_OF_MAPPING, _END_OF_LIST = yaml.MappingEndEvent, yaml.SequenceEndEvent
_EMPTY: Final = "the file is empty; write the record, or delete it"
_ENCODED_TAG: Final = re.compile(r"!\S*%[0-9A-Fa-f]{2}")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_OF_A_MERGE: Final = re.compile(r"^(?:<{7}(?: .*)?|={7}|>{7}(?: .*)?)$", re.MULTILINE)
_UNSEEN: Final = re.compile("[\x85\u2028\u2029\ufeff]")


class _Stop(Exception):
    """Nothing after this can be read."""


class Reader:
    """Reads one document.

    Args:
        text: The document.
        marks: Where to note where its values stand, if that is asked for.
    """

    def __init__(self, text: str, marks: Marks | None) -> None:
        self.text = text
        self.marks = marks
        self.faults: list[Fault] = []
        self.next: Callable[[], Any] = CParser(text).get_event

    def document(self) -> tuple[Value, list[Fault]]:
        """The value, and what is wrong with it."""
        value = None
        try:
            self._refuse_invisible_characters()
            value = self._only_document()
        except _Stop:
            pass
        except yaml.YAMLError as error:
            self.faults.append(_syntax_fault(error, self.text))
        except UnicodeDecodeError:
            found = _ENCODED_TAG.search(self.text)
            place = place_in(self.text, found.start() if found else 0)
            self.faults.append(Fault("not-plain", *place, "a tag (!) is not plain YAML; delete it"))
        return value, _within(self.text, self.faults)

    def _only_document(self) -> Value:
        self.next()  # the stream starts
        event = self.next()
        if type(event) is yaml.StreamEndEvent:
            self._stop("empty-record", None, _EMPTY)
        if event.version or event.tags:
            self._fault("not-plain", event, "a directive (%) is not plain YAML; delete the line")
        first = self.next()
        if type(first) is _SCALAR and first.implicit[0] and plain(first.value) is None:
            self._stop("empty-record", None, _EMPTY)
        value = self._node(first, (), 1)
        if not isinstance(value, dict):
            self._fault("wrong-type", first, "a record is a mapping of fields; write name: value")
        self.next()  # the document ends
        event = self.next()
        if type(event) is not yaml.StreamEndEvent:
            message = "a second document; a file holds one record: move it to a file of its own"
            self._stop("second-document", event, message)
        return value

    def _node(self, event: Any, at: Way, depth: int) -> Value:
        if self.marks is not None:
            self.marks.values[at] = _start(event)
        if type(event) is _ALIAS:
            message = f"an alias (*{event.anchor}) is not plain YAML; write the value out"
            return self._fault("not-plain", event, message)
        if event.anchor is not None or event.tag is not None:
            self._fault_of_property(event)
        if type(event) is _SCALAR:
            return self._scalar(event)
        if depth > MOST_NESTED:
            self._stop("too-deep", event, _TOO_DEEP)
        return self._mapping(at, depth) if type(event) is _MAPPING else self._list(at, depth)

    def _scalar(self, event: Any) -> Value:
        if not event.implicit[0]:
            if _CONTROL.search(event.value):
                message = "a control character, written as an escape; delete it"
                self._fault("not-plain", event, message)
            return event.value
        value = plain(event.value)
        if value is None:
            message = "a field without a value; write the value, or delete the line"
            self._fault("empty-value", event, message)
        return value

    def _mapping(self, at: Way, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        next_event = self.next
        while type(event := next_event()) is not _END_OF_MAPPING:
            key = self._key(event)
            if key in mapping:
                message = f"{key} stands here a second time; delete one of the two"
                self._fault("duplicate-key", event, message)
            here = at
            if self.marks is not None:
                here = (*at, key)
                self.marks.keys[here] = _start(event)
            mapping[key] = self._node(next_event(), here, depth + 1)
        return mapping

    def _key(self, event: Any) -> str:
        if type(event) is not _SCALAR:
            self._stop("not-plain", event, "a field's name is plain text, not a list or mapping")
        if event.anchor is not None or event.tag is not None:
            self._fault_of_property(event)
        key: str = event.value
        before = event.start_mark.index - 1
        if key and before >= 0 and self.text[before] == "?":
            self._fault("not-plain", event, "a question mark before a name; put the name in quotes")
        if _CONTROL.search(key):
            self._fault("not-plain", event, "a name with a control character in it; delete that")
        if key == "<<" and event.implicit[0]:
            message = "a merge key (<<) is not plain YAML; write the fields out"
            self._fault("not-plain", event, message)
        return key

    def _list(self, at: Way, depth: int) -> list[Value]:
        items: list[Value] = []
        next_event = self.next
        while type(event := next_event()) is not _END_OF_LIST:
            here = (*at, len(items)) if self.marks is not None else at
            items.append(self._node(event, here, depth + 1))
        return items

    def _refuse_invisible_characters(self) -> None:
        if not self.text.isascii() and (found := _UNSEEN.search(self.text)):
            line, column = place_in(self.text, found.start())
            message = f"an invisible character (U+{ord(found[0]):04X}); delete it"
            self.faults.append(Fault("not-yaml", line, column, message))
            raise _Stop

    def _fault_of_property(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"an anchor (&{event.anchor}) is not plain YAML; delete it"
        else:
            message = f"a tag ({event.tag}) is not plain YAML; delete it"
        self._fault("not-plain", event, message)

    def _fault(self, rule: str, event: Any, message: str) -> None:
        self.faults.append(Fault(rule, *_start(event), message))
        if len(self.faults) >= _MOST_FAULTS:
            raise _Stop

    def _stop(self, rule: str, event: Any, message: str) -> None:
        self._fault(rule, event, message)
        raise _Stop


def _within(text: str, faults: list[Fault]) -> list[Fault]:
    """The faults where the text still has a line: the parser may point behind its end."""
    if not faults:
        return faults
    lines = text.removesuffix("\n").split("\n")
    last, behind = len(lines), len(lines[-1]) + 1
    return [
        fault if fault.line <= last else fault._replace(line=last, column=behind)
        for fault in faults
    ]


def _start(event: Any) -> tuple[int, int]:
    """Where an event begins; without one, where the document does."""
    if event is None:
        return 1, 1
    return event.start_mark.line + 1, event.start_mark.column + 1


def _syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    if found := _OF_A_MERGE.search(text):
        return Fault("not-yaml", *place_in(text, found.start()), LEFT_BY_A_MERGE)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        before = text.encode()[: getattr(error, "position", 0) or 0].decode(errors="ignore")
        line, column = place_in(before, len(before))
        return Fault("not-yaml", line, column, "a control character; delete it")
    line, column = mark.line + 1, mark.column + 1
    problem = getattr(error, "problem", None) or "it cannot be read"
    if "nesting depth" in problem:
        return Fault("too-deep", line, column, _TOO_DEEP)
    return Fault("not-yaml", line, column, _advice(str(problem), text, line, column))


def _advice(problem: str, text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    this = lines[line - 1] if line <= len(lines) else ""
    before, rest = this[: column - 1], this[column - 1 :]
    if rest.startswith("\t"):
        return "a tab; indent with spaces"
    if before.endswith(("'", '"')) and rest:
        return f"not YAML: {problem}; the quotes end before this: take the other kind, ' or \""
    for words, advice in _ADVICE.items():
        if words in problem:
            return f"not YAML: {problem}; {advice}"
    return f"not YAML: {problem}; see the line above too"


_ADVICE: Final = {
    "mapping values are not allowed": "put a value that holds a colon in quotes",
    "could not find expected ':'": "write a colon and a space after the field's name",
    "did not find expected ',' or": "close the list with ] or the mapping with }",
    "cannot start any token": "put a value that starts with this character in quotes",
    "unexpected end of stream": "close the quotes",
    "did not find expected key": "line the fields up below each other",
    "did not find expected '-'": "line the items up below each other",
    "did not find expected alphabetic": "put a value that starts with this character in quotes",
}
