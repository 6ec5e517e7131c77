//! Which server certificates are good enough, as OpenSSL under libpq judges them.
//!
//! Counterpart: `verify_cb` and `pgtls_verify_peer_name_matches_certificate_guts`. Three rules
//! differ from those of a web browser, which rustls brings: without an authority any certificate
//! will do; a certificate that is itself in the root file is trusted, though it is no authority;
//! and a certificate without any subject alternative name is known by its common name.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::oid::db::rfc4519::CN;
use x509_cert::ext::pkix::SubjectAltName;

/// Whether the certificate must name the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HostCheck {
    Required,
    Skipped,
}

/// Judges server certificates.
pub(super) struct CertificateVerifier {
    provider: Arc<CryptoProvider>,
    /// `None`: any certificate will do.
    trust: Option<Trust>,
}

struct Trust {
    authorities: Arc<WebPkiServerVerifier>,
    /// The contents of the root file, for certificates that are in it themselves.
    certificates: Vec<CertificateDer<'static>>,
    host_check: HostCheck,
}

impl CertificateVerifier {
    /// Encryption alone: nobody's signature is looked at.
    pub(super) fn trusting_anyone(provider: &Arc<CryptoProvider>) -> Self {
        Self {
            provider: Arc::clone(provider),
            trust: None,
        }
    }

    /// Trusts what the authorities have signed.
    pub(super) fn trusting(
        provider: &Arc<CryptoProvider>,
        authorities: Arc<WebPkiServerVerifier>,
        certificates: Vec<CertificateDer<'static>>,
        host_check: HostCheck,
    ) -> Self {
        let trust = Some(Trust {
            authorities,
            certificates,
            host_check,
        });
        Self {
            provider: Arc::clone(provider),
            trust,
        }
    }
}

impl Trust {
    fn verify_chain(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<(), Error> {
        if self
            .certificates
            .iter()
            .any(|trusted| trusted.as_ref() == end_entity.as_ref())
        {
            return verify_validity(end_entity, now);
        }
        match self.authorities.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        ) {
            // The name is looked at last, so everything else was in order; it is judged below.
            Ok(_)
            | Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl ServerCertVerifier for CertificateVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(trust) = &self.trust {
            trust.verify_chain(end_entity, intermediates, server_name, ocsp_response, now)?;
            if trust.host_check == HostCheck::Required {
                verify_host(end_entity, server_name)?;
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        // A signature by a certificate that anyone may have made proves nothing, and checking it
        // would only keep out old certificate formats that libpq accepts.
        if self.trust.is_none() {
            return Ok(HandshakeSignatureValid::assertion());
        }
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        if self.trust.is_none() {
            return Ok(HandshakeSignatureValid::assertion());
        }
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

impl fmt::Debug for CertificateVerifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CertificateVerifier")
            .field(
                "host_check",
                &self.trust.as_ref().map(|trust| trust.host_check),
            )
            .finish_non_exhaustive()
    }
}

fn verify_validity(certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
    let validity = parsed(certificate)?.tbs_certificate.validity;
    let now = Duration::from_secs(now.as_secs());
    if now < validity.not_before.to_unix_duration() {
        return Err(Error::InvalidCertificate(CertificateError::NotValidYet));
    }
    if now > validity.not_after.to_unix_duration() {
        return Err(Error::InvalidCertificate(CertificateError::Expired));
    }
    Ok(())
}

fn verify_host(certificate: &CertificateDer<'_>, wanted: &ServerName<'_>) -> Result<(), Error> {
    let refusal = match verify_server_name(&ParsedCertificate::try_from(certificate)?, wanted) {
        Ok(()) => return Ok(()),
        Err(refusal) => refusal,
    };
    let subject = parsed(certificate)?.tbs_certificate;
    let has_alternative_names = subject
        .extensions
        .iter()
        .flatten()
        .any(|extension| extension.extn_id == SubjectAltName::OID);
    let matches = |name: &str| common_name_matches(name, &wanted.to_str());
    let common_names = subject.subject.0.iter().flat_map(|names| names.0.iter());
    let mut common_names = common_names
        .filter(|name| name.oid == CN)
        .filter_map(|name| {
            let utf8 = name
                .value
                .decode_as::<Utf8StringRef<'_>>()
                .map(|text| text.to_string());
            utf8.or_else(|_| {
                name.value
                    .decode_as::<PrintableStringRef<'_>>()
                    .map(|text| text.to_string())
            })
            .ok()
        });
    if !has_alternative_names && common_names.any(|name| matches(&name)) {
        return Ok(());
    }
    Err(refusal)
}

/// A common name is the host's, letter case aside; a leading `*.` stands for one label.
fn common_name_matches(name: &str, host: &str) -> bool {
    if name.eq_ignore_ascii_case(host) {
        return true;
    }
    match (name.strip_prefix("*."), host.split_once('.')) {
        (Some(domain), Some((label, rest))) => {
            !label.is_empty() && domain.contains('.') && domain.eq_ignore_ascii_case(rest)
        }
        _ => false,
    }
}

fn parsed(certificate: &CertificateDer<'_>) -> Result<Certificate, Error> {
    Certificate::from_der(certificate.as_ref())
        .map_err(|_| Error::InvalidCertificate(CertificateError::BadEncoding))
}

#[cfg(test)]
mod tests {
    use super::common_name_matches;

    #[test]
    fn a_star_is_one_label() {
        for (name, host, expected) in [
            ("db.example.com", "DB.example.com", true),
            ("*.example.com", "db.example.com", true),
            ("*.example.com", "a.db.example.com", false),
            ("*.example.com", "example.com", false),
            ("db*.example.com", "db1.example.com", false),
            ("*", "localhost", false),
        ] {
            assert_eq!(common_name_matches(name, host), expected, "{name} {host}");
        }
    }
}
