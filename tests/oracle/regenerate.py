#!/usr/bin/env python3
"""Writes tests/golden with the real Alembic: `tests/oracle/regenerate.py [--check] [--offline]`.

Nothing in tests/golden but the small projects themselves is written by hand. This makes a virtual
environment of the pinned requirements.txt under target/ (once; ORACLE_PYTHON names another
interpreter that has them), fixes the order inside Python's sets, and writes every answer anew.

--check    writes nothing; exits 1 and says what would change
--offline  leaves out tests/golden/walks, which needs PostgreSQL's server programs
--prepare  only makes the virtual environment; exits 1 where that cannot be done
"""

import argparse
import os
import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "tests/oracle/requirements.txt"
ENVIRONMENT = ROOT / "target/oracle"
# Before 3.11 strings hash otherwise; since 3.13 the compiler takes indentation out of docstrings.
PYTHONS = ((3, 11), (3, 12))

# Where Alembic goes through a set of strings, its order hangs on this seed. Under this one every set
# in tests/golden comes out in the order that alembic-rs keeps to: revisions sorted, a revision's own
# labels before those it inherits.
SEED = "887"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--offline", action="store_true")
    arguments.add_argument("--prepare", action="store_true")
    options = arguments.parse_args()
    enter_environment()
    if options.prepare:
        return 0

    import authoring
    import fixtures
    import messages
    import sql
    import templates
    import walks

    rooms = [authoring, fixtures, messages, sql, templates]
    rooms += [] if options.offline else [walks]
    differences = 0
    for room in rooms:
        answers = {ROOT / path: text for path, text in room.goldens(ROOT)}
        stale = [path for path in room.existing(ROOT) if path not in answers]
        changed = [path for path, text in answers.items() if read(path) != text]
        for path in stale + changed:
            print("differs" if options.check else "writes", path.relative_to(ROOT))
        differences += len(stale) + len(changed)
        if not options.check:
            for path in stale:
                path.unlink()
            for path in changed:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(answers[path])
        print(f"{room.__name__}: {len(answers)} answers, {len(stale) + len(changed)} changed")
    return 1 if options.check and differences else 0


def read(path):
    """The text of a file, or None where there is none."""
    return path.read_text() if path.exists() else None


def enter_environment():
    """Goes on as the pinned interpreter with a fixed hash seed, unless it already is."""
    if sys.version_info[:2] not in PYTHONS:
        raise SystemExit(f"needs Python {' or '.join('%d.%d' % version for version in PYTHONS)}")
    python = os.environ.get("ORACLE_PYTHON") or str(ENVIRONMENT / "bin/python")
    if os.environ.get("PYTHONHASHSEED") == SEED and sys.executable == python:
        return
    if "ORACLE_PYTHON" not in os.environ and not installed(python):
        try:
            venv.create(ENVIRONMENT, with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "-q", "-r", REQUIREMENTS], check=True)
        except subprocess.CalledProcessError as error:
            raise SystemExit(f"the requirements cannot be installed: {error}") from error
    settled = {"PYTHONHASHSEED": SEED, "PYTHONDONTWRITEBYTECODE": "1", "ORACLE_PYTHON": python}
    for name in ("ALEMBIC_CONFIG", "DATABASE_URL"):
        os.environ.pop(name, None)
    os.execve(python, [python, *sys.argv], os.environ | settled)


def installed(python):
    """Whether the environment holds exactly the pinned versions."""
    if not pathlib.Path(python).exists():
        return False
    freeze = subprocess.run(
        [python, "-m", "pip", "freeze"], check=False, capture_output=True, text=True
    )
    pins = [line for line in REQUIREMENTS.read_text().splitlines() if "==" in line]
    return set(pins) <= set(freeze.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
