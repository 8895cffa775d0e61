package export

import (
	"encoding/json"
	"io"
)

// JSON writes the rows as an indented array of objects. A row that is only
// listed has no class members.
func JSON(w io.Writer, rows []Row) error {
	if rows == nil {
		rows = []Row{}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(rows)
}
