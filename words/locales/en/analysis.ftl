### Analysis: a question in steps, without SQL.

nav-analysis = Analyse
analysis-kind = Analysis
analysis-question = Your question

## Beginning
analysis-choose-title = Where does your question begin?
analysis-choose-lead = Choose a dataset. Then join it with others, count, compare, and see the result as a table, a picture or a map.
analysis-choose-search = Search for a dataset or column
analysis-choose-list = Datasets
analysis-choose-empty = There is no table yet that you may read.
analysis-choose-none = No dataset and no column is called: { $text }
analysis-choose-others = { $count ->
    [one] One more dataset is not shown. Search for its name.
   *[other] { $count } more datasets are not shown. Search for their names.
}

## Steps
analysis-step-from = From
analysis-step-joins = joined with
analysis-step-conditions = only if
analysis-step-values = counting
analysis-step-groups = for each
analysis-step-kept = of these only
analysis-step-order = ordered by
analysis-other-dataset = Choose another
analysis-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
analysis-partners = { $count ->
    [one] 1 finds a partner
   *[other] { $count } find a partner
}
analysis-groups = { $count ->
    [one] 1 group
   *[other] { $count } groups
}
analysis-over = over { $column } · { $house }
analysis-over-suggested = over { $column } · { $house } · bridge only suggested
analysis-over-decayed = over { $column } · { $house } · bridge bears no longer
analysis-keep-all = Also without a partner
analysis-only-partners = Only with a partner
analysis-remove = Remove: { $what }
analysis-condition = { $column } { $comparator } { $value }
analysis-first = the first { $count }
analysis-largest-first = { $what }, largest first
analysis-smallest-first = { $what }, smallest first
analysis-forwards = { $what }, ascending
analysis-backwards = { $what }, descending
analysis-kept = Condition on the result
analysis-none = not stated
analysis-headline = { $values } by { $groups }

## What is counted
analysis-kind-anzahl = Number of rows
analysis-kind-summe = Sum
analysis-kind-mittel = Mean
analysis-kind-median = Median
analysis-kind-kleinster = Smallest value
analysis-kind-groesster = Largest value
analysis-kind-verschiedene = Number of different values
analysis-value-anzahl = Number of { $title }
analysis-value-summe = Sum of { $column }
analysis-value-mittel = Mean of { $column }
analysis-value-median = Median of { $column }
analysis-value-kleinster = Smallest { $column }
analysis-value-groesster = Largest { $column }
analysis-value-verschiedene = Number of different { $column }
analysis-value-share = { $value }, share in %
analysis-value-year = { $value }, change against the year before in %
analysis-value-per = { $value } per { $of } { $column }
analysis-shape = In relation
analysis-shape-plain = None: the number itself
analysis-shape-share = Share of the sum in %
analysis-shape-year = Change against the year before in %
analysis-per = Per { $of }
analysis-level-jahr = { $column } (year)
analysis-level-monat = { $column } (month)

## Forms
analysis-add-join = + dataset
analysis-ways-accepted = Over confirmed bridges
analysis-ways-suggested = Over suggested bridges that nobody has confirmed yet
analysis-no-ways = No bridge leads on from this dataset yet.
analysis-way = { $house } · in common: { $columns } · { $share } of the values from “{ $from }” fit · { $state }
analysis-way-repeats = { $house } · in common: { $columns } · { $share } of the values from “{ $from }” fit · { $state } · one row meets several
analysis-add-condition = + condition
analysis-add-value = + number
analysis-add-group = + breakdown
analysis-add-kept = + condition on the result
analysis-change-order = Change the order
analysis-add = Add
analysis-apply = Apply
analysis-count = Count
analysis-no-group = No breakdown
analysis-not-counted = Nothing is counted yet. Below you see the first rows.
analysis-field-column = Column
analysis-field-comparator = Comparison
analysis-field-value = Value
analysis-field-count = What
analysis-field-group = Broken down by
analysis-field-number = Number
analysis-field-order = Order
analysis-own-order = By the breakdown
analysis-field-first = Only the first

