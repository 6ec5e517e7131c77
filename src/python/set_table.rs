//! The hash table of `set` and `frozenset`, slot for slot CPython 3.11's (`Objects/setobject.c`).
//!
//! A set gives its items in the order of its slots, so the order hangs on the hashes, on the size
//! of the table, and on every slot an item was removed from. All of it is kept here as CPython
//! keeps it under `PYTHONHASHSEED=0`; what the operations do with two sets stands in `set_algebra`.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::dictionary::HashKey;
use super::hash::hash_of;
use super::value::Value;

/// Slots of the smallest table (`PySet_MINSIZE`).
const LEAST_SLOTS: usize = 8;
/// Slots looked at behind the first before jumping elsewhere (`LINEAR_PROBES`).
const LINEAR_PROBES: usize = 9;
/// How fast the upper bits of a hash come into play (`PERTURB_SHIFT`).
const PERTURB_SHIFT: u32 = 5;
/// Slots looked at for one step of the interpreter's budget.
const SLOTS_A_STEP: u64 = 16;

/// The items of a `set` or `frozenset`.
#[derive(Clone)]
pub struct ValueSet {
    /// The items, in no order that matters.
    entries: Vec<Entry>,
    /// The table: a power of two of slots, never all of them taken.
    slots: Vec<Slot>,
    /// Number of slots that hold an item or once did (`fill`).
    fill: usize,
    /// Where `pop` looks first (`finger`).
    finger: usize,
    /// Whether each item's slot is the one it would have in CPython.
    order: Order,
    /// Slots looked at that nobody has paid for: with equal hashes a lookup is a search.
    effort: Cell<u64>,
}

/// An item and where it lies.
#[derive(Clone)]
struct Entry {
    key: HashKey,
    value: Value,
    hash: ItemHash,
    slot: usize,
}

/// A place of the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// Never used.
    Free,
    /// Its item was removed; searches go on behind it (`dummy`).
    Removed,
    /// The index of the entry that lies here.
    Taken(u32),
}

/// The hash an item is placed by.
#[derive(Clone, Copy)]
pub(super) struct ItemHash {
    number: u64,
    order: Order,
}

/// Whether the order of a set is CPython's, or why that cannot be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// It is.
    Certain,
    /// It depends on addresses: an item was hashed by its own.
    HashedByAddress,
    /// It depends on which strings the process had interned when the module was compiled.
    InternedConstants,
}

impl Order {
    fn and(self, other: Self) -> Self {
        match self {
            Self::Certain => other,
            Self::HashedByAddress | Self::InternedConstants => self,
        }
    }
}

impl ItemHash {
    pub(super) fn of(key: &HashKey) -> Self {
        if let Some(hash) = hash_of(key) {
            return Self {
                number: hash.cast_unsigned(),
                order: Order::Certain,
            };
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        Self {
            number: hasher.finish(),
            order: Order::HashedByAddress,
        }
    }
}

/// The slots a hash may lie in, one after the other; it has no end.
struct Probes {
    mask: usize,
    perturb: u64,
    start: usize,
    offset: usize,
}

impl Probes {
    fn new(hash: ItemHash, slots: usize) -> Self {
        let mask = slots - 1;
        Self {
            mask,
            perturb: hash.number,
            start: truncate(hash.number) & mask,
            offset: 0,
        }
    }

    fn next_slot(&mut self) -> usize {
        let linear = if self.start + LINEAR_PROBES <= self.mask {
            LINEAR_PROBES
        } else {
            0
        };
        if self.offset > linear {
            self.offset = 0;
            self.perturb >>= PERTURB_SHIFT;
            let next = self.start.wrapping_mul(5).wrapping_add(1);
            self.start = next.wrapping_add(truncate(self.perturb)) & self.mask;
        }
        let slot = self.start + self.offset;
        self.offset += 1;
        slot
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the lowest bits choose a slot"
)]
fn truncate(hash: u64) -> usize {
    hash as usize
}

impl Default for ValueSet {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            slots: vec![Slot::Free; LEAST_SLOTS],
            fill: 0,
            finger: 0,
            order: Order::Certain,
            effort: Cell::new(0),
        }
    }
}

impl ValueSet {
    /// Bytes an item takes, the share of free slots included.
    pub(crate) const BYTES_PER_ITEM: usize = size_of::<Entry>() + 8 * size_of::<Slot>();

    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether `key` is in it.
    pub fn contains(&self, key: &HashKey) -> bool {
        self.contains_hashed(key, ItemHash::of(key))
    }

