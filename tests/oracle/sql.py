"""The SQL of single revisions: tests/golden/sql.

A family is a project whose env.py configures one way of writing values and names. Its revisions
are the files of versions/ and the cases of cases/<group>/<topic>.py (see cases.py). Beside the
file of a revision stands what the real `upgrade --sql` writes for it alone, without the transaction
and the statements of the version table around it: <revision>.sql, or <revision>.refused where the
real one raises an exception; then alembic-rs must refuse it too. Beside a file of cases stands
<topic>.sql with both kinds of answers.
"""

import pathlib
import shutil
import tempfile

import alone
import cases

FAMILIES = pathlib.Path("tests/golden/sql")


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    for family in sorted((root / FAMILIES).iterdir()):
        topics = {path: cases.read(path) for path in sorted((family / "cases").glob("*/*.py"))}
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            write_project(family, folder, [case for found in topics.values() for case in found])
            project = alone.Project(folder)
            for script in sorted((family / "versions").glob("*.py")):
                sql, refusal = project.answer(script.stem)
                suffix, text = (".refused", f"{refusal}\n") if sql is None else (".sql", sql)
                yield script.relative_to(root).with_suffix(suffix), text
            for path, found in topics.items():
                answers = [as_text(case, *project.answer(case.revision())) for case in found]
                yield path.relative_to(root).with_suffix(".sql"), "".join(answers)


def existing(root):
    """The answers that are there now."""
    for pattern in ("*/versions/*.sql", "*/versions/*.refused", "*/cases/*/*.sql"):
        yield from sorted((root / FAMILIES).glob(pattern))


def write_project(family, folder, found):
    """A family with its cases as revision files."""
    (folder / "versions").mkdir()
    for path in [family / "alembic.ini", family / "env.py"]:
        shutil.copy(path, folder)
    for path in (family / "versions").glob("*.py"):
        shutil.copy(path, folder / "versions")
    for case in found:
        (folder / "versions" / f"{case.revision()}.py").write_text(case.text)


def as_text(case, sql, refusal):
    """The answer to a case as it is kept."""
    if sql is None:
        first = refusal.splitlines()[0]
        return f"-- [{case.name}] raises {first}\n"
    return f"-- [{case.name}]\n{sql}"
