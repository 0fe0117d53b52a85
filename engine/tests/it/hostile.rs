//! Statements made to break things. Each must end as an answer or an error, soon, and leave this process alone.

use crate::city::{City, LIMITS};
use futures::{StreamExt, stream};
use hebewerk_guard::{Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{AskError, GuardedTable, Limits};
use std::time::{Duration, Instant};

const CORPUS: &str = include_str!("../hostile.sql");

const TIME: Duration = Duration::from_secs(3);

/// Time a worker may need on top: to start on a busy machine and to be ended.
const GRACE: Duration = Duration::from_secs(20);

/// Statements too long to be written down.
fn long_statements() -> Vec<String> {
    let chain =
        |part: &str, times: usize| format!("select 1 where {}", vec![part; times].join(" or "));
    let nested = |open: &str, close: &str, depth: usize| {
        format!("select {}1{}", open.repeat(depth), close.repeat(depth))
    };
    let mut doubled = "select baumart as t0 from umwelt.baum".to_owned();
    for level in 0..25 {
        doubled = format!(
            "select t{level} || t{level} as t{} from ({doubled})",
            level + 1
        );
    }
    let mut squared = "umwelt.baum".to_owned();
    for level in 0..6 {
        squared = format!("(select a{level}.* from {squared} a{level}, {squared} b{level})");
        squared.truncate(60_000);
    }
    vec![
        format!("select 1{}", "+nummer".repeat(300)) + " from umwelt.baum",
        format!("select 1{}", "+nummer".repeat(480)) + " from umwelt.baum",
        format!("select 1{}", "+1".repeat(30_000)),
        format!("select {}1", "-".repeat(30_000)),
        format!("select {}true", "not ".repeat(15_000)),
        chain("1=0", 240),
        chain("nummer=0", 2_500),
        chain("'a' like 'b'", 160),
        vec!["select 1"; 64].join(" union all "),
        vec!["select 1"; 300].join(" union all "),
        vec!["select * from umwelt.baum"; 60].join(" union "),
        vec!["select 1"; 5_000].join(" intersect "),
        nested("(", ")", 45),
        nested("(", ")", 400),
        nested("(", ")", 30_000),
        nested("(select ", ")", 40),
        nested("(select ", ")", 5_000),
        nested("case when true then ", " end", 2_000),
        nested("abs(", ")", 45),
        nested("abs(", ")", 10_000),
        nested("cast(", " as bigint)", 3_000),
        nested("[", "]", 10_000),
        nested("array[", "]", 45),
        format!("select {}", vec!["nummer"; 20_000].join(",")),
        format!("select {} from umwelt.baum", vec!["*"; 400].join(",")),
        format!("select * from {}", vec!["umwelt.baum"; 400].join(",")),
        format!(
            "select count(*) from {}",
            (0..60)
                .map(|n| format!("umwelt.baum t{n}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!("select 1 where 1 in ({})", vec!["1"; 4_900].join(",")),
        format!(
            "select 1 where 'x' in ({})",
            (0..5_100)
                .map(|n| format!("'{n}'"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!("values {}", vec!["(1,2)"; 2_400].join(",")),
        format!("select '{}'", "x".repeat(64_000)),
        format!("select '{}'", "x".repeat(70_000)),
        format!("select {}", "9".repeat(60_000)),
        format!("select 1 as {}", "x".repeat(60_000)),
        format!("with {} select * from t59", ctes(60)),
        format!(
            "select case {} end from umwelt.baum",
            "when nummer = 1 then 2 ".repeat(120)
        ),
        format!("select {}", "a.".repeat(20_000)),
        format!("select 1 {}", "-- x\n".repeat(12_000)),
        format!("select 1 {}{}", "/*".repeat(15_000), "*/".repeat(15_000)),
        format!(
            "select count(*) from umwelt.baum group by cube({})",
            (1..=40)
                .map(|n| format!("nummer+{n}"))
                .collect::<Vec<_>>()
                .join(",")
        ),
        format!(
            "select 1 from umwelt.baum where {}",
            (0..60)
                .map(|n| format!("exists (select 1 from umwelt.baum where nummer={n})"))
                .collect::<Vec<_>>()
                .join(" and ")
        ),
        format!("select max(length(t25)) from ({doubled})"),
        squared,
        // Forms the parser tries again and again, twice as often with every level.
        format!("select {}", "x-not-b.".repeat(30)),
        format!("select {}", "x-not-b.".repeat(400)),
        format!("select 1 from {}", "(".repeat(30)),
        format!("select 1 from {}", "(".repeat(50)),
        format!(
            "select 1 from {}umwelt.baum{}",
            "(".repeat(28),
            ")".repeat(28)
        ),
        format!("select 1 from {}select 1{}", "(".repeat(28), ")".repeat(28)),
        format!("select 1 from {}", "(umwelt.baum join ".repeat(40)),
        format!("select {}1", "case when not exists (select ".repeat(40)),
        format!("select {}", "not interval not ".repeat(200)),
        format!("select {}", "cast(not ".repeat(45)),
        "\u{0}".to_owned(),
        "select '\u{0}' || '\u{feff}'".to_owned(),
        "ſelect 1".to_owned(),
        "select '\u{202e}' as \"\u{200b}\"".to_owned(),
    ]
}

/// What grows without bound, by how much, and where in a statement.
fn growing_statements() -> Vec<String> {
    let growing = [
        "lpad(baumart, N, 'ä')",
        "rpad(repeat('x', 1000), N)",
        "repeat(baumart, N)",
        "array_repeat(nummer, N)",
        "array_length(range(N))",
        "array_length(generate_series(0, N))",
        "array_resize([nummer], N, 1)",
        "substr(repeat('ab', N), nummer)",
    ];
    let amounts = [
        "2147483648",
        "9223372036854775807",
        "nummer * 100000000",
        "-nummer",
    ];
    let places = [
        "select E from umwelt.baum",
        "select 1 from umwelt.baum where E is not null",
        "select count(*) from umwelt.baum group by E",
        "select nummer from umwelt.baum order by E",
        "select a.nummer from umwelt.baum a join umwelt.baum b on cast(E as varchar) = b.baumart",
    ];
    let mut all = Vec::new();
    for place in places {
        for expression in growing {
            // In a join the columns have to say whose they are.
            let side = if place.contains("join") { "a." } else { "" };
            let expression = expression
                .replace("nummer", &format!("{side}nummer"))
                .replace("baumart", &format!("{side}baumart"));
            for amount in amounts {
                let amount = amount.replace("nummer", &format!("{side}nummer"));
                all.push(place.replace('E', &expression.replace('N', &amount)));
            }
        }
    }
    all
}

/// Functions with which other databases read files, reach the network, wait, or tell about themselves, as public
/// advisories about systems like ours name them. None of them exists here, as a value or as a table.
fn foreign_functions() -> Vec<String> {
    let names = [
        "pg_read_file",
        "pg_read_binary_file",
        "pg_ls_dir",
        "pg_stat_file",
        "lo_import",
        "lo_get",
        "dblink",
        "dblink_connect",
        "query_to_xml",
        "database_to_xml",
        "table_to_xml",
        "xpath",
        "pg_sleep",
        "pg_terminate_backend",
        "pg_reload_conf",
        "pg_logdir_ls",
        "current_setting",
        "set_config",
        "inet_server_addr",
        "pg_relation_filepath",
        "pg_get_viewdef",
        "read_csv",
        "read_csv_auto",
        "read_parquet",
        "read_json",
        "read_text",
        "read_blob",
        "glob",
        "parquet_metadata",
        "parquet_schema",
        "sniff_csv",
        "duckdb_settings",
        "duckdb_secrets",
        "getenv",
        "load_extension",
        "readfile",
        "writefile",
        "edit",
        "fts3_tokenizer",
        "load_file",
        "sleep",
        "benchmark",
        "extractvalue",
        "updatexml",
        "sys_eval",
        "sys_exec",
        "xp_cmdshell",
        "openrowset",
        "opendatasource",
        "utl_http.request",
        "dbms_pipe.receive_message",
        "url",
        "file",
        "s3",
        "remote",
        "jdbc",
        "odbc",
        "executable",
        "input",
        "http_get",
        "system",
        "shell",
    ];
    let forms = [
        "select F('/etc/passwd')",
        "select * from F('/etc/passwd')",
        "select nummer from umwelt.baum where F(baumart) = 'x'",
    ];
    let statements = names
        .iter()
        .flat_map(|name| forms.map(|form| form.replace('F', name)));
    statements.collect()
}

/// Every one doubles the one before.
fn ctes(count: usize) -> String {
    let mut parts = vec!["t0 as (select nummer as n from umwelt.baum)".to_owned()];
    for number in 1..count {
        let before = number - 1;
        parts.push(format!(
            "t{number} as (select a.n + b.n as n from t{before} a join t{before} b on a.n = b.n)"
        ));
    }
    parts.join(",")
}

async fn outcome(
    city: &City,
    table: &GuardedTable,
    sql: &str,
) -> (Result<usize, AskError>, Duration) {
    let limits = Limits {
        time: TIME,
        rows: 1_000,
        ..LIMITS
    };
    let begin = Instant::now();
    let rows = city
        .ask_within(sql, std::slice::from_ref(table), limits)
        .await;
    (rows.map(|rows| rows.len()), begin.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_ends_this_process_or_runs_on() {
    let city = City::with_workers();
    let mut table = city.trees(5_000).await;
    table.access.row_filter = Some(RowFilter::Compare {
        column: "bezirk".to_owned(),
        comparison: Comparison::GreaterOrEqual,
        literal: Literal::Text("Bezirk 3".to_owned()),
    });
    let mut corpus: Vec<String> = CORPUS
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    corpus.extend(long_statements());
    corpus.extend(growing_statements());
    let foreign = foreign_functions();
    corpus.extend(foreign.clone());
    assert!(corpus.len() >= 500, "{}", corpus.len());
    let outcomes: Vec<_> = stream::iter(&corpus)
        .map(|sql| {
            let (city, table) = (&city, &table);
            async move { (sql, outcome(city, table, sql).await) }
        })
        .buffered(2)
        .collect()
        .await;
    let mut answered = 0;
    let mut ours = Vec::new();
    for (sql, (outcome, elapsed)) in outcomes {
        let start: String = sql.chars().take(100).collect();
        println!("{:6} ms  {outcome:?}  {start}", elapsed.as_millis());
        assert!(elapsed < TIME + GRACE, "{start}: {elapsed:?}");
        answered += usize::from(outcome.is_ok());
        assert!(
            outcome.is_err() || !foreign.contains(sql),
            "{sql} is answered"
        );
        if let Err(error) = outcome {
            if error == AskError::Internal {
                ours.push(start.clone());
            }
            let text = format!("{error} {error:?}");
            for secret in ["Bezirk 3", ".parquet", "/data", "Exec"] {
                assert!(
                    sql.contains(secret) || !text.contains(secret),
                    "{start}: {text}"
                );
            }
        }
    }
    assert_eq!(ours, [""; 0], "called our fault");
    assert!(
        answered > 20,
        "only {answered} were answered: is anything answered at all?"
    );
    assert_eq!(city.ask("select 1", &[]).await.unwrap(), ["1"]);
}
