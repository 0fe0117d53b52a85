//! Laying down, deciding and lifting.

use super::mistake::Mistake;
use super::{href, page_again, protected};
use crate::form::Fields;
use crate::pages::dataset::DatasetPath;
use crate::pages::dataset::filter::standard;
use crate::query::Query;
use crate::render::PageResult;
use crate::{Visitor, Words};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hebewerk_hub::ProtectionView;
use hebewerk_model::{
    Binds, Column, ColumnName, ColumnRule, Mask, Period, PersonalKind, PersonalReview, Protection,
    RowCondition, RowRule, Verdict,
};

/// Where something is wrong, and what.
type Wrong = (&'static str, &'static str);

/// `POST /daten/{organisation}/{dataset}/schutz`
pub(crate) async fn change(
    visitor: Visitor,
    Path(path): Path<DatasetPath>,
    fields: Fields,
) -> PageResult {
    let view = protected(&visitor, &path).await?;
    let form = fields.text("tun").to_owned();
    // What somebody has read is what they decide on; the number of what they saw came with the form.
    let after = fields.text("stand").parse().unwrap_or(u32::MAX);
    let (protection, done) = match changed(visitor.words, &view, &fields) {
        Ok(changed) => changed,
        Err((field, code)) => {
            let mistake = Mistake::at(&visitor, &form, field, code);
            return page_again(&visitor, &path, fields, mistake).await;
        }
    };
    let place = (path.organisation.as_str(), path.dataset.as_str());
    let hub = visitor.hub();
    match hub
        .protect(&visitor.principal, place, after, protection)
        .await
    {
        Ok(_dataset) => {
            let done = Query::default().with("getan", done);
            Ok(Redirect::to(&done.href(&href(&path))).into_response())
        }
        Err(error) => {
            let mistake = Mistake::of(&visitor, &form, error)?;
            page_again(&visitor, &path, fields, mistake).await
        }
    }
}

/// The rules with what the form adds or takes away, and the word for what was done.
fn changed(
    w: Words,
    view: &ProtectionView,
    fields: &Fields,
) -> Result<(Protection, &'static str), Wrong> {
    let mut protection = view.dataset.protection.clone();
    match fields.text("tun") {
        "pruefen" => {
            let review = review(view, fields)?;
            protection
                .reviews
                .retain(|known| known.column != review.column);
            protection.reviews.push(review);
            Ok((protection, "geprueft"))
        }
        "maskieren" => {
            let (name, _column) = column(view, fields)?;
            protection.columns.push(ColumnRule {
                column: name,
                mask: mask(fields)?,
                binds: binds(fields)?,
                reason: fields.text("grund").to_owned(),
            });
            Ok((protection, "geregelt"))
        }
        "zeilen" => {
            let (name, column) = column(view, fields)?;
            protection.rows.push(RowRule {
                column: name,
                condition: condition(w, column, fields)?,
                binds: binds(fields)?,
                reason: fields.text("grund").to_owned(),
            });
            Ok((protection, "geregelt"))
        }
        "aufheben" => {
            lift(&mut protection, fields.text("regel")).ok_or(("", "invalid_request"))?;
            Ok((protection, "aufgehoben"))
        }
        _ => Err(("", "invalid_request")),
    }
}

/// Takes away the rule a form names.
fn lift(protection: &mut Protection, rule: &str) -> Option<()> {
    let (kind, place) = rule.split_once(':')?;
    let place: usize = place.parse().ok()?;
    match kind {
        "spalte" if place < protection.columns.len() => {
            protection.columns.remove(place);
        }
        "zeilen" if place < protection.rows.len() => {
            protection.rows.remove(place);
        }
        "person" if place < protection.reviews.len() => {
            protection.reviews.remove(place);
        }
        _ => return None,
    }
    Some(())
}

fn column<'a>(
    view: &'a ProtectionView,
    fields: &Fields,
) -> Result<(ColumnName, &'a Column), Wrong> {
    let unknown = ("spalte", "unknown_column");
    let (table, name) = fields.text("spalte").rsplit_once('.').ok_or(unknown)?;
    let mut tables = view.tables.iter();
    let found = tables.find(|known| known.sql_name == table);
    let column = found.and_then(|table| {
        let mut columns = table.columns.iter();
        columns.find(|column| column.column.name == name)
    });
    let name = ColumnName {
        table: table.to_owned(),
        column: name.to_owned(),
    };
    Ok((name, &column.ok_or(unknown)?.column))
}

