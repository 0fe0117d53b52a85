### Bridges within the hub: what fits together, who decides on it, and the map of silos.

## States
bridge-state-suggested = Suggested
bridge-state-accepted = Accepted
bridge-state-decayed = Bears no longer
bridge-state-rejected = Rejected
bridge-decay-columns-gone = A column on which the bridge stands is not there any more.
bridge-decay-closed = A column on which the bridge stands is protected now.
bridge-decay-fewer-matches = Far fewer values fit than when it was accepted.
bridge-decay-key-lost = A side does not name its rows any more: rows now appear several times in the result.

## List
nav-bridges = Bridges
bridges-title = Bridges between datasets
bridges-lead = { $suggested ->
    [0] The hub compares all columns you may read. There is nothing to decide at the moment.
    [one] The hub compares all columns you may read. One suggestion waits for a decision.
   *[other] The hub compares all columns you may read. { $suggested } suggestions wait for a decision.
}
bridges-filter = Choose
bridges-filter-house = Organisation
bridges-filter-state = State
bridges-filter-all = All
bridges-filter-do = Show
bridges-empty-title = No bridge yet
bridges-empty-text = Bridges appear by themselves as soon as two datasets hold the same streets, keys or names. Columns about persons and protected columns take no part.
bridges-empty-upload = Upload data
bridges-none-chosen = There is no bridge of this choice that you may see.
bridges-none-chosen-all = Show all bridges
bridges-more = { $count ->
    [one] One more entry is not shown. Choose an organisation or a state above.
   *[other] { $count } more entries are not shown. Choose an organisation or a state above.
}
bridges-map = To the silo map
bridges-caption = { $count ->
    [one] One connection, the most useful first
   *[other] { $count } connections, the most useful first
}
bridges-of-group = { $thing }: { $count ->
    [one] one connection
   *[other] { $count } connections
}
bridge-group-extent = { $tables ->
    [one] One table
   *[other] { $tables } tables
}
bridge-group-houses = { $names } and { $others ->
    [one] one more organisation
   *[other] { $others } more organisations
}
bridge-group-more = { $count ->
    [one] and one more connection
   *[other] and { $count } more connections
}
bridge-group-tables = Tables like “{ $title }”
bridge-group-steps = Over steps: { $thing }
bridge-group-reference = Common reference: { $thing }
bridge-group-warning = Careful, only alike: { $thing }
bridge-column-thing = What it is about
bridge-column-best = Best connection
bridge-column-between = Between
bridge-column-on = In common
bridge-column-fits = Fitting
bridge-column-state = State
bridge-look = Look at it
bridges-decayed-title = Bridges that bear no longer
bridges-decayed-lead = { $count ->
    [one] An accepted bridge bears no longer. See whether it still holds.
   *[other] { $count } accepted bridges bear no longer. See whether they still hold.
}

