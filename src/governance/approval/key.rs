//! Public keys, and the signatures they verify: RFC 8709 (Ed25519), RFC 5656 (ECDSA), RFC 8332
//! (RSA with SHA-2).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ring::digest::{SHA256, digest};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, EcdsaVerificationAlgorithm,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA512, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use super::wire::Wire;

/// A public key in SSH's binary form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PublicKey(Vec<u8>);

impl PublicKey {
    /// The key of a line: its kind and its base64 text.
    pub(super) fn of_text(kind: &str, base64: &str) -> Option<Self> {
        let bytes = STANDARD.decode(base64).ok()?;
        let key = Self(bytes);
        (key.kind()? == kind).then_some(key)
    }

    /// The key in its binary form.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Its kind, such as `ssh-ed25519`.
    pub(super) fn kind(&self) -> Option<&str> {
        Wire::new(&self.0).text()
    }

    /// Its fingerprint, as `ssh-keygen -l` shows it.
    pub(super) fn fingerprint(&self) -> String {
        let digest = digest(&SHA256, &self.0);
        format!("SHA256:{}", STANDARD_NO_PAD.encode(digest.as_ref()))
    }

    /// Whether there is a way to verify its signatures, and the key is sound as far as that shows.
    pub(super) fn is_supported(&self) -> bool {
        let kind = self.kind();
        kind.is_some_and(|kind| {
            [
                "ssh-ed25519",
                "ecdsa-sha2-nistp256",
                "ecdsa-sha2-nistp384",
                "ssh-rsa",
            ]
            .contains(&kind)
        })
    }

    /// Whether `signature`, made by `algorithm`, is this key's for `message`; `None` where either
    /// is not of a form that is known.
    pub(super) fn verify(&self, algorithm: &str, signature: &[u8], message: &[u8]) -> Option<bool> {
        let mut wire = Wire::new(&self.0);
        let kind = wire.text()?;
        match (kind, algorithm) {
            ("ssh-ed25519", "ssh-ed25519") => {
                let key = wire.string()?;
                wire.end()?;
                let key = UnparsedPublicKey::new(&ED25519, key);
                Some(key.verify(message, signature).is_ok())
            }
            ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => ecdsa(
                wire,
                "nistp256",
                32,
                &ECDSA_P256_SHA256_FIXED,
                signature,
                message,
            ),
            ("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384") => ecdsa(
                wire,
                "nistp384",
                48,
                &ECDSA_P384_SHA384_FIXED,
                signature,
                message,
            ),
            ("ssh-rsa", "rsa-sha2-256" | "rsa-sha2-512") => {
                let e = wire.positive()?;
                let n = wire.positive()?;
                wire.end()?;
                let parameters = match algorithm {
                    "rsa-sha2-256" => &RSA_PKCS1_2048_8192_SHA256,
                    _ => &RSA_PKCS1_2048_8192_SHA512,
                };
                let key = RsaPublicKeyComponents { n, e };
                Some(key.verify(parameters, message, signature).is_ok())
            }
            _ => None,
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.fingerprint())
    }
}

/// RFC 5656, section 3.1: the curve's name, a point, and a signature of two numbers.
fn ecdsa(
    mut wire: Wire<'_>,
    curve: &str,
    length: usize,
    algorithm: &'static EcdsaVerificationAlgorithm,
    signature: &[u8],
    message: &[u8],
) -> Option<bool> {
    if wire.text()? != curve {
        return None;
    }
    let point = wire.string()?;
    wire.end()?;
    let mut numbers = Wire::new(signature);
    let mut fixed = Vec::with_capacity(2 * length);
    for _ in 0..2 {
        let number = numbers.positive()?;
        let padding = length.checked_sub(number.len())?;
        fixed.resize(fixed.len() + padding, 0);
        fixed.extend(number);
    }
    numbers.end()?;
    let key = UnparsedPublicKey::new(algorithm, point);
    Some(key.verify(message, &fixed).is_ok())
}
