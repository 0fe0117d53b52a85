//! The drivers of this machine, and what each has to be told.
//!
//! Every driver has its own words for the same things. Nothing but these reaches it: a key that names a server, a file
//! or a statement would lead past what may be reached.

use hebewerk_hub::ports::FetchError;
use std::fs;
use std::path::Path;

/// A driver as `odbcinst.ini` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Driver {
    pub(super) name: String,
    pub(super) library: String,
}

/// Drivers of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    SqlServer,
    FreeTds,
    PostgreSql,
    MySql,
    MariaDb,
    Oracle,
    Db2,
    /// They open files of this machine.
    Files,
    Other,
}

/// Parts of names by which drivers of files are known.
const FILES: &[&str] = &[
    "sqlite", "mdb", "access", "dbase", "dbf", "excel", "text", "csv", "file", "duckdb", "foxpro",
    "paradox",
];

/// Keys that somebody may add; none leads anywhere. Values hold no signs that could.
const ALLOWED_KEYS: &[&str] = &[
    "TDS_Version",
    "ClientCharset",
    "Charset",
    "HostNameInCertificate",
    "TrustServerCertificate",
    "CurrentSchema",
    "Domain",
    "UseNTLMv2",
    "BoolsAsChar",
    "LoginTimeout",
    "Authentication",
    "MultiSubnetFailover",
];

/// The sections of an `odbcinst.ini` that are drivers, by name.
pub(super) fn installed(folder: &Path) -> Vec<Driver> {
    let text = fs::read_to_string(folder.join("odbcinst.ini")).unwrap_or_default();
    let mut drivers: Vec<Driver> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            drivers.push(Driver {
                name: name.trim().to_owned(),
                library: String::new(),
            });
        } else if let (Some((key, value)), Some(driver)) =
            (line.split_once('='), drivers.last_mut())
            && key.trim().eq_ignore_ascii_case("driver")
        {
            value.trim().clone_into(&mut driver.library);
        }
    }
    drivers.retain(|driver| !driver.library.is_empty() && !driver.name.contains(['{', '}', ';']));
    drivers
}

impl Driver {
    pub(super) fn family(&self) -> Family {
        let library = self.library.rsplit('/').next().unwrap_or_default();
        let known = format!("{} {library}", self.name).to_lowercase();
        let has = |word: &str| known.contains(word);
        match () {
            () if FILES.iter().any(|word| has(word)) => Family::Files,
            () if has("freetds") || has("libtds") => Family::FreeTds,
            () if has("sql server") || has("msodbcsql") => Family::SqlServer,
            () if has("postgres") || has("psql") => Family::PostgreSql,
            () if has("maria") || has("libmaodbc") => Family::MariaDb,
            () if has("mysql") || has("myodbc") => Family::MySql,
            () if has("oracle") || has("sqora") => Family::Oracle,
            () if has("db2") => Family::Db2,
            () => Family::Other,
        }
    }
}

/// What is told besides driver, name and password.
pub(super) struct Place<'a> {
    /// A name the administrator allows, or the address that was judged.
    pub(super) server: &'a str,
    pub(super) port: Option<u16>,
    pub(super) database: &'a str,
    pub(super) encryption: Encryption,
}

/// What is asked of the driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encryption {
    Required,
    Off,
    /// As the driver is set up.
    Driver,
}

impl Family {
    /// The port its servers usually listen at.
    pub(super) const fn port(self) -> Option<u16> {
        match self {
            Self::SqlServer | Self::FreeTds => Some(1433),
            Self::PostgreSql => Some(5432),
            Self::MySql | Self::MariaDb => Some(3306),
            Self::Oracle => Some(1521),
            Self::Db2 => Some(50_000),
            Self::Files | Self::Other => None,
        }
    }

