#!/usr/bin/env python3
"""Random revision graphs, the real Alembic against alembic-rs: `differential.py --graphs N --seed S`.

Each graph becomes a project, and both programs are asked about it: heads, history, branches, show,
the steps and bookkeeping of upgrade and stamp from all kinds of rows, and with --database (which needs
PostgreSQL's server programs) everything that reads rows from a real version table. Exit status,
standard output, log lines and rows must be the same, or differ in a way that README lists.

Alembic runs in processes that live on, one for each hash seed (alembic_worker.py); alembic-rs is
started anew for each question. An answer is right if Alembic gives it under one of the seeds, or when
the sets that a seed would shuffle are in the order that README states. Whatever else differs is shown
with the smallest project that still shows it, and the exit status is 1.

What is asked hangs on --seed alone. --graphs N  how many;  --first N  where to begin;
--binary FILE  alembic-rs, else the one that `cargo test` builds;  --keep FOLDER  leaves the projects of failures.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import pathlib
import queue
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import graphs
import program
import questions
import regenerate
import verdicts

HERE = pathlib.Path(__file__).resolve().parent
HASH_SEEDS = ("0", "1", "2")
OUR_ORDER = "ours"
LOOSE_URL = "postgresql+psycopg2://nobody@127.0.0.1:1/nothing"
SHRINKING_TRIES = 400
# Seconds the real Alembic has for one answer.
PATIENCE = 120
PATIENCE_WITH_CYCLE = 5


def main():
    options = parsed()
    regenerate.enter_environment()
    # The server and the scratch folders go away when the run is ended from outside too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started, tally, failures = time.monotonic(), collections.Counter(), []
    with contextlib.ExitStack() as stack:
        cluster = stack.enter_context(private_server()) if options.database else None
        lanes = queue.SimpleQueue()
        for number in range(os.cpu_count()):
            lanes.put(stack.enter_context(contextlib.closing(Lane(options, cluster, number))))

        def work(number):
            lane = lanes.get()
            try:
                return lane.examine(number)
            finally:
                lanes.put(lane)

        numbers = range(options.first, options.first + options.graphs)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for number, (counts, found) in zip(numbers, pool.map(work, numbers), strict=True):
                tally.update(counts)
                failures += found
                for failure in found:
                    print(failure, flush=True)
                if (number + 1) % 100 == 0:
                    print(f"graph {number}: {sum(tally.values())} compared, {len(failures)} differ", flush=True)
    report(tally, failures, time.monotonic() - started)
    return 1 if failures else 0


def parsed():
    """The command line."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--graphs", type=int, default=60)
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--database", action="store_true")
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", regenerate.ROOT / "target"))
    arguments.add_argument("--binary", type=pathlib.Path, default=target / "debug/alembic-rs")
    arguments.add_argument("--keep", type=pathlib.Path)
    options = arguments.parse_args()
    options.binary = options.binary.resolve()
    return options


def private_server():
    """A server for the questions that need a database; its driver is in the environment only."""
    import server

    return server.private_server()


def report(tally, failures, seconds):
    """Prints what was compared."""
    by_verdict, by_kind = collections.Counter(), collections.Counter()
    for (kind, name), count in tally.items():
        by_verdict[name] += count
        by_kind[kind] += count
    for title, counts in (("questions", by_kind), ("answers", by_verdict)):
        print(title)
        for name, count in counts.most_common():
            print(f"  {count:7}  {name}")
    total = sum(by_verdict.values())
    print(f"{total} comparisons in {seconds:.0f} s, {len(failures)} unexplained differences")


