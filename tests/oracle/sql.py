"""The SQL of single revisions: tests/golden/sql.

A family is a project whose env.py configures one way of writing values and names. Its revisions
are the files of versions/ and the cases of cases/<group>/<topic>.py (see cases.py). Beside the
file of a revision stands what the real `upgrade --sql` writes for it alone, without the transaction
and the statements of the version table around it: <revision>.sql, or <revision>.refused where the
real one raises an exception; then alembic-rs must refuse it too. Beside a file of cases stands
<topic>.sql with both kinds of answers.
"""

import multiprocessing
import pathlib
import re
import shutil
import tempfile

import alone
import cases

FAMILIES = pathlib.Path("tests/golden/sql")
# Where an object happens to lie in memory.
ADDRESS = re.compile(r"at 0x[0-9a-f]+")


def goldens(root):
    """Yields (path below the repository, text) of every answer."""
    families = sorted((root / FAMILIES).iterdir())
    # What a library changes in Alembic when it is imported stays with the family that imports it.
    fork = multiprocessing.get_context("fork")
    with fork.Pool(maxtasksperchild=1) as pool:
        for found in pool.imap(of_family, [(root, family) for family in families], chunksize=1):
            yield from found


def of_family(place):
    """The answers of one family."""
    root, family = place
    topics = {path: cases.read(path) for path in sorted((family / "cases").glob("*/*.py"))}
    answers = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_project(family, folder, [case for found in topics.values() for case in found])
        project = alone.Project(folder)
        for script in sorted((family / "versions").glob("*.py")):
            sql, refusal = project.answer(script.stem)
            suffix, text = (".refused", f"{refusal}\n") if sql is None else (".sql", sql)
            answers.append((script.relative_to(root).with_suffix(suffix), text))
        for path, found in topics.items():
            texts = [as_text(case, *project.answer(case.revision())) for case in found]
            answers.append((path.relative_to(root).with_suffix(".sql"), "".join(texts)))
    return answers


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
        first = ADDRESS.sub("at 0x…", refusal.splitlines()[0])
        return f"-- [{case.name}] raises {first}\n"
    return f"-- [{case.name}]\n{sql}"
