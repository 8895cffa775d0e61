package records

import (
	"time"

	"github.com/finfault/finfault/decoder"
)

// Record is one answer and what the line says about it.
//
// Its slices alias the line it was read from, or memory of the parser: they are
// valid until the parser's next call, and as long as the line is not written to.
type Record struct {
	// Request is what there is to classify.
	Request decoder.Request
	// Time is when the answer came, in UTC; the zero time if the line does not say.
	Time time.Time
	// ID is the member "id" as it stands on the line, a JSON text or number; nil
	// if there is none.
	ID []byte
}
