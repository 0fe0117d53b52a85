### What a delivery does otherwise than the version that holds, and what becomes of it.

## Findings: finding-drift-<code>
finding-drift-table-gone = This table is not there any more. Queries that use it fail.
finding-drift-table-new = This table is new.
finding-drift-column-gone = The column “{ $column }” is gone. Queries and views that use it fail.
finding-drift-column-new = The column “{ $column }” is new.
finding-drift-column-renamed = The column “{ $was }” is called “{ $is }” now. Its place, type or values suggest that it is the same one.
finding-drift-type-changed = The column “{ $column }” now holds { $is ->
    [text] text
    [integer] whole numbers
    [decimal] decimal numbers
    [float] floating-point numbers
    [boolean] yes or no
    [date] days
    [time] times
    [timestamp] points in time
    [timestamp_utc] points in time (UTC)
    [json] nested values
   *[other] bytes
}; it held { $was ->
    [text] text
    [integer] whole numbers
    [decimal] decimal numbers
    [float] floating-point numbers
    [boolean] yes or no
    [date] days
    [time] times
    [timestamp] points in time
    [timestamp_utc] points in time (UTC)
    [json] nested values
   *[other] bytes
} before.
finding-drift-unit-changed = The column “{ $column }” now has { $is ->
    [none] no unit
   *[other] the unit “{ $is }”
}; it was “{ $was }” before.
finding-drift-rows-changed = The delivery has { $found ->
    [0] no row
    [one] one row
   *[other] { $found } rows
}, the version before has { $expected ->
    [0] none
    [one] one
   *[other] { $expected }
}.
finding-drift-cut-off = The file breaks off in the middle or is damaged. { $found ->
    [0] No row was read
    [one] One row was read
   *[other] { $found } rows were read
}; { $expected ->
    [0] there was none
    [one] there was one
   *[other] there were { $expected }
} before. Ask for the complete file.
finding-drift-key-gaps = The column “{ $column }” named every row before. Now its value is missing in { $is } % of the rows.
finding-drift-decimal-changed = Numbers are written with { $is ->
    [comma] a comma
    [point] a point
   *[other] “{ $is }”
} now, with { $was ->
    [comma] a comma
    [point] a point
   *[other] “{ $was }”
} before. Check a number you know.

## Note on the pages of a dataset
held-title = A delivery waits for your approval
held-words = The file “{ $file }” ({ $when }) differs from version { $version }. Until you decide, version { $version } holds.
held-decide = Check and decide

## The page to decide on
held-view = Approval
held-headline = { $count ->
    [one] One change is to be checked.
   *[other] { $count } changes are to be checked.
}
held-lead = The file “{ $file }” has arrived ({ $when }). It is stored, but not visible yet: pages, queries and downloads go on showing version { $version }.
held-none = No delivery of this dataset is waiting.
held-none-lead = It was decided already, or a newer one took its place. What became of each delivery stands under “Versions”.
held-to-versions = To the versions
held-rows = Rows
held-changes = What is different
held-caption = { $count ->
    [one] One change against version { $version }
   *[other] { $count } changes against version { $version }
}
held-before = Version { $version }
held-after = New delivery
held-change = Change
held-grave = Affects queries and views
held-harmless = Harmless
held-values = e.g. { $values }
held-total = Rows in all
held-accept-title = Accept
held-accept-text = The delivery becomes version { $version } and is visible everywhere at once. Version { $holds } stays readable among the versions.
held-keep = Keep the names from before
held-keep-text = What you tick here is kept in the recipe: the next deliveries keep the name too, and queries go on working.
held-keep-one = Keep “{ $is }” as { $name }
held-accept = Accept
held-refuse-title = Refuse
held-refuse-text = Version { $holds } goes on to hold. The file is kept, and the delivery stands among the others as refused. A newer one is checked again.
held-refuse = Refuse
held-accepted = Accepted. Version { $version } holds now.
held-refused = Refused. The version before goes on to hold.

## Open approvals
tasks-title = Waiting for you
tasks-lead = { $count ->
    [one] One delivery differs from what was expected and waits for your approval.
   *[other] { $count } deliveries differ from what was expected and wait for your approval.
}
tasks-line = { $house }. { $changes ->
    [one] One change
   *[other] { $changes } changes
}, { $before } → { $after } rows