## One bridge
bridge-above = { $state ->
    [suggested] Suggested bridge, found on { $day }
    [accepted] Accepted bridge
    [decayed] Accepted bridge that bears no longer
   *[rejected] Rejected suggestion
}
bridge-headline-join = These columns fit together.
bridge-headline-union = These tables belong below one another.
bridge-headline-duplicate = This is the same table twice.
bridge-headline-hierarchy = These tables meet over steps.
bridge-headline-lookalike = Mind: these columns only look alike.
bridge-lead-join = “{ $left }” and “{ $right }” name the same things.
bridge-lead-union = Both tables have the same columns, for instance of another year or another organisation.
bridge-lead-duplicate = All rows and columns are equal. Perhaps one of the two datasets is enough.
bridge-lead-hierarchy = “{ $left }” is finer than “{ $right }”: a value on the left belongs to one on the right at most.
bridge-lead-lookalike = “{ $left }” and “{ $right }” have one name and look alike, but few values in common. This happens where keys have changed. Do not join them unchecked.
bridge-share-of-values = { $count ->
    [one] the one value has a partner
   *[other] of { $count } different values have a partner
}
bridge-share-of-columns = of the columns have a partner
bridge-over = { $steps }, over “{ $title }” of { $house }
bridge-over-calendar = { $steps }, by the calendar
bridge-over-note = The table in between says where each fine value belongs. A value that does not lead to the same place in at least 95 % of its rows stays without a partner.
bridge-level-monat = month
bridge-level-quartal = quarter
bridge-level-jahr = year
bridge-rules-calendar = brought to one level of the calendar
bridge-rules-none = spelled alike
bridge-rules-some = { $count ->
    [one] made alike by one rule: { $rules }
   *[other] made alike by { $count } rules: { $rules }
}
bridge-what-it-does = What joining does
bridge-rows-11 = A row meets one row at most (1:1). Sums are right on both sides.
bridge-rows-1n = A row on the left meets several rows on the right (1:n). Amounts of the left side appear several times in the result: sums over them become too large. Sums of the right side are right.
bridge-rows-n1 = Several rows on the left meet the same row on the right (n:1). Sums of the left side are right. Amounts of the right side appear several times in the result: sums over them become too large.
bridge-rows-nm = Several rows meet several rows (n:m). Amounts of both sides appear several times in the result: sums become too large. Aggregate one side first.
bridge-rows-steps = Each row on the left meets one row on the right at most (n:1). Nothing is repeated on the way: sums of the left side are right. Amounts of the right side stand beside each row that belongs to them: aggregate the left side first before you divide or compare both.
bridge-rows-none = The rows of both tables stand below one another. Mind that nothing is there twice.
bridge-rows-lost = Rows without a partner are missing from the result.
bridge-examples = Examples
bridge-rows-show = Show examples and first rows
bridge-examples-matched = Fits together
bridge-examples-left = Only in “{ $name }”
bridge-examples-right = Only in “{ $name }”
bridge-examples-all = Each value has a partner.
bridge-preview = The first rows
bridge-preview-caption = { $count ->
    [0] No row meets another.
    [one] One joined row
   *[other] { $count } joined rows
}
bridge-preview-failed = The preview could not be computed: { $error }
bridge-sql = Question over this bridge
bridge-sql-open = Open on the question page
bridge-freshness = Freshness
bridge-freshness-line = Version { $version } of { $day }
bridge-freshness-measured = counted last on { $day }
bridge-decide = Decide
bridge-decide-text = Accepted bridges are offered with both datasets and counted again at each new version.
bridge-accept = Accept
bridge-accept-again = Let it hold as it is
bridge-reject = Reject
bridge-reopen = Take the decision back
bridge-decided = { $state ->
    [accepted] Accepted on { $day } by { $name }.
    [decayed] Accepted on { $day } by { $name }.
   *[rejected] Rejected on { $day } by { $name }.
}
bridge-decided-by-operator = Operator
bridge-may-not = Whoever maintains one of the two datasets and may read both can decide.
bridge-done-accept = The bridge is accepted. It now stands with both datasets.
bridge-done-reject = The suggestion is rejected. It does not come again while the columns bear these names.
bridge-done-reopen = The decision is taken back. The bridge is among the suggestions again.
bridge-was = When it was accepted, { $left } fitted on the left and { $right } on the right.

