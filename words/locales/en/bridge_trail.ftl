### Bridges over time: joined tables, mending, quality, rounds and the sheet for the council.

## Joined table
bridge-one = Bridge
joined-title = { $left } together with { $right }
joined-above = Joined table
joined-lead = Both datasets in one table, row beside row, as you may read them. New versions are in it at once.
joined-to-bridge = To the bridge with its explanation and quality
joined-no-rows = No row meets another one at the moment.
joined-name = Name in queries
joined-name-text = The table has this name in SQL, in the interface and on the command line.
joined-with = together with { $title }
joined-of-bridge = See as one table
joined-walks = { $count ->
    [0] No answer has used this table in half a year.
    [one] One answer has used this table in half a year.
   *[other] { $count } answers have used this table in half a year.
} Offices are counted, not persons.
cli-bridge-column-view = Table

## Rounds that can be laid together
rounds-title = Lay rounds together
rounds-open = Rounds that can be laid together
rounds-open-text = Orders know their day, the directory knows where streets are. Together they show which rounds of a week go through the same streets.
rounds-headline = { $share } fewer kilometres if rounds are laid together
rounds-headline-nothing = No round can be laid together with another one here.
rounds-headline-none = There are no orders yet with a day and a known street.
rounds-lead = Computed from “{ $orders }” and “{ $streets }”: rounds of one week that go through the same streets become one.
rounds-empty = No rounds
rounds-empty-text = No order has both a day and a street whose place is known. Perhaps another day counts: choose it below.
rounds-choose = Choose
rounds-choose-week = Week on the map
rounds-choose-day = Which day counts
rounds-choose-round = What a round is
rounds-by-area = a day and “{ $area }”
rounds-by-day = a day
rounds-week = Week { $week }, from { $day }
rounds-week-title = { $count ->
    [0] No round can be laid together: { $week }
    [one] One round laid together: { $week }
   *[other] { $count } rounds laid together: { $week }
}
rounds-week-nothing = In this week no round goes through streets of another one, or the common round would be too full or too long.
rounds-measure-saved = of kilometres saved
rounds-measure-time = { $from } to { $to }
rounds-measure-km = less to drive
rounds-measure-km-of = { $after } instead of { $before }
rounds-measure-rounds = rounds fewer
rounds-measure-rounds-of = { $after } instead of { $before }
rounds-map-sub = Each line is a round laid together, from street to street. The numbers stand in the table too.
rounds-map-label = Map with { $streets } streets and { $rounds ->
    [0] no round laid together
    [one] one round laid together
   *[other] { $rounds } rounds laid together
}. The same is in the table below.
rounds-legend-together = round laid together
rounds-legend-rest = round that stays as it is
rounds-legend-street = street
rounds-legend-depot = middle of all orders
rounds-column-number = No.
rounds-column-rounds = Rounds
rounds-column-rounds-after = laid together
rounds-column-day = Driven on
rounds-column-streets = Streets
rounds-column-orders = Orders
rounds-column-before = so far
rounds-column-after = then
rounds-column-saved = saved
rounds-column-month = Month
rounds-months = By month
rounds-how = How this was computed
rounds-how-round = A round is all orders with the same value in “{ $round }” and the same day in “{ $day }”.
rounds-how-area = A round is all orders with the same day in “{ $day }” and the same value in “{ $area }”.
rounds-how-day = A round is all orders with the same day in “{ $day }”.
rounds-how-together = Rounds of one week that have at least one street in common are laid together where that saves way. They are driven on the later day; an appointment moves by six days at most.
rounds-how-most = No round laid together is fuller or longer than the fullest and the longest that were really driven.
rounds-how-way = Ways between streets are straight lines times { $factor }, always to the nearest street. The course of roads, closures and time for loading are not considered.
rounds-how-depot = Where the depot is does not stand in the data. So each round begins and ends in the middle of all orders. With a depot at the edge of the city more would be saved.
rounds-how-length = Each street is driven once in both directions, with its length from the directory.
rounds-how-no-length = Driving within the streets is not counted, as their length does not stand in the data.
rounds-how-orders = { $found } of { $all } orders have a street whose place is known. The others are missing in the computation.
rounds-how-state = Orders that were called off by “{ $column }” do not count.
rounds-how-cut = There are very many orders: the newest were computed.
rounds-sql = The numbers behind it as a query
month-of-year = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }

## The map over time, and the sheet for the council
silomap-months = Bridges over time
silomap-months-text = Counted are bridges between offices that had been taken over at the end of the month. Offices and datasets are those of today.
silomap-months-now = today
silomap-then = As of { $day }
silomap-council = Sheet for the council
council-title = Sheet for the council
council-back = Back to the silo map
council-print = One page A4. You can print it or save it as PDF in the menu of your browser.
council-as-of = Silos and bridges as of { $day }
council-headline = { $bridges ->
    [0] No bridge joins two offices yet.
    [one] One bridge joins offices.
   *[other] { $bridges } bridges join offices.
} { $islands ->
    [0] No office is an island.
    [one] One office is an island.
   *[other] { $islands } offices are islands.
}
council-lead = A bridge joins datasets of two offices or companies that hold the same streets, keys or names.
council-lead-then = In the month before there were { $then }, now there are { $now }. A bridge joins datasets of two offices or companies.
council-walked = Which bridges are used
council-bars = Bridges by month
council-bars-label = Bridges taken over at the end of { $count ->
    [one] one month
   *[other] { $count } months
}:
council-not-good = What is not good yet
council-islands = { $count ->
    [one] One island: { $names }.
   *[other] { $count } islands: { $names }.
}
council-idle = { $count ->
    [one] Nobody uses one of the bridges yet.
   *[other] Nobody uses { $count } of the bridges yet.
}
council-decayed = { $count ->
    [one] One bridge bears no longer.
   *[other] { $count } bridges bear no longer.
}
council-open = { $count ->
    [one] One pair of datasets of two offices could be joined and is not.
   *[other] { $count } pairs of datasets of different offices could be joined and are not.
}
council-foot = Counted is what you may read. Answers are counted by office, not by person, in half a year.

## Quality over time
quality-title = Quality over time
quality-text = Share of values with a partner, on the side that fits better. Counted again at each new version.
quality-label = Line: { $count ->
    [one] one count
   *[other] { $count } counts
}, the last { $last }.
quality-table = All counts
quality-day = Day
quality-versions = Versions
mail-decay-subject = A bridge bears no longer: “{ $left }” and “{ $right }”
mail-decay-text = The bridge between “{ $left }” and “{ $right }” bears no longer. { $reason } Answers over both datasets may be wrong or incomplete since the last version.
mail-decay-why = The data hub sends this message by itself, once for each time. You get it because you answer for one of both datasets and may read both.

## Mending
mend-title = Mend
mend-open-link = Give values without a partner one
mend-lead = Some values of “{ $from }” find no partner in “{ $to }” because they are spelled otherwise. Give them one, or say that there is none.
mend-done = { $count ->
    [0] Nothing was chosen.
    [one] One value has its partner. The bridge joins by it from now on.
   *[other] { $count } values have their partners. The bridge joins by them from now on.
}
mend-open = { $count ->
    [0] No value without a partner
    [one] One value without a partner
   *[other] { $count } values without a partner
}
mend-open-some = { $all } values without a partner, here the { $shown } most frequent
mend-open-none = All is decided
mend-open-none-text = Each value has a partner, or somebody decided that it has none.
mend-column-value = Value in “{ $name }”
mend-column-rows = Rows
mend-column-partner = Partner in “{ $name }”
mend-column-by = Decided
mend-column-again = Open again
mend-later = decide later
mend-none = has no partner
mend-no-candidates = nothing like it was found
mend-mended = Decided already
mend-by = { $office }, { $day }
mend-keep = Keep
mend-how = What happens
mend-how-kept = What was put together is a dataset of its own with versions: value of the left, value of the right, which office decided and when. It holds no names of persons.
mend-how-join = The joined table uses it at once, and the quality of the bridge is counted again.
mend-how-source = The datasets themselves stay as they are. Whoever may not read what was put together joins without it.
mend-dataset = To the dataset
mend-dataset-title = Mapping: { $left } – { $right }
mend-dataset-text = Values of two datasets put together by hand: value of the left, value of the right, which office decided and when. The bridge between both uses it.
error-invalid-bridge-two-circles = It would hold values of both datasets, and nobody could read it: each of both is open within its own office only.
error-invalid-bridge-no-such-partner = This value is not in the other dataset any more. Load the page anew.
