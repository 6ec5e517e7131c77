"""Random revision graphs, and the projects that declare them."""

import dataclasses
import pathlib
import random

FIXTURE = pathlib.Path("migrations_fixture/quickstart")
SIZES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 35)
LABELS = ("core", "billing", "shop", "plug", "x", "abcd", "long_label", "br-anch", "l@b", "élan")
TITLES = (
    "add a table",
    "",
    "first line\nsecond line\n\nthe rest",
    "  indented\n\n    more of it \n",
    "größer als 100 % – «été» 表",
    "a\r\n\r\nb\x0b\x1cc\u2028d",
    "quotes ''' and \"\"\" and \\n",
    "\n\nlate beginning",
    None,
)
# What a graph can have wrong with it; Alembic overlooks the last two.
DEFECTS = (
    "own parent",
    "own dependency",
    "missing parent",
    "missing dependency",
    "label used twice",
    "label is an identifier",
    "cycle",
    "dependency cycle",
    "identifier with a sign",
    "identifier used twice",
)


@dataclasses.dataclass
class Revision:
    """One file of a project."""

    id: str
    down: list
    depends_on: list
    labels: list
    title: str | None
    # Which of the version folders it is in, and its file's name, which decides when it is read.
    folder: int
    file: str
    # How the declarations are spelled.
    style: int

    def line(self):
        """The revision in one line, for people."""
        parts = [" ".join(self.down), " ".join(self.depends_on), " ".join(self.labels)]
        return f"{self.folder}/{self.file}  {self.id}: {' | '.join(parts)}"


@dataclasses.dataclass
class Graph:
    """Revisions in the order they were made, which is not the order they are read in."""

    revisions: list
    folders: int
    defect: str | None

    def ids(self):
        """The identifiers."""
        return [revision.id for revision in self.revisions]

    def labels(self):
        """The labels that are declared."""
        return [label for revision in self.revisions for label in revision.labels]

    def parents(self):
        """Parents and dependencies by identifier."""
        by_name = {label: item.id for item in self.revisions for label in item.labels}
        by_name |= {item.id: item.id for item in self.revisions}
        return {
            item.id: [by_name[name] for name in item.down + item.depends_on if name in by_name]
            for item in self.revisions
        }

    def ancestors(self, ids):
        """The revisions and all they come after."""
        parents, seen, todo = self.parents(), set(), list(ids)
        while todo:
            name = todo.pop()
            if name in parents and name not in seen:
                seen.add(name)
                todo += parents[name]
        return seen

    def has_cycle(self):
        """Whether some revision comes after itself, found by looking at each."""
        parents = self.parents()
        return any(name in self.ancestors(parents[name]) for name in parents)

    def has_twins(self):
        """Whether two files declare one identifier."""
        return len(set(self.ids())) < len(self.revisions)


def random_graph(source):
    """A graph as `source` has it, one in ten with something wrong in it."""
    count = source.choice(SIZES) if source.random() < 0.93 else source.randint(36, 200)
    folders = source.choice([1, 1, 1, 2, 3])
    new_id = identifiers(source)
    titles = source.choice([TITLES, TITLES[:1]])
    labels = source.sample(LABELS, len(LABELS))
    base = source.choice([0, 0.05, 0.3])
    merge = source.choice([0, 0.1, 0.4])
    fork = source.choice([0, 0.1, 0.5, 0.9])
    depend = source.choice([0, 0, 0.1, 0.4])
    label = source.choice([0, 0, 0.1, 0.3])
    made = []
    for _ in range(count):
        taken = {item.id for item in made} | set(LABELS) | {"base", "head", "heads", "current"}
        name = new_id(taken)
        heads = [item.id for item in made if not any(item.id in other.down for other in made)]
        everything = [item.id for item in made]
        down = []
        if made and source.random() >= base:
            if source.random() < merge and len(everything) > 1:
                pool = heads if len(heads) > 1 and source.random() < 0.8 else everything
                down = source.sample(pool, min(len(pool), source.choice([2, 2, 3])))
            else:
                down = [source.choice(everything if source.random() < fork else heads)]
        depends_on = []
        if made and source.random() < depend:
            for _ in range(source.randint(1, 3)):
                other = source.choice(made)
                by_label = other.labels and source.random() < 0.5
                depends_on.append(source.choice(other.labels) if by_label else other.id)
        own = []
        if labels and source.random() < label:
            own = [labels.pop() for _ in range(source.randint(1, min(2, len(labels))))]
        title = source.choice(titles)
        style = source.randrange(4)
        made.append(Revision(name, down, depends_on, own, title, 0, "", style))
    graph = Graph(made, folders, None)
    if source.random() < 0.1:
        plant_defect(source, graph)
    name_files(source, graph)
    return graph


def identifiers(source):
    """A maker of new identifiers of one shape; some of them begin as an older one does."""
    shape = source.randrange(9)
    number = 0

    def fresh():
        nonlocal number
        number += 1
        if shape == 0:
            return "".join(source.choice("ab") for _ in range(source.randint(2, 8)))
        if shape in (1, 2, 3):
            return "".join(source.choice("0123456789abcdef") for _ in range(12))
        if shape == 4:
            return f"{number:04}"
        if shape == 5:
            step = source.choice(["expand", "contract", "Ünïcode", "空"])
            return f"{source.choice(['2023.1', 'v2', 'ocata'])}_{step}{number}"
        if shape == 6:
            return source.choice(["head", "base", "heads", "current", "none"]) + str(number)
        if shape == 7:
            return f"{number} of {source.choice('%$#!?~')}{source.choice('abc')}"
        return f"{number:04}_" + "long_" * source.randint(4, 7)

    def new(taken):
        while True:
            old = source.choice(sorted(taken))
            extend = source.random() < 0.12 and "-" not in old and "@" not in old
            name = old + source.choice("ab01") * source.randint(1, 2) if extend else fresh()
            if name not in taken:
                return name

    return new


