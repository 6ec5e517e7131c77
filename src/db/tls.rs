//! Encryption with the meanings libpq gives its `ssl*` keywords.
//!
//! Counterpart: `initialize_SSL` in libpq's `fe-secure-openssl.c`; carried out by rustls with
//! ring. Differences: nothing below TLS 1.2, and private keys must not be encrypted.

mod certificate_verifier;

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, version};

use super::environment::Environment;
use super::parameters::ParameterError;
use certificate_verifier::{CertificateVerifier, HostCheck};

/// `sslmode`: how much encryption and trust is demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SslMode {
    /// Never encrypted.
    Disable,
    /// Encrypted if the server insists.
    Allow,
    /// Encrypted if the server can.
    Prefer,
    /// Encrypted; with a root certificate file, the certificate is verified as well.
    Require,
    /// The certificate is signed by a trusted authority.
    VerifyCa,
    /// And it is the one of the host that was asked for.
    VerifyFull,
}

/// `sslnegotiation`: how TLS begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Negotiation {
    /// With PostgreSQL's own request in clear.
    Postgres,
    /// At once, as in PostgreSQL 17 and later.
    Direct,
}

/// `sslrootcert`: whom to trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RootCertificates {
    /// The operating system's authorities.
    System,
    /// The authorities in a PEM file, if it exists.
    File(PathBuf),
    /// No file, and no home folder to look for one.
    Nowhere,
}

/// A bound on the protocol version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsVersionLimit {
    /// TLS 1.0 or 1.1, which are not spoken here.
    Older,
    /// TLS 1.2.
    Version12,
    /// TLS 1.3.
    Version13,
}

/// Whether the host's name is sent in clear at the start of TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerNameIndication {
    /// It is, so that a proxy can choose the server.
    Send,
    /// It is not.
    Withhold,
}

/// Everything about encryption that was decided before a server is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsParameters {
    /// How much is demanded.
    pub mode: SslMode,
    /// How TLS begins.
    pub negotiation: Negotiation,
    /// Whom to trust.
    pub roots: RootCertificates,
    /// Revoked certificates, if the file exists.
    pub revocations: Option<PathBuf>,
    /// Our own certificate, if the file exists.
    pub certificate: Option<PathBuf>,
    /// Its private key.
    pub private_key: Option<PathBuf>,
    /// Whether the host's name is sent in clear.
    pub server_name_indication: ServerNameIndication,
    /// The oldest version allowed.
    pub oldest_version: TlsVersionLimit,
    /// The newest version allowed.
    pub newest_version: TlsVersionLimit,
}

