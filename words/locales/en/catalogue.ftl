## The catalogue for other portals (DCAT-AP.de, CKAN)
catalogue-description = The open data of { $city }.
catalogue-service = Interface: { $title }

## What is said of a dataset
catalogue-more = More about it
catalogue-more-lead = All of this is optional. Other portals, such as GovData, show it.
catalogue-frequency = How often does something new come?
catalogue-span = Period the rows are about
catalogue-from = From
catalogue-until = Until
catalogue-place = Official key of the area
catalogue-place-hint = Leave empty if the whole city is meant. Otherwise district key (5 digits), AGS (8) or ARS (12).
catalogue-legal-basis = Legal basis
catalogue-legal-basis-hint = As a text, or as the address of the law
catalogue-attribution = Attribution
catalogue-attribution-hint = How others name the source where the licence asks for it. Leave empty for the name of the house.
catalogue-high-value = High-value dataset
catalogue-high-value-hint = Categories of Regulation (EU) 2023/138. If in doubt, tick nothing.
catalogue-proposed = Proposals filled in
catalogue-proposed-text = Nothing is saved yet. Please check what we have filled in: { $fields }
catalogue-propose = Fill in proposals
catalogue-complete-title = Completeness
catalogue-complete = { $percent } of 100 points
catalogue-next = What helps most now
catalogue-next-text = Describe what a row is: search lives on it
catalogue-next-licence = Choose a licence: without one nobody may use the data
catalogue-next-theme = Choose a theme: all portals filter by it
catalogue-next-tags = Name tags that others look for
catalogue-next-contact = Name a function mailbox, so that questions arrive
catalogue-next-frequency = Say how often something new comes
catalogue-next-span = Say which period the rows are about
reference-dataset = Reference dataset
reference-dataset-hint = What other cities call such data (Musterdatenkatalog). It makes them comparable.
topic-suggested = This could fit:
topic-again = Suggest again
topic-taken = Not saved yet
topic-taken-text = Please check what is filled in, then save.
catalogue-next-reference-dataset = Choose a reference dataset, so that other cities find the same
refusal-invalid-reference-dataset = There is no such reference dataset.
error-invalid-reference-dataset = There is no such reference dataset.
catalogue-next-legal-basis = Name the legal basis
catalogue-said = Details
catalogue-said-frequency = Updated
catalogue-said-span = Period
catalogue-said-from-until = { $from } to { $until }
catalogue-said-from = from { $from }
catalogue-said-until = until { $until }
catalogue-said-place = Area (key)
refusal-invalid-place = An official key has 2, 5, 8 or 12 digits and begins with the number of a state, 01 to 16.
refusal-invalid-day = A day has the form 2026-11-20.
refusal-invalid-frequency = There is no such frequency.
refusal-invalid-span = The period ends before it begins.
error-invalid-frequency = There is no such frequency.
error-invalid-span = The period ends before it begins.

## Frequencies (EU vocabulary)
frequency-CONT = Continuous
frequency-HOURLY = Hourly
frequency-DAILY = Daily
frequency-WEEKLY = Weekly
frequency-BIWEEKLY = Every two weeks
frequency-MONTHLY = Monthly
frequency-BIMONTHLY = Every two months
frequency-QUARTERLY = Quarterly
frequency-ANNUAL-2 = Twice a year
frequency-ANNUAL = Annual
frequency-BIENNIAL = Every two years
frequency-IRREG = Irregular
frequency-NEVER = Never again
frequency-OTHER = Other
frequency-UNKNOWN = Unknown

## High-value datasets (Regulation (EU) 2023/138)
high-value-geospatial = Geospatial
high-value-environment = Earth observation and environment
high-value-meteorological = Meteorological
high-value-statistics = Statistics
high-value-companies = Companies and company ownership
high-value-mobility = Mobility

## Nothing found
find-instead = Try one of these:

## CKAN interface
refusal-ckan-unknown-action = There is no such action: { $name }
refusal-ckan-missing-value = Missing value
refusal-ckan-no-number = Invalid integer
refusal-ckan-no-object = This is no JSON object of plain values.
refusal-ckan-no-json = A JSON object is expected.
refusal-ckan-needs-post = What changes something has to be sent by POST.
refusal-ckan-needs-key = Changing something needs an access key; being signed in with a browser is not enough here.
refusal-ckan-fixed = This field cannot be changed through this interface.
refusal-ckan-no-names = A list of names is expected here.
refusal-ckan-unknown-group = There is no group { $name }.
refusal-ckan-unknown-licence = There is no licence { $name }.
refusal-ckan-no-package = There is no package { $name }.
refusal-ckan-no-resource = There is no resource { $name }.
refusal-ckan-no-organisation = There is no organisation { $name }.
refusal-ckan-no-group = There is no group { $name }.
refusal-ckan-search-query = { $problem }
refusal-ckan-unknown-column = There is no { $name }.
refusal-ckan-offset-too-large = At most { $most } rows are passed over. Turn pages with filters and _id.
refusal-ckan-answer-too-large = Together the rows are larger than { $most } MB. Ask for fewer with limit.
refusal-ckan-too-many-tables = These are too many tables.
refusal-ckan-unknown-format = There is no format { $name }.