## While uploading
upload-drift-title = Different from the version before
upload-drift-lead = This file differs from the version it follows. Correct names or types below; when you take it over, it holds as it is.

## Switch on the editing page
takes-all-title = Approval
takes-all-text-off = Deliveries that disturb queries and views (a column is gone or renamed, another type, far more or fewer rows) wait for your approval.
takes-all-text-on = Every delivery holds at once, also when columns are gone or the number of rows jumps. The differences stand among the findings.
takes-all-turn-on = Always accept
takes-all-turn-off = Check again

## Approvals
cli-held = List deliveries that wait to be accepted, or decide about them
cli-held-dataset = Only this dataset, for example umwelt/baumkataster
cli-held-accept = Accept: the delivery holds from now on
cli-held-refuse = Refuse: the version before goes on to hold
cli-held-keep = Name a renamed column keeps; may be repeated
cli-held-always = Whether deliveries always hold at once
cli-held-column-name = Dataset
cli-held-column-file = File
cli-held-column-changes = Changes
cli-held-column-before = Rows before
cli-held-column-after = Rows after
cli-held-accepted = { $name }: accepted as version { $version }
cli-held-refused = { $name }: refused; the version before goes on to hold
cli-held-always-done = { $name }: deliveries always hold at once
cli-held-checked = { $name }: deliveries are checked again

## Reference systems
reference-system-25832 = EPSG:25832: ETRS89 / UTM zone 32N
reference-system-25833 = EPSG:25833: ETRS89 / UTM zone 33N
reference-system-25831 = EPSG:25831: ETRS89 / UTM zone 31N
reference-system-4326 = EPSG:4326: WGS 84, longitude and latitude in degrees
reference-system-4258 = EPSG:4258: ETRS89, longitude and latitude in degrees
reference-system-3857 = EPSG:3857: Web-Mercator
reference-system-4647 = EPSG:4647: ETRS89 / UTM zone 32N with the zone in front (zE-N)
reference-system-5650 = EPSG:5650: ETRS89 / UTM zone 33N with the zone in front (zE-N)
reference-system-5649 = EPSG:5649: ETRS89 / UTM zone 31N with the zone in front (zE-N)
reference-system-5652 = EPSG:5652: ETRS89 / UTM zone 32N with the zone in front (N-zE)
reference-system-5653 = EPSG:5653: ETRS89 / UTM zone 33N with the zone in front (N-zE)
reference-system-31466 = EPSG:31466: DHDN / Gauss-Krüger zone 2
reference-system-31467 = EPSG:31467: DHDN / Gauss-Krüger zone 3
reference-system-31468 = EPSG:31468: DHDN / Gauss-Krüger zone 4
reference-system-31469 = EPSG:31469: DHDN / Gauss-Krüger zone 5
reference-system-32632 = EPSG:32632: WGS 84 / UTM zone 32N
reference-system-32633 = EPSG:32633: WGS 84 / UTM zone 33N
upload-system-of = Reference system of “{ $column }”
upload-system-recognised = Recognised: { $system }
reading-escape = Escape character

## Recipe: what is corrected in deliveries
recipe-title = Recipe
recipe-lead = This is corrected in every delivery, since somebody decided so while uploading or approving.
recipe-empty = At present nothing is corrected.
recipe-history = { $count ->
    [one] One change of the recipe
   *[other] { $count } changes of the recipe
}
recipe-by-operator = Operator
recipe-added = From then on: { $line }
recipe-removed = No longer: { $line }
recipe-encoding = Encoding { $value }
recipe-delimiter = Delimiter { $value }
recipe-column-starts = Fixed width, columns begin at character { $value }
recipe-quote = Quote { $value }
recipe-escape = Escape character { $value }
recipe-decimal = Decimal sign { $value }
recipe-header-line = The header is line { $value }
recipe-header-rows = Number of header rows: { $value }
recipe-skip-table = Leave the table out
recipe-take-text = Also lift text that is no table
recipe-name = Column “{ $column }” is called { $value }
recipe-type = Column “{ $column }” as { $value }
recipe-system = Column “{ $column }” in the reference system { $value }
recipe-skip = Leave column “{ $column }” out
