### Erasure (GDPR Art. 17): the rows of a person, a version or a whole dataset.

## Page "Erasure"
erasure-view = Erasure
erasure-title = Erase data for good
erasure-what = What is to be erased?
erasure-scope-person = One person
erasure-scope-version = One version
erasure-scope-dataset = The whole dataset
erasure-person-text = All rows in which a column holds the value that names the person, from all versions.
erasure-version-text = All rows of a version and the file it came from. The version stays in the list as an empty one.
erasure-dataset-text = All rows of all versions and all files that were delivered. The dataset then counts as withdrawn.
erasure-by-column = Column in which the person is found
erasure-value = Value in this column
erasure-value-hint = Exactly as in the table, days as 2026-11-26, numbers with a decimal point. The value is not written down.
erasure-version = Version { $number } of { $when }
erasure-show = Show what would be erased
erasure-preview = This would be erased
erasure-would = { $rows ->
    [0] No row.
    [one] One row.
   *[other] { $rows } rows from all versions.
}
erasure-would-raw = { $files ->
    [0] All original files stay.
    [one] One original file goes too: it cannot be changed without becoming another document.
   *[other] { $files } original files go too: they cannot be changed without becoming other documents.
}
erasure-nothing = Nothing found
erasure-nothing-text = No version has this value in this column. Check the spelling and the column.
erasure-not-searched = not searched
erasure-not-searched-text = Some versions do not have this column. Everything stays there. Search them by another column, or erase the version.
erasure-ends-waiting = A delivery that waits to be accepted holds the person too. It is refused and erased.
erasure-shared = The same original file also belongs to { $names }. It stays there until it is erased there as well.
erasure-reason = Reason
erasure-reason-hint = The file reference of the request, not the name of the person. The reason stays in the list.
erasure-final = This cannot be undone
erasure-final-text = The rows vanish from all versions, from statistics, search and bridges. It is written down that something was erased, not what.
erasure-confirm = I have checked the figures and want to erase for good.
erasure-do = Erase for good
erasure-was-done = The erasure is done. Nothing of it is left in the data directory.
erasure-changed = A delivery has come in meanwhile, or there are other rows than in the preview. Look at the preview once more.
erasure-list = Erasures so far
erasure-none = Nothing has been erased from this dataset.
erasure-column-when = When
erasure-column-what = What
erasure-column-rows = Rows
erasure-column-version = Version
erasure-column-aside = Set aside
erasure-column-by = By
erasure-by-operator = command line
erasure-unfinished = files are still being removed
erasure-about = Who erases here
erasure-about-text = The data owners of the house and the data protection officer erase when a person demands it and has a right to it (GDPR Article 17). Who looks at a preview and who erases is on record.
erasure-backups = What is not erased with it
erasure-backups-text = Backups lie outside the data hub and hold the rows until they expire. Whoever restores a backup repeats the erasures since its day. What others have downloaded and what stands in the source cannot be called back from here either: clean the source first.

## Rules and errors
rule-owner-erases = The data owners of a house erase what the house holds of somebody.
rule-officer-erases = The data protection officer erases what the data hub holds of somebody.
error-no-value = Say the value that names the person.
error-no-column = Say the column in which the person is found.
error-invalid-erasure-reason = The reason is missing or longer than 500 characters.
error-nothing-to-erase = Nothing was found that could be erased.
error-invalid-erasure = Name either column and value, or a version, or everything.
error-erased-file = This file was removed because of an erasure. Take out of the source what was erased, and deliver the cleaned file.

action-preview-erasure = Preview of an erasure looked at
action-erase = Data erased for good

## Command line
cli-erase = Erase data for good (GDPR Article 17)
cli-erase-list = List what was erased from a dataset
cli-erase-preview = Show how much would be erased
cli-erase-run = Erase what the preview has shown
cli-erase-list-dataset = Whose dataset, as house/dataset
cli-erase-preview-dataset = Whose dataset, as house/dataset
cli-erase-run-dataset = Whose dataset, as house/dataset
cli-erase-preview-column = Column in which the person is found; the value is read from the standard input
cli-erase-run-column = Column in which the person is found; the value is read from the standard input
cli-erase-preview-of-version = Number of the version that is erased as a whole
cli-erase-run-of-version = Number of the version that is erased as a whole
cli-erase-preview-everything = All versions and all deliveries
cli-erase-run-everything = All versions and all deliveries
cli-erase-run-rows = Number of rows of the preview
cli-erase-run-reason = File reference of the request, not the name of the person
cli-erase-column-version = Version
cli-erase-column-rows = Rows
cli-erase-column-aside = Set aside
cli-erase-column-day = Day
cli-erase-column-scope = What
cli-erase-column-reason = Reason
cli-erase-would = { $rows } rows and { $files } original files would be erased.
cli-erase-done = { $name }: { $rows } rows and { $files } original files erased
