// Package export writes the catalog for other tools to read: as [JSON] for
// programs, [CSV] for spreadsheets, [Markdown] for documents.
//
// Each [Row] carries what its data file says and the class that follows from
// it, the category's defaults filled in, so that a reader needs to know no
// default.
package export
