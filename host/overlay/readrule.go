package overlay

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/overlay/internal/keys"
)

// ruleReader fills one rule.
type ruleReader struct {
	*source
	rule *sourceRule
}

func (r *ruleReader) read(n *node) {
	r.object(n, "rules[]", r.rule.at, func(k *keys.Key, n *node, at string) {
		r.rule.places[k.Name()] = n
		before := r.count()
		switch k.Name() {
		case "name":
			r.rule.Name, _ = r.text(n, k, at)
		case "note":
			r.is(n, k, at, text)
		default:
			r.part(n, k, at)
		}
		r.note(k.Name(), before)
	})
}

// part reads when, then and what lies below them.
func (r *ruleReader) part(n *node, k *keys.Key, at string) {
	r.object(n, k.Path, at, func(k *keys.Key, n *node, at string) {
		name := k.Path[len("rules[]."):]
		r.rule.places[name] = n
		before := r.count()
		fields[name](r, n, k, at)
		r.note(name, before)
	})
}

// count returns the number of problems so far.
func (r *ruleReader) count() int { return len(r.problems.List) + r.problems.More }

// note remembers that a key has a problem if there are more now than before.
func (r *ruleReader) note(name string, before int) {
	if r.count() > before {
		r.rule.failed[name] = true
	}
}

// fail reports a problem of a key of the rule.
func (r *ruleReader) fail(n *node, name, problem string) {
	r.failAt(n, joined(r.rule.at, name), problem)
}

// fields read what stands below when and then, by its key.
var fields map[string]func(r *ruleReader, n *node, k *keys.Key, at string)

func init() {
	fields = map[string]func(r *ruleReader, n *node, k *keys.Key, at string){
		"when.provider": words(catalog.ParseProvider, func(r *overlay.Rule, p catalog.Provider) { r.When.Providers |= 1 << p }),
		"when.shape":    words(catalog.ParseShape, func(r *overlay.Rule, s catalog.Shape) { r.When.Shapes |= 1 << jobOfJobs(s) }),
		"when.status":   (*ruleReader).statuses,
		"when.code":     (*ruleReader).codes,
		"when.operation": words(catalog.ParseOperation, func(r *overlay.Rule, o catalog.Operation) {
			r.When.Operations |= 1 << o
		}),
		"when.message": (*ruleReader).messages,
		"when.step":    (*ruleReader).step,

		"then.outcome":   field(overlay.FieldOutcome, catalog.ParseOutcome, func(t *overlay.Then) *catalog.Outcome { return &t.Outcome }),
		"then.category":  field(overlay.FieldCategory, catalog.ParseCategory, func(t *overlay.Then) *catalog.Category { return &t.Category }),
		"then.party":     field(overlay.FieldParty, catalog.ParseParty, func(t *overlay.Then) *catalog.Party { return &t.Party }),
		"then.severity":  field(overlay.FieldSeverity, catalog.ParseSeverity, func(t *overlay.Then) *catalog.Severity { return &t.Severity }),
		"then.scope":     field(overlay.FieldScope, catalog.ParseScope, func(t *overlay.Then) *catalog.Scope { return &t.Scope }),
		"then.effect":    field(overlay.FieldEffect, catalog.ParseEffect, func(t *overlay.Then) *catalog.Effect { return &t.Effect }),
		"then.grpc_code": field(overlay.FieldGRPCCode, catalog.ParseGRPCCode, func(t *overlay.Then) *catalog.GRPCCode { return &t.GRPCCode }),
		"then.certainty": field(overlay.FieldCertainty, catalog.ParseCertainty, func(t *overlay.Then) *catalog.Certainty { return &t.Certainty }),
		"then.reason":    (*ruleReader).reason,
		"then.actions":   words(catalog.ParseAction, addAction),
		"then.retry":     (*ruleReader).retry,
		"then.alternatives": words(catalog.ParseCategory, func(r *overlay.Rule, c catalog.Category) {
			r.Then.Set |= overlay.FieldAlternatives
			r.Then.Alternatives = r.Then.Alternatives.With(c)
		}),

		"then.retry.policy":      field(overlay.FieldPolicy, catalog.ParsePolicy, func(t *overlay.Then) *catalog.Policy { return &t.Policy }),
		"then.retry.automatic":   (*ruleReader).automatic,
		"then.retry.initial_ms":  count(overlay.FieldInitialMs, func(t *overlay.Then) *uint32 { return &t.InitialMs }),
		"then.retry.cap_ms":      count(overlay.FieldCapMs, func(t *overlay.Then) *uint32 { return &t.CapMs }),
		"then.retry.max_retries": count(overlay.FieldMaxRetries, func(t *overlay.Then) *uint8 { return &t.MaxRetries }),
		"then.retry.factor":      (*ruleReader).factor,
	}
}

// jobOfJobs: the decoder reads the error of a job in a list of jobs as that of
// a job.
func jobOfJobs(s catalog.Shape) catalog.Shape {
	if s == catalog.ShapeBasiqJobs {
		return catalog.ShapeBasiqJob
	}
	return s
}

func addAction(r *overlay.Rule, a catalog.Action) {
	r.Then.Set |= overlay.FieldActions
	r.Then.Actions[min(r.Then.Actions.Len(), len(r.Then.Actions)-1)] = a
}

// vocabulary is what the enumerations of the catalog have in common.
type vocabulary interface {
	~uint8
	String() string
}

// words reads one name or a list of names, and calls add with each.
func words[T vocabulary](parse func(string) (T, bool), add func(*overlay.Rule, T)) func(*ruleReader, *node, *keys.Key, string) {
	return func(r *ruleReader, n *node, k *keys.Key, at string) {
		r.each(n, k, at, func(n *node, at string) string {
			v, ok := word(r, n, k, at, parse)
			if !ok {
				return ""
			}
			add(&r.rule.Rule, v)
			return v.String()
		})
	}
}

// field reads the name of a field of the verdict.
func field[T vocabulary](f overlay.Fields, parse func(string) (T, bool), where func(*overlay.Then) *T) func(*ruleReader, *node, *keys.Key, string) {
	return func(r *ruleReader, n *node, k *keys.Key, at string) {
		if v, ok := word(r, n, k, at, parse); ok {
			*where(&r.rule.Then) = v
			r.rule.Then.Set |= f
		}
	}
}

// count reads a field that is a whole number.
func count[T uint8 | uint32](f overlay.Fields, where func(*overlay.Then) *T) func(*ruleReader, *node, *keys.Key, string) {
	return func(r *ruleReader, n *node, k *keys.Key, at string) {
		if v, ok := r.number(n, k, at); ok {
			*where(&r.rule.Then) = T(v)
			r.rule.Then.Set |= f
		}
	}
}

// each reads one value or the elements of a list. read returns what tells the
// element from others, or "" after a problem.
func (r *ruleReader) each(n *node, k *keys.Key, at string, read func(n *node, at string) string) {
	if n.kind != list {
		read(n, at)
		return
	}
	if len(n.values) == 0 {
		r.failAt(n, at, "is an empty list: leave the key out, or name something")
	}
	most := k.MostOfMany()
	seen := map[string]bool{}
	for i, e := range n.values {
		if i == most {
			r.failAt(e, at, fmt.Sprintf("lists too many: at most %d", most))
			return
		}
		here := fmt.Sprintf("%s[%d]", at, i)
		same := read(e, here)
		if same != "" && seen[same] {
			r.failAt(e, here, quote(e.text)+" is listed twice")
		}
		seen[same] = true
	}
}
