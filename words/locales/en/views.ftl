### Views: questions with a name, sichten.<name>.

views-title = Views
views-lead = A view is a question with a name. It is answered anew whenever it is opened, and shows everybody only what they may read at its sources themselves.
views-link = Saved views
views-ask-text = Questions with a name can be queried like a table: sichten.name.
views-search = Search views
views-not-found = No view fits: { $text }
views-all = All views
views-none = There is no view you can see yet
views-none-one = Ask a question in steps.
views-none-question = To the analysis
views-none-two = Or write a query.
views-none-sql = To SQL
views-none-three = Choose “Save as a view” beside the answer. It then stands here, and others can go on with it.
views-none-public = Some views are for those who are signed in.

view-kind = View
view-keep = Keep it
view-keep-text = Gives the question a name under which others find it too. It is answered anew whenever it is opened.
view-keep-do = Save as a view
view-name = Name in SQL
view-name-text = By this name the view stands in any query, and in other views.
view-open-question = Open in the analysis
view-open-rest = For programs (JSON)
view-sql = The query behind it
view-definition-hidden = What the view asks is shown to those who may read all of its sources.
view-failed = This view cannot be shown just now
view-no-rows = The view has no rows at present.
view-cut = These are the first rows. All of them are in the files.
view-sources = Where the data come from
view-source-withdrawn = This dataset was withdrawn. Its last version can still be read.
view-source-bridge = Bridge between two datasets
view-source-view = View
view-source-gone = This source is not there any more
view-keeper = Who looks after it
view-keeper-person = { $house }, last { $person }
view-used-by = Views that stand on this one
view-history = What it was before
view-history-show = Look at the query
view-edition = Edition { $number }
view-edition-question = Analysis: { $address }
view-values = Values
view-values-apply = Apply
view-change = Edit
view-done-saved = The view is saved.
view-done-changed = The change is saved. What it was before stays in its history.

view-circle-office = Only its own house
view-circle-city = Everybody in the administration
view-circle-public = Everybody
view-circle-office-explained = Name and title are shown to members of the house in charge.
view-circle-city-explained = Name and title are shown to everybody of the administration who is signed in and may know of all its sources.
view-circle-public-explained = Name and title are shown to everybody if each source is public. Otherwise to those who may know of all sources.

view-truth-true = yes
view-truth-false = no
view-kind-text = text
view-kind-integer = whole number
view-kind-decimal = number with decimals
view-kind-date = day
view-kind-boolean = yes or no
view-kind-hint-text = Text
view-kind-hint-integer = Whole number, for example 12
view-kind-hint-decimal = Number with a point, for example 12.5
view-kind-hint-date = Day, for example 2026-11-27
view-kind-hint-boolean = Yes or no

## Form
view-new-headline = Save as a view
view-change-headline = Edit the view
view-save = Save the view
view-form-lead = A view keeps the question, not the answer. Whoever opens it gets the answer of today.
view-form-title = Title
view-form-name = Name in SQL
view-form-name-hint = Small letters, digits and underscores. Made of the title if you leave it out. It stays the same for good.
view-form-about = Description
view-form-about-hint = What does the view show, and what should one know when reading it? An empty line begins a new paragraph.
view-form-house = House that looks after the view
view-form-circle = Who can find the view
view-no-house = You belong to no house
view-no-house-text = A view always belongs to a house. Ask your administration for a role.
view-rights = Who sees what
view-rights-text = The view gives nobody new rights. Which rows and columns somebody sees is decided at the sources. Name, title and query are shown only to those who may know of all sources.
view-parameters = Values asked for
view-parameters-text = Write $name in the query, for example: where stadtbezirk = $bezirk. Whoever opens the view can change the value. In SQL the default always holds.
view-parameter = Value { $number }
view-parameter-name = Name
view-parameter-label = Label
view-parameter-kind = Kind
view-parameter-default = Default

## Removing
view-remove = Remove
view-remove-headline = Remove “{ $title }”?
view-remove-lead = The view { $name } and its history are deleted. The data stay. Queries that hold this name will not find it any more.
view-remove-used = These views stand on it and cannot be opened afterwards:
view-remove-do = Remove the view
view-remove-not = Keep it
view-removed = The view is removed.

