package drift

import (
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Overlay returns the source of an overlay, as YAML, with a rule for each
// novelty and what has to be decided about it in a comment. Rules that would be
// wrong as they stand are commented out, with the reason.
func Overlay(novelties []Novelty) []byte {
	var rules strings.Builder
	taken, live := ruleNames{}, 0
	for i := range novelties {
		n := &novelties[i]
		rule, ok := n.Rule()
		ok = ok && live < overlay.MaxRules
		rule.Name = taken.unique(rule.Name)
		mark := "# "
		if ok {
			mark = ""
			live++
		}
		rules.WriteString("\n")
		for _, line := range n.comment(ok) {
			rules.WriteString("  # " + line + "\n")
		}
		for _, line := range ruleLines(&rule) {
			rules.WriteString("  " + mark + line + "\n")
		}
	}
	head := "version: 1\nrules:\n"
	if live == 0 {
		head = "version: 1\nrules: []\n"
	}
	return []byte(head + rules.String())
}

// ruleLines returns the source of a rule.
func ruleLines(r *overlay.Rule) []string {
	return []string{"- name: " + r.Name, "  when: {" + whenOf(&r.When) + "}", "  then: {" + thenOf(&r.Then) + "}"}
}

// ruleObject returns the source of a rule on one line.
func ruleObject(r *overlay.Rule) string {
	return "{name: " + r.Name + ", when: {" + whenOf(&r.When) + "}, then: {" + thenOf(&r.Then) + "}}"
}

func whenOf(w *overlay.When) string {
	var parts []string
	add := func(key, value string) { parts = append(parts, key+": "+value) }
	for p := catalog.Basiq; p <= catalog.MX; p++ {
		if w.Providers&(1<<p) != 0 {
			add("provider", p.String())
		}
	}
	for s := catalog.Shape(0); s < catalog.NumShapes; s++ {
		if w.Shapes&(1<<s) != 0 {
			add("shape", s.String())
		}
	}
	for _, s := range w.Statuses {
		add("status", strconv.Itoa(int(s.From)))
	}
	for _, c := range w.Codes {
		add("code", strconv.Quote(c)) // or YAML reads 299, 1.0 and no as what they are not
	}
	return strings.Join(parts, ", ")
}

func thenOf(t *overlay.Then) string {
	var parts, retry []string
	if t.Has(overlay.FieldOutcome) {
		parts = append(parts, "outcome: "+t.Outcome.String())
	}
	if t.Has(overlay.FieldCategory) {
		parts = append(parts, "category: "+t.Category.String())
	}
	if t.Has(overlay.FieldActions) {
		var actions []string
		for _, a := range t.Actions.Slice() {
			actions = append(actions, a.String())
		}
		parts = append(parts, "actions: ["+strings.Join(actions, ", ")+"]")
	}
	if t.Has(overlay.FieldPolicy) {
		retry = append(retry, "policy: "+t.Policy.String())
	}
	if t.Has(overlay.FieldAutomatic) {
		retry = append(retry, "automatic: "+strconv.FormatBool(t.Automatic))
	}
	if len(retry) > 0 {
		parts = append(parts, "retry: {"+strings.Join(retry, ", ")+"}")
	}
	return strings.Join(parts, ", ")
}

// comment says what was seen and what has to be decided.
func (n *Novelty) comment(ok bool) []string {
	lines := []string{n.heading(), n.Where()}
	if n.Sample != "" {
		lines = append(lines, n.Sample)
	}
	if obstacle := n.obstacle(); !ok && obstacle != "" {
		lines = append(lines, obstacle)
	}
	return append(lines, "Decide: "+n.Question())
}

func (n *Novelty) heading() string {
	parts := []string{n.Kind.String()}
	if n.Spelling != "" {
		parts = append(parts, strconv.Quote(n.Spelling))
	}
	return strings.Join(append(parts, n.Place()), " ")
}

// Place says under which status it came and in which shape, and what else tells
// it apart, such as "under 400, basiq_errors, data[].detail: number".
func (n *Novelty) Place() string {
	var parts []string
	if n.Status != 0 {
		parts = append(parts, "under "+strconv.Itoa(n.Status))
	}
	parts = append(parts, n.Shape.String())
	switch {
	case n.Detail == "" || n.Kind == catalog.UnknownShape:
	case n.Kind == catalog.StatusMismatch:
		parts = append(parts, "the body says "+n.Detail)
	default:
		parts = append(parts, n.Detail)
	}
	return strings.Join(parts, ", ")
}

// Taken is what the answers were taken for: a category, or no failure.
func (n *Novelty) Taken() string {
	if n.Decision.Outcome != catalog.OutcomeError {
		return n.Decision.Outcome.String()
	}
	return n.Decision.Category.String()
}

// Question says what somebody has to decide about the novelty.
func (n *Novelty) Question() string {
	row := ""
	if n.Row != "" {
		row = " (" + n.Row + ")"
	}
	switch n.Kind {
	case catalog.UnknownCode:
		return "what the code means. Without it the answer was taken for " + n.Taken() + row + "."
	case catalog.StatusMoved:
		return "whether the code means the same under this status as where it is documented" + row + "."
	case catalog.RespelledCode:
		return "nothing but whether the spelling is right. It was read as the code that it spells" + row + "."
	case catalog.StatusMismatch:
		return "which status is right. The one on the wire was taken" + row + "."
	case catalog.UnknownShape:
		return "whether answers of this form are failures. They were taken for " + n.Taken() + row + "."
	}
	return "whether it still means the same. What could be read was taken" + row + "."
}