## Why a suggestion stands where it does
bridge-why = What speaks for and against it
bridge-speaks-for = speaks for it
bridge-speaks-against = speaks against it
bridge-speaks-neither = does not count
bridge-because-keys-both = On both sides each value appears only once: it names exactly one row.
bridge-because-keys-one = On one side each value appears only once: there it names exactly one row.
bridge-because-keys-none = On both sides values appear several times: they name no row.
bridge-because-coverage = { $share } of the values that look for a partner find one.
bridge-because-balanced = Both sides have about as many different values.
bridge-because-larger = One side has { $times } times as many different values as the other.
bridge-because-headers-same = The headers are the same.
bridge-because-headers-alike = The headers are alike.
bridge-because-headers-different = The headers have nothing in common.
bridge-because-headers-say-nothing = The headers fit any column and say nothing.
bridge-because-meaning = Both sides are recognised as: { $meaning }.
bridge-because-meanings = The sides are recognised as different things: { $left } and { $right }.
bridge-because-meaning-unknown = What the values mean is not recognised on both sides.
bridge-because-spelled = Common values are spelled alike.
bridge-because-spelling = { $share } of the common values are spelled alike, the others made alike by rules.
bridge-because-across = The bridge leads to another organisation.
bridge-because-within = Both sides belong to the same organisation.
bridge-because-reference = The values only say in which part of the city something lies.
bridge-learned-up = Further up because similar suggestions were accepted.
bridge-learned-down = Further down because similar suggestions were rejected.
bridge-learned-reason = { $what }: { $accepted } accepted, { $rejected } rejected
bridge-learned-note = Only decisions that you may see are counted. They move a suggestion by { $most } at most.
bridge-sign-column = Suggestions with the same column “{ $label }”
bridge-sign-headers = Suggestions with the same headers “{ $left }” and “{ $right }”
bridge-sign-meaning = Suggestions where both sides are recognised as: { $meaning }
bridge-sign-meanings = Suggestions between { $left } and { $right }
bridge-sign-meaning-unknown = not recognised
bridge-sign-headers-same = Suggestions with the same headers
bridge-sign-headers-alike = Suggestions with headers that are alike
bridge-sign-headers-different = Suggestions whose headers have nothing in common
bridge-sign-headers-say-nothing = Suggestions whose headers say nothing
bridge-sign-spelled = Suggestions with values that are spelled alike
bridge-sign-rule = Suggestions with values made alike: { $rule }
bridge-sign-rows = Suggestions where rows meet { $rows }
bridge-sign-kind = Suggestions of this kind: { $kind }
bridge-sign-across = Suggestions between two organisations
bridge-sign-within = Suggestions within one organisation
bridge-freshness-days = Period { $from } to { $until }
bridge-freshness-from = Period from { $day }
bridge-freshness-until = Period until { $day }
bridge-freshness-territory = Territorial status as described: { $when }
bridge-caution-territory = Different territorial status: { $left } and { $right }. Keys and borders may have changed in between.
bridge-caution-days = The datasets are about different periods.
bridge-caution-years = { $years ->
    [one] The versions are more than one year apart.
   *[other] The versions are more than { $years } years apart.
}

## On the page of a dataset
bridges-here = Bridges to other datasets
bridges-here-on = by { $columns }
bridges-here-suggested = Suggestions
bridges-here-to = to “{ $title }”, { $house }
bridges-here-to-some = to “{ $title }” and { $count ->
    [one] one more
   *[other] { $count } more
}
bridges-here-more = { $count ->
    [one] One more suggestion
   *[other] { $count } more suggestions
}

## Sealed organisations
bridges-sealed-title = Sealed organisations
bridges-sealed-text = Data of a sealed organisation are not compared unless it agrees. Even then nobody sees more than they may read.
bridges-sealed-joins = { $house } takes part.
bridges-sealed-stays = { $house } takes no part.
bridges-sealed-join = Take part
bridges-sealed-leave = Take part no longer

