package cli

import (
	"cmp"
	"slices"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

// rowFilter picks rows of the catalog. What is not given admits every row.
type rowFilter struct {
	provider       *requestflags.Enum[catalog.Provider]
	operation      *requestflags.Enum[catalog.Operation]
	category       *requestflags.Enum[catalog.Category]
	namespace      *requestflags.Enum[catalog.Namespace]
	status         requestflags.Status
	code           string
	contradictions bool
}

func addRowFilter(cmd *cobra.Command) *rowFilter {
	r := &rowFilter{
		provider: requestflags.NewEnum(catalog.ParseProvider), operation: requestflags.NewEnum(catalog.ParseOperation),
		category: requestflags.NewEnum(catalog.ParseCategory), namespace: requestflags.NewEnum(catalog.ParseNamespace),
	}
	r.operation.Names = r.operation.Names[:len(r.operation.Names)-1] // no row holds for unknown only
	r.category.Names = append(r.category.Names, catalog.None.String())
	f := cmd.Flags()
	f.SortFlags = false
	f.Var(r.provider, "provider", "rows of a provider: "+r.provider.Allowed()+" (rows for every provider)")
	f.Var(&r.status, "status", "rows documented for an HTTP status: "+r.status.Allowed())
	f.StringVar(&r.code, "code", "", "rows of a provider's `code`, in any spelling")
	f.Var(r.operation, "operation", "rows that hold for an operation only: "+r.operation.Allowed())
	f.Var(r.category, "category", "rows of a category: "+r.category.Allowed()+" (no error)")
	f.Var(r.namespace, "namespace", "rows of a kind: "+r.namespace.Allowed())
	f.BoolVar(&r.contradictions, "contradictions", false, "rows on which the documentation is at odds, and how it is decided")
	complete(cmd, "provider", r.provider.Names)
	complete(cmd, "status", nil)
	complete(cmd, "operation", r.operation.Names)
	complete(cmd, "category", r.category.Names)
	complete(cmd, "namespace", r.namespace.Names)
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
	return (!f.provider.Given || f.provider.Value == r.Provider) &&
		(!f.status.Given || documentedFor(r, f.status.Value)) &&
		(f.code == "" || spells(r, f.code)) &&
		(!f.operation.Given || slices.Contains(r.Operation, f.operation.Value.String())) &&
		(!f.category.Given || !r.Listed && f.category.Value == r.Class.Category) &&
		(!f.namespace.Given || f.namespace.Value == r.Class.Namespace) &&
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
