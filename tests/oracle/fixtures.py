"""The answers about the fixture projects: tests/golden/<fixture>/<answer>."""

import pathlib

import program

FIXTURES = pathlib.Path("migrations_fixture")
GOLDEN = pathlib.Path("tests/golden")
NAMES = ("quickstart", "governed", "branches")

COMMANDS = {
    "heads.txt": ["heads"],
    "heads-verbose.txt": ["heads", "-v"],
    "history.txt": ["history"],
    "history-verbose.txt": ["history", "-v"],
    "branches.txt": ["branches"],
    "branches-verbose.txt": ["branches", "-v"],
    "upgrade.sql": ["upgrade", "heads", "--sql"],
}


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    for name in NAMES:
        folder = root / FIXTURES / name
        commands = dict(COMMANDS)
        for script in sorted((folder / "versions").glob("*.py")):
            revision = revision_of(script)
            commands[f"show-{revision}.txt"] = ["show", revision]
        results = program.run_all(root, folder, commands.values())
        for answer, result in zip(commands, results, strict=True):
            if result["exit"] != 0:
                raise SystemExit(f"{name}: {result['argv']} exits with {result['exit']}")
            yield GOLDEN / name / answer, result["stdout"]


def existing(root):
    """The answers that are there now."""
    for name in NAMES:
        yield from sorted((root / GOLDEN / name).glob("*"))


def revision_of(script):
    """The revision's id, as its header states it."""
    for line in script.read_text().splitlines():
        if line.startswith("revision: str = "):
            return line.split('"')[1]
    raise SystemExit(f"{script} states no revision")
