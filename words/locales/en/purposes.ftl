### The purpose of joining data of several houses, and the record of processing activities (GDPR Art. 30).

## Before the answer
purpose-title = What do you join these data for?
purpose-text = The question joins data that are not public, of several houses: { $houses }. The General Data Protection Regulation asks for a purpose and a legal basis.
purpose-basis-hint = For example: Art. 6 (1) (e) GDPR
purpose-reference = File reference, if there is one
purpose-ask = State the purpose and show the answer
purpose-kept = What you state holds for you and these houses until the end of the day, and is on record.
purpose-holds = Purpose: { $purpose }
error-purpose-needed = This question joins data that are not public, of several houses: { $houses }. Say what for and on which legal basis.
hint-purpose = Page: the form that appears there. REST: "purpose" and "legal_basis". Command line: --purpose and --legal-basis.
rule-purpose-stated = Purpose and legal basis were stated.
action-state-purpose = Purpose stated
action-join = Data of several houses joined
action-read-processing = Record of processing looked at

## Record
processing-title = Record of processing activities
processing-lead = What data of one house serve others for: what was joined, and what grants allow (GDPR Art. 30).
processing-about = Purposes, legal bases, houses involved and kinds of personal data on one page.
processing-show = Show the record
processing-none = Nothing is in the record yet.
processing-none-text = It fills when somebody joins data of several houses that are not public, or a house grants a right to read.
processing-count = { $count ->
    [one] One processing activity
   *[other] { $count } processing activities
}
processing-export = Download as CSV for Excel
processing-file = processing.csv
processing-joined = data joined
processing-granted = right to read
processing-operator = operator, on the command line
processing-no-persons = none found
processing-span = { $since } to { $until }
processing-open = since { $since }, until revoked
processing-column-purpose = Purpose
processing-column-legal-basis = Legal basis
processing-column-reference = File reference
processing-column-user = Who
processing-column-datasets = Datasets
processing-column-personal = Personal data
processing-column-kind = Kind
processing-column-since = Since
processing-column-until = Until
processing-column-times = Days
processing-column-when = When

## Command line
cli-sql-purpose = What data of several houses that are not public are joined for
cli-sql-legal-basis = On which legal basis
cli-sql-reference = File reference
