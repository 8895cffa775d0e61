package drift

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/decision"
	"github.com/finfault/finfault/host/internal/safe"
	"github.com/finfault/finfault/host/seen"
)

// Key is what a novelty is known by. Answers of the same key are one novelty.
type Key struct {
	Provider catalog.Provider
	Kind     catalog.Drift
	// Status is the HTTP status on the wire, 0 for no answer.
	Status int
	Shape  catalog.Shape
	// Code is the code that is new, or that the answer has, as far as it may be
	// shown: in its normalised form, but for a respelled code.
	Code string
	// Detail tells answers apart that have no code of their own: the structure of
	// a new shape, the member whose type changed, the status in the body.
	Detail string
}

// ID is the key as a text; no two keys have the same.
func (k Key) ID() string {
	return strings.Join([]string{k.Provider.String(), k.Kind.String(), strconv.Itoa(k.Status), k.Shape.String(), k.Code, k.Detail}, "\x00")
}

// Novelty is something that the catalog does not know.
type Novelty struct {
	Key
	seen.Span
	// Spelling is the code as it stands on the wire, as far as it may be shown; of
	// several spellings the first by bytes.
	Spelling string
	// Operations are those under which it came, [catalog.OperationUnknown] too.
	Operations catalog.OperationSet
	// Decision is the most careful of those that were made without knowing it.
	Decision decision.Decision
	// Row is the row of the catalog that decided, the first by name, or "".
	Row string
	// Sample is the structure of a body: that of the record with the lowest line,
	// of several the first by bytes.
	Sample string
	// sampled is the line that the sample comes from.
	sampled int64
}

// Whole reports whether the code is shown as it is. Where it is not, whoever
// wants to write a row for it has to look into the records.
func (n *Novelty) Whole() bool { return n.Code != "" && safe.Whole(n.Code) }

// merge takes in what another part has of the same novelty.
func (n *Novelty) merge(other *Novelty) {
	if n.Count == 0 {
		*n = *other
		return
	}
	n.Span.Merge(other.Span)
	n.Operations |= other.Operations
	n.Spelling = min(n.Spelling, other.Spelling)
	if c := decision.Compare(&other.Decision, &n.Decision); c > 0 || c == 0 && other.Row < n.Row {
		n.Decision, n.Row = other.Decision, other.Row
	}
	if c := cmp.Compare(other.sampled, n.sampled); c < 0 || c == 0 && other.Sample < n.Sample {
		n.Sample, n.sampled = other.Sample, other.sampled
	}
}

// compare orders novelties for people: by provider and kind, the most frequent
// first.
func compare(a, b *Novelty) int {
	return cmp.Or(
		cmp.Compare(rank(a.Provider), rank(b.Provider)),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(b.Count, a.Count),
		cmp.Compare(a.Status, b.Status),
		cmp.Compare(a.ID(), b.ID()),
	)
}

// rank puts answers of nobody known last.
func rank(p catalog.Provider) int { return (int(p) + int(catalog.MX)) % (int(catalog.MX) + 1) }