    /// Keys and values for a place.
    pub(super) fn pairs(
        self,
        place: &Place<'_>,
    ) -> Result<Vec<(&'static str, String)>, FetchError> {
        let (server, database) = (place.server.to_owned(), place.database.to_owned());
        let port = place.port.map(|port| port.to_string()).unwrap_or_default();
        let mut pairs = match self {
            Self::SqlServer => vec![
                ("Server", format!("{server},{port}")),
                ("Database", database),
            ],
            Self::Oracle => vec![("DBQ", format!("//{server}:{port}/{database}"))],
            Self::Db2 => vec![
                ("Hostname", server),
                ("Port", port),
                ("Protocol", "TCPIP".to_owned()),
                ("Database", database),
            ],
            _ => vec![("Server", server), ("Port", port), ("Database", database)],
        };
        let own: &[(&str, &str)] = match self {
            Self::PostgreSql => &[
                ("BoolsAsChar", "0"),
                ("UseDeclareFetch", "1"),
                ("Fetch", "1000"),
                ("ByteaAsLongVarBinary", "1"),
            ],
            Self::MySql | Self::MariaDb => &[("NO_CACHE", "1"), ("FORWARDONLY", "1")],
            Self::FreeTds => &[("TDS_Version", "7.4"), ("ClientCharset", "UTF-8")],
            _ => &[],
        };
        pairs.extend(own.iter().map(|(key, value)| (*key, (*value).to_owned())));
        if let Some((key, value)) = self.encryption(place.encryption)? {
            pairs.push((key, value.to_owned()));
        }
        pairs.retain(|(_key, value)| !value.is_empty());
        Ok(pairs)
    }

    fn encryption(
        self,
        wanted: Encryption,
    ) -> Result<Option<(&'static str, &'static str)>, FetchError> {
        let (key, on, off) = match self {
            Self::SqlServer => ("Encrypt", "yes", "no"),
            Self::FreeTds => ("Encryption", "require", "off"),
            Self::PostgreSql => ("SSLmode", "require", "disable"),
            Self::MySql => ("SSLMODE", "REQUIRED", "DISABLED"),
            Self::MariaDb => ("FORCETLS", "1", "0"),
            Self::Db2 => ("Security", "SSL", ""),
            Self::Oracle | Self::Files | Self::Other => {
                return match wanted {
                    // It cannot be asked for, so it must not seem to be.
                    Encryption::Required => Err(FetchError::setting("tls", "fetch_driver_tls")),
                    _ => Ok(None),
                };
            }
        };
        Ok(match wanted {
            Encryption::Required => Some((key, on)),
            Encryption::Off => Some((key, off)),
            Encryption::Driver => None,
        })
    }
}

/// What somebody adds: `Key=Value` pairs, each of them allowed.
pub(super) fn added(text: &str) -> Result<Vec<(&'static str, String)>, FetchError> {
    let refused = || FetchError::setting("parameters", "fetch_parameter_refused");
    let mut pairs = Vec::new();
    for pair in text
        .split(';')
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
    {
        let (key, value) = pair.split_once('=').ok_or_else(refused)?;
        let key = ALLOWED_KEYS
            .iter()
            .find(|allowed| allowed.eq_ignore_ascii_case(key.trim()));
        let value = value.trim();
        let is_plain = |sign: char| sign.is_alphanumeric() || "-_. *".contains(sign);
        match key {
            Some(key) if value.chars().all(is_plain) => pairs.push((*key, value.to_owned())),
            _ => return Err(refused()),
        }
    }
    Ok(pairs)
}

/// Everything a driver is told. Of a key that is there twice the later one counts.
pub(super) fn connection_string(first: (&str, &str), pairs: &[(&str, String)]) -> String {
    // Drivers look data sources up by what stands there, braces and all.
    let mut text = match first {
        ("Driver", name) => format!("Driver={{{name}}};"),
        (key, name) => format!("{key}={name};"),
    };
    for (at, (key, value)) in pairs.iter().enumerate() {
        let mut later = pairs.iter().skip(at + 1);
        if !later.any(|(other, _)| other.eq_ignore_ascii_case(key)) {
            text.push_str(&format!("{key}={};", escaped(value)));
        }
    }
    text
}