fn review(view: &ProtectionView, fields: &Fields) -> Result<PersonalReview, Wrong> {
    let (name, _column) = column(view, fields)?;
    Ok(PersonalReview {
        column: name,
        kind: PersonalKind::from_code(fields.text("art")).ok_or(("art", "invalid_request"))?,
        verdict: match fields.text("urteil") {
            "personal" => Verdict::Personal,
            "not_personal" => Verdict::NotPersonal,
            _ => return Err(("urteil", "verdict_missing")),
        },
        reason: fields.text("grund").to_owned(),
    })
}

fn binds(fields: &Fields) -> Result<Binds, Wrong> {
    let chosen = fields.text("gilt");
    let mut all = Binds::ALL.into_iter();
    all.find(|binds| binds.code() == chosen)
        .ok_or(("gilt", "invalid_request"))
}

/// A whole number, with points between thousands.
fn whole<T: std::str::FromStr>(text: &str) -> Result<T, Wrong> {
    let compact = text.replace(['.', ' '], "");
    compact.parse().map_err(|_error| ("zahl", "invalid_mask"))
}

fn mask(fields: &Fields) -> Result<Mask, Wrong> {
    let number = fields.text("zahl");
    Ok(match fields.text("maske") {
        "hide" => Mask::Hide,
        "null" => Mask::Null,
        "pseudonym" => Mask::Pseudonym,
        "beginning" => Mask::Beginning {
            characters: whole(number)?,
        },
        "group" => Mask::Group {
            width: whole(number)?,
        },
        "round" => Mask::Round {
            digits: digits(number)?,
        },
        "year" => Mask::Period(Period::Year),
        "quarter" => Mask::Period(Period::Quarter),
        "month" => Mask::Period(Period::Month),
        "street" => Mask::Street,
        "grid" => Mask::Grid {
            metres: whole(number)?,
        },
        _ => return Err(("maske", "mask_missing")),
    })
}

/// Digits behind the decimal sign of a step: `100` → -2, `1` → 0, `0,01` → 2.
fn digits(step: &str) -> Result<i8, Wrong> {
    let wrong = ("zahl", "round_step");
    let step = step.replace(',', ".");
    let zeros = |text: &str| {
        let all = text.chars().all(|sign| sign == '0');
        i8::try_from(text.len()).ok().filter(|_length| all)
    };
    if let Some(behind) = step.strip_prefix("0.") {
        let zeros = behind.strip_suffix('1').and_then(zeros).ok_or(wrong)?;
        return Ok(zeros + 1);
    }
    let zeros = step.strip_prefix('1').and_then(zeros).ok_or(wrong)?;
    Ok(-zeros)
}

fn condition(w: Words, column: &Column, fields: &Fields) -> Result<RowCondition, Wrong> {
    let value =
        |text: &str| standard(w, column, text).map_err(|_no_value| ("werte", "invalid_rule_value"));
    let bound = |field: &str| match fields.text(field) {
        "" => Ok(None),
        text => value(text).map(Some),
    };
    match fields.text("bedingung") {
        "werte" => {
            let lines = fields.text("werte").lines().map(str::trim);
            let values = lines.filter(|line| !line.is_empty()).map(value);
            Ok(RowCondition::OneOf {
                values: values.collect::<Result<_, _>>()?,
            })
        }
        "spanne" => Ok(RowCondition::Between {
            from: bound("von")?,
            to: bound("bis")?,
        }),
        "eigenes" => Ok(RowCondition::OwnOffice),
        _ => Err(("bedingung", "invalid_request")),
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_step_is_a_power_of_ten() {
        for (step, expected) in [
            ("100", Some(-2)),
            ("1", Some(0)),
            ("0,01", Some(2)),
            ("0.1", Some(1)),
            ("50", None),
            ("0,05", None),
            ("", None),
            ("hundert", None),
        ] {
            assert_eq!(digits(step).ok(), expected, "{step}");
        }
    }
}
