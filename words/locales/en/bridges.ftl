# Bridges between tables
cli-bridges = Find which tables of a folder fit together
cli-bridges-folder = The folder
cli-bridges-queries = Only for these columns (CSV file with the columns file and column)
cli-bridges-top = At most this many suggestions; with --queries this many for each column, 10 if not said
cli-bridges-examples = Show this many values that fit or do not fit with each suggestion
cli-bridges-rows = Also say which rows belong together
cli-bridges-unread = { $source }: not read. { $error }
cli-bridges-unknown = There is no column “{ $column }” in “{ $file }”.
cli-bridges-none = { $tables ->
    [0] There is no table in the folder.
    [one] There is only one table in the folder.
   *[other] Nothing that fits together was found in { $tables } tables.
}
cli-bridges-score = score
cli-bridges-kind = what
cli-bridges-left = left
cli-bridges-right = right
cli-bridges-share = in common
cli-bridges-meeting = rows
cli-bridges-rules = made alike
cli-bridges-many = With n:m each row stands in the result several times, on both sides: sums become too large.
cli-bridges-matched = fits: { $values }
cli-bridges-only-left = left only: { $values }
cli-bridges-only-right = right only: { $values }
cli-bridges-column = column
cli-bridges-shared = { $tables } tables share a key: { $list }, { $values ->
    [one] one value
   *[other] { $values } different values
}
cli-bridges-reference = { $tables } tables have a common reference and can be compared by it: { $list }, { $values ->
    [one] one value
   *[other] { $values } different values
}
cli-bridges-over = over { $steps }
cli-bridges-near = { $metres } m apart in the middle
cli-bridges-learned = learned: { $rule }
cli-bridges-alike = only alike
cli-trouble-no-queries = “{ $path }” lacks the columns file and column.
bridge-kind-join = join
bridge-kind-union = put below one another
bridge-kind-duplicate = the same table
bridge-kind-lookalike = beware: only the names are equal
bridge-kind-hierarchy = join over steps
bridge-kind-within = points in areas
bridge-kind-nearest = points close together
calendar-level-monat = days to months
calendar-level-quartal = to quarters
calendar-level-jahr = to years
normal-form-datum = days
normal-form-dezimalkomma = decimal comma
normal-form-dezimalnullen = zeros behind the comma
normal-form-nullen = leading zeros
normal-form-schreibung = capital letters
normal-form-umlaute = umlauts and ß
normal-form-strasse = Straße and Str.
normal-form-trennzeichen = spaces and separators
normal-form-hausnummer = without house number
normal-form-nummer-vorn = without the number in front
normal-form-nummer = the number alone

# The same addresses and facilities
cli-link = Find which rows of two files are the same address or facility
cli-link-left = The one file
cli-link-right = The other file
cli-link-left-table = Name of the table in the one file, if it has several
cli-link-right-table = Name of the table in the other file, if it has several
cli-link-values = Also show the values that were compared
cli-link-compared = { $file }: compared are { $columns }.
cli-link-compared-without = { $file }: compared are { $columns }. What is said of persons is left out: { $persons }.
cli-link-counts = { $rows ->
    [one] One row on the left
   *[other] { $rows } rows on the left
}: { $same ->
    [one] one pair is
   *[other] { $same } pairs are
} surely the same, { $review ->
    [one] one pair is
   *[other] { $review } pairs are
} to be looked at, { $alone ->
    [one] one row has
   *[other] { $alone } rows have
} no counterpart.
cli-link-review = Please look at these:
cli-link-probability = likely
cli-link-why = why
cli-link-several = several fit as well
cli-link-too-little = too little is known
cli-link-more = { $more ->
    [one] One more pair stands
   *[other] { $more } more pairs stand
} in what --json prints.
link-field-name = name
link-field-street = street
link-field-number = house number
link-field-postcode = postcode
link-field-place = place
link-field-position = position
link-agreement-near = nearly equal
link-agreement-some = equal in part
link-agreement-other = different
cli-trouble-nothing-to-link = “{ $path }” has no column of streets, addresses or names of facilities.
