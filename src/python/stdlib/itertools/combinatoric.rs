//! Iterators over selections of a pool: products, permutations and combinations.

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::PythonIterator;
use crate::python::value::Value;

/// How the indices of a selection go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Any index at any place, each place with a pool of its own.
    Product,
    /// No index twice.
    Permutations,
    /// Indices ascending.
    Combinations,
    /// Indices not descending.
    CombinationsWithReplacement,
}

/// Tuples of items, one of the pool of each place.
pub(super) struct Selections {
    pools: Vec<Vec<Value>>,
    order: Order,
    /// The indices of the next selection; nothing at the end.
    indices: Option<Vec<usize>>,
}

impl Selections {
    /// The product of pools.
    pub(super) fn product(pools: Vec<Vec<Value>>) -> Self {
        let possible = pools.iter().all(|pool| !pool.is_empty());
        Self {
            indices: possible.then(|| vec![0; pools.len()]),
            pools,
            order: Order::Product,
        }
    }

    /// Selections of `length` items of one pool.
    pub(super) fn of_pool(pool: Vec<Value>, length: usize, order: Order) -> Self {
        let count = pool.len();
        let possible = match order {
            Order::Product | Order::CombinationsWithReplacement => count > 0 || length == 0,
            Order::Permutations | Order::Combinations => length <= count,
        };
        let indices = possible.then(|| match order {
            Order::Product | Order::CombinationsWithReplacement => vec![0; length],
            Order::Permutations | Order::Combinations => (0..length).collect(),
        });
        Self {
            pools: vec![pool],
            order,
            indices,
        }
    }

    fn pool(&self, place: usize) -> &[Value] {
        match self.order {
            Order::Product => &self.pools[place],
            Order::Permutations | Order::Combinations | Order::CombinationsWithReplacement => {
                &self.pools[0]
            }
        }
    }

    /// The indices behind `indices`, as an odometer turns.
    fn following(&self, mut indices: Vec<usize>) -> Option<Vec<usize>> {
        for place in (0..indices.len()).rev() {
            let count = self.pool(place).len();
            let behind = indices.len() - place - 1;
            match self.order {
                Order::Product => {
                    if indices[place] + 1 < count {
                        indices[place] += 1;
                        indices[place + 1..].fill(0);
                        return Some(indices);
                    }
                }
                Order::Combinations => {
                    if indices[place] + behind + 1 < count {
                        let first = indices[place] + 1;
                        for (offset, index) in indices[place..].iter_mut().enumerate() {
                            *index = first + offset;
                        }
                        return Some(indices);
                    }
                }
                Order::CombinationsWithReplacement => {
                    if indices[place] + 1 < count {
                        let next = indices[place] + 1;
                        indices[place..].fill(next);
                        return Some(indices);
                    }
                }
                Order::Permutations => {
                    let used = &indices[..place];
                    let next = (indices[place] + 1..count).find(|index| !used.contains(index));
                    if let Some(next) = next {
                        indices.truncate(place);
                        indices.push(next);
                        for _ in 0..behind {
                            let free = (0..count).find(|index| !indices.contains(index))?;
                            indices.push(free);
                        }
                        return Some(indices);
                    }
                }
            }
        }
        None
    }
}

impl PythonIterator for Selections {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let Some(indices) = self.indices.take() else {
            return Ok(None);
        };
        cx.charge(indices.len() as u64 + 1)?;
        cx.allocate(indices.len() * size_of::<Value>())?;
        let items = indices
            .iter()
            .enumerate()
            .map(|(place, index)| self.pool(place)[*index].clone())
            .collect();
        self.indices = self.following(indices);
        Ok(Some(Value::tuple(items)))
    }

    fn type_name(&self) -> &'static str {
        match self.order {
            Order::Product => "itertools.product",
            Order::Permutations => "itertools.permutations",
            Order::Combinations => "itertools.combinations",
            Order::CombinationsWithReplacement => "itertools.combinations_with_replacement",
        }
    }
}
