//! Dictionaries and sets: ordered by insertion, keyed by equality (`Objects/dictobject.c`).

use std::rc::Rc;

use indexmap::IndexMap;

use super::error::PythonError;
use super::integer::Integer;
use super::value::Value;

/// What makes two dictionary keys the same; computed once when a value becomes a key.
///
/// Numbers that are equal have the same key whatever their type, as `1 == 1.0 == True`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HashKey {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// An integer, a bool, or a float without a fraction.
    Int(Integer),
    /// Any other float, by its bits.
    Float(u64),
    /// A string.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A tuple of keys.
    Tuple(Vec<HashKey>),
    /// A frozenset: its keys in order.
    FrozenSet(Vec<HashKey>),
    /// A native value compared by its content: the type's name and a canonical text.
    Native(&'static str, Rc<str>),
    /// An object that is equal only to itself.
    Identity(usize),
}

/// The entries of a `dict`.
#[derive(Clone, Default)]
pub struct Dictionary {
    entries: IndexMap<HashKey, (Value, Value)>,
    shows_namespace: bool,
}

impl Dictionary {
    /// An empty dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// Marks it as a picture of a namespace (`globals()`, `vars(object)`): in Python writing to it
    /// changes the namespace, here that is refused.
    #[must_use]
    pub(crate) fn of_namespace(mut self) -> Self {
        self.shows_namespace = true;
        self
    }

    /// A copy that may be changed.
    pub(crate) fn thawed(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            shows_namespace: false,
        }
    }

    /// The dictionary itself, for a program that changes it.
    pub(crate) fn writable(&mut self) -> Result<&mut Self, PythonError> {
        if self.shows_namespace {
            return Err(PythonError::unsupported(
                "changing names through globals(), locals(), vars() or __dict__",
            ));
        }
        Ok(self)
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under `key`.
    pub fn get(&self, key: &HashKey) -> Option<&Value> {
        self.entries.get(key).map(|(_, value)| value)
    }

    /// The value under the string `key`.
    pub fn get_str(&self, key: &str) -> Option<&Value> {
        self.get(&HashKey::Str(key.into()))
    }

    /// The key and value at a position in the order of insertion.
    pub fn entry_at(&self, position: usize) -> Option<(&Value, &Value)> {
        self.entries
            .get_index(position)
            .map(|(_, (key, value))| (key, value))
    }

    /// Whether `key` is present.
    pub fn contains(&self, key: &HashKey) -> bool {
        self.entries.contains_key(key)
    }

    /// Sets `key`; an existing entry keeps its place and its first key object.
    pub fn insert(&mut self, hash: HashKey, key: Value, value: Value) {
        match self.entries.entry(hash) {
            indexmap::map::Entry::Occupied(mut entry) => entry.get_mut().1 = value,
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert((key, value));
            }
        }
    }

    /// Sets the string `key`.
    pub fn insert_str(&mut self, key: impl Into<Rc<str>>, value: Value) {
        let key: Rc<str> = key.into();
        self.insert(HashKey::Str(Rc::clone(&key)), Value::Str(key), value);
    }

    /// Removes `key` and gives its value; the order of the others stays.
    pub fn remove(&mut self, key: &HashKey) -> Option<Value> {
        self.entries.shift_remove(key).map(|(_, value)| value)
    }

    /// Removes the entry inserted last.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        self.entries.pop().map(|(_, entry)| entry)
    }

    /// Moves `key` to the end or the beginning of the order.
    pub fn move_to(&mut self, key: &HashKey, last: Place) -> bool {
        let Some(index) = self.entries.get_index_of(key) else {
            return false;
        };
        let to = match last {
            Place::First => 0,
            Place::Last => self.entries.len() - 1,
        };
        self.entries.move_index(index, to);
        true
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// The entries in order, with their hash keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&HashKey, &Value, &Value)> {
        self.entries
            .iter()
            .map(|(hash, (key, value))| (hash, key, value))
    }
}

/// An end of the order of insertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The beginning.
    First,
    /// The end.
    Last,
}

/// The items of a `set` or `frozenset`.
///
/// CPython's order depends on hashes that change from run to run for strings; here it is the order
/// of insertion.
#[derive(Clone, Default)]
pub struct ValueSet {
    items: IndexMap<HashKey, Value>,
}

impl ValueSet {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether `key` is in it.
    pub fn contains(&self, key: &HashKey) -> bool {
        self.items.contains_key(key)
    }

    /// Adds an item unless an equal one is there.
    pub fn insert(&mut self, key: HashKey, value: Value) {
        self.items.entry(key).or_insert(value);
    }

    /// The items whose keys satisfy `keep`.
    pub(crate) fn filtered(&self, keep: impl Fn(&HashKey) -> bool) -> Self {
        let items = self.items.iter().filter(|(key, _)| keep(key));
        Self {
            items: items
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        }
    }

    /// Removes an item.
    pub fn remove(&mut self, key: &HashKey) -> Option<Value> {
        self.items.shift_remove(key)
    }

    /// Removes the first item.
    pub fn pop_first(&mut self) -> Option<Value> {
        self.items.shift_remove_index(0).map(|(_, value)| value)
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// The item at a position.
    pub fn item_at(&self, position: usize) -> Option<&Value> {
        self.items.get_index(position).map(|(_, value)| value)
    }

    /// The items with their hash keys.
    pub fn iter(&self) -> impl Iterator<Item = (&HashKey, &Value)> {
        self.items.iter()
    }
}
