"""The tools that ours is measured against, in an environment of their own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENT = HERE / ".venv"
LIBYAML = ENVIRONMENT / "libyaml"
PACKAGES = ("check-jsonschema", "yamale", "yamllint", "beancount")
LIBYAML_PACKAGE = "ruamel.yaml.clib"  # makes check-jsonschema's reader some times faster


@dataclass(frozen=True)
class Peers:
    """Where the peers' programs are.

    `libyaml` is the folder to put on the path of check-jsonschema to give it the faster parser.
    """

    programs: Path
    libyaml: Path | None

    def program(self, name: str) -> str | None:
        """Return the path of a peer's program, if it is there.

        Args:
            name: The name of the program.
        """
        path = self.programs / name
        return str(path) if path.exists() else None


def install_peers(python: Path | None) -> Peers:
    """Install the peers that are not there yet.

    Args:
        python: The Python to install them for; by default that of an environment in this folder.
    """
    if python is None:
        python = ENVIRONMENT / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES], check=True)
    if not LIBYAML.exists():
        target = ["--target", str(LIBYAML), "--no-deps", LIBYAML_PACKAGE]
        subprocess.run([*pip, *target], check=True)
    return Peers(python.parent, LIBYAML)


def installed_peers(python: Path | None) -> Peers:
    """Return the peers that are there already, without asking the network for any.

    Args:
        python: The Python they are installed for; by default that of the environment in this
            folder, or else the one that runs this.
    """
    own = ENVIRONMENT / "bin" / "python"
    python = python or (own if own.exists() else Path(sys.executable))
    return Peers(python.parent, LIBYAML if LIBYAML.exists() else None)
