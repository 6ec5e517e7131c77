//! Modules whose import is harmless and whose use is refused, with the reason.

use crate::python::value::Value;

/// Names of modules and why what they do cannot be done.
const MODULES: &[(&[&str], &str)] = &[
    (
        &["random"],
        "its numbers come from a generator whose sequence is not reproduced here",
    ),
    (
        &["secrets"],
        "secrets made during a migration could not be told to anyone",
    ),
    (
        &["subprocess", "multiprocessing", "pty", "signal"],
        "a migration may not start or stop programs here",
    ),
    (
        &[
            "socket",
            "ssl",
            "http",
            "http.client",
            "ftplib",
            "smtplib",
            "urllib.request",
            "urllib.error",
            "xmlrpc",
            "email",
            "imaplib",
        ],
        "a migration may not use the network here",
    ),
    (
        &[
            "shutil",
            "tempfile",
            "fileinput",
            "sqlite3",
            "shelve",
            "dbm",
        ],
        "a migration may not write files here",
    ),
    (
        &["pickle", "marshal", "cPickle", "copyreg"],
        "Python's own object formats are not read here",
    ),
    (
        &["zlib", "gzip", "bz2", "lzma", "zipfile", "tarfile"],
        "compressed data is not read here",
    ),
    (
        &[
            "threading",
            "queue",
            "concurrent",
            "concurrent.futures",
            "selectors",
            "sched",
        ],
        "a migration runs alone here",
    ),
    (
        &[
            "ast",
            "dis",
            "code",
            "codeop",
            "compileall",
            "gc",
            "weakref",
            "tracemalloc",
            "ctypes",
        ],
        "the evaluator has no inside that a program could look at",
    ),
    (
        &[
            "argparse",
            "getopt",
            "getpass",
            "locale",
            "platform",
            "pprint",
            "calendar",
            "configparser",
            "difflib",
            "fractions",
            "fnmatch",
            "heapq",
            "bisect",
            "html",
            "numbers",
            "statistics",
            "struct",
            "unicodedata",
            "xml",
            "xml.etree",
            "xml.etree.ElementTree",
            "zoneinfo",
            "hmac",
            "array",
            "codecs",
            "unittest",
            "unittest.mock",
            "optparse",
            "ipaddress",
            "linecache",
            "atexit",
            "tomllib",
            "colorsys",
        ],
        "this module of the standard library is not supported",
    ),
];

/// The module `name`, where it is one of these: opaque, so that importing it is harmless.
pub(super) fn module(name: &str) -> Option<Value> {
    let (_, reason) = MODULES.iter().find(|(names, _)| names.contains(&name))?;
    Some(Value::opaque(name, *reason))
}
