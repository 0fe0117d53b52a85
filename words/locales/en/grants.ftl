### Rights to read: what a house allows others to read for a purpose.

## Account
account-roles-text = Reading: the rows of the house. Data steward: also bring and describe files. Data owner: also allow others to read for a purpose.

## Page “Permissions”
grants-view = Permissions
grants-title = Who may read these data
grants-circle-public = The dataset is public: everybody can read and download the rows.
grants-circle-city = Whoever can sign in here reads the rows.
grants-circle-office = The rows are read by the members of { $house }, and by whom { $house } has allowed below.
grants-circle-change = Change the circle of readers
grants-nothing-now = Rights to read change nothing at the moment
grants-nothing-now-text = The circle of readers is wider already. A right to read takes effect only once the dataset can be read in its own house alone again, unless it also covers what is protected.
grants-list = Rights to read that were granted
grants-count = { $count ->
    [one] One right to read is in force.
   *[other] { $count } rights to read are in force.
}
grants-empty = Nobody else has a right to read yet.
grants-empty-text = With a right to read, another house or a person reads the rows of this dataset: for a purpose, on a legal basis, for a time. Every look is in the audit together with its right to read.
grants-ended = { $count ->
    [one] One right to read that has ended
   *[other] { $count } rights to read that have ended
}
grants-to-house = House
grants-to-person = Person
grants-purpose = Purpose
grants-basis = Legal basis
grants-reference = File reference
grants-until = In force until

grants-until-revoked = taken back
grants-given = Granted
grants-given-by = { $day } by { $name }
grants-given-by-operator = { $day } on the command line
grants-was-until = Was in force until
grants-was-revoked = Taken back
grants-revoke = Take back
grants-revoke-of = Take back the right to read of { $name }
grants-who-may = Who grants rights to read
grants-who-may-text = Rights to read are granted and taken back by those who have the role of data owner in { $house }. The administration of the data hub gives this role.
grants-was-given = The right to read is granted and in force from now on.
grants-was-taken-back = The right to read is taken back. Nobody reads under it any more.
grants-about = What a right to read is
grants-about-text = A right to read allows to see, query and download the rows. Nobody may change anything with it. It ends by itself on its day and can be taken back at any time. What somebody has downloaded already stays where it is.

## Granting
grant-give = Grant a right to read
grant-to = Who shall be allowed to read?
grant-to-house = A house
grant-to-house-text = Everybody who has a role there, also those who join later.
grant-to-person = A person
grant-to-person-text = Only this person, by the e-mail address they sign in with here.
grant-house = House
grant-choose-house = Choose a house
grant-house-missing = Choose a house, or choose “A person”.
grant-person = E-mail address of the person
grant-purpose = What for?
grant-purpose-hint = In a sentence a data protection officer understands, for example: planning the ways to school for 2027/28.
grant-basis = Legal basis
grant-basis-hint = For example: § 5 (1) DSG NRW.
grant-reference = File reference
grant-reference-hint = Under which the decision is in your files.
grant-how-long = For how long?
grant-until = Until a day
grant-until-day = Last day
grant-until-revoked = Until it is taken back
grant-until-revoked-text = It holds until somebody takes it back. Choose this only if the task has no end.
grant-no-house = There is no other house yet. You can allow a person to read.

## Taking back
grant-revoke-headline = Take back the right to read of { $name }?
grant-revoke-lead = From then on { $name } does not read these data under this right any more. It stays on the page as one that was in force.
grant-revoke-not = Do not take it back

## Whoever reads under a right, and whoever may not
grant-you-read = You read these data for a purpose
grant-you-read-until = Purpose: { $purpose } (until { $day }). Basis: { $basis }.
grant-you-read-revocable = Purpose: { $purpose } (until it is taken back). Basis: { $basis }.
grant-ask-for = { $house } can allow you or your house to read for a purpose.
grant-ask-for-write = Ask for it

## Audit
action-grant = Right to read granted
action-revoke-grant = Right to read taken back
audit-purpose = Purpose: { $purpose }

## What is wrong
error-invalid-purpose = The purpose is missing or too long. 1,000 characters are allowed.
error-invalid-legal-basis = The legal basis is missing or too long. 300 characters are allowed.
error-invalid-reference = The file reference is too long. 300 characters are allowed.
error-invalid-until = The last day is missing or has passed.
error-invalid-grantee = Name either a house or a person.
error-grant-to-itself = The dataset belongs to this house: its members read it without a right to read.
error-unknown-organisation = There is no such house here.
error-unknown-account = Nobody signs in here with this e-mail address.
error-not-an-owner = { rule-not-an-owner }
error-no-such-grant = There is no such right to read here.
refusal-no-such-grant = { error-no-such-grant }

## Command line
cli-grant = List, grant and take back rights to read a dataset
cli-grant-list = List all rights to read a dataset, also those that have ended
cli-grant-give = Allow a house or a person to read the rows of a dataset
cli-grant-revoke = Take a right to read back
cli-arg-dataset = The dataset, for example umwelt/baumkataster
cli-grant-give-organisation = House that may read
cli-grant-give-person = Person who may read, by their e-mail address
cli-grant-give-purpose = What for, in a sentence
cli-grant-give-legal-basis = Legal basis, for example “§ 5 Abs. 1 DSG NRW”
cli-grant-give-reference = File reference of the decision
cli-grant-give-until = Last day, for example 2027-06-30
cli-grant-give-until-revoked = It holds until somebody takes it back
cli-grant-revoke-grant = Identifier of the right to read, as “hebewerk grant list” names it
cli-grant-column-id = Identifier
cli-grant-column-to = Who
cli-grant-column-purpose = Purpose
cli-grant-column-basis = Basis
cli-grant-column-until = Until
cli-grant-column-state = State
cli-grant-holds = in force
cli-grant-ended = ended
cli-grant-taken-back = taken back
cli-grant-given = { $name }: right to read { $id } granted
cli-grant-revoked = { $name }: right to read { $id } taken back