## What does not work
analysis-mistake = This could not be analysed.
analysis-misfit = “{ $typed }” does not fit: { $column }. The question stayed as it was.
analysis-partial = Parts of the address could not be understood and are missing from the question.
analysis-does-not-fit = This question does not fit the data.
analysis-take-away = Remove the part that does not fit, or choose another one.
analysis-problem-no-column = A column does not exist, or you may not see it.
analysis-problem-wrong-type = This kind of column cannot be analysed in this way.
analysis-problem-wrong-value = A value does not fit its column.
analysis-problem-no-rate = Shares and rates exist only of counts and sums.
analysis-problem-no-year = A change against the year before needs exactly one breakdown by year or month.
analysis-problem-no-place = A condition or order means a number that is no longer there.
analysis-problem-too-many = The question has more parts than are provided for.
analysis-no-rows = Remove a condition, or join also rows without a partner.

## Looking
analysis-look = Shown as
analysis-look-balken = Bars
analysis-look-linie = Line
analysis-look-flaeche = Area
analysis-look-punkte = Scatter
analysis-look-raster = Grid
analysis-look-karte = Map
analysis-look-tabelle = Table
analysis-finding-one = { $name }: { $value }
analysis-finding-same = The same value everywhere: { $value }
analysis-finding-first = { $name } leads with { $value }, last is { $last } with { $smallest }
analysis-finding-time = Highest is { $name } with { $value }, lowest { $last } with { $smallest }
analysis-class-all = all the same
analysis-class-below = below { $to }
analysis-class-between = { $from } to below { $to }
analysis-class-above = { $from } and more
analysis-picture-svg = Picture as SVG
analysis-picture-png = Picture as PNG
analysis-source = { $house }: { $title } (version { $number } of { $day })
analysis-source-line = Source: { $sources }. Analysed on { $day }.
analysis-sources = Sources
analysis-whole-in-files = The table shows only the beginning. All rows are in the files.
analysis-sql = Look at the SQL
analysis-take-over = Take over as SQL
analysis-share = Pass on
analysis-share-text = The whole question stands in the address of this page. Whoever opens it sees the answer with their own rights.
analysis-more = More data
analysis-more-text = Whoever is signed in can often use more datasets and bridges.

## What to mind
analysis-cautions = What to mind
analysis-look-at-bridge = Look at the bridge
analysis-caution-suggested-point = The bridge is only suggested.
analysis-caution-suggested = Nobody who knows the data has confirmed yet that “{ $title }” really belongs to it like this.
analysis-caution-by-hand-point = Values were put together by hand.
analysis-caution-by-hand = Some values lead to “{ $title }” because somebody gave them a partner by hand.
analysis-caution-decayed-point = The bridge bears no longer.
analysis-caution-decayed = Fewer values fit “{ $title }” than when it was confirmed.
analysis-caution-lost-point = { $count ->
    [one] One row is missing.
   *[other] { $count } rows are missing.
}
analysis-caution-lost = { $count } of { $of } ({ $share }) find no partner in “{ $title }”.
analysis-caution-alone-point = { $count ->
    [one] One row has no partner.
   *[other] { $count } rows have no partner.
}
analysis-caution-alone = { $count } of { $of } ({ $share }) find nothing in “{ $title }”. They count, but without its values.
analysis-caution-repeated-point = Rows meet several partners.
analysis-caution-repeated = { $rows } rows of “{ $title }” become { $joined } when joined. Each row is counted only once in a group.
analysis-caution-repeated-rows-point = Rows stand there several times.
analysis-caution-repeated-rows = { $rows } rows of “{ $title }” become { $joined } when joined. Do not add up by hand.
analysis-caution-missing-point = { $count ->
    [one] One value is missing from the calculation.
   *[other] { $count } values are missing from the calculation.
}
analysis-caution-missing = “{ $column }” is empty there in “{ $title }”. Withheld values (statistical signs such as . or x) count as empty, too.
analysis-caution-few-point = { $count ->
    [one] One group has very few cases.
   *[other] { $count } groups have very few cases.
}
analysis-caution-few = With fewer than five rows, means and shares say little, and they may let single ones be recognised.
analysis-caution-days-point = The data are not of the same day.
analysis-caution-days = “{ $older }” is of { $older_day }, “{ $newer }” of { $newer_day }.
