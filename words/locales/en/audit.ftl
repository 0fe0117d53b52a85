# The access record: for the data protection officer, and what the data hub holds of a person.

nav-audit = Record
role-officer = Data protection
account-officer-text = Reads, checks and exports the access record (data protection officer). Gives no right to read rows.
rule-officer-watches = The data protection officer reads the record.
rule-not-an-officer = Only the data protection officer reads the record.
rule-retention = The time for which entries are kept is over.
rule-unreadable = The entry cannot be read any more.
error-not-an-officer = { rule-not-an-officer }
hint-ask-officer = Ask the data protection officer of your administration.
refusal-hint-ask-officer = { hint-ask-officer }
error-invalid-day = A day has the form 2026-11-20.
error-unknown-door = There is no such door.
error-invalid-head = A check mark has the form entry:checksum, with 64 characters behind the colon.

## Page
audit-title = Access record
audit-lead = Who did what or was refused. The entries are chained: whatever is changed, removed or inserted shows when the record is checked.
audit-empty = Nothing has been recorded yet.
audit-none-found = There are no such entries. Search over a longer time or with fewer details.
audit-no-officer = Nobody reads the record yet.
audit-no-officer-text = Give the data protection officer an account with the role “Data protection”.
audit-for-officer = The record is read by the data protection officer, not by the administration of the data hub: what it does is in there too.
audit-search = Search the record
audit-from = From
audit-until = Until
audit-person = Person
audit-dataset = Dataset
audit-dataset-example = umwelt/baumkataster
audit-door = Door
audit-any = all
audit-find = Search
audit-all = Show everything
audit-found =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
audit-newest = To the newest
audit-older = Older entries
audit-number = No. { $entry }
audit-when = When
audit-who = Who
audit-action = What
audit-decision = Decision
audit-allowed = allowed
audit-refused = refused
audit-nobody = Not signed in
audit-operator = Operator
audit-account-gone = Former account { $id }
audit-office = by the right of { $office }
audit-version = Version { $number }
audit-rows =
    { $count ->
        [one] table of 1 row
       *[other] table of { $count } rows
    }
audit-entries =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
audit-export = Take along
audit-export-text = What you searched for, as a file. That you take it along is in the record afterwards.
audit-export-csv = CSV for Excel
audit-export-ndjson = NDJSON for programs
audit-column-entry = No.
audit-column-at = When (UTC)
audit-column-door = Door
audit-column-account = Account
audit-column-name = Who
audit-column-action = What
audit-column-subject = Account concerned
audit-column-subject-name = Whose account
audit-column-dataset = Dataset
audit-column-version = Version
audit-column-allowed = Allowed
audit-column-rule = Rule
audit-column-purpose = Purpose
audit-column-grant = Right to read
audit-column-office = By the right of
audit-column-rows = Rows
audit-column-key = Access key
audit-column-key-name = Name of the access key

door-pages = Pages
door-rest = Interface
door-command = Command line
door-folder = Watched folder
door-clock = Schedule

## Check
chain-title = State
chain-unchecked = It has not been checked since the start.
chain-whole = Unchanged. Checked up to entry { $entry }, on { $when }.
chain-broken = The record is not as it was written. Checked on { $when }.
chain-broken-do = Copy the database before anybody changes it further, and compare it with the last backup.
chain-since = Entries up to no. { $entry } were removed after the time for which they are kept.
chain-check = Check now
chain-head = Check mark to keep
chain-head-text = Keep the mark outside the data hub. It shows when somebody cuts off the end of the record or writes it anew: hebewerk audit verify --head …
chain-fault-changed = Entry { $entry } is not as it was written: it, or the checksum before it, was changed.
chain-fault-removed = The entries { $entry } to { $other } were removed.
chain-fault-removed-one = The entry { $entry } was removed.
chain-fault-inserted = Entry { $entry } was inserted.
chain-fault-reordered = The entries { $entry } and { $other } have changed places.
chain-fault-cut-off = At the end the entries { $entry } to { $other } are missing.
chain-fault-cut-off-one = At the end the entry { $entry } is missing.
chain-fault-rewritten = Entry { $entry } has another checksum than was noted: it or one before it was written anew.

## Disclosure
disclosure-title = Disclosure
disclosure-text = Everything the data hub holds of you: account, roles, sessions, rights to read, files you brought and the entries in the record (Art. 15 GDPR).
disclosure-officer-text = Everything the data hub holds of this person (Art. 15 GDPR). That you fetch it is in the record afterwards.
disclosure-do = Download the disclosure
disclosure-file = disclosure.json

## What was done
action-add-officer = Account for data protection added
action-make-officer = Appointed for data protection
action-unmake-officer = Appointment for data protection ended
action-read-audit = Record read
action-check-audit = Record checked
action-export-audit = Record taken along
action-forget-audit = Old entries removed
action-disclose-account = Disclosure fetched
action-refused = Refused
action-unreadable = Unreadable entry
action-accept-version = Version accepted
action-refuse-version = Version refused

## Command line
cli-audit = Read, take along and check the access record
cli-audit-list = List entries, the newest first
cli-audit-export = Print entries as a file; that is in the record afterwards
cli-audit-verify = Check whether the record is as it was written
cli-audit-head = Print the check mark that is kept elsewhere
cli-audit-officer = Appoint a person for data protection, or end the appointment
cli-audit-disclose = Print everything the data hub holds of a person (Art. 15 GDPR)
cli-audit-from = First day, for example 2026-11-20
cli-audit-until = Last day
cli-audit-account = By or about this person: e-mail address or identifier of the account
cli-audit-action = Only this, for example ask, download or grant
cli-audit-door = Only through this door: pages, rest, command, folder or clock
cli-audit-allowed = Only what was allowed
cli-audit-refused = Only what was refused
cli-audit-list-from = { cli-audit-from }
cli-audit-list-until = { cli-audit-until }
cli-audit-list-account = { cli-audit-account }
cli-audit-list-dataset = Only about this dataset, for example umwelt/baumkataster
cli-audit-list-action = { cli-audit-action }
cli-audit-list-door = { cli-audit-door }
cli-audit-list-allowed = { cli-audit-allowed }
cli-audit-list-refused = { cli-audit-refused }
cli-audit-list-limit = At most this many entries
cli-audit-export-from = { cli-audit-from }
cli-audit-export-until = { cli-audit-until }
cli-audit-export-account = { cli-audit-account }
cli-audit-export-dataset = { cli-audit-list-dataset }
cli-audit-export-action = { cli-audit-action }
cli-audit-export-door = { cli-audit-door }
cli-audit-export-allowed = { cli-audit-allowed }
cli-audit-export-refused = { cli-audit-refused }
cli-audit-export-form = Form of the file
cli-audit-verify-head = A check mark that was kept; may be repeated
cli-audit-officer-account = E-mail address of the person
cli-audit-officer-remove = End the appointment
cli-audit-disclose-account = E-mail address of the person or identifier of the account
cli-audit-appointed = { $name } is appointed for data protection
cli-audit-dismissed = { $name } is not appointed for data protection any more
cli-audit-more = There are older entries; more with --limit
cli-doctor-audit-broken = The access record is not as it was written
