use hebewerk_disclosure::{Shown, Telling, Tells, differences};
use std::collections::BTreeMap;

fn version(of: &[(&'static str, Option<u64>)]) -> BTreeMap<&'static str, Shown> {
    let shown = |count: &Option<u64>| count.map_or(Shown::Withheld, Shown::Count);
    of.iter().map(|(key, count)| (*key, shown(count))).collect()
}

fn telling(key: &'static str, tells: Tells) -> Telling<&'static str> {
    Telling { key, tells }
}

#[test]
fn one_person_more_is_told_by_two_versions() {
    let earlier = version(&[
        ("Wanne", Some(40)),
        ("Eickel", Some(17)),
        ("Sodingen", Some(9)),
    ]);
    let newer = version(&[
        ("Wanne", Some(41)),
        ("Eickel", Some(17)),
        ("Sodingen", Some(30)),
    ]);
    assert_eq!(
        differences(&earlier, &newer, 3),
        [telling("Wanne", Tells::Few(1))]
    );
}

#[test]
fn a_count_that_is_gone_is_zero_now() {
    let earlier = version(&[("Wanne", Some(2))]);
    assert_eq!(
        differences(&earlier, &version(&[]), 3),
        [telling("Wanne", Tells::Few(-2))]
    );
}

#[test]
fn what_only_one_version_withholds_is_shown_by_the_other() {
    let earlier = version(&[("a", Some(6)), ("b", None), ("c", None), ("d", Some(100))]);
    let newer = version(&[("a", None), ("b", Some(5)), ("c", None), ("d", None)]);
    assert_eq!(
        differences(&earlier, &newer, 5),
        [
            telling("a", Tells::ShownBefore),
            telling("b", Tells::ShownNow)
        ]
    );
}
