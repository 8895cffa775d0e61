package cli

import (
	"cmp"
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/spf13/cobra"
)

// rowFilter picks rows of the catalog. What is not given admits every row.
type rowFilter struct {
	provider       *enumValue[catalog.Provider]
	operation      *enumValue[catalog.Operation]
	category       *enumValue[catalog.Category]
	namespace      *enumValue[catalog.Namespace]
	status         statusValue
	code           string
	contradictions bool
}

func addRowFilter(cmd *cobra.Command) *rowFilter {
	r := &rowFilter{
		provider: newEnum(catalog.ParseProvider), operation: newEnum(catalog.ParseOperation),
		category: newEnum(catalog.ParseCategory), namespace: newEnum(catalog.ParseNamespace),
	}
	r.operation.names = r.operation.names[:len(r.operation.names)-1] // no row holds for unknown only
	r.category.names = append(r.category.names, catalog.None.String())
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(r.provider, "provider", "rows of a provider: "+strings.Join(r.provider.names, ", ")+" (rows for every provider)")
	f.Var(&r.status, "status", "rows documented for an HTTP status: 100 to 999, or 0 for no answer")
	f.StringVar(&r.code, "code", "", "rows of a provider's `code`, in any spelling")
	f.Var(r.operation, "operation", "rows that hold for an operation only: "+strings.Join(r.operation.names, ", "))
	f.Var(r.category, "category", "rows of a category: "+strings.Join(r.category.names, ", ")+" (no error)")
	f.Var(r.namespace, "namespace", "rows of a kind: "+strings.Join(r.namespace.names, ", "))
	f.BoolVar(&r.contradictions, "contradictions", false, "rows on which the documentation is at odds, and how it is decided")
	complete(cmd, "provider", r.provider.names)
	complete(cmd, "status", nil)
	complete(cmd, "operation", r.operation.names)
	complete(cmd, "category", r.category.names)
	complete(cmd, "namespace", r.namespace.names)
	must(cmd.RegisterFlagCompletionFunc("code", completeCodes))
	return r
}

func completeCodes(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	rows, _ := loadRows()
	var codes []cobra.Completion
	for i := range rows {
		if code := rows[i].Code; code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}

// pick returns the rows that the filter admits, those of one provider and kind
// together.
func (f *rowFilter) pick(rows catalogRows) catalogRows {
	var picked catalogRows
	for i := range rows {
		if f.admits(&rows[i]) {
			picked = append(picked, rows[i])
		}
	}
	slices.SortStableFunc(picked, func(a, b export.Row) int {
		return cmp.Or(cmp.Compare(rank(a.Provider), rank(b.Provider)), cmp.Compare(a.Class.Namespace, b.Class.Namespace))
	})
	return picked
}

// rank puts the rows for every provider last.
func rank(p catalog.Provider) int {
	if p == catalog.ProviderUnknown {
		return 256
	}
	return int(p)
}

func (f *rowFilter) admits(r *export.Row) bool {
	return (!f.provider.given || f.provider.value == r.Provider) &&
		(!f.status.given || documentedFor(r, f.status.status)) &&
		(f.code == "" || spells(r, f.code)) &&
		(!f.operation.given || slices.Contains(r.Operation, f.operation.value.String())) &&
		(!f.category.given || !r.Listed && f.category.value == r.Class.Category) &&
		(!f.namespace.given || f.namespace.value == r.Class.Namespace) &&
		(!f.contradictions || r.Contradiction != "")
}

func documentedFor(r *export.Row, status int) bool {
	return slices.Contains(r.Status, status) || r.StatusClass > 0 && r.StatusClass == status/100
}

// spells reports whether a code is the row's in whatever spelling.
func spells(r *export.Row, code string) bool {
	var have, want catalog.CodeKey
	return catalog.NormalizeCode(&have, r.Code) && catalog.NormalizeCode(&want, code) && have.String() == want.String()
}
