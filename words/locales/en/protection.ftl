### Protection: what of a dataset is not shown to whom, and why.

## Page “Protection”
protection-view = Protection
protection-persons = Data about persons
protection-persons-none = No data about persons found
protection-persons-none-text = Nothing was noticed in the newest version. If there are some nevertheless, mark the column yourself.
protection-waiting = { $count ->
    [one] In one column data about persons were found that nobody has looked at yet. Until then only the own house sees it.
   *[other] In { $count } columns data about persons were found that nobody has looked at yet. Until then only the own house sees them.
}
protection-nothing-waits = All columns with data about persons have been looked at.
protection-waits = Data about persons have to be looked at
protection-look = Look and decide
protection-unreviewed = not looked at, seen in the house only
protection-not-personal = not about persons
protection-personal = about persons, stays in the house
protection-review = Look and decide
protection-verdict = What is in this column?
verdict-personal = Data about persons
verdict-not-personal = Nothing about persons
verdict-explained-personal = Outside the house the column is seen only by those who have a right to read that also covers what is protected. All others see what a rule below leaves of it, otherwise nothing.
verdict-explained-not-personal = Or only what everybody may know: function mailboxes, names of office holders, streets without persons. The column is then seen like any other.
protection-reason = Reason
protection-reason-hint = In a sentence that the data protection officer understands, too. Whoever is affected reads it.
protection-review-save = Save decision
protection-mark = Mark another column as data about persons
protection-mark-text = The column then stays in the house, in older and later versions as well.
protection-mark-do = Mark
protection-column = Column
protection-kind = Kind of data
protection-rules = Rules
protection-rules-none = No rule yet
protection-rules-none-text = Whoever may read the rows sees all rows and all columns, except data about persons that nobody has looked at.
protection-for = Applies to: { $binds }
protection-lift = Lift
protection-lift-text = Without this rule the readers named see at once what it held back, in all versions. The rule stays in “What applied before”.
protection-lift-do = Lift rule
protection-mask = Protect a column
protection-instead = What is seen
protection-number = How much
protection-number-hint = Beginning: characters that stay. Groups: width, such as 10. Rounding: to 100, 10, 1 or 0.1. Grid: metres, such as 500.
protection-binds = For whom
protection-mask-do = Protect column
protection-rows = Hold back rows
protection-rows-do = Hold back rows
protection-who-may = Who lays down rules
protection-who-may-text = Rules are laid down by whoever has the role of data owner in { $house }. The role is given by the administration of the data hub.
protection-about = What rules do
protection-about-text = Rules apply everywhere alike: on these pages, in questions, in files to download and in the interface, for all versions. Data stewards and data owners of the house always see everything. If a rule no longer finds its column, the whole version is closed for those whom it binds.
protection-changes = What applied before
protection-change = { $columns ->
    [one] 1 rule on columns
   *[other] { $columns } rules on columns
}, { $rows ->
    [one] 1 on rows
   *[other] { $rows } on rows
}, { $reviews ->
    [one] 1 decision
   *[other] { $reviews } decisions
}
protection-by-operator = command line
protection-done-reviewed = The decision is saved and applies from now on.
protection-done-ruled = The rule is laid down and applies from now on.
protection-done-lifted = The rule is lifted.
protection-misfits = A rule or decision does not find its column
protection-misfits-text = The newest version lacks: { $columns }. The column may have another name now. Until you lift the rule or lay it down anew, or decide about the column, those whom it binds see nothing of this version.

## Whom a rule binds
binds-public = whoever is not signed in
binds-outside = everybody outside the house
binds-readers = everybody except data stewards and data owners

## Masks as they are offered
mask-offer-hide = nothing: the column is missing
mask-offer-null = the empty column
mask-offer-pseudonym = a cover name for each value
mask-offer-beginning = the beginning
mask-offer-group = numbers in groups
mask-offer-round = rounded numbers
mask-offer-year = the year
mask-offer-quarter = the quarter
mask-offer-month = the month
mask-offer-street = the street without house number
mask-offer-grid = the centre of a grid cell

## Masks as they work
mask-hide = The column is not shown.
mask-null = The column is empty.
mask-pseudonym = Cover names stand for the values: equal values have equal ones.
mask-beginning = { $count ->
    [one] Only the first character is seen.
   *[other] Only the first { $count } characters are seen.
}
mask-round = { $digits ->
    [one] Numbers are rounded to one digit behind the decimal point.
   *[other] Numbers are rounded to { $digits } digits behind the decimal point.
}
mask-round-to = Numbers are rounded to { $step }.
mask-group = Numbers stand in groups of { $width }.
mask-period-year = Only the year is seen.
mask-period-quarter = Only the quarter is seen.
mask-period-month = Only the month is seen.
mask-street = Only the street is seen, without house number.
mask-grid = Points lie in the centre of a grid cell of { $metres } metres.