## Errors
error-no-such-view = There is no view “{ $name }”, or you cannot see it.
error-sql-view = { $problem ->
    [circle] The view “{ $name }” stands on itself over other views. Change one of them.
    [too_deep] There are too many views behind the view “{ $name }”.
    [source_gone] The view “{ $name }” needs “{ $source }”. It is not there any more.
   *[hidden] The view “{ $name }” asks for something that is not visible to you.
}
error-view-name = The name consists of small letters, digits and underscores and begins with a letter.
error-view-name-taken = Another view has this name already.
error-view-title = The title is missing or too long.
error-view-description = The description is too long. 5,000 characters are allowed.
error-view-definition = The question is missing, too long, or does not fit the data any more.
error-view-without-source = A view asks at least one table.
error-view-circle = The view would stand on itself over other views.
error-view-circle-missing = Choose who can find the view.
error-view-too-deep = Too many views would stand one behind the other. 8 are allowed.
error-view-parameters = A value is not in order: names consist of small letters, digits and underscores, each occurs once, and there are 12 at most.
error-view-parameter-unknown = The view does not ask for one of these values.
error-view-parameter-value = A value is none of its kind. Write days like 2026-11-27, numbers with a point.

rule-member-keeps-views = Members of a house may save views in its name.
action-save-view = View saved
action-change-view = View changed
action-remove-view = View removed

## Command line
cli-view = List, show, save and delete views
cli-view-list = List views
cli-view-list-organisation = Only those of this house
cli-view-show = Show a view; hebewerk sql "select * from sichten.name" gives its rows
cli-view-show-name = Name without “sichten.”
cli-view-save = Save or change a view
cli-view-save-name = Name without “sichten.”
cli-view-save-sql = One SELECT statement
cli-view-save-title = Title
cli-view-save-description = Description
cli-view-save-organisation = House that looks after the view; needed for a new one
cli-view-save-visibility = Who can find the view: office, city or public
cli-view-save-parameters = A value the view asks for, as name:kind=default, for example bezirk:text=Mitte; may be repeated
cli-view-delete = Delete a view and its history
cli-view-delete-name = Name without “sichten.”
cli-view-delete-yes = Confirms that the view is to be deleted
cli-view-column-name = name
cli-view-column-title = title
cli-view-column-organisation = house
cli-view-column-visibility = found by
cli-view-column-edition = edition
cli-view-column-sources = sources
cli-view-saved = Saved: { $name }, edition { $number }
cli-view-deleted = Deleted: { $name }
error-view-edition-missing = Say with edition which edition of the view you mean.
error-view-delete-unconfirmed = The view and its history would be deleted. Repeat the command with --yes if this is meant.

## Lineage
view-columns = Where each column comes from
view-columns-text = Shown is from which columns the values are, and of which version they are read just now. Conditions and joins do not count.
view-column = Column of the view
view-column-source = Where its values are from
view-column-from = { $column } of “{ $title }”, version { $version }
view-column-made = counted, or of fixed values
views-of-dataset = Views on this dataset

## Pages put together of views, figures and texts
overviews-title = Overviews
overviews-lead = An overview puts views, single figures and text on one page. Whenever it is opened it shows how things stand now.
overviews-link = Overviews
overviews-none = There is no overview you can see yet
overviews-none-text = An overview is made of views. Save a question as a view first.
overview-kind = Overview
overview-new = New overview
overview-new-headline = New overview
overview-change-headline = Edit the overview
overview-form-lead = Choose what stands on the page, one below the other. All of it is answered anew whenever it is opened, with the rights of whoever reads.
overview-form-house = House that looks after the overview
overview-form-circle = Who can find the overview
overview-parts = What stands on the page
overview-parts-text = Choose “nothing” as kind to remove a part, and another place on the page to move it. After saving there are two free places again, twelve parts at most.
overview-part = Part { $number }
overview-part-kind = Kind
overview-part-none = nothing
overview-part-view = View
overview-part-no-view = none
overview-part-heading = Heading
overview-part-place = Place on the page
overview-part-text = Text
overview-part-text-hint = An empty line begins a new paragraph.
overview-part-column = Column of the view
overview-part-column-hint = The value of the first row is shown. The name stands above the table of the view.
overview-part-rows = Rows to show
overview-kind-text = Text
overview-kind-figure = Figure
overview-kind-table = Table
overview-kind-picture = Picture
overview-save = Save the overview
overview-done = The overview is saved.
overview-removed = The overview is removed.
overview-remove-lead = The overview is deleted. Its views and the data stay.
overview-remove-do = Remove the overview
overview-answered = As of { $when }
overview-to-view = To the view
overview-purpose = This view joins data of several houses. Open the view and say what for; then it stands here too.
overview-embed = Address to embed it in other pages:
error-no-such-overview = There is no overview “{ $name }”, or you cannot see it.
error-overview-name-taken = Another overview has this name already.
error-overview-parts = An overview has one part at least and twelve at most.
error-overview-part = A part is not complete: figures, tables and pictures need a view, a table 1 to 100 rows.
error-overview-no-picture = There are pictures only of views that come from an analysis and count something.
action-save-overview = Overview saved
action-change-overview = Overview changed
action-remove-overview = Overview removed
