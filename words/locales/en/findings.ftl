### Findings in text files and from recognising tables: finding-<code>.

## The table's layout
finding-preamble = { $count ->
    [one] One row
   *[other] { $count } rows
} with titles or remarks { $count ->
    [one] stands
   *[other] stand
} above the table. That is no data and was left out.
finding-no-header = The file has no header row. Its columns have makeshift names; give them telling ones.
finding-unnamed-column = The column has no label in the file and is called “{ $name }” here. Give it a name.
finding-duplicate-label = This label occurs more than once. The column is called “{ $name }” here, to tell it apart.
finding-header-rows = The header has { $rows } rows. They are joined into one label per column.
finding-repeated-header = The header row stands among the data { $count ->
    [one] once
   *[other] { $count } times
} more and was left out there.
finding-empty-rows = { $count ->
    [one] One empty row was
   *[other] { $count } empty rows were
} left out.
finding-even-lines = All lines have the same length: most likely columns of fixed width without a delimiter. Say below “Read differently: encoding, delimiter, header” at which character columns begin (the record description tells); until then each line is one value.
finding-several-tables = The file holds { $tables } tables, one below the other. They are taken in one by one.
finding-comment-rows = { $count ->
    [one] One comment line
   *[other] { $count } comment lines
} between the rows { $count ->
    [one] was
   *[other] were
} left out.
finding-total-rows = { $count ->
    [one] One row among the data looks like a sum of other rows.
   *[other] { $count } rows among the data look like sums of other rows.
} Whoever adds up a column counts twice: filter these rows out.
finding-footer = { $count ->
    [one] One row
   *[other] { $count } rows
} with totals or remarks { $count ->
    [one] stands
   *[other] stand
} below the table. That is no data and was left out.
finding-short-row = { $count ->
    [one] One row has
   *[other] { $count } rows have
} fewer than { $expected } fields. The missing ones are empty. Check whether the values stand in the right columns.
finding-long-row = { $count ->
    [one] One row has
   *[other] { $count } rows have
} more than { $expected } fields (up to { $found }). { $count ->
    [one] It was
   *[other] They were
} set aside, because it is not clear which value belongs to which column. Often the delimiter stands in a text without quotes.
finding-torn-row = { $count ->
    [one] One row is
   *[other] { $count } rows are
} many megabytes long, probably because the file is damaged. { $count ->
    [one] It is
   *[other] They are
} set aside in pieces. Check the export from the named row on.
finding-empty-columns = { $count ->
    [one] One column
   *[other] { $count } columns
} at the end without label and values { $count ->
    [one] was
   *[other] were
} left out.
finding-no-rows = The table has no row of data.

## Values
finding-misfit = { $count ->
    [one] One value does
   *[other] { $count } values do
} not fit the others of this column ({ $type ->
    [integer] whole numbers
    [decimal] decimal numbers
    [float] numbers
    [boolean] yes or no
    [date] days
    [time] times of day
    [timestamp] points in time
    [timestamp_utc] points in time
   *[other] values
}). { $count ->
    [one] Its cell is empty in the table; its text is
   *[other] Their cells are empty in the table; their texts are
} kept among the rows set aside.
finding-missing-sign = The sign “{ $sign }” stands { $count ->
    [one] once
   *[other] { $count } times
} in place of a value{ $meaning ->
    [nothing] { " " }(usually: nothing there)
    [secret] { " " }(usually: unknown or confidential)
    [senseless] { " " }(usually: not meaningful)
    [uncertain] { " " }(usually: not reliable enough)
    [later] { " " }(usually: available later)
   *[other] { "" }
}. The cells are empty here.
finding-leading-zeros = Some numbers of this column begin with zeros. The column stays text, so that no zero is lost.
finding-unreadable = No table could be read from this file.{ why-unreadable }
finding-mixed-values = The column holds { $numbers ->
    [one] one number
   *[other] { $numbers } numbers
} and { $words ->
    [one] one text
   *[other] { $words } texts
} and therefore stays text. Check whether the texts are mistakes.
finding-unsure-thousands = The file does not tell whether the sign “{ $sign }” separates thousands or decimals. Assumed: { $meaning ->
    [thousands] thousands, so “1{ $sign }234” is 1234.
   *[decimal] decimals, so “1{ $sign }234” is 1.234.
} Please compare a few values with the file.
finding-unsure-day-order = The file does not tell whether the day or the month comes first. Assumed: the day first.
finding-sheet-days = The column counts days as spreadsheets do (45657 is 31 December 2024). They are read as dates.
finding-short-years = Years are written with two digits. { $meaning ->
    [past] 00 to 30 are taken for 2000 to 2030, 31 to 99 for 1931 to 1999.
   *[window] 00 to 49 are taken for 2000 to 2049, 50 to 99 for 1950 to 1999.
}
finding-padded-values = Blanks around { $count ->
    [one] one value
   *[other] { $count } values
} were removed.
finding-codes-as-days = { $count ->
    [one] One value is a day
   *[other] { $count } values are days
} (such as “05. Mrz”), the others are numbers or codes. A spreadsheet program has probably made days of entries like “5-3” or “5.3”. Check the values at their source and format the column as text there.
finding-shortened-numbers = { $count ->
    [one] One long number has
   *[other] { $count } long numbers have
} probably been rounded by a spreadsheet program (such as “1,23457E+11”). The missing digits are no longer in the file. Format the column as text at its source and deliver the file again.
finding-error-cells = { $count ->
    [one] One cell holds
   *[other] { $count } cells hold
} an error of calculation (such as #DIV/0!) and { $count ->
    [one] is
   *[other] are
} empty here.
finding-zero-signs = { $count ->
    [one] One value contains
   *[other] { $count } values contain
} zero bytes, which are no characters. They are shown as “␀” here. The file is probably damaged or filled up with zero bytes. Check the export.
finding-lost-letters = { $count ->
    [one] One value has lost a letter,
   *[other] { $count } values have lost letters,
} replaced by “�”. That happened before the delivery. Check with which encoding the file is exported.

