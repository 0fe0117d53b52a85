//! `hebewerk audit`.

use crate::cli::{
    AuditArgs, AuditCommand, AuditDiscloseArgs, AuditExportArgs, AuditForm, AuditListArgs,
    AuditOfficerArgs, AuditSearch, AuditVerifyArgs, JsonArgs,
};
use crate::context::Context;
use crate::exit::Done;
use crate::wiring::Wired;
use crate::{output, wiring};
use futures::StreamExt;
use hebewerk_exchange::tabular::{ColumnMeta, Encoder, TableMeta, TabularForm};
use hebewerk_guard::Rule;
use hebewerk_hub::ports::Answer;
use hebewerk_hub::{
    AuditColumns, AuditEntry, AuditWish, ChainCheck, Fault, FaultKind, Hub, HubError, Say,
};
use hebewerk_model::{Language, Principal};
use hebewerk_words::{Value, code, date, t, t_with};
use serde_json::json;
use std::io::Write as _;
use std::sync::Arc;

/// Lists, exports or checks the audit, also beside a running server.
pub(crate) async fn run(context: &Context, args: &AuditArgs) -> anyhow::Result<Done> {
    let (home, config) = context.home()?;
    let language = context.language;
    if let AuditCommand::Officer(args) = &args.what {
        let _lock = home.lock()?;
        let wired = wiring::open(&home, &config).await?;
        let done = appoint(language, &wired.hub, args).await;
        return closed(wired, done.map(|()| Done::Whole)).await;
    }
    let wired = wiring::open_reading(&home, &config).await?;
    let hub = &wired.hub;
    let done = match &args.what {
        AuditCommand::List(args) => list(language, hub, args).await,
        AuditCommand::Export(args) => export(language, hub, args).await,
        AuditCommand::Verify(args) => verify(language, hub, args).await,
        AuditCommand::Head(args) => head(hub, *args).await,
        AuditCommand::Disclose(args) => disclose(hub, args).await,
        AuditCommand::Officer(_) => Ok(Done::Whole),
    };
    closed(wired, done).await
}

async fn closed(wired: Wired, done: anyhow::Result<Done>) -> anyhow::Result<Done> {
    wired.close().await;
    done
}

async fn appoint(language: Language, hub: &Hub, args: &AuditOfficerArgs) -> anyhow::Result<()> {
    let operator = &Principal::Operator;
    let officer = !args.remove;
    let name = hub
        .appoint_officer(operator, &args.account, officer)
        .await?;
    let key = if officer {
        "cli-audit-appointed"
    } else {
        "cli-audit-dismissed"
    };
    let name = [("name", Value::from(name.as_str()))];
    output::line(&t_with(language, key, &name))
}

fn wish(search: &AuditSearch) -> AuditWish {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    AuditWish {
        from: text(&search.from),
        until: text(&search.until),
        account: text(&search.account),
        dataset: text(&search.dataset),
        action: text(&search.action),
        door: text(&search.door),
        allowed: match (search.allowed, search.refused) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        },
    }
}

async fn list(language: Language, hub: &Hub, args: &AuditListArgs) -> anyhow::Result<Done> {
    let operator = &Principal::Operator;
    let filter = hub.audit_filter(operator, &wish(&args.search)).await?;
    let page = hub.audit(operator, &filter, None, args.limit).await?;
    if args.output.json {
        let list: Vec<_> = page.entries.iter().map(document).collect();
        output::json(&list)?;
        return Ok(Done::Whole);
    }
    let header = [
        "audit-column-entry",
        "audit-when",
        "audit-door",
        "audit-who",
        "audit-action",
        "audit-dataset",
        "audit-column-rule",
    ]
    .map(|key| t(language, key).into_owned());
    let rows: Vec<Vec<String>> = page
        .entries
        .iter()
        .map(|entry| row(language, entry))
        .collect();
    output::table(&header, &rows)?;
    if page.next.is_some() {
        output::note(&t(language, "cli-audit-more"));
    }
    Ok(Done::Whole)
}

fn row(language: Language, entry: &AuditEntry) -> Vec<String> {
    let recorded = &entry.recorded;
    let door = recorded.door.as_deref();
    vec![
        recorded.entry.to_string(),
        date::moment(language, recorded.at),
        door.map_or_else(String::new, |door| {
            code(language, "door", door).into_owned()
        }),
        who(language, entry),
        code(language, "action", &recorded.action).into_owned(),
        place(entry).unwrap_or_default(),
        recorded.rule.clone(),
    ]
}

fn who(language: Language, entry: &AuditEntry) -> String {
    let recorded = &entry.recorded;
    match recorded.account {
        Some(id) => entry.who.clone().unwrap_or_else(|| id.to_string()),
        None if recorded.rule == Rule::OperatorHoldsTheDirectory.code() => {
            t(language, "audit-operator").into_owned()
        }
        None => t(language, "audit-nobody").into_owned(),
    }
}

fn place(entry: &AuditEntry) -> Option<String> {
    let (organisation, dataset) = entry.place.as_ref()?;
    Some(format!("{organisation}/{dataset}"))
}

