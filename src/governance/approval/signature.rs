//! A signature as `ssh-keygen -Y sign` writes it: OpenSSH's PROTOCOL.sshsig.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{Algorithm, SHA256, SHA512, digest};

use super::key::PublicKey;
use super::wire::{Wire, put_string};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// What a signature, and what is signed, begins with.
const MAGIC: &[u8; 6] = b"SSHSIG";

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// It is none of the form that is known.
    #[error("it is no signature of ssh-keygen -Y sign")]
    NoSignature,
    /// It was made for something else.
    #[error("it was made with -n {found}, and -n {expected} is needed")]
    Namespace {
        /// The namespace that is needed.
        expected: String,
        /// The one it has.
        found: String,
    },
    /// Its key or algorithm is not supported.
    #[error(
        "its key is of the kind {0}, which is not verified here: use ed25519, ecdsa (nistp256, \
         nistp384) or rsa (2048 bits or more)"
    )]
    Unsupported(String),
    /// The text was changed, or signed by another key.
    #[error("it does not fit the text: the text was changed, or another key has signed")]
    Wrong,
    /// The key is not that of the person, or not now.
    #[error("{fingerprint} is no key of {principal} that is allowed to sign this now: {reason}")]
    NotAllowed {
        /// The key.
        fingerprint: String,
        /// The person.
        principal: String,
        /// Why not.
        reason: String,
    },
}

/// A signature that was read; nothing of it is verified yet.
#[derive(Debug, Clone)]
pub struct SshSignature {
    key: PublicKey,
    namespace: String,
    hash: &'static Algorithm,
    hash_name: &'static str,
    algorithm: String,
    signature: Vec<u8>,
}

impl SshSignature {
    /// Reads the text of a `.sig` file.
    ///
    /// # Errors
    /// A text of any other form.
    pub fn parse(text: &str) -> Result<Self, SignatureError> {
        Self::of_text(text).ok_or(SignatureError::NoSignature)
    }

    fn of_text(text: &str) -> Option<Self> {
        let body = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
        let base64: String = body.split_ascii_whitespace().collect();
        let bytes = STANDARD.decode(base64).ok()?;
        let mut wire = Wire::new(&bytes);
        if wire.bytes(MAGIC.len())? != MAGIC || wire.number()? != 1 {
            return None;
        }
        let key = PublicKey::of_bytes(wire.string()?);
        let namespace = wire.text()?.to_owned();
        let _reserved = wire.string()?;
        let (hash, hash_name) = match wire.text()? {
            "sha256" => (&SHA256, "sha256"),
            "sha512" => (&SHA512, "sha512"),
            _ => return None,
        };
        let mut inner = Wire::new(wire.string()?);
        wire.end()?;
        let algorithm = inner.text()?.to_owned();
        let signature = inner.string()?.to_vec();
        inner.end()?;
        key.kind()?;
        Some(Self {
            key,
            namespace,
            hash,
            hash_name,
            algorithm,
            signature,
        })
    }

    /// The key that claims to have signed.
    pub(super) fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Verifies that its key has signed `message` in `namespace`; whose key it is, is not asked.
    ///
    /// # Errors
    /// Whatever keeps it from holding.
    pub(super) fn verify(&self, namespace: &str, message: &[u8]) -> Result<(), SignatureError> {
        if self.namespace != namespace {
            return Err(SignatureError::Namespace {
                expected: namespace.to_owned(),
                found: self.namespace.escape_debug().to_string(),
            });
        }
        if !self.key.is_supported() {
            let kind = self.key.kind().unwrap_or_default();
            return Err(SignatureError::Unsupported(kind.escape_debug().to_string()));
        }
        let mut signed = MAGIC.to_vec();
        put_string(&mut signed, namespace.as_bytes());
        // PROTOCOL.sshsig: nothing is reserved yet, and whatever stands there is ignored.
        put_string(&mut signed, b"");
        put_string(&mut signed, self.hash_name.as_bytes());
        put_string(&mut signed, digest(self.hash, message).as_ref());
        match self.key.verify(&self.algorithm, &self.signature, &signed) {
            Some(true) => Ok(()),
            Some(false) => Err(SignatureError::Wrong),
            None => Err(SignatureError::NoSignature),
        }
    }
}
