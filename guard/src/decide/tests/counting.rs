//! Who may only count.

use super::*;

#[test]
fn who_was_granted_statistics_counts_and_reads_no_row() {
    for covers_protected in [false, true] {
        let counter = counter(covers_protected);
        let office = dataset(1, Visibility::Office);
        check(&counter, Action::ReadRows, office, Rule::StatisticsOnly);
        let counts = decide(&counter, Action::Count, &office);
        assert!(counts.allowed);
        assert_eq!(counts.determined_by, Rule::GrantedForStatistics);
        assert_eq!(counts.grant, Some(held(1, false).id));
        let access = counts.conditions.of_table("leute", &[], &[]);
        assert_eq!(access.counts, Some(Counts::USUAL));
        assert!(counts.conditions.restrict(&[]) && counts.conditions.hold_back_rows());
        assert!(!access.shows("name") && access.is_restricted());
        check(
            &counter,
            Action::Count,
            dataset(2, Visibility::Office),
            Rule::OfficeForMembers,
        );
        check(
            &counter,
            Action::Count,
            dataset(3, Visibility::Office),
            Rule::NotAMember,
        );
        assert!(
            !payload_audiences(&counter).contains(&Audience::Dataset(dataset_id(1))),
            "a search finds no values of what may only be counted"
        );
    }
}

#[test]
fn counting_takes_nothing_away_from_who_reads_rows() {
    for visibility in [Visibility::Public, Visibility::City] {
        let resource = dataset(1, visibility);
        let reads = decide(&counter(true), Action::ReadRows, &resource);
        assert!(reads.allowed && reads.conditions.counts().is_none());
        assert_eq!(decide(&counter(true), Action::Count, &resource), reads);
    }
    let sealed = Resource::Dataset {
        dataset: Some(dataset_id(1)),
        organisation: organisation(1),
        visibility: Visibility::Office,
        sealed: true,
        protection: Some(&UNPROTECTED),
    };
    check(&counter(true), Action::Count, sealed, Rule::Sealed);
}

#[test]
fn a_key_counts_for_its_holder_if_it_reads_rows() {
    let office = dataset(1, Visibility::Office);
    let reading = program(&counter(false), &[KeyRight::Rows], None);
    check(&reading, Action::Count, office, Rule::GrantedForStatistics);
    check(&reading, Action::ReadRows, office, Rule::StatisticsOnly);
    let knowing = program(&counter(false), &[KeyRight::Metadata], None);
    check(&knowing, Action::Count, office, Rule::BeyondKey);
}
