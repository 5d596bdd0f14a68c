"""The YAML language server, spoken with as an editor does."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from threading import Timer
from typing import Any

from tests.conftest import ROOT

Message = dict[str, Any]
_PATIENCE = 120


def server() -> str | None:
    """The server: a named one, the one that ``make editor`` fetched, or any other; or none."""
    fetched = ROOT / ".editor" / "node_modules" / ".bin" / "yaml-language-server"
    named = os.environ.get("YAML_LANGUAGE_SERVER")
    return named or (str(fetched) if fetched.exists() else shutil.which("yaml-language-server"))


def nested(settings: Mapping[str, Any]) -> Message:
    """The settings of Visual Studio Code as the protocol hands them on: by their parts."""
    tree: Message = {}
    for name, value in settings.items():
        *way, last = name.split(".")
        reduce(lambda held, part: held.setdefault(part, {}), way, tree)[last] = value
    return tree


class Editor:
    """An editor that has opened a folder.

    Args:
        command: The server's program.
        folder: The folder.
        settings: What the editor is set to, by names with dots.
    """

    def __init__(self, command: str, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self.settings = nested(settings)
        self.findings: dict[str, list[Message]] = {}
        self._asked = self._version = 0
        self._server = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._watch = Timer(_PATIENCE, self._server.kill)
        self._watch.start()
        here = {"uri": folder.as_uri(), "name": folder.name}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        shown = {"completionItem": {"documentationFormat": ["markdown"]}}
        documents = {"hover": {"contentFormat": ["markdown"]}, "completion": shown}
        self._ask(
            "initialize",
            processId=None,
            rootUri=here["uri"],
            workspaceFolders=[here],
            capabilities={**able, "textDocument": documents},
        )
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=self.settings)

    def close(self) -> None:
        """Closes the editor, and the server with it."""
        self._ask("shutdown")
        self._tell("exit")
        self._server.communicate(timeout=_PATIENCE)
        self._watch.cancel()

    def open(self, name: str, text: str) -> str:
        """Has a file open that holds some text, and waits for what the server finds in it."""
        uri = (self.folder / name).as_uri()
        self._version += 1
        document = {"uri": uri, "version": self._version}
        if self.findings.pop(uri, None) is None:
            opened = {**document, "languageId": "yaml", "text": text}
            self._tell("textDocument/didOpen", textDocument=opened)
        else:
            change = [{"text": text}]
            self._tell("textDocument/didChange", textDocument=document, contentChanges=change)
        while uri not in self.findings:
            self._take(self._read())
        return uri

    def underlined(self, uri: str) -> list[tuple[int, str]]:
        """The red lines: the line from 1, and what is said of it."""
        found = self.findings[uri]
        return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in found)

    def offered(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What can be completed at a place from 1, each with what is said of it."""
        items = self._ask("textDocument/completion", **_at(uri, line, column))
        listed = items["items"] if isinstance(items, dict) else items
        return {each["label"]: _text(each.get("documentation", "")) for each in listed}

    def hover(self, uri: str, line: int, column: int) -> str:
        """What is told of a place from 1 when it is pointed at."""
        told = self._ask("textDocument/hover", **_at(uri, line, column))
        return _text(told["contents"]) if told else ""

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _take(self, message: Message) -> None:
        """Takes what the server says or asks on its own."""
        if message["method"] == "textDocument/publishDiagnostics":
            self.findings[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message["method"] == "workspace/configuration":
            wanted = [each["section"] for each in message["params"]["items"]]
            self._send({"id": message["id"], "result": [self._set(name) for name in wanted]})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})

    def _set(self, name: str) -> Any:
        return reduce(lambda held, part: held.get(part, {}), name.split("."), self.settings) or None

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._server.stdin.flush()

    def _read(self) -> Message:
        assert self._server.stdout is not None
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: Message = json.loads(self._server.stdout.read(length))
        return message


def _at(uri: str, line: int, column: int) -> Message:
    place = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": uri}, "position": place}


def _text(contents: Any) -> str:
    return str(contents["value"]) if isinstance(contents, dict) else str(contents)
