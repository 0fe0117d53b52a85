//! The *Wasserlinie*: below the line lie the silos, light is what is lifted. Always real numbers.

use crate::Words;
use crate::drawing::px;
use hebewerk_hub::OrganisationSummary;
use hebewerk_model::OrganisationId;

/// Silos one picture holds; the smallest of more are drawn as one.
const MOST_SILOS: usize = 16;
const WIDTH: f64 = 1216.0;
const PADDING: f64 = 52.0;
/// The water line where no bridge stands above it, and where some do.
const LINE_Y: f64 = 34.0;
const LINE_BELOW_ARCS_Y: f64 = 262.0;
/// Height of an arc over the whole picture, and of the flattest one.
const HIGHEST_ARC: f64 = 232.0;
const LOWEST_ARC: f64 = 36.0;
/// Thickness of the arc that is used most, and of one that is used at all.
const THICKEST: f64 = 9.0;
const THINNEST: f64 = 1.8;
/// Depth of the deepest silo.
const DEEPEST: f64 = 156.0;
/// Average width of a character of a name.
const CHARACTER: f64 = 6.9;
const NARROW_LINE_X: f64 = 8.0;
const NARROW_ROW: f64 = 46.0;
const NARROW_DEEPEST: f64 = 250.0;
/// How far arcs of the narrow drawing reach in from its edge.
const NARROW_BULGE: f64 = 120.0;

/// One silo, in both drawings.
pub(crate) struct Silo {
    pub(crate) lifted: String,
    pub(crate) known: String,
    pub(crate) is_closed: bool,
    /// Name in one line, for the narrow drawing.
    pub(crate) name: String,
    /// Name in at most three lines with their height, for the wide drawing.
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) x: String,
    pub(crate) left: String,
    pub(crate) depth: String,
    pub(crate) lifted_depth: String,
    pub(crate) number_y: String,
    /// Line from the silo down to a name that stands low.
    pub(crate) plumb: Option<(String, String)>,
    pub(crate) row_y: String,
    pub(crate) row_name_y: String,
    pub(crate) row_number_y: String,
    pub(crate) row_center: String,
    pub(crate) row_length: String,
    pub(crate) row_lifted: String,
    pub(crate) row_number_x: String,
}

/// What a bridge between two houses is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ArcKind {
    /// Nobody has decided.
    Suggested,
    /// Taken over, and nobody goes there.
    Still,
    /// Used.
    Walked,
}

/// A bridge between two houses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arc {
    pub(crate) from: OrganisationId,
    pub(crate) to: OrganisationId,
    pub(crate) kind: ArcKind,
    pub(crate) uses: u64,
}

/// An arc as it is drawn.
pub(crate) struct DrawnArc {
    pub(crate) class: &'static str,
    pub(crate) path: String,
    pub(crate) narrow_path: String,
    pub(crate) width: String,
}

/// The picture: wide, and upright for narrow screens.
pub(crate) struct SiloPicture {
    pub(crate) label: String,
    pub(crate) silos: Vec<Silo>,
    pub(crate) arcs: Vec<DrawnArc>,
    pub(crate) bar: String,
    pub(crate) line_y: String,
    pub(crate) height: String,
    pub(crate) water: String,
    pub(crate) narrow_height: String,
}

struct House {
    ids: Vec<OrganisationId>,
    name: String,
    lifted: u64,
    known: u64,
}

impl SiloPicture {
    /// The picture of these organisations; none if nothing is known of any.
    pub(crate) fn of(w: Words, organisations: &[OrganisationSummary], city: &str) -> Option<Self> {
        Self::drawn(w, organisations, city, None)
    }

    /// The same with bridges above the water.
    pub(crate) fn with_arcs(
        w: Words,
        organisations: &[OrganisationSummary],
        city: &str,
        arcs: &[Arc],
    ) -> Option<Self> {
        Self::drawn(w, organisations, city, Some(arcs))
    }

