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
cli-bridges-learned = learned: { $rule }
cli-bridges-alike = only alike
cli-trouble-no-queries = “{ $path }” lacks the columns file and column.
bridge-kind-join = join
bridge-kind-union = put below one another
bridge-kind-duplicate = the same table
bridge-kind-lookalike = beware: only the names are equal
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
