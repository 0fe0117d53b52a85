### Publication: what it takes until data are public, and who answers for it.

## Role and rules
role-gatekeeper = Gatekeeper
rule-gatekeeper-releases = The gatekeeper of a house releases its data for publication.
rule-not-a-gatekeeper = Only the gatekeeper of the house may do this.
error-not-a-gatekeeper = { rule-not-a-gatekeeper }

## Findings
finding-release-needed = “Public” was asked for. That takes a release; until then only the house itself reads it.
finding-drift-not-released = { $is ->
    [each] The dataset is public, and each version is released by itself.
    [schema] The dataset is public, and the standing approval covers the same columns only. This delivery has others.
    [unchecked] The dataset is public, and this delivery could not be checked.
    [personal_data] The dataset is public, and this delivery holds personal data that nobody has decided on.
    [anonymity] The dataset is public, and in this delivery some rows stand out too much.
    [diversity] The dataset is public, and in this delivery rows that look alike tell what nobody should learn.
    [small_cells] The dataset is public, and this delivery holds counts that are too small.
    [differences] The dataset is public, and the difference to the released version tells of single persons.
    [description] The dataset is public, and its description is missing.
    [licence] The dataset is public, and its licence is missing.
   *[contact] The dataset is public, and its contact is missing.
}

## Audit
action-check-release = Looked at the checklist for publication
action-apply-release = Applied for publication
action-agree-release = Released for publication
action-refuse-release = Refused publication
action-withdraw-release = Took publication back
action-standing-release = Published under a standing approval

## States
release-state-applied = waits for a decision
release-state-agreed = released
release-state-refused = refused
release-state-withdrawn = taken back
release-state-overtaken = replaced by a newer application

## Checklist
release-outcome-met = met
release-outcome-not-met = not met
release-outcome-does-not-apply = does not apply
release-check-personal-data = Personal data
release-check-anonymity = Nobody stands out
release-check-diversity = Rows that look alike tell nothing
release-check-small-cells = No counts that are too small
release-check-differences = Difference to the publication before
release-check-description = Description
release-check-licence = Licence
release-check-contact = Contact

release-reason = Reason: { $reason }
release-unchosen = Choose columns, or say why this item does not apply.
release-too-many = There are too many different groups: nearly every row stands for itself.
release-counts = The table counts persons, it does not list them.
release-rows = The table lists rows, it does not count persons.
release-personal-data-none = None were found in this version.
release-personal-data-decided = { $found ->
    [one] One column with personal data was found, and it was decided on.
   *[other] { $found } columns with personal data were found, and they were decided on.
}
release-personal-data-waiting = { $waiting ->
    [one] Nobody has decided on one column with personal data.
   *[other] Nobody has decided on { $waiting } columns with personal data.
}
release-personal-data-closed = A rule of protection names a column that this version does not have.
release-anonymity-met = Whoever knows the chosen columns always finds at least { $k } equal rows; { $least } are asked for.
release-anonymity-not-met = { $small ->
    [one] One of { $rows } rows belongs
   *[other] { $small } of { $rows } rows belong
} to a group with fewer than { $least } equal rows. The smallest group has { $k ->
    [one] one row
   *[other] { $k } rows
}.
release-diversity-met = In every group of equal rows there are at least { $l } different values; { $least } are asked for.
release-diversity-not-met = { $small ->
    [one] One of { $rows } rows belongs
   *[other] { $small } of { $rows } rows belong
} to a group with fewer than { $least } different values: whoever knows that somebody is in it knows the value.
release-small-cells-met = { $cells ->
    [one] The only count is zero or at least { $least }.
   *[other] Each of the { $cells } counts is zero or at least { $least }.
}
release-small-cells-not-met = { $small ->
    [one] One of { $cells } counts is smaller than { $least }.
   *[other] { $small } of { $cells } counts are smaller than { $least }.
}
release-small-cells-with-them = { $more ->
    [0] Replacing them with a dot takes no others with it.
    [one] Replacing them with a dot takes another one with it, so that nobody works them out from the sums.
   *[other] Replacing them with a dot takes { $more } others with it, so that nobody works them out from the sums.
}
release-differences-first = No other version was released before this one.
release-differences-met = No count has changed against version { $version } by less than { $least }.
release-differences-not-met = { $telling ->
    [one] One count has changed against version { $version } by less than { $least }, or was shown there: the difference tells of single persons.
   *[other] { $telling } counts have changed against version { $version } by less than { $least }, or were shown there: the difference tells of single persons.
}
release-description-met = Title and description say what the data are.
release-description-not-met = Describe in at least one sentence what a row is and where the data come from.
release-licence-met = It is said what others may do with the data.
release-licence-not-met = Choose a licence.
release-contact-met = It is said whom to ask.
release-contact-not-met = Name a function mailbox, with the dataset or with the house.

