#!/usr/bin/env python3
"""Random revisions, the real `upgrade --sql` against alembic-rs: `generate.py --cases N --seed S`.

Each case is a revision file with some directives or one statement, written at random but so that
Python runs it. Both programs write its SQL. It must be the same bytes, or alembic-rs must refuse it
with a place and a reason; refusals are counted by reason. Where SQL differs, where alembic-rs writes
what Alembic refuses, and where it fails without a line, the case is shrunk and printed, and the exit
status is 1.

What is drawn hangs on --seed alone.  --first N  where to begin;  --kind schema|expressions|operators|queries|lifecycle;
--family F  the env.py of tests/golden/sql/F;  --refused N  prints N refusals of every reason, shrunk;
--binary FILE  alembic-rs, else the one that `cargo test` builds;  --seconds N  begins nothing after that.
"""

import argparse
import collections
import json
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

import cases
import regenerate

HEAD = '''"""random"""

import datetime
import decimal
import enum
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
'''

COLOUR = '''

class Colour(enum.Enum):
    red = "red"
    blue = "b'lue"
'''

TABLES = '''
t = sa.table(
    "t", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("amount", sa.Numeric), sa.column("active", sa.Boolean),
    sa.column("created", sa.DateTime), sa.column("data", postgresql.JSONB), sa.column("uid", sa.Uuid), sa.column("tags", postgresql.ARRAY(sa.String)),
    sa.column("kind", sa.Enum(Colour)), sa.column("day", sa.Date), sa.column("weird %", sa.Text), sa.column("blob", sa.LargeBinary),
    sa.column("ratio", sa.Float), sa.column("search", postgresql.TSVECTOR), sa.column("span", postgresql.INT4RANGE),
)
u = sa.table("u", sa.column("id"), sa.column("t_id", sa.Integer), sa.column("name", sa.String))
full = sa.Table(
    "Full", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(50), nullable=False, default="d"),
    schema="crm",
)
'''

BATCH = 100
ROUNDS = 60
INDEX = ("CREATE INDEX", "CREATE UNIQUE INDEX")
# Names and numbers in a refusal's reason that vary from case to case.
VARYING = re.compile(r'^case\d+: |"[^"]*"|\'[^\']*\'|`[^`]*`|\b\d+\b')


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--cases", type=int, default=1000)
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--kind", choices=("schema", "expressions", "operators", "queries", "lifecycle", "python"))
    arguments.add_argument("--family", default="plain")
    arguments.add_argument("--refused", type=int, default=0)
    arguments.add_argument("--seconds", type=float, default=float("inf"))
    arguments.add_argument("--processes", type=int, default=os.cpu_count())
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", regenerate.ROOT / "target"))
    arguments.add_argument("--binary", type=pathlib.Path, default=target / "debug/alembic-rs")
    options = arguments.parse_args()
    regenerate.enter_environment()

    started = time.monotonic()
    last = options.first + options.cases
    batches = [range(first, min(first + BATCH, last)) for first in range(options.first, last, BATCH)]
    tally, reasons, shown, failures = collections.Counter(), collections.Counter(), {}, {}
    fork = multiprocessing.get_context("fork")
    with fork.Pool(options.processes, prepare, (options, started)) as pool:
        for outcomes in pool.imap_unordered(examine, batches):
            for verdict, signature, text in outcomes:
                tally[verdict] += 1
                if verdict == "refused":
                    reasons[signature] += 1
                    kept = shown.setdefault(signature, [])
                    if text is not None and len(kept) < options.refused:
                        kept.append(text)
                elif verdict not in ("same", "both refuse") and signature not in failures:
                    failures[signature] = text
                    print(text, flush=True)
    for reason, count in reasons.most_common():
        print(f"{count:7}  refused: {reason}")
        for text in shown.get(reason, ()):
            print(text)
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(tally.items())))
    print(f"{sum(tally.values())} cases in {time.monotonic() - started:.0f} s, {len(failures)} kinds of failure")
    return 1 if failures else 0


def prepare(options, started):
    """Makes a process of the pool ready."""
    import warnings

    global OPTIONS, STARTED, RUNNER
    OPTIONS, STARTED = options, started
    warnings.simplefilter("ignore")
    RUNNER = Runner(regenerate.ROOT / "tests/golden/sql" / options.family, options.binary.resolve())


def examine(numbers):
    """The verdicts on a batch: (verdict, what makes it one of its kind, the smallest case)."""
    if time.monotonic() - STARTED > OPTIONS.seconds:
        return []
    drawn = [draw(OPTIONS.seed, number, OPTIONS.kind) for number in numbers]
    outcomes, seen = [], set()
    for (head, body), answer in zip(drawn, RUNNER.answers(drawn), strict=True):
        verdict, signature = judge(*answer)
        text = None
        wanted = OPTIONS.refused if verdict == "refused" else verdict not in ("same", "both refuse")
        if wanted and (verdict, signature) not in seen and time.monotonic() - STARTED < OPTIONS.seconds:
            seen.add((verdict, signature))
            text, signature = shrunk(head, body, verdict, signature)
        elif wanted and verdict != "refused":
            continue
        outcomes.append((verdict, signature, text))
    return outcomes


