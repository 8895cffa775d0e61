// Package keys lists the keys of an overlay's source: what each takes and what
// it is for. The reader, the words of its errors and the JSON Schema follow from
// the one table.
package keys

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Key is one key of the source, or the elements of a list.
type Key struct {
	// Path is where it stands, with [] for the elements of a list.
	Path string
	Type Type
	// Many: a list of values may stand in the place of one.
	Many     bool
	Required bool
	// Names are all values that a text may have, nil where there are no names.
	Names []string
	// Min and Max bound a number, or the length of a text in bytes.
	Min, Max int
	// Form says what the value has to look like, and Pattern the same of a text
	// as a regular expression, where names and bounds do not.
	Form, Pattern string
	// Doc is what it is for.
	Doc string
}

// Type is the type of a value.
type Type uint8

// The types of values.
const (
	Object Type = iota
	List
	Text
	Boolean
	Integer
	// Decimal is a number with at most one digit behind the point.
	Decimal
	// Code is a text or a whole number.
	Code
	// Status is a whole number, or a text that stands for several.
	Status
	// Retry is an object, or the name of a policy alone.
	Retry
)

// nameForm is the form of rules' names and of reasons.
const (
	nameForm    = "letters, digits, \"-\", \"_\" and \".\""
	namePattern = `^[A-Za-z0-9._-]+$`
)

// All are all keys that there are, each behind the one that it is part of.
var All = []Key{
	{Path: "", Type: Object, Doc: "Rules of a team's own, which Finfault asks before its catalog. Of all that apply the first one counts."},
	{Path: "$schema", Type: Text, Doc: "Where this schema stands, for editors."},
	{Path: "version", Type: Integer, Required: true, Min: 1, Max: 1, Doc: "The version of this form of rules."},
	{Path: "note", Type: Text, Doc: "Anything worth knowing; it is not compiled."},
	{Path: "rules", Type: List, Required: true, Max: overlay.MaxRules, Doc: "The rules, in the order in which they are asked."},
	{Path: "rules[]", Type: Object,
		Doc: "A rule with a category or an outcome decides, and takes what it does not say from the category's defaults. Any other amends: the catalog decides, and if that is an error, the rule replaces what it names."},
	{Path: "rules[].name", Type: Text, Required: true, Min: 1, Max: overlay.MaxName, Form: nameForm, Pattern: namePattern,
		Doc: "The rule's own name, which the verdict shows as its row and, where the rule decides, as its reason unless then.reason is given. Not of the form of the catalog's rows, such as basiq-9."},
	{Path: "rules[].note", Type: Text, Doc: "Why there is this rule, for instance; it is not compiled."},
	{Path: "rules[].when", Type: Object, Required: true, Doc: "The conditions: all that are given must hold. A list stands for any one of its values."},
	{Path: "rules[].when.provider", Type: Text, Many: true, Names: namesOf[catalog.Provider]("unknown"),
		Doc: "Who answered. Without it, any."},
	{Path: "rules[].when.shape", Type: Text, Many: true, Names: namesOf[catalog.Shape](),
		Doc: "The wire format. A job in a list of jobs counts as a job of its own: basiq_jobs means the same as basiq_job."},
	{Path: "rules[].when.status", Type: Status, Many: true, Min: 100, Max: 999, Pattern: `^(0|[1-9]xx|[1-9][0-9][0-9](-[1-9][0-9][0-9])?)$`,
		Form: `a status from 100 to 999, 0 for no answer, a class such as "4xx", or a range such as "500-503"`,
		Doc:  "The HTTP status on the wire; 0 is no answer at all."},
	{Path: "rules[].when.code", Type: Code, Many: true, Min: 1, Max: catalog.MaxCodeLength,
		Doc: "The provider's code, in whatever spelling: case, blanks, _ and - make no difference."},
	{Path: "rules[].when.operation", Type: Text, Many: true, Names: namesOf[catalog.Operation](),
		Doc: "What the request was for; unknown is where the caller did not say."},
	{Path: "rules[].when.message", Type: Text, Many: true, Min: 3, Max: overlay.MaxText,
		Doc: "A part of the answer's title or detail, or of a plain-text body, in whatever case. A rule with a message never makes a retry of what would not be retried without it."},
	{Path: "rules[].when.step", Type: Text, Min: 3, Max: overlay.MaxText, Doc: "The title of the failed step of a Basiq job."},
	{Path: "rules[].then", Type: Object, Required: true, Doc: "What the verdict says."},
	{Path: "rules[].then.outcome", Type: Text, Names: namesOf[catalog.Outcome](),
		Doc: "Whether it is a failure at all: error where it is not given."},
	{Path: "rules[].then.category", Type: Text, Names: namesOf[catalog.Category](),
		Doc: "What the failure means. A 5xx is never an invalid_request."},
	{Path: "rules[].then.party", Type: Text, Names: namesOf[catalog.Party](), Doc: "Who has to act."},
	{Path: "rules[].then.actions", Type: Text, Many: true, Names: namesOf[catalog.Action](), Max: len(catalog.Ladder{}),
		Doc: "What to try, the first thing first."},
	{Path: "rules[].then.retry", Type: Retry, Names: namesOf[catalog.Policy](), Doc: "Whether and how the request may be sent again; the name of a policy alone stands for that policy."},
	{Path: "rules[].then.retry.policy", Type: Text, Names: namesOf[catalog.Policy](), Doc: "The policy."},
	{Path: "rules[].then.retry.automatic", Type: Boolean,
		Doc: "Whether code may act without a person. Requests for tokens, logins and writes that may have been applied never are repeated so, whatever a rule says."},
	{Path: "rules[].then.retry.initial_ms", Type: Integer, Max: overlay.MaxDelayMs, Doc: "The longest first delay in milliseconds."},
	{Path: "rules[].then.retry.factor", Type: Decimal, Min: 1, Max: 10, Doc: "How the delays grow, with at most one digit behind the point."},
	{Path: "rules[].then.retry.cap_ms", Type: Integer, Max: overlay.MaxDelayMs, Doc: "The longest delay in milliseconds."},
	{Path: "rules[].then.retry.max_retries", Type: Integer, Max: overlay.MaxRetries, Doc: "How often the request may be sent again."},
	{Path: "rules[].then.severity", Type: Text, Names: namesOf[catalog.Severity](), Doc: "What a front end should do."},
	{Path: "rules[].then.scope", Type: Text, Names: namesOf[catalog.Scope](), Doc: "Who else is hit."},
	{Path: "rules[].then.effect", Type: Text, Names: namesOf[catalog.Effect](),
		Doc: "Whether a failed write or payment was applied. It shows in verdicts on these only."},
	{Path: "rules[].then.grpc_code", Type: Text, Names: namesOf[catalog.GRPCCode](), Doc: "The code of google.rpc.Code."},
	{Path: "rules[].then.reason", Type: Text, Min: 1, Max: overlay.MaxName, Form: nameForm, Pattern: namePattern,
		Doc: "A stable name of what happened, for logs and metrics; where it is not given, the rule's name, or the catalog's reason under a rule that amends."},
	{Path: "rules[].then.certainty", Type: Text, Names: namesOf[catalog.Certainty](), Doc: "How sure it is: documented where it is not given."},
	{Path: "rules[].then.alternatives", Type: Text, Many: true, Names: namesOf[catalog.Category](),
		Doc: "The other readings of an ambiguous verdict."},
}