    fn drawn(
        w: Words,
        organisations: &[OrganisationSummary],
        city: &str,
        arcs: Option<&[Arc]>,
    ) -> Option<Self> {
        let line_y = if arcs.is_some() {
            LINE_BELOW_ARCS_Y
        } else {
            LINE_Y
        };
        let houses = houses(w, organisations, city);
        let most = houses
            .iter()
            .map(|house| house.known)
            .max()
            .filter(|most| *most > 0)?;
        let step = if houses.len() > 1 {
            (WIDTH - 2.0 * PADDING) / (houses.len() - 1) as f64
        } else {
            0.0
        };
        let first_x = if houses.len() > 1 {
            PADDING
        } else {
            WIDTH / 2.0
        };
        let slot = if houses.len() > 1 { step } else { WIDTH };
        let stagger = houses
            .iter()
            .any(|house| wrapped(&house.name, slot).is_none());
        let bar = (slot * 0.46).min(36.0);
        let floor = line_y + DEEPEST + 42.0;
        let silos = houses
            .iter()
            .enumerate()
            .map(|(index, house)| {
                let x = first_x + index as f64 * step;
                silo(
                    w,
                    house,
                    &Placing {
                        index,
                        x,
                        line_y,
                        slot,
                        stagger,
                        bar,
                        floor,
                        most,
                    },
                )
            })
            .collect();
        let height = floor + if stagger { 100.0 } else { 50.0 };
        let lifted: u64 = houses.iter().map(|house| house.lifted).sum();
        let known: u64 = houses.iter().map(|house| house.known).sum();
        let across = arcs.map_or_else(Vec::new, |arcs| {
            drawn_arcs(&houses, arcs, |place| first_x + place as f64 * step)
        });
        let label = if arcs.is_some() {
            let (houses, spans) = (houses.len(), across.len());
            w.t2("silomap-label", "houses", houses, "spans", spans)
        } else {
            w.t_with(
                "silo-label",
                &[
                    ("houses", &organisations.len()),
                    ("lifted", &lifted),
                    ("known", &known),
                ],
            )
        };
        Some(Self {
            label: label.into_owned(),
            silos,
            arcs: across,
            bar: px(bar),
            line_y: px(line_y),
            height: px(height),
            water: px(height - line_y),
            narrow_height: px(NARROW_ROW * houses.len() as f64 + 12.0),
        })
    }
}

struct Placing {
    index: usize,
    x: f64,
    line_y: f64,
    slot: f64,
    stagger: bool,
    bar: f64,
    floor: f64,
    most: u64,
}

fn silo(w: Words, house: &House, place: &Placing) -> Silo {
    let share = |count: u64, all: f64| all * count as f64 / place.most as f64;
    let depth = share(house.known, DEEPEST).max(4.0);
    let low = place.stagger && place.index % 2 == 1;
    let names_y = place.floor + if low { 46.0 } else { 0.0 };
    let room = if place.stagger {
        place.slot * 2.0
    } else {
        place.slot
    };
    let lines = wrapped(&house.name, room).unwrap_or_else(|| vec![shortened(&house.name, room)]);
    let row_y = 12.0 + place.index as f64 * NARROW_ROW;
    let row_length = share(house.known, NARROW_DEEPEST).max(4.0);
    Silo {
        lifted: w.count(house.lifted),
        known: w.count(house.known),
        is_closed: house.lifted == 0,
        name: house.name.clone(),
        lines: lines
            .into_iter()
            .enumerate()
            .map(|(line, text)| (text, px(names_y + 16.0 * line as f64)))
            .collect(),
        x: px(place.x),
        left: px(place.x - place.bar / 2.0),
        depth: px(depth),
        lifted_depth: px(share(house.lifted, DEEPEST)),
        number_y: px(place.line_y + depth + 18.0),
        plumb: low.then(|| (px(place.line_y + depth + 24.0), px(names_y - 14.0))),
        row_y: px(row_y + 13.0),
        row_name_y: px(row_y + 7.0),
        row_number_y: px(row_y + 24.0),
        row_center: px(row_y + 14.0),
        row_length: px(row_length),
        row_lifted: px(share(house.lifted, NARROW_DEEPEST)),
        row_number_x: px(NARROW_LINE_X + row_length + 6.0),
    }
}

