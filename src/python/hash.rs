//! Hash values as CPython 3.11 has them on 64-bit machines under `PYTHONHASHSEED=0`.
//!
//! Counterpart of `Python/pyhash.c` (strings, bytes, numbers), `Objects/longobject.c`,
//! `Objects/tupleobject.c` and `frozenset_hash` in `Objects/setobject.c`. They decide in which
//! order a set gives its items.

use super::dictionary::HashKey;
use super::integer::Integer;

/// Numbers hash modulo this Mersenne prime (`_PyHASH_MODULUS`).
const MODULUS: u64 = (1 << MODULUS_BITS) - 1;
const MODULUS_BITS: u32 = 61;

/// The hash of infinity (`_PyHASH_INF`).
const INFINITY: i64 = 314_159;

/// The hash of the value `key` stands for.
///
/// Nothing where CPython makes it of an address, as for `None`, functions and most instances: it
/// differs from run to run whatever the seed.
pub(crate) fn hash_of(key: &HashKey) -> Option<i64> {
    match key {
        HashKey::None
        | HashKey::Ellipsis
        | HashKey::NotImplemented
        | HashKey::Native(..)
        | HashKey::Identity(_) => None,
        HashKey::Int(value) => Some(hash_integer(value)),
        HashKey::Float(bits) => hash_float(f64::from_bits(*bits)),
        HashKey::Str(text) => Some(hash_text(text)),
        HashKey::Bytes(bytes) => Some(hash_bytes(bytes)),
        HashKey::Tuple(items) => hash_tuple(items),
        HashKey::FrozenSet(items) => hash_frozen_set(items),
        HashKey::Apart(_, hashed) => hash_of(hashed),
    }
}

/// -1 tells C code of an error, so no value has it for a hash.
fn avoid_error_code(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn hash_integer(value: &Integer) -> i64 {
    let remainder = match value {
        Integer::Small(value) => value.unsigned_abs() % MODULUS,
        Integer::Big(value) => (value.magnitude() % MODULUS)
            .try_into()
            .expect("a remainder is smaller than its modulus"),
    };
    signed(remainder, value.is_negative())
}

/// A hash of a number from its remainder and its sign.
fn signed(remainder: u64, is_negative: bool) -> i64 {
    let magnitude = remainder.cast_signed();
    avoid_error_code(if is_negative { -magnitude } else { magnitude })
}

/// `_Py_HashDouble` of a float that equals no integer; the hash of a NaN is its address.
fn hash_float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    // The value is mantissa * 2**shift / 2**1075.
    let (mantissa, shift) = match exponent {
        0 => (fraction, 1),
        _ => (fraction | (1 << 52), exponent),
    };
    // As 2**61 is 1 modulo the prime, multiplying by a power of two rotates 61 bits. 1075 below is
    // made a multiple of 61 (18 * 61 = 1098) so that nothing becomes negative.
    let rotation = (shift + 1098 - 1075) % u64::from(MODULUS_BITS);
    let rotated =
        (mantissa << rotation & MODULUS) | (mantissa >> (u64::from(MODULUS_BITS) - rotation));
    Some(signed(rotated % MODULUS, value < 0.0))
}

/// A string hashes as the characters lie in memory: one, two or four bytes each, as the widest asks.
fn hash_text(text: &str) -> i64 {
    match text.chars().max() {
        None | Some('\0'..='\x7f') => hash_bytes(text.as_bytes()),
        Some('\u{80}'..='\u{ff}') => {
            let bytes = text
                .chars()
                .filter_map(|character| u8::try_from(character).ok());
            hash_bytes(&bytes.collect::<Vec<u8>>())
        }
        Some('\u{100}'..='\u{ffff}') => {
            let mut units = [0; 2];
            let units = text.chars().flat_map(|character| {
                character.encode_utf16(&mut units);
                units[0].to_le_bytes()
            });
            hash_bytes(&units.collect::<Vec<u8>>())
        }
        Some('\u{10000}'..) => {
            let units = text
                .chars()
                .flat_map(|character| u32::from(character).to_le_bytes());
            hash_bytes(&units.collect::<Vec<u8>>())
        }
    }
}

/// `_Py_HashBytes`.
fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    avoid_error_code(siphash13(bytes).cast_signed())
}