## Silo map
silomap-title = Silo map
silomap-above = Silos and bridges
silomap-headline = { $bridges ->
    [0] No bridge joins two organisations yet.
    [one] One bridge joins two organisations.
   *[other] { $bridges } bridges join organisations.
}
silomap-lead = Each column is an office or a company. Its length shows how many datasets are known; the light part is lifted and usable. Arcs are bridges, as far as you may know of them.
silomap-label = Picture of arcs: { $houses ->
    [one] one organisation
   *[other] { $houses } organisations
}, { $spans ->
    [0] no connection
    [one] one connection
   *[other] { $spans } connections
}. The same numbers stand in the tables below.
silomap-legend = Legend
silomap-legend-walked = bridge in use
silomap-legend-still = accepted, not used yet
silomap-legend-suggested = suggested
silomap-foot = Thickness of arcs: number of answers over these bridges in half a year. Organisations are counted, not persons.
silomap-measure-joined = of the pairs of datasets that fit together are joined
silomap-measure-joined-of = { $joined } of { $all } pairs of different organisations
silomap-measure-joined-none = nothing fits together across organisations yet
silomap-measure-answers = of answers use two organisations or more
silomap-measure-answers-of = { $across } of { $all } in half a year
silomap-measure-answers-none = no answer counted yet
silomap-measure-islands = { $count ->
    [one] organisation is an island
   *[other] organisations are islands
}
silomap-spans = Connections
silomap-spans-none = No bridge leads from one organisation to another yet.
silomap-between = { $one } – { $two }
silomap-column-accepted = Bridges
silomap-column-suggested = Suggestions
silomap-column-uses = Answers
silomap-column-state = State
silomap-state-walked = in use
silomap-state-still = not used yet
silomap-state-decayed = bears no longer
silomap-state-suggested = suggested
silomap-places = Offices and companies
silomap-column-house = Office or company
silomap-column-datasets = Lifted datasets
silomap-place-bound = joined
silomap-place-island = island
silomap-bridges = To the bridges
silomap-empty = No organisation has lifted anything yet that you may know of.

## Audit and errors
action-accept-bridge = Bridge accepted
action-reject-bridge = Bridge rejected
action-reopen-bridge = Decision on a bridge taken back
action-join-bridges = Sealed organisation takes part in bridges
action-leave-bridges = Sealed organisation takes part in bridges no longer
error-invalid-bridge-state = This cannot be done with this bridge at the moment. Perhaps somebody else has decided meanwhile.
error-invalid-bridge-not-sealed = This organisation is not sealed and takes part anyway.

## Command line
cli-bridge = List, show and decide on bridges of the hub
cli-bridge-list = List bridges, suggestions first
cli-bridge-list-organisation = Only bridges of this organisation (short name)
cli-bridge-list-state = Only bridges in this state
cli-bridge-list-every = Each bridge by itself, not brought together by what they are about
cli-bridge-show = Show one bridge
cli-bridge-show-id = Identity of the bridge
cli-bridge-accept = Accept a bridge
cli-bridge-accept-id = Identity of the bridge
cli-bridge-reject = Reject a suggestion
cli-bridge-reject-id = Identity of the bridge
cli-bridge-reopen = Take a decision back
cli-bridge-reopen-id = Identity of the bridge
cli-bridge-find = Look for bridges now, without waiting for the server
cli-bridge-rebuild = Make all sketches of columns anew; decisions stay
cli-bridge-column-thing = About
cli-bridge-column-tables = Tables
cli-bridge-column-houses = Organisations
cli-bridge-column-bridges = Bridges
cli-bridge-column-id = Identity
cli-bridge-column-state = State
cli-bridge-column-kind = What
cli-bridge-column-left = Left
cli-bridge-column-right = Right
cli-bridge-column-middle = Between
cli-bridge-column-rules = Made alike
cli-bridge-column-rows = Rows
cli-bridge-done-accept = Accepted: { $left } and { $right }
cli-bridge-done-reject = Rejected: { $left } and { $right }
cli-bridge-done-reopen = Open again: { $left } and { $right }
cli-bridge-followed = { $datasets ->
    [one] One dataset looked at
   *[other] { $datasets } datasets looked at
}, { $suggested ->
    [0] no new suggestion
    [one] one new suggestion
   *[other] { $suggested } new suggestions
}{ $decayed ->
    [0] {""}
    [one] , one bridge bears no longer
   *[other] , { $decayed } bridges bear no longer
}