def draw(seed, number, kind):
    """A case: the head of its file and its upgrade()."""
    import random_expressions
    import random_lifecycle
    import random_operators
    import random_python
    import random_queries

    source = random.Random(f"{seed} {number}")
    if kind == "operators":
        return HEAD + COLOUR + random_operators.HEAD, random_operators.statement(source)
    if kind == "queries":
        return HEAD + COLOUR + TABLES + random_queries.HEAD, random_queries.Queries(source).upgrade()
    if kind == "lifecycle":
        return HEAD + COLOUR + random_lifecycle.HEAD, random_lifecycle.Lifecycle(source).upgrade()
    if kind == "python":
        return HEAD + COLOUR + random_python.HEAD, random_python.Python(source).upgrade()
    made = random_expressions.Expressions(source)
    kind = kind or source.choice(("schema", "expressions"))
    if kind == "expressions":
        return HEAD + COLOUR + TABLES, made.statement()
    return HEAD + COLOUR, "\n".join(made.directive() for _ in range(source.choice((1, 1, 2, 3))))


def judge(theirs, ours):
    """What to think of two answers, and what makes the case one of its kind."""
    (sql, refusal), our = theirs, ours
    if our is None:
        return "CRASHED", "no answer"
    if "sql" in our:
        if sql is None:
            return "MORE", refusal.splitlines()[0][:60]
        return ("same", "") if same(our["sql"], sql) else ("WRONG", first_difference(our["sql"], sql))
    error = our["error"]
    if error.get("line") is None:
        return "NO LINE", error["message"]
    return ("both refuse" if sql is None else "refused"), VARYING.sub("…", error["message"].splitlines()[0])


def same(ours, theirs):
    """Whether SQL is equal; indexes of one table and constraints of an added column come out of sets."""
    return ours == theirs or settled(ours) == settled(theirs)


def settled(sql):
    """The statements in lists; those that come out of one set are sorted."""
    found, beginning = [], ()
    for statement in sql.split(";\n\n"):
        column = re.match(r"(ALTER TABLE .* ADD )COLUMN ", statement)
        if column or not beginning or not statement.startswith(beginning):
            beginning = column.group(1) if column else INDEX if statement.startswith(INDEX) else ()
            found.append([])
        found[-1] = sorted([*found[-1], statement])
    return found


def first_difference(ours, theirs):
    """The words about the first place where two texts differ."""
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    return VARYING.sub("…", f"{ours[max(0, at - 12) : at + 12]!r} for {theirs[max(0, at - 12) : at + 12]!r}")


def shrunk(head, body, verdict, signature):
    """The smallest case with the same verdict, as a text, and its own signature."""
    import shrink

    answer = RUNNER.answers([(head, body)])[0]
    # What can be left out is left out; of refusals only those for the same reason count.
    for _ in range(ROUNDS):
        candidates = shrink.smaller(body)[:80]
        for candidate, found in zip(candidates, RUNNER.answers([(head, each) for each in candidates]), strict=True):
            judged, reason = judge(*found)
            if judged == verdict and (verdict == "WRONG" or reason == signature):
                body, answer = candidate, found
                break
        else:
            break
    (sql, refusal), ours = answer
    lines = [f"--- {verdict}", *(f"    {line}" for line in body.splitlines())]
    lines += [f"Alembic: {refusal}" if sql is None else f"Alembic: {sql!r}"]
    lines += [f"ours:    {ours and (repr(ours['sql']) if 'sql' in ours else ours['error'])}"]
    return "\n".join(lines), judge(*answer)[1]


class Runner:
    """Both programs on many small revisions at once."""

    def __init__(self, family, binary):
        self.family = family
        self.binary = binary

    def answers(self, drawn):
        """For each case (their SQL, their refusal) and our answer as an object, or None."""
        import alone

        with tempfile.TemporaryDirectory(prefix="generate-") as name:
            folder = pathlib.Path(name)
            for file in ("alembic.ini", "env.py"):
                shutil.copy(self.family / file, folder)
            (folder / "versions").mkdir()
            ids = [f"case{index:04}" for index in range(len(drawn))]
            for identifier, (head, body) in zip(ids, drawn, strict=True):
                indented = "".join(f"    {line}\n" for line in body.splitlines())
                text = cases.as_revision(identifier, head, indented.rstrip())
                (folder / "versions" / f"{identifier}.py").write_text(text)
            ours = self.ours(folder)
            project = alone.Project(folder)
            return [(project.answer(identifier), ours.get(identifier)) for identifier in ids]

    def ours(self, folder):
        """The objects that `sql --json` prints, by revision."""
        done = subprocess.run(
            [self.binary, "sql", "--json"],
            check=False, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        )
        if "panicked" in done.stderr or done.returncode not in (0, 1, 255):
            print(done.stderr, file=sys.stderr)
        # Not splitlines(): a string may hold other ends of lines.
        lines = map(json.loads, filter(None, done.stdout.split("\n")))
        return {line["revision"]: line for line in lines}


if __name__ == "__main__":
    sys.exit(main())