/// Arcs between houses that are drawn apart: what is used most lies on top.
fn drawn_arcs(houses: &[House], arcs: &[Arc], x: impl Fn(usize) -> f64) -> Vec<DrawnArc> {
    let place = |id: OrganisationId| houses.iter().position(|house| house.ids.contains(&id));
    let mut joined: Vec<(ArcKind, u64, usize, usize)> = Vec::new();
    for arc in arcs {
        let (Some(one), Some(two)) = (place(arc.from), place(arc.to)) else {
            continue;
        };
        let (from, to) = (one.min(two), one.max(two));
        if from == to {
            continue;
        }
        // Of the houses that are drawn as one several may lead to the same place.
        let known = joined.iter_mut().find(|it| (it.2, it.3) == (from, to));
        match known {
            Some(known) => {
                known.0 = known.0.max(arc.kind);
                known.1 += arc.uses;
            }
            None => joined.push((arc.kind, arc.uses, from, to)),
        }
    }
    joined.sort_unstable();
    let most = joined.iter().map(|it| it.1).max().unwrap_or(0).max(1);
    let whole = (WIDTH - 2.0 * PADDING).max(1.0);
    joined
        .into_iter()
        .map(|(kind, uses, from, to)| {
            let (left, right) = (x(from), x(to));
            let radius = (right - left) / 2.0;
            let height = LOWEST_ARC
                + (HIGHEST_ARC - LOWEST_ARC) * ((right - left) / whole).clamp(0.0, 1.0).sqrt();
            let (class, width) = match kind {
                ArcKind::Suggested => ("hw-s-vor", 1.4),
                ArcKind::Still => ("hw-s-ruht", 1.4),
                ArcKind::Walked => {
                    let share = (uses as f64 / most as f64).sqrt();
                    ("hw-s-auf", THINNEST + (THICKEST - THINNEST) * share)
                }
            };
            let row = |place: usize| 12.0 + place as f64 * NARROW_ROW + 14.0;
            let (top, bottom) = (row(from), row(to));
            let bulge = NARROW_BULGE * ((to - from) as f64 / houses.len() as f64).sqrt();
            DrawnArc {
                class,
                path: format!(
                    "M{} {}A{} {} 0 0 1 {} {}",
                    px(left),
                    px(LINE_BELOW_ARCS_Y),
                    px(radius),
                    px(height.min(HIGHEST_ARC)),
                    px(right),
                    px(LINE_BELOW_ARCS_Y)
                ),
                narrow_path: format!(
                    "M358 {}C{} {} {} {} 358 {}",
                    px(top),
                    px(358.0 - bulge),
                    px(top),
                    px(358.0 - bulge),
                    px(bottom),
                    px(bottom)
                ),
                width: px(width),
            }
        })
        .collect()
}

/// Houses of which something is known, by name; the smallest of too many are drawn as one.
fn houses(w: Words, organisations: &[OrganisationSummary], city: &str) -> Vec<House> {
    let mut known: Vec<&OrganisationSummary> = organisations
        .iter()
        .filter(|summary| summary.known > 0)
        .collect();
    let mut rest = Vec::new();
    if known.len() > MOST_SILOS {
        let mut by_size: Vec<u64> = known.iter().map(|summary| summary.known).collect();
        by_size.sort_unstable_by(|a, b| b.cmp(a));
        let least = by_size.get(MOST_SILOS - 2).copied().unwrap_or_default();
        let mut room = MOST_SILOS - 1;
        let (kept, others) = known.into_iter().partition(|summary| {
            let keeps = summary.known >= least && room > 0;
            room -= usize::from(keeps);
            keeps
        });
        known = kept;
        rest = others;
    }
    let mut houses: Vec<House> = known
        .into_iter()
        .map(|summary| House {
            ids: vec![summary.organisation.id],
            name: short_name(&summary.organisation.name, city),
            lifted: summary.lifted,
            known: summary.known,
        })
        .collect();
    if !rest.is_empty() {
        houses.push(House {
            ids: rest.iter().map(|summary| summary.organisation.id).collect(),
            name: w.t1("silo-others", "count", rest.len()).into_owned(),
            lifted: rest.iter().map(|summary| summary.lifted).sum(),
            known: rest.iter().map(|summary| summary.known).sum(),
        });
    }
    houses
}

/// A name as short as people say it: without legal form, without the city's name, without "Amt für".
fn short_name(name: &str, city: &str) -> String {
    let city = city.split_whitespace().next().unwrap_or_default();
    let forms = ["GmbH", "AöR", "AG", "gGmbH", "mbH", "KG", "eG", "&", "Co."];
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !forms.contains(word) && *word != city)
        .collect();
    let short = words.join(" ");
    let plain = ["Amt für ", "Fachbereich "]
        .iter()
        .find_map(|prefix| short.strip_prefix(prefix))
        .unwrap_or(&short);
    if plain.is_empty() {
        name.to_owned()
    } else {
        plain.to_owned()
    }
}

/// A name in at most two lines that fit into `room`; none if a word or the number of lines is too long.
fn wrapped(name: &str, room: f64) -> Option<Vec<String>> {
    let most = (room / CHARACTER).floor() as usize;
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        if word.chars().count() > most {
            return None;
        }
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    (lines.len() <= 2).then_some(lines)
}