class Lane:
    """A folder, the processes of the real Alembic, and a database: everything one thread needs."""

    def __init__(self, options, cluster, number):
        self.options = options
        self.workers = {}
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="differential-"))
        self.projects = 0
        self.url, self.connection = LOOSE_URL, None
        if cluster is not None:
            self.connect(cluster, f"lane{number}")

    def connect(self, cluster, name):
        """Creates a database of the lane's own."""
        import psycopg2
        import server

        server.execute(f"{cluster} dbname=postgres", f"CREATE DATABASE {name}")
        self.connection = psycopg2.connect(f"{cluster} dbname={name}")
        self.connection.autocommit = True
        host = cluster.split()[0].removeprefix("host=")
        self.url = f"postgresql+psycopg2://postgres@/{name}?host={host}"

    def close(self):
        """Ends what was begun."""
        for seed in list(self.workers):
            self.end_worker(seed)
        if self.connection is not None:
            self.connection.close()
        shutil.rmtree(self.scratch)

    def examine(self, number):
        """Asks everything about one graph: counts by (kind, verdict), and the failures as texts."""
        graph = graphs.random_graph(graphs.seeded(self.options.seed, number))
        source = graphs.seeded(self.options.seed, number, "questions")
        asked = list(questions.offline(source, graph))
        if self.connection is not None:
            asked += questions.online(source, graph)
        counts, failures = collections.Counter(), []
        first = HASH_SEEDS[number % len(HASH_SEEDS)]
        with self.project(graph) as folder:
            for question in asked:
                name, answers = self.compare(question, graph, folder, first)
                counts[question.kind(), name or "DIFFERENT"] += 1
                if name is None and len(failures) < 3:
                    failures.append((question, answers))
        return counts, [self.described(number, graph, *failure) for failure in failures]

    def compare(self, question, graph, folder, first):
        """The verdict on one question, and the two answers."""
        ours = self.ask_ours(question, folder)
        shown = None
        for seed in (first, OUR_ORDER, *(seed for seed in HASH_SEEDS if seed != first)):
            alembic = self.ask_alembic(question, graph, folder, seed)
            name = verdicts.verdict(question, graph, alembic, ours)
            if name is not None:
                settled = f"{name}, with the sets in our order" if seed == OUR_ORDER else name
                return settled, (alembic, ours)
            if shown is None or seed == OUR_ORDER:
                shown = alembic
        return None, (shown, ours)

    @contextlib.contextmanager
    def project(self, graph):
        """The graph as a project in a folder that is new each time, so that nobody remembers it."""
        self.projects += 1
        folder = self.scratch / f"p{self.projects}"
        folder.mkdir()
        graphs.write_project(regenerate.ROOT, graph, folder, self.url)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def ask_alembic(self, question, graph, folder, seed):
        """The real Alembic's answer under one hash seed.

        A cycle that Alembic does not notice can keep it busy for ever; its exit status is then None.
        """
        self.set_rows(question)
        request = {"folder": str(folder), "argv": question.alembic_argv()}
        if question.rows is not None and not question.online:
            request["rows"] = question.rows
        worker = self.worker(seed)
        worker.stdin.write(json.dumps(request) + "\n")
        worker.stdin.flush()
        patience = PATIENCE_WITH_CYCLE if graph.has_cycle() else PATIENCE
        if select.select([worker.stdout], [], [], patience)[0]:
            answer = json.loads(worker.stdout.readline())
        else:
            self.end_worker(seed)
            answer = {"exit": None, "stdout": "", "log": [], "exception": None}
        return self.settled(answer, question)

    def end_worker(self, seed):
        """Ends a process of the real Alembic, whatever it is doing."""
        worker = self.workers.pop(seed)
        worker.kill()
        worker.communicate()

    def ask_ours(self, question, folder):
        """The answer of alembic-rs."""
        self.set_rows(question)
        done = subprocess.run(
            [self.options.binary, *question.our_argv()],
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1"},
        )
        errors = done.stderr.decode(errors="replace")
        answer = {
            "exit": done.returncode,
            "stdout": done.stdout.decode(errors="replace"),
            "log": program.log_lines(errors),
            "stderr": errors,
        }
        return self.settled(answer, question)

    def settled(self, answer, question):
        """The answer with the rows it leaves, and without log lines that only one of the two has."""
        answer["log"] = [line for line in answer["log"] if "[alembic.runtime.migration] Running" in line]
        if question.online:
            answer["rows"] = self.rows()
        return answer

    def worker(self, seed):
        """The process of the real Alembic for one hash seed, begun when it is first needed."""
        if seed not in self.workers:
            options = ["--our-order"] if seed == OUR_ORDER else []
            self.workers[seed] = subprocess.Popen(
                [sys.executable, HERE / "alembic_worker.py", *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=os.environ | {"PYTHONHASHSEED": "0" if seed == OUR_ORDER else seed},
            )
        return self.workers[seed]

    def set_rows(self, question):
        """Puts the question's rows into a version table that is new."""
        if not question.online:
            return
        with self.connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS alembic_version")
            if question.rows:
                cursor.execute(
                    "CREATE TABLE alembic_version (version_num VARCHAR(99) NOT NULL,"
                    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
                )
                cursor.executemany(
                    "INSERT INTO alembic_version VALUES (%s)", [(row,) for row in question.rows]
                )

    def rows(self):
        """The rows of the version table; none where there is no table."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('alembic_version') IS NOT NULL")
            if not cursor.fetchone()[0]:
                return []
            cursor.execute("SELECT version_num FROM alembic_version ORDER BY 1")
            return [row for (row,) in cursor.fetchall()]

    def described(self, number, graph, question, answers):
        """A failure with the smallest project that shows it."""
        tries = 0
        smaller = True
        statuses = [answer["exit"] for answer in answers]
        while smaller:
            smaller = False
            for candidate in graphs.smaller(graph):
                tries += 1
                if tries > SHRINKING_TRIES:
                    break
                if not candidate.revisions:
                    continue
                with self.project(candidate) as folder:
                    name, found = self.compare(question, candidate, folder, HASH_SEEDS[0])
                if name is None and [answer["exit"] for answer in found] == statuses:
                    graph, answers, smaller = candidate, found, True
                    break
        if self.options.keep:
            folder = self.options.keep / f"graph{number}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            graphs.write_project(regenerate.ROOT, graph, folder, self.url)
        alembic, ours = answers
        lines = [f"--- graph {number} of seed {self.options.seed}: {question.line()}"]
        lines += sorted(f"    {item.line()}" for item in graph.revisions)
        for name, answer in (("Alembic", alembic), ("alembic-rs", ours)):
            rest = f", rows {answer['rows']}" if question.online else ""
            lines.append(f"{name}: exit {answer['exit']}{rest}")
            lines += [f"    {line}" for line in answer["log"] + answer["stdout"].splitlines()]
        lines += [f"    {line}" for line in ours["stderr"].splitlines()[:12]]
        return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