def plant_defect(source, graph):
    """Makes the graph one that cannot be loaded, or should not be."""
    kind = source.choice(DEFECTS)
    item, other = source.choice(graph.revisions), source.choice(graph.revisions)
    if kind == "own parent":
        item.down = [*item.down, item.id]
    elif kind == "own dependency":
        item.depends_on = [item.id]
    elif kind == "missing parent":
        item.down = ["zzzz"]
    elif kind == "missing dependency":
        item.depends_on = [source.choice(["zzzz", other.id[:-1] or "z"])]
        if item.depends_on[0] in graph.ids():
            return
    elif kind == "label used twice":
        item.labels, other.labels = ["twice"], ["twice"]
        if item is other:
            item.labels = ["twice", "twice"]
    elif kind == "label is an identifier":
        item.labels = [other.id]
    elif kind == "cycle":
        item.down = [*item.down, graph.revisions[-1].id]
    elif kind == "dependency cycle":
        item.depends_on = [*item.depends_on, graph.revisions[-1].id]
    elif kind == "identifier with a sign":
        graph.revisions[-1].id += source.choice(["-a", "@a", "+1", ":a"])
    elif len(graph.revisions) > 1:
        graph.revisions[0].id = graph.revisions[-1].id
    graph.defect = kind


def name_files(source, graph):
    """Spreads the files over the folders and names them, seldom in the order of the graph."""
    order = source.choice(["made", "shuffled", "shuffled", "by identifier"])
    ranks = list(range(len(graph.revisions)))
    if order == "shuffled":
        source.shuffle(ranks)
    for item, rank in zip(graph.revisions, ranks, strict=True):
        item.folder = source.randrange(graph.folders)
        kept = "".join(letter if letter.isalnum() or letter in "_." else "_" for letter in item.id)
        item.file = f"{kept}_{rank}.py" if order == "by identifier" else f"{rank:03}_{kept}.py"


def write_project(root, graph, folder, url):
    """Writes the graph as a project into an empty folder."""
    folders = [folder / f"versions{number}" for number in range(graph.folders)]
    for versions in folders:
        versions.mkdir(parents=True)
    for item in graph.revisions:
        (folders[item.folder] / item.file).write_bytes(module(item).encode())
    ini = (root / FIXTURE / "alembic.ini").read_text()
    locations = " ".join(f"%(here)s/{versions.name}" for versions in folders)
    ini = ini.replace("path_separator = os", f"path_separator = space\nversion_locations = {locations}")
    lines = [f"sqlalchemy.url = {url}" if "sqlalchemy.url" in line else line for line in ini.split("\n")]
    (folder / "alembic.ini").write_text("\n".join(lines))
    (folder / "env.py").write_text((root / FIXTURE / "env.py").read_text())


def module(item):
    """The text of one revision file, spelled in one of the ways that people spell it."""
    hints = ("", ": str", ": Union[str, None]", "")[item.style]
    lines = []
    if item.title is not None:
        plain = '"""' not in item.title and "\\" not in item.title and item.title.isprintable()
        lines.append(f'"""{item.title}"""' if plain and not item.title.endswith('"') else repr(item.title))
    lines.append("from typing import Sequence, Union")
    lines.append("from alembic import op")
    lines.append(f"revision{hints} = {item.id!r}")
    lines.append(f"down_revision{hints} = {sequence(item.down, item.style)}")
    lines.append(f"branch_labels{hints} = {sequence(item.labels, item.style)}")
    lines.append(f"depends_on{hints} = {sequence(item.depends_on, item.style)}")
    lines.append("def upgrade():\n    pass")
    return "\n".join(lines) + "\n"


def sequence(names, style):
    """No name, one or several, as a Python expression."""
    if not names:
        return "()" if style == 3 else "None"
    if len(names) == 1 and style in (0, 1):
        return repr(names[0])
    return repr(names if style == 2 else tuple(names))


def smaller(graph):
    """Yields graphs with a little less in them, the boldest first."""
    copies = [dataclasses.replace(item) for item in graph.revisions]
    for size in (len(copies) // 2, len(copies) // 4, 1):
        for start in range(0, len(copies), size) if size else ():
            yield without(graph, {item.id for item in copies[start : start + size]})
    for position, item in enumerate(copies):
        for field, empty in (("depends_on", []), ("labels", []), ("title", "t"), ("style", 0), ("folder", 0)):
            if getattr(item, field) != empty:
                changed = list(copies)
                changed[position] = dataclasses.replace(item, **{field: empty})
                yield Graph(changed, graph.folders, graph.defect)
        for name in item.down:
            changed = list(copies)
            rest = [other for other in item.down if other != name]
            changed[position] = dataclasses.replace(item, down=rest)
            yield Graph(changed, graph.folders, graph.defect)


def without(graph, names):
    """The graph without some revisions; what followed them follows nothing in their place."""
    lost = names | {label for item in graph.revisions if item.id in names for label in item.labels}
    kept = [
        dataclasses.replace(
            item,
            down=[name for name in item.down if name not in lost],
            depends_on=[name for name in item.depends_on if name not in lost],
        )
        for item in graph.revisions
        if item.id not in names
    ]
    return Graph(kept, graph.folders, graph.defect)


def seeded(*parts):
    """A source of randomness that depends on the parts alone."""
    return random.Random("/".join(map(str, parts)))