## Rules on rows
row-rule-which = Which rows are seen?
row-rule-values = Rows with certain values
row-rule-values-label = Values, one in each line
row-rule-range = Rows between two values
row-rule-range-from = from
row-rule-range-to = to
row-rule-own = Rows of the own house
row-rule-own-text = The column holds the name or short name of the readers’ house.
row-rule-one-of = { $count ->
    [one] Only rows with the value { $values } are seen.
   *[other] Only rows with one of these values are seen: { $values }.
}
row-rule-between = Only rows from { $from } to { $to } are seen.
row-rule-from = Only rows from { $from } on are seen.
row-rule-to = Only rows up to { $to } are seen.
row-rule-own-office = Only rows that name the own house are seen.

## What readers are not shown
held-back-title = { $count ->
    [one] Something is not shown to you here, or only coarsely
   *[other] { $count } things are not shown to you here, or only coarsely
}
held-back-said = Reason: { $reason }
held-back-personal = Data about persons stay in the house.
held-back-unreviewed = Data about persons were found here that nobody has looked at yet.

## Through the eyes of others
seen-title = What would they see?
seen-text = Look at the dataset through the eyes of others. That you did is in the audit.
seen-who = Who?
seen-who-public = The public
seen-who-house = A house
seen-who-person = A person
seen-do = Look
seen-by = What { $name } sees
seen-by-public = What the public sees
seen-reads = Reads the rows: { $rule }
seen-knows = Knows of the dataset but reads no row: { $rule }
seen-nothing = Knows nothing of the dataset: { $rule }
seen-purpose = Under the right to read for: { $purpose }
seen-some-rows = Not all rows: a rule holds some back.
seen-no-columns = No column is seen.
seen-no-rows = No row is seen.
seen-rows = { $count ->
    [0] No row
    [one] The first row
   *[other] The first { $count } rows
}
seen-back = Back to protection

## Rights to read that cover what is protected
grant-covers = Also what is held back from others
grant-covers-text = Rules of protection do not apply then, and data about persons that were looked at are seen. Only where purpose and legal basis allow it.
grant-extent = What may be read?
grant-extent-rows = Rows
grant-extent-rows-text = The data themselves, on pages, in queries and as downloads.
grant-extent-statistics = Statistics only
grant-extent-statistics-text = No row. Queries are answered with counts only; these are changed a little, and small ones are not told.
count-with-query = Count with a query
grants-extent = Read is
grants-extent-statistics = statistics only
grants-covers = Extent
grants-covers-all = also what is protected

## Numbers that are not told
version-rows-not-told = How many rows there are is not shown to you.
preview-caption-some = The first { $shown } of your rows, version { $version }
preview-all-of-yours = All your rows
table-caption-some = { $rows ->
    [one] 1 row that you may see
   *[other] { $rows } rows that you may see
}
rows-refused-unseen-some = the rows
compare-closed-untold = The rows are closed to you.
compare-nothing-in-common-untold = The versions have no column in common that can be compared.
compare-too-much-untold = The table is too large to be compared row by row.

## Reasons of the guard
rule-owner-protects = The data owners of a house lay down what is held back of its data.
rule-protection-does-not-fit = A rule that protects these data no longer finds its column. Until the data owners of the house have looked, the version is closed.

## Errors
error-protection-does-not-fit = { rule-protection-does-not-fit }
error-unknown-column = The newest version has no such column.
error-too-many-rules = A dataset cannot have more than 300 rules or decisions.
error-rule-twice = There is a rule for this column and these readers already. Lift it first.
error-invalid-reason = The reason is missing or longer than 1,000 characters.
error-invalid-rule-values = Name at least one value, at most 1,000.
error-invalid-rule-value = A value does not fit the column, or is too long.
error-rule-needs-text = The own house can only stand in a column of text.
error-invalid-mask = The number of this mask is missing or out of bounds.
error-mask-does-not-fit = This mask does not fit the values of the column.
error-mask-missing = Choose what is seen.
error-verdict-missing = Decide what is in the column.
error-round-step = Numbers are rounded to 1, 10, 100 and so on, or to 0.1, 0.01 and so on.

## hebewerk protection
cli-protection = Shows what is held back of a dataset, or lays it down
cli-protection-show = Shows the rules that protect a dataset
cli-protection-set = Lays down rules in place of all others
cli-protection-show-dataset = Dataset as house/name
cli-protection-set-dataset = Dataset as house/name
cli-protection-set-file = File with the rules, as show --json prints them; - reads the standard input
cli-grant-give-statistics-only = Statistics only: queries are answered with counts, rows are not seen
cli-grant-give-covers-protected = The right to read also covers what is held back from others
cli-protection-column-what = What
cli-protection-column-column = Column
cli-protection-column-binds = For whom
cli-protection-column-reason = Reason
cli-protection-rows = Rows
cli-protection-done = { $name }: rules number { $number } are laid down.
