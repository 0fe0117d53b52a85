### Findings in workbooks, JSON, GeoJSON, Parquet and archives: finding-<code>.

## Workbooks
finding-hidden-sheet = The sheet “{ $sheet }” is hidden in the workbook and was read all the same. Check whether it should be included.
finding-hidden-rows = { $count ->
    [one] One row
   *[other] { $count } rows
} with values { $count ->
    [one] is
   *[other] are
} hidden in the sheet “{ $sheet }”, perhaps by a filter, and { $count ->
    [one] was
   *[other] were
} read all the same. Check whether { $count ->
    [one] it belongs
   *[other] they belong
} here.
finding-hidden-columns = { $count ->
    [one] One column
   *[other] { $count } columns
} with values { $count ->
    [one] is
   *[other] are
} hidden in the sheet “{ $sheet }” ({ $columns }) and { $count ->
    [one] was
   *[other] were
} read all the same. Check whether { $count ->
    [one] it belongs
   *[other] they belong
} here.
finding-several-tables-in-sheet = The sheet “{ $sheet }” holds { $tables } tables, below each other or side by side. They are taken in one by one.
finding-empty-sheet = The sheet “{ $sheet }” is empty and gives no table.
finding-sheet-of-text = The sheet “{ $sheet }” holds text for people (cover, notes), not a table. It stays in the original and is not lifted.
finding-sheet-unreadable = The sheet “{ $sheet }” cannot be read: { $reason ->
    [xml] its content is damaged.
    [missing_part] a part of the file is missing.
    [too_many_cells] it has more cells than allowed.
   *[other] it holds something that breaks the rules of the format.
} The other sheets were read. Open the workbook in the program it comes from and save it again.
finding-formula-without-value = { $count ->
    [one] One formula has
   *[other] { $count } formulas have
} no stored result; the cells are empty here. Open the workbook, have it calculated again and save it.
finding-merged-cells-filled = The value of merged cells counts for each of the cells here ({ $count ->
    [one] one cell
   *[other] { $count } cells
} filled).
finding-percent-format = The workbook shows the numbers as percent, and they are taken as shown: where the workbook shows 12.5 %, the value here is 12.5 with the unit %. The workbook itself calculates with 0.125.
finding-zeros-by-format = The leading zeros were in the number format only. They are kept, the column is text ({ $count ->
    [one] one value
   *[other] { $count } values
}).
finding-number-stored-as-text = { $count ->
    [one] One number is
   *[other] { $count } numbers are
} stored as text in the workbook and read as numbers here. Formulas in the workbook do not calculate with them.
finding-cell-unreadable = { $count ->
    [one] One cell
   *[other] { $count } cells
} could not be read and { $count ->
    [one] is
   *[other] are
} empty here, for example errors of newer program versions (#SPILL!). Replace them by values in the workbook.

## JSON
finding-json-records-at = The records are at “{ $path }”.
finding-json-other-records = Further lists in this file were not read: { $paths }. Deliver them as files of their own if you need them.
finding-json-single-record = The file holds no list. It was read as one single row.
finding-json-no-records = The file holds no record that could become a table.
finding-json-truncated = The file breaks off or is no valid JSON at some place. What stands before was read. Check whether the file is complete.
finding-json-element-unreadable = { $count ->
    [one] One record is
   *[other] { $count } records are
} no valid JSON or of another kind than the others and therefore set aside.
finding-json-not-utf8 = { $count ->
    [one] One record has
   *[other] { $count } records have
} characters that are not written in UTF-8. They were read as Windows-1252. Check the umlauts.
finding-json-many-fields = The records have more fields than a table can have columns. The others are together in the column “{ $column }”.

## GeoJSON
finding-geometry-missing = { $count ->
    [one] One feature has
   *[other] { $count } features have
} no geometry and { $count ->
    [one] appears
   *[other] appear
} on no map.
finding-geometry-empty = { $count ->
    [one] One geometry is
   *[other] { $count } geometries are
} empty.
finding-geometry-likely-utm = { $count ->
    [one] One geometry has
   *[other] { $count } geometries have
} coordinates in metres (probably UTM) instead of longitude and latitude. Export in WGS 84 (EPSG:4326).
finding-geometry-out-of-range = { $count ->
    [one] One geometry has
   *[other] { $count } geometries have
} coordinates that can be neither longitude nor latitude. Export in WGS 84 (EPSG:4326).
finding-geojson-reference-system = The file names the coordinate reference system “{ $crs }”. GeoJSON knows WGS 84 only; other programs may ignore what it says.

## Parquet
finding-not-a-number = { $count ->
    [one] One value is
   *[other] { $count } values are
} not a number (NaN or infinite) and empty here.
finding-finer-times = { $count ->
    [one] One point in time is
   *[other] { $count } points in time are
} given more exactly than to a millionth of a second. Stored is the millionth; the original stays complete.
finding-value-out-of-range = { $count ->
    [one] One value does
   *[other] { $count } values do
} not fit the type of the column and { $count ->
    [one] is
   *[other] are
} empty here.

## Archives
finding-member-unreadable = “{ $member }” in the archive gives no table: { $reason ->
    [no_table] it is no table we can read.
    [empty] the file is empty.
    [pdf] it is a PDF.
    [image] it is an image.
    [html] it is a web page.
    [document] it is a text document or a presentation.
    [text] it is text without columns.
    [ebcdic] it is probably text of a mainframe (EBCDIC).
    [password] the file is protected by a password.
    [truncated] its end is missing.
    [container] the file is damaged.
    [xml] the file is damaged.
    [missing_part] a part of the file is missing.
    [too_many_cells] it has more cells than allowed.
    [too_large] it unpacks to more than allowed.
    [ratio] it unpacks to suspiciously much.
    [too_many_entries] it holds too many files.
    [doctype] it holds an instruction that is not allowed (DOCTYPE).
    [method] it is packed in a way we cannot read.
    [unsafe_path] its path leads out of the archive.
    [link] it is a link and no file.
    [too_deep] it is an archive in an archive in an archive.
    [fault] a fault in the program occurred while reading.
    [stopped] reading took too long or too much memory.
   *[other] it cannot be read.
}
finding-members-unreadable = { $count ->
    [one] One more file
   *[other] { $count } more files
} in the archive { $count ->
    [one] gives
   *[other] give
} no table.
finding-archive-stopped = The packed file was read in part only: { $reason ->
    [ratio] at “{ $member }” it becomes suspiciously large. Deliver its content unpacked.
    [truncated] at “{ $member }” it breaks off. What would follow is missing. Deliver the complete file again.
    [container] at “{ $member }” it is damaged. What would follow is missing. Deliver the undamaged file again.
   *[other] at “{ $member }” it unpacks to more than allowed. Deliver its content in smaller parts.
}
finding-archive-empty = The archive holds no file.