fn shortened(name: &str, room: f64) -> String {
    let most = ((room / CHARACTER).floor() as usize).max(4);
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_said_as_people_say_them() {
        assert_eq!(
            short_name("Stadtwerke Musterstadt GmbH", "Musterstadt an der Emscher"),
            "Stadtwerke"
        );
        assert_eq!(
            short_name("Amt für Stadtplanung", "Musterstadt"),
            "Stadtplanung"
        );
        assert_eq!(short_name("GmbH", "Musterstadt"), "GmbH");
    }

    #[test]
    fn names_are_broken_between_words_only() {
        let lines = wrapped("Vermessung und Kataster", 85.0);
        assert_eq!(
            lines,
            Some(vec!["Vermessung".to_owned(), "und Kataster".to_owned()])
        );
        assert_eq!(wrapped("Wohnungsgesellschaft", 85.0), None);
        assert_eq!(shortened("Wohnungsgesellschaft", 85.0), "Wohnungsges…");
    }

    fn house(name: &str, lifted: u64, known: u64) -> OrganisationSummary {
        OrganisationSummary {
            parent: None,
            organisation: hebewerk_model::Organisation {
                id: hebewerk_model::OrganisationId::from_uuid(uuid::Uuid::nil()),
                slug: hebewerk_model::Slug::from_text(name, "haus"),
                name: name.to_owned(),
                description: String::new(),
                kind: hebewerk_model::OrganisationKind::Office,
                contact: None,
                parent: None,
                sealed: false,
            },
            lifted,
            open: 0,
            known,
        }
    }

    fn drawn(houses: &[OrganisationSummary]) -> String {
        let w = Words {
            language: hebewerk_model::Language::De,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        let Some(picture) = SiloPicture::of(w, houses, "Musterstadt") else {
            return "no picture".to_owned();
        };
        let mut text = format!("{}\n", picture.label);
        for silo in &picture.silos {
            let lines: Vec<&str> = silo.lines.iter().map(|(line, _y)| line.as_str()).collect();
            text.push_str(&format!(
                "{} of {}: {} of {} deep at {}, {}{}\n",
                silo.lifted,
                silo.known,
                silo.lifted_depth,
                silo.depth,
                silo.x,
                lines.join(" | "),
                if silo.is_closed { ", closed" } else { "" },
            ));
        }
        text
    }

    #[test]
    fn depth_is_in_proportion_to_what_is_known() {
        let houses = [
            house("Stadtwerke Musterstadt GmbH", 15, 30),
            house("Amt für Vermessung und Kataster", 12, 12),
            house("Gesundheitsamt", 0, 3),
            house("Ohne alles", 0, 0),
        ];
        insta::assert_snapshot!(drawn(&houses), @r"
        Bekannte und gehobene Datensätze von 4 Häusern: gehoben 27 von 45. Die Zahlen stehen auf der Seite Häuser als Liste.
        15 of 30: 78.0 of 156.0 deep at 52.0, Stadtwerke
        12 of 12: 62.4 of 62.4 deep at 608.0, Vermessung und Kataster
        0 of 3: 0.0 of 15.6 deep at 1164.0, Gesundheitsamt, closed
        ");
        assert_eq!(drawn(&[]), "no picture");
        assert_eq!(drawn(&[house("Ohne alles", 0, 0)]), "no picture");
    }

    #[test]
    fn arcs_lead_from_house_to_house_and_the_most_used_lies_on_top() {
        let mut houses = [
            house("Stadtwerke", 15, 30),
            house("Entsorgung", 12, 12),
            house("Vermessung", 3, 3),
        ];
        let id = |number: u128| OrganisationId::from_uuid(uuid::Uuid::from_u128(number));
        for (number, house) in (1..).zip(&mut houses) {
            house.organisation.id = id(number);
        }
        let arc = |from, to, kind, uses| Arc {
            from: id(from),
            to: id(to),
            kind,
            uses,
        };
        let w = Words {
            language: hebewerk_model::Language::De,
            now: jiff::Timestamp::UNIX_EPOCH,
        };
        let arcs = [
            arc(3, 1, ArcKind::Walked, 9),
            arc(1, 2, ArcKind::Suggested, 0),
            arc(1, 7, ArcKind::Walked, 1),
        ];
        let picture = SiloPicture::with_arcs(w, &houses, "Musterstadt", &arcs).unwrap();
        let drawn: Vec<String> = picture
            .arcs
            .iter()
            .map(|arc| format!("{} {} {}", arc.class, arc.width, arc.path))
            .collect();
        insta::assert_snapshot!(drawn.join("\n"), @r"
        hw-s-vor 1.4 M52.0 262.0A278.0 174.6 0 0 1 608.0 262.0
        hw-s-auf 9.0 M52.0 262.0A556.0 232.0 0 0 1 1164.0 262.0
        ");
    }

    #[test]
    fn the_smallest_of_too_many_houses_are_drawn_as_one() {
        let houses: Vec<_> = (1..=20)
            .map(|number| house(&format!("Haus {number}"), number, number))
            .collect();
        let drawn = drawn(&houses);
        assert_eq!(drawn.lines().count(), 1 + MOST_SILOS, "{drawn}");
        assert!(
            drawn.ends_with("15 of 15: 117.0 of 117.0 deep at 1164.0, 5 weitere | Häuser\n"),
            "{drawn}"
        );
    }
}