fn escaped(value: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_.,/: @".contains(sign);
    if value.chars().all(is_plain) && !value.starts_with(' ') && !value.ends_with(' ') {
        return value.to_owned();
    }
    format!("{{{}}}", value.replace('}', "}}"))
}

/// Whether a name can be one of a database and not of a file.
pub(super) fn is_database(name: &str) -> bool {
    !name.contains(['/', '\\', ':', '%', '?', ';', '{', '}', '='])
        && !name.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn driver(name: &str, library: &str) -> Driver {
        Driver {
            name: name.to_owned(),
            library: library.to_owned(),
        }
    }

    #[test]
    fn drivers_are_known_by_name_or_library() {
        let check = |name, library, expect| assert_eq!(driver(name, library).family(), expect);
        check(
            "ODBC Driver 18 for SQL Server",
            "/opt/libmsodbcsql-18.so",
            Family::SqlServer,
        );
        check("FreeTDS", "libtdsodbc.so", Family::FreeTds);
        check("PostgreSQL Unicode", "psqlodbcw.so", Family::PostgreSql);
        check("Fachverfahren", "/usr/lib/libsqlite3odbc.so", Family::Files);
        check("Oracle 21 ODBC driver", "libsqora.so.21.1", Family::Oracle);
        check("MariaDB Unicode", "libmaodbc.so", Family::MariaDb);
        check("Anderes", "libx.so", Family::Other);
    }

    #[test]
    fn the_list_of_drivers_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let text = "[ODBC]\nTrace=no\n[A b]\n Driver = liba.so \n[x}]\nDriver=y\n";
        fs::write(folder.path().join("odbcinst.ini"), text).unwrap();
        assert_eq!(installed(folder.path()), [driver("A b", "liba.so")]);
        assert!(installed(Path::new("/nirgends")).is_empty());
    }

    #[test]
    fn no_added_key_leads_elsewhere() {
        assert_eq!(
            added(" tds_version=7.3 ;").unwrap(),
            [("TDS_Version", "7.3".to_owned())]
        );
        for text in [
            "Server=10.0.0.1",
            "ConnSettings=delete from t",
            "Trace=1",
            "TraceFile=/x",
            "FILEDSN=x",
            "Domain={x};Server=y",
            "Charset=../../x",
            "nonsense",
        ] {
            assert_eq!(
                added(text).unwrap_err().code,
                "fetch_parameter_refused",
                "{text}"
            );
        }
    }

    #[test]
    fn values_cannot_become_keys() {
        let pairs = [
            ("Server", "db".to_owned()),
            ("PWD", "a;Server=x}b".to_owned()),
            ("Charset", "A".to_owned()),
            ("charset", "B".to_owned()),
        ];
        assert_eq!(
            connection_string(("Driver", "X y"), &pairs),
            "Driver={X y};Server=db;PWD={a;Server=x}}b};charset=B;"
        );
        assert_eq!(connection_string(("DSN", "Fach"), &[]), "DSN=Fach;");
        for file in ["/etc/passwd", "..\\x", "file:x", "%2Fx"] {
            assert!(!is_database(file), "{file}");
        }
        assert!(is_database("Fachverfahren Grün 2"));
    }

    #[test]
    fn encryption_is_required_or_said_to_be_impossible() {
        let place = |encryption| Place {
            server: "db",
            port: Some(1),
            database: "x",
            encryption,
        };
        let pairs = Family::FreeTds.pairs(&place(Encryption::Required)).unwrap();
        assert!(pairs.contains(&("Encryption", "require".to_owned())));
        let refused = Family::Oracle.pairs(&place(Encryption::Required));
        assert_eq!(refused.unwrap_err().field, Some("tls"));
        let oracle = Family::Oracle.pairs(&place(Encryption::Driver)).unwrap();
        assert_eq!(oracle, [("DBQ", "//db:1/x".to_owned())]);
    }
}