    /// Adds an item unless an equal one is there.
    pub fn insert(&mut self, key: HashKey, value: Value) {
        let hash = ItemHash::of(&key);
        self.insert_hashed(key, value, hash);
    }

    /// Removes an item (`set_discard_key`).
    pub fn remove(&mut self, key: &HashKey) -> Option<Value> {
        self.remove_hashed(key, ItemHash::of(key))
    }

    /// Removes the item `pop` takes: the next one behind that of the last time (`set_pop`).
    pub fn pop(&mut self) -> Option<Value> {
        if self.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = self.finger & mask;
        loop {
            self.spend(1);
            if let Slot::Taken(index) = self.slots[slot] {
                self.finger = slot + 1;
                return Some(self.take_out(index as usize));
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Removes everything (`set_clear_internal`, which leaves the finger where it is).
    pub fn clear(&mut self) {
        self.entries.clear();
        self.slots = vec![Slot::Free; LEAST_SLOTS];
        self.fill = 0;
        if self.finger == 0 {
            self.order = Order::Certain;
        }
    }

    /// The items with their hash keys, in CPython's order where [`Self::order`] is certain.
    pub fn iter(&self) -> impl Iterator<Item = (&HashKey, &Value)> {
        self.in_order().map(|entry| (&entry.key, &entry.value))
    }

    /// The first item at or behind a slot, and the slot behind it.
    pub(crate) fn next_from(&self, slot: usize) -> Option<(&Value, usize)> {
        let rest = self.slots.get(slot..)?;
        for (distance, place) in rest.iter().enumerate() {
            if let Slot::Taken(index) = place {
                self.spend(distance);
                let entry = &self.entries[*index as usize];
                return Some((&entry.value, slot + distance + 1));
            }
        }
        self.spend(rest.len());
        None
    }

    /// Whether the order of the items is CPython's: with one item there is only one.
    pub(crate) fn order(&self) -> Order {
        if self.len() < 2 {
            Order::Certain
        } else {
            self.order
        }
    }

    /// An item whose hash is an address.
    pub(crate) fn unknowable_item(&self) -> Option<&Value> {
        let mut items = self.entries.iter();
        let found = items.find(|entry| entry.hash.order == Order::HashedByAddress);
        found.map(|entry| &entry.value)
    }

    /// The steps its lookups and walks took since they were last asked for.
    pub(crate) fn take_steps(&self) -> u64 {
        let effort = self.effort.get();
        self.effort.set(effort % SLOTS_A_STEP);
        effort / SLOTS_A_STEP
    }

    fn spend(&self, slots: usize) {
        self.effort
            .set(self.effort.get().saturating_add(slots as u64));
    }

    /// The entries in the order of their slots.
    fn in_order(&self) -> impl Iterator<Item = &Entry> {
        self.spend(self.slots.len());
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Taken(index) => Some(&self.entries[*index as usize]),
            Slot::Free | Slot::Removed => None,
        })
    }

    /// The items as another set takes them over: nothing has to be hashed again.
    pub(super) fn hashed(&self) -> impl Iterator<Item = (&HashKey, &Value, ItemHash)> {
        self.in_order()
            .map(|entry| (&entry.key, &entry.value, entry.hash))
    }

    /// `set_contains_entry`.
    pub(super) fn contains_hashed(&self, key: &HashKey, hash: ItemHash) -> bool {
        self.find(key, hash).is_some()
    }

    /// The entry of an item (`set_lookkey`).
    fn find(&self, key: &HashKey, hash: ItemHash) -> Option<usize> {
        let mut probes = Probes::new(hash, self.slots.len());
        loop {
            self.spend(1);
            match self.slots[probes.next_slot()] {
                Slot::Free => return None,
                Slot::Removed => {}
                Slot::Taken(index) => {
                    let entry = &self.entries[index as usize];
                    if entry.hash.number == hash.number && entry.key == *key {
                        return Some(index as usize);
                    }
                }
            }
        }
    }

    /// `set_add_entry`: the last removed slot on the way is used again.
    pub(super) fn insert_hashed(&mut self, key: HashKey, value: Value, hash: ItemHash) {
        let mut probes = Probes::new(hash, self.slots.len());
        let mut removed = None;
        let free = loop {
            self.spend(1);
            let slot = probes.next_slot();
            match self.slots[slot] {
                Slot::Free => break slot,
                Slot::Removed => removed = Some(slot),
                Slot::Taken(index) => {
                    let entry = &self.entries[index as usize];
                    if entry.hash.number == hash.number && entry.key == key {
                        return;
                    }
                }
            }
        };
        let slot = removed.unwrap_or(free);
        self.order = self.order.and(hash.order);
        self.entries.push(Entry {
            key,
            value,
            hash,
            slot,
        });
        self.slots[slot] = taken(self.entries.len() - 1);
        if removed.is_none() {
            self.fill += 1;
            if self.fill * 5 >= (self.slots.len() - 1) * 3 {
                self.grow();
            }
        }
    }

    /// `set_discard_entry`.
    pub(super) fn remove_hashed(&mut self, key: &HashKey, hash: ItemHash) -> Option<Value> {
        let index = self.find(key, hash)?;
        Some(self.take_out(index))
    }

    fn take_out(&mut self, index: usize) -> Value {
        let entry = self.entries.swap_remove(index);
        self.slots[entry.slot] = Slot::Removed;
        if let Some(moved) = self.entries.get(index) {
            self.slots[moved.slot] = taken(index);
        }
        entry.value
    }

    /// Makes room before `more` items are added at once, few of which are expected to be there.
    pub(super) fn make_room(&mut self, more: usize) {
        if (self.fill + more) * 5 >= (self.slots.len() - 1) * 3 {
            self.resize((self.len() + more) * 2);
        }
    }

    /// Rebuilds the table where more than a quarter of it are slots of removed items.
    pub(super) fn sweep(&mut self) {
        if self.fill - self.len() > (self.slots.len() - 1) / 4 {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let used = self.len();
        self.resize(if used > 50_000 { used * 2 } else { used * 4 });
    }

    /// Puts the items into the smallest table of more than `slots` slots (`set_table_resize`).
    fn resize(&mut self, slots: usize) {
        let mut size = LEAST_SLOTS;
        while size <= slots {
            size *= 2;
        }
        let nothing_to_do = size == LEAST_SLOTS && self.slots.len() == LEAST_SLOTS;
        if nothing_to_do && self.fill == self.len() {
            return;
        }
        let before = std::mem::replace(&mut self.slots, vec![Slot::Free; size]);
        self.spend(before.len());
        for slot in before {
            if let Slot::Taken(index) = slot {
                self.place(index as usize);
            }
        }
        self.fill = self.len();
    }

    /// Gives an entry its slot in a table without it (`set_insert_clean`).
    fn place(&mut self, index: usize) {
        let mut probes = Probes::new(self.entries[index].hash, self.slots.len());
        let slot = loop {
            self.spend(1);
            let slot = probes.next_slot();
            if self.slots[slot] == Slot::Free {
                break slot;
            }
        };
        self.slots[slot] = taken(index);
        self.entries[index].slot = slot;
    }

    /// `set_merge`: adds the items of another set.
    pub(super) fn merge(&mut self, other: &Self) {
        if other.is_empty() {
            return;
        }
        self.make_room(other.len());
        self.order = self.order.and(other.order);
        if self.fill > 0 {
            for (key, value, hash) in other.hashed() {
                self.insert_hashed(key.clone(), value.clone(), hash);
            }
            return;
        }
        self.fill = other.len();
        if self.slots.len() == other.slots.len() && other.fill == other.len() {
            self.spend(other.slots.len());
            self.entries.clone_from(&other.entries);
            self.slots.clone_from(&other.slots);
            return;
        }
        self.entries = other.in_order().cloned().collect();
        for index in 0..self.entries.len() {
            self.place(index);
        }
    }

    /// Takes over the items of another set, but not its finger (`set_swap_bodies`).
    pub(super) fn replace_items(&mut self, other: Self) {
        let order = if self.finger == 0 {
            other.order
        } else {
            self.order.and(other.order)
        };
        *self = Self {
            finger: self.finger,
            order,
            ..other
        };
    }

    /// A set of the same items, added one after the other in the order they have here.
    pub(crate) fn rebuilt(&self) -> Self {
        let mut result = Self::new();
        result.depend_on(self);
        for (key, value, hash) in self.hashed() {
            result.insert_hashed(key.clone(), value.clone(), hash);
        }
        result
    }

    /// Notes that its order depends on interned strings unless `other` has the same order.
    pub(crate) fn doubt_unless_as(&mut self, other: &Self) {
        if !self
            .hashed()
            .map(|item| item.0)
            .eq(other.hashed().map(|item| item.0))
        {
            self.order = self.order.and(Order::InternedConstants);
        }
    }

    /// Notes that items were added in the order of `source`.
    pub(super) fn depend_on(&mut self, source: &Self) {
        self.order = self.order.and(source.order());
    }
}

fn taken(index: usize) -> Slot {
    Slot::Taken(u32::try_from(index).expect("memory ends before a set has 2**32 items"))
}
