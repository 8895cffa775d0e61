package drift

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Rule returns a rule for an overlay that decides on the novelty as the verdicts
// did, as a starting point for whoever knows better: loaded as it stands, it
// changes no decision. ok is false where it would, since it holds for other
// answers too: the code is not shown in full, there is none, or the catalog
// knows it.
func (n *Novelty) Rule() (rule overlay.Rule, ok bool) {
	rule.Name = n.ruleName()
	if n.Provider != catalog.ProviderUnknown {
		rule.When.Providers = 1 << n.Provider
	}
	rule.When.Shapes = 1 << ruleShape(n.Shape)
	if n.Status >= 0 && n.Status <= 999 && (n.Status == 0 || n.Status >= 100) {
		rule.When.Statuses = []overlay.StatusRange{{From: uint16(n.Status), To: uint16(n.Status)}}
	}
	var key catalog.CodeKey
	if n.Whole() && catalog.NormalizeCode(&key, n.Code) {
		rule.When.Codes = []string{key.String()}
	}
	rule.Then = n.then()
	return rule, n.obstacle() == "" && rule.Check() == nil
}

// obstacle says why a rule cannot be used as it stands, or "".
func (n *Novelty) obstacle() string {
	switch n.Kind {
	case catalog.UnknownShape:
		if n.Provider == catalog.ProviderUnknown {
			return "Name the provider first: the rule would hold for all of them."
		}
		return ""
	case catalog.UnknownCode, catalog.StatusMoved:
	default:
		return "Use it only to decide otherwise: it holds for all answers of this code or form."
	}
	switch {
	case n.Code == "":
		return "Add the code first: it stands in a member that is not shown."
	case !n.Whole():
		return "Add the code first: it is not shown in full, as it may be an id."
	}
	return ""
}

// ruleShape is the shape by which an overlay asks for an error: a list of jobs
// counts as its jobs.
func ruleShape(s catalog.Shape) catalog.Shape {
	if s == catalog.ShapeBasiqJobs {
		return catalog.ShapeBasiqJob
	}
	return s
}

// then returns the decision as a rule says it, never less careful than the
// category by itself: a header may have made it so for these answers only.
func (n *Novelty) then() (t overlay.Then) {
	d := &n.Decision
	switch d.Outcome {
	case catalog.OutcomeOK:
		t.Set, t.Outcome = overlay.FieldOutcome, d.Outcome
		return t
	case catalog.OutcomePending:
		t.Set, t.Outcome, t.Actions = overlay.FieldOutcome|overlay.FieldActions, d.Outcome, d.Actions
		return t
	}
	t.Set = overlay.FieldCategory | overlay.FieldActions | overlay.FieldPolicy
	t.Category, t.Actions, t.Policy = d.Category, d.Actions, d.Policy
	if usual := d.Category.Defaults().Policy; t.Policy.Resends() && !usual.Resends() && !catalog.InClass(n.Status, 5) {
		t.Policy = usual
	}
	if !t.Policy.Resends() {
		t.Actions = t.Actions.Without(catalog.Wait)
	}
	if t.Actions.Len() == 0 {
		t.Actions = catalog.Ladder{catalog.ContactSupport}
	}
	if t.Policy.Schedule().Automatic && !d.Automatic {
		t.Set |= overlay.FieldAutomatic
	}
	return t
}

// ruleName is a name for a rule, such as "basiq.account-frozen": the code, or
// what is new, in letters and digits.
func (n *Novelty) ruleName() string {
	what := n.Code
	if !n.Whole() {
		what = strings.ReplaceAll(n.Kind.String(), "_", "-")
	}
	name := n.Provider.String() + "." + slug(what)
	if n.Kind == catalog.StatusMoved || !n.Whole() {
		name += "." + strconv.Itoa(n.Status)
	}
	return name[:min(len(name), overlay.MaxName-longestNumber)]
}

// longestNumber is what may follow a name that is taken, such as "-1024".
const longestNumber = 5

// slug returns a text in lower-case letters and digits, with single hyphens.
func slug(s string) string {
	var b strings.Builder
	hyphen := false
	for _, c := range strings.ToLower(s) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(c)
			hyphen = false
		} else {
			hyphen = true
		}
	}
	return b.String()
}

// ruleNames makes the names of rules unique.
type ruleNames map[string]bool

func (n ruleNames) unique(name string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = name + "-" + strconv.Itoa(i)
	}
	n[free] = true
	return free
}
