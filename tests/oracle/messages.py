"""What is said to single invocations: messages.toml in, tests/golden/messages/<project>.json out."""

import json
import pathlib
import shlex
import tomllib

import program

TABLE = pathlib.Path("tests/oracle/messages.toml")
GOLDEN = pathlib.Path("tests/golden/messages")


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    for project in tomllib.loads((root / TABLE).read_text())["project"]:
        folder = pathlib.Path(project["folder"])
        invocations = [shlex.split(line) for line in project["invocations"]]
        answers = program.run_all(root, root / folder, invocations)
        text = json.dumps({"folder": str(folder), "answers": answers}, indent=1, ensure_ascii=False)
        yield GOLDEN / f"{folder.name}.json", text + "\n"


def existing(root):
    """The answers that are there now."""
    return sorted((root / GOLDEN).glob("*"))
