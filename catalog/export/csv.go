package export

import (
	"encoding/csv"
	"io"
)

// CSV writes the rows as comma-separated values under a line of column names.
// A cell that a spreadsheet would take for a formula is led by an apostrophe.
func CSV(w io.Writer, rows []Row) error {
	out := csv.NewWriter(w)
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.name
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for i := range rows {
		r := rows[i].record()
		for j, c := range columns {
			line[j] = harmless(c.cell(&r))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless neutralises what spreadsheets read as the start of a formula.
func harmless(cell string) string {
	if cell == "" {
		return ""
	}
	switch cell[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + cell
	}
	return cell
}
