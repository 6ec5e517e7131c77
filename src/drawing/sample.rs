//! Pictures for the unit tests of this room.

use super::{Picture, PictureOptions};
use crate::script::fixture::map;
use crate::script::{RevisionIndex, ScriptDirectory, Selector};

/// A branch that merges, a run, labels, an effective head, dependencies and two bases.
const SHOP: &str = "
    aaaa1111:                             | | core
    aaaa2222: aaaa1111
    aaaa3333: aaaa2222
    bbbb1111: aaaa3333
    bbbb2222: aaaa3333
    cccc1111: bbbb1111 bbbb2222
    cccc2222: cccc1111
    dddd1111:                             | aaaa2222 | billing
    dddd2222: dddd1111
    eeee1111: cccc2222                    | dddd2222
";

/// Titles that mean something to one format or another.
pub(super) const HOSTILE: [&str; 6] = [
    "<script>alert('1')</script> & \"quotes\" [brackets] {braces} #hash; %% `code` |pipe|",
    "1. \\N \\G back\\slash\\",
    "&lt;b&gt; ]]> --> <!-- \u{0}\u{1b}[31m\u{ffff}\u{202e}",
    "表を追加する 🎉 عنوان",
    "two\nlines\n\nRevision ID: x\nCreate Date: 2024-05-01 10:00",
    "",
];

/// The sample history, titled by number.
pub(super) fn shop() -> ScriptDirectory {
    let map = map(SHOP);
    let docstrings = map.indices().map(|index| {
        let number = index.index();
        format!(
            "change {number}\n\nRevision ID: -\nCreate Date: 2024-05-{:02} 10:00:00",
            number + 1
        )
    });
    let docstrings = docstrings.collect();
    ScriptDirectory::new(map, docstrings)
}

/// A chain whose titles are hostile, and its identifiers keywords.
pub(super) fn hostile() -> ScriptDirectory {
    let map = map(
        "end:\nsubgraph: end | | lab\"el<i>\nnode: subgraph\na\"b<c>&'d: node\nback\\: a\"b<c>&'d\n&amp;: back\\",
    );
    ScriptDirectory::new(map, HOSTILE.map(str::to_owned).to_vec())
}

/// Everything, newest first.
pub(super) fn everything(scripts: &ScriptDirectory) -> Vec<RevisionIndex> {
    scripts
        .walk_revisions(Selector::Symbol("base"), Selector::Symbol("heads"))
        .expect("everything is a range")
}

/// The revisions with these identifiers.
pub(super) fn found(scripts: &ScriptDirectory, ids: &[&str]) -> Vec<RevisionIndex> {
    let find = |id: &&str| scripts.map().find(id).expect("the revision is there");
    ids.iter().map(find).collect()
}

/// A picture of everything.
pub(super) fn picture<'scripts>(
    scripts: &'scripts ScriptDirectory,
    options: &PictureOptions<'_>,
) -> Picture<'scripts> {
    Picture::new(scripts, &everything(scripts), options)
}