## Characters and delimiters
finding-mixed-encoding = { $count ->
    [one] One character does
   *[other] { $count } characters do
} not fit the file’s encoding ({ $encoding }). It was probably pasted together from several files. Check letters with accents.
finding-unsure-encoding = The encoding cannot be told for certain; assumed is { $encoding }. Check letters with accents.
finding-unsure-delimiter = The delimiter cannot be told for certain; assumed is “{ $delimiter }”. Check the preview.
finding-stray-quotes = { $count ->
    [one] In one row a quotation mark is
   *[other] In { $count } rows a quotation mark is
} never closed. It was read as an ordinary character.
finding-swallowed-rows = { $count ->
    [one] A quotation mark is closed only many rows further down. It is
   *[other] { $count } quotation marks are closed only many rows further down. They are
} read as an ordinary character, so that the rows between do not vanish in a single field. Check the named row at the source.
finding-mixed-newlines = The lines of the file end in different ways. It was read completely all the same.

## The file
finding-empty-file = The file is empty.
finding-unknown-format = No table can be read from this file: { $what ->
    [pdf] it is a PDF. Ask for the table behind it, as Excel or CSV.
    [image] it is a picture.
    [xml] it is an XML document.
    [html] it is a web page. If there is a table in it, give the file the ending .xls and bring it again.
    [rdf] it is an RDF description.
    [shapefile] it is part of a shapefile. Pack all files of the same name (.shp, .dbf, .shx, .prj, .cpg) into a ZIP archive and deliver that.
    [database] it is a database file. Deliver its tables one by one.
    [compressed] it is packed in a way that is not opened here. Deliver it unpacked or as ZIP.
    [document] it is a text document or a presentation.
    [text] it holds text without columns that can be told. If they are of fixed width, a recipe with “column_starts” says where they begin.
    [ebcdic] it is probably text of a mainframe (EBCDIC, such as code page 273 or 1141). Have it exported as UTF-8 or Windows-1252.
   *[binary] its content is not known.
} The file itself stays as it is.
finding-other-ending = The name ends in “.{ $ending }”, but the content is { $found ->
    [csv] delimited text
    [xlsx] an Excel workbook
    [xls] an old Excel workbook
    [xlsb] a binary Excel workbook
    [ods] an OpenDocument spreadsheet
    [json] JSON
    [ndjson] JSON with one value a line
    [geojson] GeoJSON
    [parquet] Parquet
    [zip] a ZIP archive
   *[other] something else
}. The content was read.
finding-recipe-table-unmet = The recipe names the table “{ $table }”. This file has none of that name, so what was set for it does not apply. Check the spelling, or whether the delivery is complete.
finding-recipe-column-unmet = The recipe names this column. The file has none with that header, so what was set for it does not apply. Check whether it has another name now.
