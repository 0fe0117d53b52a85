### Findings from geographic data, databases and XML: finding-<code>.

## Geometries
finding-geometry-unreadable = { $count ->
    [one] One entry holds
   *[other] { $count } entries hold
} no readable geometry. The content was set aside and is kept as text.
finding-geometry-closed = { $count ->
    [one] One area was open and is
   *[other] { $count } areas were open and are
} closed here: the first point now also stands at the end.
finding-geometry-stroked = { $count ->
    [one] One geometry holds
   *[other] { $count } geometries hold
} arcs. They are replaced by short straight pieces, because many programs know no arcs. The original file is kept.
finding-geometry-invalid = { $count ->
    [one] One geometry is
   *[other] { $count } geometries are
} faulty and kept unchanged: { $reason ->
    [not_finite] a coordinate is no number.
    [too_short] a line has one point only, or an area has fewer than three.
    [crossing] the edge of an area crosses itself.
   *[other] it breaks the rules of geometries.
} Correct this in the original program; otherwise areas may be computed wrongly.

## Coordinate reference system
finding-crs-guessed = The file names no coordinate reference system. By the coordinates it is probably { $crs }. Check whether the place on the map is right.
finding-crs-unknown = The file names no coordinate reference system, and the coordinates fit none that is known. This cannot be shown on a map. Deliver the data with a coordinate reference system, preferably EPSG:25832.
finding-crs-other = The coordinate reference system “{ $crs }” is none of the usual ones. This cannot be shown on a map. Deliver the data in EPSG:25832 if possible.
finding-crs-contradicted = According to the file the coordinate reference system is { $crs }, but the coordinates cannot be of it. { $found ->
    [none] Check the export.
   *[other] They look like { $found }. Check the export.
}
finding-crs-said-contradicted = The reference system was set to { $crs }, but the coordinates cannot belong to it. They look like { $found }. Check the setting and the location on the map.
finding-crs-inaccurate = The data are in an old coordinate reference system (Gauß-Krüger, { $crs }). Transformed without the official grid they are some metres off. Deliver in EPSG:25832 if possible.
finding-crs-several = These are geometries of different reference systems. { $count ->
    [one] One geometry in { $crs } stands
   *[other] { $count } geometries in { $crs } stand
} in a column of its own, “{ $column }”. If possible, deliver the data in a single reference system.
finding-crs-axes-suspect = In the reference system { $crs } the places as written lie far away; with their coordinates exchanged they would lie in Germany. Latitude probably stands before longitude. Check the location on the map and the export.
finding-crs-axes-exchanged = The order of the coordinates contradicts { $crs } as the file names it. It was put right so that the data lie in Germany. Check the place on the map.

## Shapefile and dBASE
finding-shapefile-alone = The table of attributes (.dbf) of this Shapefile is missing. Only the geometries were read. Pack all files of the same name (.shp, .dbf, .shx, .prj, .cpg) into a ZIP archive and deliver that.
finding-shapefile-uneven = The Shapefile has { $shapes } geometries, its table { $rows } rows. What has no counterpart is empty. The files probably do not belong together.
finding-shapefile-truncated = The geometries break off or are damaged from here on. The attributes were read. Check whether the file was copied completely.
finding-dbf-deleted = { $count ->
    [one] One row is
   *[other] { $count } rows are
} marked as deleted in the file and were not read.
finding-dbf-truncated = The table breaks off: { $found } of { $expected } rows are there. Check whether the file was copied completely.
finding-dbf-asterisks = In place of { $count ->
    [one] one number
   *[other] { $count } numbers
} the file has asterisks: there is no value, or it was too long for its field. These cells are empty here.
finding-dbf-memo = The values of this column lie in another file (memo, picture) and are empty here.
finding-dbf-encoding-guessed = The file does not name its character encoding. Recognised was { $encoding }. Check the umlauts.

## Geodatabases
finding-layer-unreadable = The layer “{ $layer }” cannot be read, or not completely. Open the file in the original program and save it again.

finding-features-none = The file holds not a single feature.

## XML
finding-xml-entities = { $count ->
    [one] In one place the file refers
   *[other] In { $count } places the file refers
} to pieces of text (entities) that it or another file explains. To protect the server, such references are not followed; the reference stands here as in the file. Have the export write the texts themselves.
finding-xml-records-at = Each element “{ $path }” is a row.
finding-xml-other-records = Further repeating elements were not read: { $paths }. Deliver them as files of their own if you need them.
finding-xml-no-records = No element repeats in this XML file. It cannot become a table.
finding-xml-truncated = The file breaks off or is no valid XML at some point. What stands before was read. Check whether the file is complete.
finding-xml-many-fields = The entries have more fields than a table can have columns. { $fields ->
    [one] One value was
   *[other] { $fields } values were
} not read. The original file is kept.
