//! What the user of the catalogue may do in PostgreSQL: enough for every test of this suite, and nothing beyond.

use crate::place::Place;

#[tokio::test]
async fn the_user_of_these_tests_may_no_more_than_the_operator_has_to_grant() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let may =
        "select concat_ws(' ', rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls)
               from pg_roles where rolname = current_user";
    assert_eq!(place.texts(may).await, ["f f f f f"]);
    let rights = "select concat_ws(' ', has_database_privilege(current_database(), 'connect'),
                      has_database_privilege(current_database(), 'create'),
                      has_database_privilege(current_database(), 'temporary'))";
    assert_eq!(place.texts(rights).await, ["t t f"]);
    let elsewhere = "select count(*)::text from pg_auth_members m
                     join pg_roles r on r.oid = m.member where r.rolname = current_user";
    assert_eq!(place.texts(elsewhere).await, ["0"]);
    place.remove().await;
}
