package export

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/data"
)

// Row is one row of the catalog with the class it gives a verdict.
type Row struct {
	// Row is the fact as it stands in its data file.
	*data.Row
	// Class is what the row says, the category's defaults filled in. When is
	// empty: the conditions stand in the data row. A row that is only listed
	// decides nothing and has no class.
	Class catalog.Row
}

// Rows returns all rows of the catalog in the order of the data files.
func Rows() ([]Row, error) {
	facts, err := data.All()
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(facts))
	for i := range facts {
		if rows[i], err = Resolve(&facts[i]); err != nil {
			return nil, fmt.Errorf("row %s: %w", facts[i].Name(), err)
		}
	}
	return rows, nil
}

// Retrying returns what the row says about retrying, its schedule included. A
// row of the operations token or login alone is never automatic, but to poll:
// no verdict on them is, whatever the row says.
func (r *Row) Retrying() catalog.Retry {
	var retry catalog.Retry
	retry.SetPolicy(r.Class.Policy)
	retry.MaxRetries = r.Class.MaxRetries
	retry.ProviderHint = r.Class.ProviderHint
	if r.Class.NotAutomatic || retry.Policy != catalog.Poll && r.guarded() {
		retry.Automatic = false
	}
	return retry
}

// guarded reports a row whose operations are all such that code never resends
// them.
func (r *Row) guarded() bool {
	for _, o := range r.Operation {
		if o != catalog.Token.String() && o != catalog.Login.String() {
			return false
		}
	}
	return len(r.Operation) > 0
}

// GRPCCode returns the gRPC code of a verdict that the row decides.
func (r *Row) GRPCCode() catalog.GRPCCode {
	if r.Class.Outcome != catalog.OutcomeError {
		return catalog.GRPCOK
	}
	return r.Class.Category.Defaults().GRPCCode
}
