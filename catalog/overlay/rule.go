package overlay

import "github.com/finfault/finfault/catalog"

// Limits of an overlay. They keep the cost of asking it small.
const (
	// MaxRules is how many rules an overlay can have.
	MaxRules = 1024
	// MaxSize is how many bytes its binary form can have.
	MaxSize = 512 << 10
	// MaxName is the longest name of a rule and the longest reason, in bytes.
	MaxName = 64
	// MaxText is the longest text to look for, in bytes.
	MaxText = 200
	// MaxList is how many codes, statuses or texts one rule can list.
	MaxList = 64
	// MaxDelayMs is the longest delay that a rule can ask for: 24 hours.
	MaxDelayMs = catalog.MaxAfterMs
	// MaxRetries is the highest number of retries that a rule can ask for.
	MaxRetries = 100
)

// Rule says of some answers what the verdict on them is. Of an overlay's rules
// the first one that applies counts.
//
// A rule that gives an outcome or a category decides: what it does not say, it
// takes from the defaults of the category. Any other rule amends: the catalog
// decides, and if that is an error, the rule replaces the fields that it names.
type Rule struct {
	// Name is the verdict's row and, where the rule decides, its reason unless
	// Then has another. It has letters, digits, "-", "_" and ".", and not the form
	// of the catalog's own rows, such as basiq-9.
	Name string
	When When
	Then Then
}

// Decides reports whether the rule decides rather than amends.
func (r *Rule) Decides() bool { return r.Then.Has(FieldOutcome | FieldCategory) }

// ByText reports whether free text of the provider takes part in whether the
// rule applies. Such a rule never makes an automatic retry of what would
// otherwise not be retried.
func (r *Rule) ByText() bool { return len(r.When.Messages) > 0 }

// ByBody reports whether a code or a text of the body takes part in whether the
// rule applies. MX says not to build on them, so there the status must allow an
// automatic retry too.
func (r *Rule) ByBody() bool { return len(r.When.Codes) > 0 || r.ByText() || r.When.Step != "" }

// When is the set of conditions of a rule; all that are set must hold.
type When struct {
	// Providers has bit n for the provider of number n; 0 admits any.
	Providers uint8
	// Shapes has bit n for the shape of number n; 0 admits any. An error in a
	// list of jobs counts as one of a job.
	Shapes uint32
	// Operations admits any when it is empty.
	Operations catalog.OperationSet
	// Statuses admits any when it is empty.
	Statuses []StatusRange
	// Codes are normalised codes ([catalog.NormalizeCode]): one of them must be
	// the code of the body, or its second code.
	Codes []string
	// Messages are texts in lower case: one of them must be contained in the
	// first 4 KiB of title or detail, or of a body that is plain text, whatever
	// its case. In JSON that is broken none is found.
	Messages []string
	// Step must be the title of the job step; it is in lower case.
	Step string
}

// StatusRange is the HTTP statuses From to To, both included; 0 is no answer.
type StatusRange struct{ From, To uint16 }

// Then is what a rule says: the fields that Set names.
type Then struct {
	Set          Fields
	Outcome      catalog.Outcome
	Category     catalog.Category
	Party        catalog.Party
	Severity     catalog.Severity
	Scope        catalog.Scope
	Effect       catalog.Effect
	GRPCCode     catalog.GRPCCode
	Certainty    catalog.Certainty
	Policy       catalog.Policy
	Automatic    bool
	MaxRetries   uint8
	FactorTenths uint8
	InitialMs    uint32
	CapMs        uint32
	Alternatives catalog.CategorySet
	Actions      catalog.Ladder
	Reason       string
}

// Has reports whether the rule gives any of the fields.
func (t *Then) Has(f Fields) bool { return t.Set&f != 0 }

// Fields is a set of fields of a verdict that a rule can give. What is read
// from the answer (provider, shape, code, texts, errors, drift) is not among
// them, nor is a time that a header gives.
type Fields uint32

const (
	FieldOutcome Fields = 1 << iota
	FieldCategory
	FieldParty
	FieldActions
	FieldPolicy
	FieldAutomatic
	FieldInitialMs
	FieldFactor
	FieldCapMs
	FieldMaxRetries
	FieldSeverity
	FieldScope
	FieldEffect
	FieldGRPCCode
	FieldReason
	FieldCertainty
	FieldAlternatives

	allFields      = FieldAlternatives<<1 - 1
	fieldsOfDelays = FieldInitialMs | FieldFactor | FieldCapMs
	fieldsOfRetry  = fieldsOfDelays | FieldPolicy | FieldAutomatic | FieldMaxRetries
)

// Key returns the name of a single field in the source of a rule.
func (f Fields) Key() string {
	for i, name := range fieldKeys {
		if f == 1<<i {
			return name
		}
	}
	return ""
}

// fieldKeys are the names of the fields, in the order of their bits.
var fieldKeys = [...]string{"outcome", "category", "party", "actions", "retry.policy", "retry.automatic", "retry.initial_ms",
	"retry.factor", "retry.cap_ms", "retry.max_retries", "severity", "scope", "effect", "grpc_code", "reason", "certainty", "alternatives"}