// namesOf returns the names of an enumeration, which may have gaps, without
// those that are left out.
func namesOf[T interface {
	~uint8
	String() string
}](left ...string) (list []string) {
	without := " " + strings.Join(left, " ") + " "
	for n := range 255 { // 255 is no category
		if name := T(n).String(); name != "" && !strings.Contains(without, " "+name+" ") {
			list = append(list, name)
		}
	}
	return list
}

// Find returns the key at a path, or nil.
func Find(path string) *Key {
	for i := range All {
		if All[i].Path == path {
			return &All[i]
		}
	}
	return nil
}

// Under returns the keys of the object at a path.
func Under(path string) (list []*Key) {
	for i := range All {
		if k := &All[i]; k.Path != "" && k.Parent() == path && !strings.HasSuffix(k.Path, "[]") {
			list = append(list, k)
		}
	}
	return list
}

// Parent returns the path of what the key is part of.
func (k *Key) Parent() string {
	if list, ok := strings.CutSuffix(k.Path, "[]"); ok {
		return list
	}
	return k.Path[:max(strings.LastIndexByte(k.Path, '.'), 0)]
}

// Name returns the key without its path.
func (k *Key) Name() string { return k.Path[strings.LastIndexByte(k.Path, '.')+1:] }

// MostOfMany is how many values a list in the place of one can have.
func (k *Key) MostOfMany() int {
	switch {
	case k.Names == nil:
		return overlay.MaxList
	case k.Max > 0:
		return k.Max
	}
	return len(k.Names)
}

// Takes says in words what the key takes, to end a sentence. Where it takes
// names, these follow.
func (k *Key) Takes() string {
	switch {
	case k.Type == Retry:
		return "an object, or one of"
	case k.Names != nil:
		return "one of"
	case k.Type == Integer && k.Min == k.Max:
		return fmt.Sprint(k.Min)
	case k.Type == Integer:
		return fmt.Sprintf("a whole number from %d to %d", k.Min, k.Max)
	case k.Type == Decimal:
		return fmt.Sprintf("a number from %d to %d with at most one digit behind the point", k.Min, k.Max)
	case k.Type == Boolean:
		return "true or false"
	case k.Type == List:
		return "a list"
	case k.Type == Object:
		return "an object"
	case k.Type == Status:
		return k.Form
	case k.Type == Code:
		return fmt.Sprintf("a text of %d to %d bytes, or a whole number", k.Min, k.Max)
	}
	return k.text()
}

// text says in words which texts the key takes.
func (k *Key) text() string {
	s := "a text"
	if k.Max > 0 {
		s += fmt.Sprintf(" of %d to %d bytes", k.Min, k.Max)
	}
	if k.Form != "" {
		s += ", of " + k.Form
	}
	return s
}