## Page “Publication”
release-view = Publication
release-now-public = Version { $version } is public.
release-now-public-text = Applied for by { $applied }, released by { $decided }, { $when }. Since then { $reach ->
    [0] not used
    [one] used once
   *[other] used { $reach } times
}.
release-by-itself = standing approval
release-by-operator = operator
release-now-public-before = The dataset is public without a release on record.
release-now-public-before-text = It was so before there were releases, or the operator has opened it. Apply now to make up for check and release.
release-now-closed = The dataset is not public.
release-now-closed-text = It becomes public with a release: one person applies with a complete checklist, another one releases.
release-standing = Standing approval: later deliveries become public by themselves while columns and results of the checks stay the same.
release-each = Each version is released by itself.
release-nothing = There is no version yet that could be published.
release-checklist = { $waits ->
    [true] Checklist for version { $version }, which still waits
   *[false] Checklist for version { $version }
}
release-checklist-text = This is how everybody would see the data, under the rules of protection of today.
release-fix-personal-data = To protection
release-fix-description = Edit description
release-choice = What is checked
release-choice-quasi = By what could somebody be recognised?
release-choice-quasi-hint = Columns somebody may know from elsewhere, such as district, age, occupation. In a table of counts: along what it counts.
release-choice-sensitive = What should nobody learn of a single person?
release-choice-counts = Which column holds counts of persons?
release-choice-none = None
release-choice-least = Smallest group, smallest count
release-choice-least-hint = Recommended: 10 for everybody, 5 within the administration.
release-choice-diverse = Different values in each group
release-choice-why = Why “{ $check }” does not apply
release-choice-why-hint = Only if the item has nothing to do with these data, for example: trees are no persons.
release-recheck = Check
release-remedies-find = Look for remedies
release-remedies = What would help
release-remedies-text = Rules are laid down by the data owner on the page “Protection”.
release-remedies-none = None of the rules that were tried helps. Aggregate the table before you bring it in.
release-remedy = Remedy
release-remedy-drop-rows = Leave out rows that stand out
release-remedy-suffices = suffices
release-remedy-remains = { $share } of the rows still stand out
release-remedy-rows = Rows lost
release-remedy-cells = Cells affected
release-remedy-precision = Precision lost
release-remedy-result = Effect
release-apply = Apply for publication
release-apply-ready = All items are met or do not apply. The gatekeeper decides.
release-apply-open = You can apply as soon as all items are met or do not apply.
release-note = What the gatekeeper should know
release-standing-wish = Publish later deliveries by themselves
release-standing-wish-text = Only while columns and results of the checks stay the same. Otherwise the version before stays public, and the new one waits.
release-waiting = An application waits
release-waiting-text = Version { $version }, applied for by { $applied }, { $when }.
release-own = You have applied yourself. Somebody else has to release it.
release-other = The gatekeeper of { $house } decides on the application.
release-agree-title = Release
release-agree-text = After that everybody can read and download version { $version }. What was public once cannot be called back.
release-agree = Release
release-refuse-title = Refuse
release-refuse-text = The dataset stays as it is. Say what would have to change.
release-refuse = Refuse
release-why = Reason
release-withdraw-title = Take back
release-withdraw-text = The dataset is no longer public at once. Since publication it was { $reach ->
    [0] not used.
    [one] used once; what was downloaded cannot be called back.
   *[other] used { $reach } times; what was downloaded cannot be called back.
}
release-withdraw-to = Who may read it then?
release-withdraw-confirm = I take the publication back.
release-withdraw = Take publication back
release-history = Applications so far
release-history-line = Version { $version }: { $state }
release-done-applied = You have applied. The gatekeeper sees it in their list.
release-done-agreed = Released. The version is public from now on.
release-done-refused = Refused. Whoever has applied sees the reason on this page.
release-done-withdrawn = Taken back. The dataset is no longer public.

## Page “Applications for publication”
releases-title = Applications for publication
releases-lead = { $count ->
    [0] No application waits at present.
    [one] One application waits.
   *[other] { $count } applications wait.
}
releases-empty-text = Whoever maintains a dataset applies on its page “Publication”. Here you find what you decide on or have applied for.
releases-decide = Check and decide
releases-look = Look

## What is wrong
error-release-needed = A dataset becomes public with a release. Apply for it on its page “Publication”.
error-release-checks-open = Something on the checklist is still open.
error-release-needs-two = An application is decided by another person than the one who applied.
error-release-reason = The reason is missing or too long. 1,000 characters are allowed.
error-release-withdraw-public = Choose who may still read it: the house itself or the administration.
error-release-unconfirmed = Confirm that you take the publication back.
error-release-unknown-column = One of the chosen columns is not in this version.
error-release-least = The smallest group must be between 3 and 1,000.
error-release-diverse = 2 to 1,000 different values can be asked for.
error-release-no-version = This dataset has no version yet.

## Command line
cli-release = Check, apply for, decide on and take back publications
cli-release-list = List applications that wait for a decision
cli-release-check = Show the checklist of a dataset
cli-release-apply = Apply for publication
cli-release-agree = Release what somebody has applied for on the pages
cli-release-refuse = Refuse an application
cli-release-withdraw = Take publication back
cli-arg-quasi = Column by which somebody could be recognised (table.column); may be given several times
cli-arg-sensitive = Column that nobody should learn of a single person (table.column)
cli-arg-counts = Column with counts of persons (table.column)
cli-arg-least = Smallest group and smallest count
cli-arg-diverse = Different values in each group
cli-arg-no-persons = Why the data are not about persons
cli-release-apply-note = What the gatekeeper should know
cli-release-apply-standing = Publish later deliveries by themselves while columns and results of the checks stay the same
cli-release-refuse-reason = Reason
cli-release-withdraw-reason = Reason
cli-release-withdraw-to = Who may read it then
cli-release-column-dataset = Dataset
cli-release-column-version = Version
cli-release-column-by = Applied by
cli-release-column-check = Item
cli-release-column-outcome = Result
cli-release-column-evidence = Evidence
cli-release-applied = { $name }: applied for publication of version { $version }
cli-release-agreed = { $name }: released and public
cli-release-refused = { $name }: refused
cli-release-withdrawn = { $name }: taken back; since publication { $reach ->
    [0] not used
    [one] used once
   *[other] used { $reach } times
}