/// `SipHash` with one round a word and three at the end, under the key zero that seed 0 stands for.
fn siphash13(bytes: &[u8]) -> u64 {
    fn round(state: &mut [u64; 4]) {
        let [mut a, mut b, mut c, mut d] = *state;
        a = a.wrapping_add(b);
        c = c.wrapping_add(d);
        b = b.rotate_left(13) ^ a;
        d = d.rotate_left(16) ^ c;
        a = a.rotate_left(32);
        c = c.wrapping_add(b);
        a = a.wrapping_add(d);
        b = b.rotate_left(17) ^ c;
        d = d.rotate_left(21) ^ a;
        c = c.rotate_left(32);
        *state = [a, b, c, d];
    }
    fn word(bytes: &[u8]) -> u64 {
        bytes
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte))
    }

    // "somepseudorandomlygeneratedbytes", to which the key would be added.
    let mut state = [
        0x736f_6d65_7073_6575,
        0x646f_7261_6e64_6f6d,
        0x6c79_6765_6e65_7261,
        0x7465_6462_7974_6573,
    ];
    let mut words = bytes.chunks_exact(8);
    for chunk in &mut words {
        let word = word(chunk);
        state[3] ^= word;
        round(&mut state);
        state[0] ^= word;
    }
    let last = (bytes.len() as u64) << 56 | word(words.remainder());
    state[3] ^= last;
    round(&mut state);
    state[0] ^= last;
    state[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

/// `tuplehash`: the lanes of xxHash, one for each item.
fn hash_tuple(items: &[HashKey]) -> Option<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut accumulator = PRIME_5;
    for item in items {
        let lane = hash_of(item)?.cast_unsigned();
        accumulator = accumulator
            .wrapping_add(lane.wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
    }
    let hash = accumulator
        .wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539))
        .cast_signed();
    Some(if hash == -1 { 1_546_275_796 } else { hash })
}

/// `frozenset_hash`: the same for any order of the items.
fn hash_frozen_set(items: &[HashKey]) -> Option<i64> {
    let mut hash: u64 = 0;
    for item in items {
        let item = hash_of(item)?.cast_unsigned();
        hash ^= ((item ^ 89_869_747) ^ (item << 16)).wrapping_mul(3_644_798_167);
    }
    hash ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    let hash = hash
        .wrapping_mul(69_069)
        .wrapping_add(907_133_923)
        .cast_signed();
    Some(if hash == -1 { 590_923_713 } else { hash })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use num_bigint::BigInt;

    use super::*;

    /// The values are `hash(…)` of Python 3.11 under `PYTHONHASHSEED=0`.
    #[test]
    fn hashes_are_cpythons() {
        let text = |text: &str| HashKey::Str(text.into());
        let small = |value: i64| HashKey::Int(Integer::Small(value));
        let power = |sign: i64| HashKey::Int(Integer::big(BigInt::from(10).pow(40) * sign));
        let float = |value: f64| HashKey::Float(value.to_bits());
        let bytes = |bytes: &[u8]| HashKey::Bytes(Rc::from(bytes));
        let nested = HashKey::Tuple(vec![float(1.5), text("ж")]);
        let pair = HashKey::Tuple(vec![text("b")]);
        let table = [
            (text(""), 0),
            (text("a"), 4_644_417_185_603_328_019),
            (text("users"), 532_884_298_275_206_615),
            (text("abcdefgh"), 4_574_395_652_268_504_554),
            (text("ÿé"), -4_874_431_181_807_313_678),
            (text("ж"), 7_913_700_590_106_915_054),
            (text("\u{ffff}"), 2_147_057_924_765_956_750),
            (text("a𝒳ж"), -3_093_478_788_397_821_050),
            (bytes(b"\x00\xff"), -2_713_640_983_873_221_217),
            (small(-1), -2),
            (small((1 << 61) - 1), 0),
            (small(1 << 61), 1),
            (small(i64::MIN), -4),
            (power(1), 1_388_497_483_929_617_590),
            (power(-1), -1_388_497_483_929_617_590),
            (float(0.5), 1_152_921_504_606_846_976),
            (float(-2.25), -576_460_752_303_423_490),
            (float(1e-300), 482_449_582_752_280_463),
            (float(5e-324), 16_777_216),
            (float(f64::NEG_INFINITY), -314_159),
            (HashKey::Tuple(vec![]), 5_740_354_900_026_072_187),
            (
                HashKey::Tuple(vec![small(1), small(2)]),
                -3_550_055_125_485_641_917,
            ),
            (
                HashKey::Tuple(vec![text("a"), nested]),
                7_609_764_843_391_202_379,
            ),
            (HashKey::FrozenSet(vec![]), 133_146_708_735_736),
            (
                HashKey::FrozenSet(vec![text("a"), pair]),
                -3_681_275_738_519_241_653,
            ),
        ];
        for (key, expected) in table {
            assert_eq!(hash_of(&key), Some(expected), "{key:?}");
        }
        assert_eq!(hash_of(&float(f64::NAN)), None);
        assert_eq!(hash_of(&HashKey::Tuple(vec![HashKey::None])), None);
    }
}
