//! TLS without a server in front: an own certificate, a renewed one, and people who come without.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

const EXTENSIONS: &str = "[req]\ndistinguished_name = dn\nx509_extensions = v3\nprompt = no\n[dn]\nCN = hub\n\
                          [v3]\nsubjectAltName = IP:127.0.0.1\nbasicConstraints = critical, CA:FALSE\n";

/// Writes a fresh certificate and its key to the places the server reads them from.
fn renew(home: &Home) -> Result<()> {
    let config = home.write("openssl.cnf", EXTENSIONS)?;
    let output = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt"])
        .args(["ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .arg("-config")
        .arg(config)
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(home.folder())
        .output()
        .context("openssl does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    Ok(())
}

/// The answer to a request over TLS that trusts nothing but one certificate.
fn ask(address: &str, certificate: &Path) -> Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate)?)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("127.0.0.1")?;
    let connection = ClientConnection::new(Arc::new(config), name)?;
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[test]
fn a_hub_speaks_tls_with_a_certificate_that_is_renewed_under_way() -> Result<()> {
    let home = Home::new()?;
    renew(&home)?;
    let path = home.data().join("config.toml");
    let folder = home.folder().display();
    let port = free_port()?;
    let tls = format!(
        "\n[server.tls]\ncertificate_file = \"{folder}/certificate.pem\"\nkey_file = \"{folder}/key.pem\"\n\
         redirect_from = \"127.0.0.1:{port}\"\n\n[accounts]\n"
    );
    let text = std::fs::read_to_string(&path)?;
    std::fs::write(&path, text.replacen("\n[accounts]\n", &tls, 1))?;
    let server = Server::with(
        &home,
        ServerOptions {
            expected_warnings: vec!["the new certificate cannot be used"],
            ..ServerOptions::default()
        },
    )?;
    let address = server.base.strip_prefix("https://").context("https")?;
    let first = home.folder().join("first.pem");
    std::fs::copy(home.folder().join("certificate.pem"), &first)?;
    let answer = ask(address, &first)?;
    ensure!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let head = answer.to_lowercase();
    ensure!(
        head.contains("strict-transport-security: max-age="),
        "{head}"
    );

    let mut plain = TcpStream::connect(("127.0.0.1", port))?;
    plain.write_all(b"GET /daten?q=a HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    let mut sent_on = String::new();
    plain.read_to_string(&mut sent_on)?;
    ensure!(sent_on.starts_with("HTTP/1.1 308"), "{sent_on}");
    let expected = format!("location: https://{address}/daten?q=a");
    ensure!(sent_on.to_lowercase().contains(&expected), "{sent_on}");

    renew(&home)?;
    let second = home.folder().join("certificate.pem");
    tell(&server)?;
    let deadline = Instant::now() + Duration::from_secs(20);
    while ask(address, &second).is_err() {
        ensure!(Instant::now() < deadline, "the new certificate is not used");
    }
    ensure!(ask(address, &first).is_err(), "the old one is still used");

    // Half a renewal leaves what works.
    home.write("key.pem", "no key")?;
    tell(&server)?;
    let answer = ask(address, &second)?;
    ensure!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.stop()
}

fn tell(server: &Server) -> Result<()> {
    let told = Command::new("kill")
        .args(["-HUP", &server.id().to_string()])
        .status()?;
    ensure!(told.success(), "{told}");
    Ok(())
}
