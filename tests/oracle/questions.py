"""What is asked of a graph: every command that answers about revisions, with every identifier form."""

import dataclasses

COMMANDS = (
    ["heads"],
    ["heads", "-v"],
    ["heads", "--resolve-dependencies"],
    ["heads", "--resolve-dependencies", "-v"],
    ["history"],
    ["history", "-v"],
    ["branches"],
    ["branches", "-v"],
)
# What argparse reads otherwise than one might think, and other mistakes.
TRAPS = (
    ["history", "-r", "-3:current"],
    ["history", "-r-2:"],
    ["history", "--rev-range=-1:head"],
    ["history", "-r", "a:b:c"],
    ["history", "-r", "head"],
    ["history", "-r", ""],
    ["history", "-r", " : "],
    ["upgrade", "-1"],
    ["upgrade", "-1", "--sql"],
    ["upgrade", "-1:head", "--sql"],
    ["upgrade", "base:head"],
    ["upgrade", "a:b:c", "--sql"],
    ["upgrade", ":head", "--sql"],
    ["upgrade", "base:", "--sql"],
    ["upgrade", "--sql"],
    ["upgrade", "", "--sql"],
    ["show"],
    ["show", ""],
    ["show", "--", "-1"],
    ["show", "head", "heads"],
    ["stamp", "--sql"],
    ["stamp", "--sql", ""],
    ["stamp", "--purge", "--sql", "heads"],
    ["heads", "extra"],
    ["heads", "--verb"],
    ["history", "--verb", "--rev", ":"],
    ["-q", "heads"],
    ["-q", "show", "nothing"],
    ["-q", "upgrade", "heads", "--sql"],
    ["--raiseerr", "show", "nothing"],
    ["-n", "missing", "heads"],
    ["-x", "a=b", "heads"],
    [],
)


@dataclasses.dataclass(frozen=True)
class Question:
    """One invocation of both programs."""

    argv: tuple
    # The rows the version table has; None where the command line says where to start.
    rows: tuple | None = None
    # Whether the rows are those of a database.
    online: bool = False

    def kind(self):
        """The command, and where it gets the rows from."""
        verbs = [word for word in self.argv if not word.startswith("-")]
        verb = verbs[0] if verbs and verbs[0].isalpha() else "other"
        return verb + (" on a database" if self.online else "" if self.rows is None else " from rows")

    def alembic_argv(self):
        """What the real Alembic is asked."""
        return list(self.argv)

    def our_argv(self):
        """What alembic-rs is asked: a script can start from several rows, written with commas."""
        if self.rows is None or self.online:
            return list(self.argv)
        start = ",".join(self.rows) or "base"
        return [
            word if word == "--sql" or position == 0 else f"{start}:{word}"
            for position, word in enumerate(self.argv)
        ]

    def destination(self):
        """The last argument that is no option: where `upgrade` is to lead, or FROM:TO."""
        return [word for word in self.argv if not word.startswith("--")][-1]

    def line(self):
        """The question, for people."""
        rows = "" if self.rows is None else f"   with the rows {list(self.rows)}"
        return f"alembic {' '.join(map(repr, self.argv))}{rows}"


def offline(source, graph):
    """Questions that need no database."""
    for argv in COMMANDS:
        yield Question(tuple(argv))
    if graph.defect:
        yield Question(("upgrade", "heads", "--sql"))
        yield Question(("show", source.choice(graph.ids())))
        return

    def name():
        return identifier(source, graph)

    for _ in range(7):
        yield Question(("show", name()))
    for _ in range(7):
        bounds = f"{source.choice(['', name()])}:{source.choice(['', name()])}"
        spelled = source.choice([("-r", bounds), (f"-r{bounds}",), (f"--rev-range={bounds}",)])
        if " " in bounds:  # argparse takes what has a space in it for a value, whatever it begins with
            spelled = (f"-r{bounds}",)
        yield Question(("history", *spelled, *source.choice([(), (), ("-v",)])))
    for _ in range(8):
        start = source.choice(["", "", f"{name()}:", f"{source.choice(graph.ids())}:", "base:"])
        words = ["upgrade", f"{start}{name()}", "--sql"]
        if not words[1].startswith("-") or " " not in words[1]:
            yield Question(tuple(words))
    for _ in range(8):
        yield Question(("upgrade", name(), "--sql"), rows(source, graph, ghosts=False))
    for _ in range(4):
        yield Question(("stamp", "--sql", *stamps(source, name)))
    for _ in range(4):
        yield Question(("stamp", *stamps(source, name), "--sql"), rows(source, graph, ghosts=False))
    for argv in source.sample(TRAPS, 3):
        yield Question(tuple(argv))