impl TlsParameters {
    /// Decides from the `ssl*` keywords, of which `text` gives those that are set.
    pub(super) fn decide<'a>(
        text: impl Fn(&str) -> Option<&'a str>,
        (oldest, newest): (Option<TlsVersionLimit>, Option<TlsVersionLimit>),
        environment: &Environment,
    ) -> Result<Self, ParameterError> {
        let roots = match text("sslrootcert") {
            Some("system") => RootCertificates::System,
            Some(path) => RootCertificates::File(path.into()),
            None => environment
                .home_file(".postgresql/root.crt")
                .map_or(RootCertificates::Nowhere, RootCertificates::File),
        };
        let default_mode = if roots == RootCertificates::System {
            "verify-full"
        } else {
            "prefer"
        };
        let mode_text = text("sslmode").unwrap_or(default_mode);
        let mode = match mode_text {
            "disable" => SslMode::Disable,
            "allow" => SslMode::Allow,
            "prefer" => SslMode::Prefer,
            "require" => SslMode::Require,
            "verify-ca" => SslMode::VerifyCa,
            "verify-full" => SslMode::VerifyFull,
            value => {
                return Err(ParameterError::InvalidValue {
                    keyword: "sslmode",
                    value: value.to_owned(),
                });
            }
        };
        if roots == RootCertificates::System && mode != SslMode::VerifyFull {
            return Err(ParameterError::Contradiction(format!(
                "weak sslmode \"{mode_text}\" may not be used with sslrootcert=system (use \
                 \"verify-full\")"
            )));
        }
        let negotiation = match text("sslnegotiation") {
            None | Some("postgres") => Negotiation::Postgres,
            Some("direct") if mode >= SslMode::Require => Negotiation::Direct,
            Some("direct") => {
                return Err(ParameterError::Contradiction(format!(
                    "weak sslmode \"{mode_text}\" may not be used with sslnegotiation=direct (use \
                     \"require\", \"verify-ca\", or \"verify-full\")"
                )));
            }
            Some(value) => {
                return Err(ParameterError::InvalidValue {
                    keyword: "sslnegotiation",
                    value: value.to_owned(),
                });
            }
        };
        let oldest_version = oldest.unwrap_or(TlsVersionLimit::Version12);
        let newest_version = newest.unwrap_or(TlsVersionLimit::Version13);
        if oldest_version > newest_version {
            return Err(ParameterError::Contradiction(
                "invalid SSL protocol version range".into(),
            ));
        }
        let file = |keyword, home: &str| {
            text(keyword)
                .map(PathBuf::from)
                .or_else(|| environment.home_file(home))
        };
        Ok(Self {
            mode,
            negotiation,
            roots,
            revocations: file("sslcrl", ".postgresql/root.crl"),
            certificate: file("sslcert", ".postgresql/postgresql.crt"),
            private_key: file("sslkey", ".postgresql/postgresql.key"),
            server_name_indication: if text("sslsni") == Some("0") {
                ServerNameIndication::Withhold
            } else {
                ServerNameIndication::Send
            },
            oldest_version,
            newest_version,
        })
    }

    /// What rustls needs to know, the files read.
    ///
    /// # Errors
    /// A sentence for the user about the file that is missing or malformed.
    pub(super) fn client_config(&self) -> Result<ClientConfig, String> {
        let provider = Arc::new(ring::default_provider());
        let verifier = self.verifier(&provider)?;
        let builder = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&self.versions()?)
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match self.identity()? {
            Some((chain, key)) => builder
                .with_client_auth_cert(chain, key)
                .map_err(|error| format!("could not use the client certificate: {error}"))?,
            None => builder.with_no_client_auth(),
        };
        config.enable_sni = self.server_name_indication == ServerNameIndication::Send;
        if self.negotiation == Negotiation::Direct {
            config.alpn_protocols = vec![b"postgresql".to_vec()];
        }
        Ok(config)
    }

    fn versions(&self) -> Result<Vec<&'static SupportedProtocolVersion>, String> {
        let spoken = [
            (TlsVersionLimit::Version12, &version::TLS12),
            (TlsVersionLimit::Version13, &version::TLS13),
        ];
        let versions: Vec<_> = spoken
            .into_iter()
            .filter(|(limit, _)| (self.oldest_version..=self.newest_version).contains(limit))
            .map(|(_, version)| version)
            .collect();
        if versions.is_empty() {
            return Err("TLS below version 1.2 is not supported".to_owned());
        }
        Ok(versions)
    }

    fn verifier(&self, provider: &Arc<CryptoProvider>) -> Result<CertificateVerifier, String> {
        let Some(certificates) = self.root_certificates()? else {
            return Ok(CertificateVerifier::trusting_anyone(provider));
        };
        let mut store = RootCertStore::empty();
        let (usable, _) = store.add_parsable_certificates(certificates.iter().cloned());
        if usable == 0 {
            return Err("no usable root certificate was found".to_owned());
        }
        let mut builder =
            WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
        if let Some(path) = self.revocations.as_deref().filter(|path| path.is_file()) {
            let lists: Result<Vec<_>, _> = CertificateRevocationListDer::pem_file_iter(path)
                .and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let lists = lists.map_err(|error| {
                format!(
                    "could not read revocation list \"{}\": {error}",
                    path.display()
                )
            })?;
            builder = builder.with_crls(lists);
        }
        let authority_verifier = builder.build().map_err(|error| error.to_string())?;
        let host_check = if self.mode == SslMode::VerifyFull {
            HostCheck::Required
        } else {
            HostCheck::Skipped
        };
        Ok(CertificateVerifier::trusting(
            provider,
            authority_verifier,
            certificates,
            host_check,
        ))
    }

    /// The trusted authorities; `None` when nobody's signature is to be checked.
    fn root_certificates(&self) -> Result<Option<Vec<CertificateDer<'static>>>, String> {
        let path = match &self.roots {
            RootCertificates::System => {
                let found = rustls_native_certs::load_native_certs();
                return match found.errors.first() {
                    Some(error) if found.certs.is_empty() => Err(format!(
                        "could not load system root certificate paths: {error}"
                    )),
                    _ => Ok(Some(found.certs)),
                };
            }
            RootCertificates::File(path) if path.exists() => path,
            RootCertificates::File(path) if self.mode >= SslMode::VerifyCa => {
                return Err(format!(
                    "root certificate file \"{}\" does not exist\nEither provide the file, use \
                     the system's trusted roots with sslrootcert=system, or change sslmode to \
                     disable server certificate verification.",
                    path.display()
                ));
            }
            RootCertificates::Nowhere if self.mode >= SslMode::VerifyCa => {
                return Err(
                    "could not get home directory to locate root certificate file".to_owned(),
                );
            }
            RootCertificates::File(_) | RootCertificates::Nowhere => return Ok(None),
        };
        certificates(path).map(Some).map_err(|error| {
            format!(
                "could not read root certificate file \"{}\": {error}",
                path.display()
            )
        })
    }

    /// Our certificate chain and its key; `None` when there is no certificate file.
    fn identity(
        &self,
    ) -> Result<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>, String> {
        let Some(path) = self.certificate.as_deref().filter(|path| path.exists()) else {
            return Ok(None);
        };
        let chain = certificates(path).map_err(|error| {
            format!(
                "could not read certificate file \"{}\": {error}",
                path.display()
            )
        })?;
        let Some(key_path) = self.private_key.as_deref() else {
            return Err("certificate present, but not private key file".to_owned());
        };
        let Ok(metadata) = key_path.metadata() else {
            return Err(format!(
                "certificate present, but not private key file \"{}\"",
                key_path.display()
            ));
        };
        let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
        if metadata.permissions().mode() & forbidden != 0 {
            return Err(format!(
                "private key file \"{}\" has group or world access; file must have permissions \
                 u=rw (0600) or less if owned by the current user, or permissions u=rw,g=r (0640) \
                 or less if owned by root",
                key_path.display()
            ));
        }
        let key = PrivateKeyDer::from_pem_file(key_path).map_err(|error| {
            format!(
                "could not load private key file \"{}\": {error}",
                key_path.display()
            )
        })?;
        Ok(Some((chain, key)))
    }
}

fn certificates(
    path: &Path,
) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    CertificateDer::pem_file_iter(path)?.collect()
}