fn document(entry: &AuditEntry) -> serde_json::Value {
    let recorded = &entry.recorded;
    json!({
        "entry": recorded.entry,
        "at": recorded.at.to_string(),
        "door": recorded.door,
        "account": recorded.account,
        "name": entry.who,
        "action": recorded.action,
        "subject": recorded.subject,
        "subject_name": entry.whose,
        "dataset": place(entry),
        "version": recorded.version,
        "rows": recorded.rows,
        "allowed": recorded.allowed,
        "rule": recorded.rule,
        "grant": recorded.grant,
        "purpose": entry.purpose,
        "office": entry.office,
        "key": recorded.key,
        "key_name": entry.key_name,
    })
}

async fn export(language: Language, hub: &Hub, args: &AuditExportArgs) -> anyhow::Result<Done> {
    let operator = &Principal::Operator;
    let filter = hub.audit_filter(operator, &wish(&args.search)).await?;
    let (form, say): (TabularForm, Say) = match args.form {
        AuditForm::Excel => {
            let say = move |kind: &'static str, known: &str| code(language, kind, known);
            (
                TabularForm::ExcelCsv,
                Arc::new(move |kind, known| say(kind, known).into_owned()),
            )
        }
        AuditForm::Ndjson => (
            TabularForm::Ndjson,
            Arc::new(|_kind, known: &str| known.to_owned()),
        ),
    };
    let columns = AuditColumns::NAMES.map(|name| ColumnMeta {
        label: t(
            language,
            &format!("audit-column-{}", name.replace('_', "-")),
        )
        .into_owned(),
        ..ColumnMeta::default()
    });
    let meta = TableMeta {
        columns: columns.to_vec(),
        ..TableMeta::default()
    };
    let Answer {
        schema,
        mut batches,
    } = hub.export_audit(operator, filter, say).await?;
    let mut encoder = Encoder::new(form, schema, meta)?;
    let mut out = std::io::stdout().lock();
    while let Some(batch) = batches.next().await {
        let batch = batch.map_err(HubError::from)?;
        output::quiet_when_closed(out.write_all(&encoder.encode(&batch)?))?;
    }
    let mut tail = encoder.finish()?;
    output::quiet_when_closed(std::io::copy(&mut tail, &mut out).map(|_bytes| ()))?;
    Ok(Done::Whole)
}

async fn verify(language: Language, hub: &Hub, args: &AuditVerifyArgs) -> anyhow::Result<Done> {
    let check = hub.check_audit(&Principal::Operator, &args.head).await?;
    if args.output.json {
        output::json(&found(&check))?;
    } else {
        say(language, &check)?;
    }
    Ok(if check.is_whole() {
        Done::Whole
    } else {
        Done::WithDamage
    })
}

fn found(check: &ChainCheck) -> serde_json::Value {
    let faults = check.faults.iter().map(
        |fault| json!({ "kind": fault.kind.code(), "entry": fault.entry, "other": fault.other }),
    );
    json!({
        "whole": check.is_whole(),
        "checked_at": check.at.to_string(),
        "entries": check.entries,
        "removed_until": check.since,
        "head": check.head.to_string(),
        "heads_compared": check.anchors,
        "faults": faults.collect::<Vec<_>>(),
        "more_faults": check.more_faults,
    })
}

fn say(language: Language, check: &ChainCheck) -> anyhow::Result<()> {
    let (entry, when) = (
        check.head.entry.to_string(),
        date::moment(language, check.at),
    );
    let values = [
        ("entry", Value::from(entry.as_str())),
        ("when", Value::from(when.as_str())),
    ];
    let key = if check.is_whole() {
        "chain-whole"
    } else {
        "chain-broken"
    };
    output::line(&t_with(language, key, &values))?;
    for fault in &check.faults {
        output::line(&sentence(language, *fault))?;
    }
    Ok(())
}

fn sentence(language: Language, fault: Fault) -> String {
    let other = fault.other.unwrap_or(fault.entry);
    let one = matches!(fault.kind, FaultKind::Removed | FaultKind::CutOff) && other == fault.entry;
    let key = format!(
        "chain-fault-{}{}",
        fault.kind.code().replace('_', "-"),
        if one { "-one" } else { "" }
    );
    let (entry, other) = (fault.entry.to_string(), other.to_string());
    let values = [
        ("entry", Value::from(entry.as_str())),
        ("other", Value::from(other.as_str())),
    ];
    t_with(language, &key, &values).into_owned()
}

async fn head(hub: &Hub, args: JsonArgs) -> anyhow::Result<Done> {
    let head = hub.audit_head(&Principal::Operator).await?;
    if args.json {
        let hash = head.hash.to_string();
        output::json(&json!({ "head": head.to_string(), "entry": head.entry, "hash": hash }))?;
    } else {
        output::line(&head.to_string())?;
    }
    Ok(Done::Whole)
}

async fn disclose(hub: &Hub, args: &AuditDiscloseArgs) -> anyhow::Result<Done> {
    let operator = &Principal::Operator;
    let account = hub.audited_account(operator, &args.account).await?;
    let disclosure = hub.disclose(operator, account).await?;
    output::json(&disclosure.document())?;
    Ok(Done::Whole)
}