def online(source, graph):
    """Questions to a database with some rows in its version table."""
    if graph.defect:
        return

    def name():
        return identifier(source, graph)

    yield Question(("current", *source.choice([(), ("-v",)])), rows(source, graph), True)
    yield Question(("current", "--check-heads"), rows(source, graph), True)
    yield Question(("history", "-i", *source.choice([(), ("-v",)])), rows(source, graph), True)
    bounds = source.choice(["current:", ":current", f"current:{name()}", f"{name()}:current"])
    yield Question(("history", f"-r{bounds}", *source.choice([(), ("-i",)])), rows(source, graph), True)
    yield Question(("show", "current"), rows(source, graph), True)
    for _ in range(3):
        yield Question(("upgrade", name()), rows(source, graph), True)
    for _ in range(2):
        purge = source.choice([(), (), ("--purge",)])
        yield Question(("stamp", *purge, *stamps(source, name)), rows(source, graph), True)


def stamps(source, name):
    """The revisions of one stamp."""
    if source.random() < 0.3:
        return (source.choice(["heads", "base", "head"]),)
    return tuple(name() for _ in range(source.choice([1, 1, 1, 2, 3])))


def identifier(source, graph):
    """An identifier in one of the forms of the grammar, not always one that names something."""
    ids, labels = graph.ids(), graph.labels() or ["nolabel"]

    def whole():
        return source.choice(ids)

    def part():
        name = source.choice(ids + labels)
        return name[: source.randint(1, len(name))]

    def number():
        return source.choice("+-") + source.choice(["0", "1", "1", "1", "2", "2", "3", "5", "10", "03"])

    def branch():
        return source.choice([source.choice(labels), source.choice(labels), whole(), part(), "nolabel"])

    if source.random() < 0.4:
        sure = [whole(), whole(), "heads"]
        sure += [f"{label}@{place}" for label in graph.labels() for place in ("head", "heads", whole())]
        return source.choice(sure)
    forms = (
        whole,
        part,
        branch,
        number,
        number,
        lambda: source.choice(["head", "heads", "base"]),
        lambda: source.choice(["head", "heads", "base"]),
        lambda: f"{branch()}@{source.choice(['head', 'head', 'heads', 'base'])}",
        lambda: f"{branch()}@{whole()}",
        lambda: f"{branch()}@{part()}",
        lambda: f"{branch()}@{number()}",
        lambda: f"{whole()}{number()}",
        lambda: f"{part()}{number()}",
        lambda: f"{source.choice(['head', 'heads', 'base'])}{number()}",
        lambda: f"{branch()}@{source.choice([whole(), 'head'])}{number()}",
        lambda: source.choice(["nope", "@head", "a@b@c", whole() + "x", "@", "current", "+", "1+"]),
    )
    return source.choice(forms)()


def rows(source, graph, ghosts=True):
    """Rows of a version table: none, one, the tips of what may be applied, or such as never belong.

    With `ghosts` there may be rows that no file declares. A script cannot start from them.
    """
    ids = graph.ids()
    chance = source.random()
    if chance < 0.2:
        return ()
    if chance < 0.45:
        return (source.choice(ids),)
    if chance < 0.95:
        applied = graph.ancestors(source.sample(ids, min(len(ids), source.randint(1, 5))))
        parents = graph.parents()
        covered = {parent for name in applied for parent in parents[name]}
        tips = sorted(applied - covered)
        source.shuffle(tips)
        return tuple(tips)
    return tuple(dict.fromkeys(source.choice(ids + ["ghost"] * ghosts) for _ in range(source.randint(1, 3))))
