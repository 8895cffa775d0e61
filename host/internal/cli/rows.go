package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/host/internal/near"
	"github.com/finfault/finfault/wasm/requestflags"
)

// catalogRows are the rows of the catalog in the order of the data files.
type catalogRows []export.Row

func loadRows() (catalogRows, error) {
	rows, err := export.Rows()
	return rows, err
}

// byName returns the row of a name such as "basiq-9", or nil.
func (rows catalogRows) byName(name string) *export.Row {
	for i := range rows {
		if rows[i].Name() == name {
			return &rows[i]
		}
	}
	return nil
}

// find returns the row that somebody means: by its name, or by its number
// alone, which is unique.
func (rows catalogRows) find(arg string) (*export.Row, error) {
	arg = strings.ToLower(arg)
	for i := range rows {
		if r := &rows[i]; arg == r.Name() || arg == strconv.Itoa(r.ID) {
			return r, nil
		}
	}
	message := "there is no row " + requestflags.Shown(arg)
	if near := rows.near(arg); len(near) > 0 {
		return nil, fmt.Errorf("%s; did you mean %s?", message, strings.Join(near, ", "))
	}
	return nil, fmt.Errorf("%s; there are %s", message, rows.ranges())
}

// near returns the names of rows that somebody may have meant: of the same
// number, of the same reason, or but a typing error away.
func (rows catalogRows) near(arg string) []string {
	const most = 5
	_, number, _ := strings.Cut(arg, "-")
	var names []string
	for i := range rows {
		r := &rows[i]
		if strconv.Itoa(r.ID) == number || r.Reason == arg || near.Distance(r.Name(), arg) == 1 {
			names = append(names, r.Name())
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(near.Distance(a, arg), near.Distance(b, arg)) })
	return names[:min(len(names), most)]
}

// ranges names the rows that there are, such as "basiq-1 to 53".
func (rows catalogRows) ranges() string {
	var parts []string
	for i := 0; i < len(rows); {
		end := i
		for end+1 < len(rows) && rows[end+1].Provider == rows[i].Provider && rows[end+1].ID == rows[end].ID+1 {
			end++
		}
		parts = append(parts, fmt.Sprintf("%s to %d", rows[i].Name(), rows[end].ID))
		i = end + 1
	}
	return strings.Join(parts, ", ")
}
