"""Case files: Python files in which every function without arguments is a revision's upgrade().

What stands above the first case (imports, classes) belongs to every case of the file. A case becomes
a revision file of its own, so that no two share anything. A comment `# refused: <words>` above a
case says that alembic-rs refuses it although Alembic does not, and with which words.
"""

import dataclasses
import re

START = re.compile(r"(?m)^((?:#[^\n]*\n)*)def (\w+)\(\):\n")
REFUSED = "# refused: "


@dataclasses.dataclass(frozen=True)
class Case:
    """A function of a case file."""

    file: str
    name: str
    text: str
    refused: str | None

    def revision(self):
        """The id of the revision that it becomes."""
        return f"{self.file}__{self.name}"



def read(path):
    """The cases of a file, in their order."""
    text = path.read_text()
    starts = list(START.finditer(text))
    if not starts:
        raise SystemExit(f"{path} has no case")
    head = text[: starts[0].start()]
    ends = [start.start() for start in starts[1:]] + [len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        comments, name = start.groups()
        marks = [line.removeprefix(REFUSED) for line in comments.splitlines() if line.startswith(REFUSED)]
        body = text[start.end() : end].rstrip("\n")
        case = Case(path.stem, name, "", marks[0] if marks else None)
        found.append(dataclasses.replace(case, text=as_revision(case.revision(), head, body)))
    names = [case.name for case in found]
    if len(set(names)) != len(names):
        raise SystemExit(f"{path} has a case twice")
    return found


def as_revision(identifier, head, body):
    """The text of a revision file."""
    header = f'revision = "{identifier}"\ndown_revision = None\n'
    return f"{head.rstrip()}\n\n{header}\n\ndef upgrade():\n{body}\n"
