package overlay

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// describe returns rules as the source that says the same.
func describe(rules []overlay.Rule) *node {
	all := &node{kind: list}
	for i := range rules {
		all.values = append(all.values, describeRule(&rules[i]))
	}
	root := &node{kind: object}
	root.set("version", &node{kind: integer, text: "1"})
	root.set("rules", all)
	return root
}

func describeRule(r *overlay.Rule) *node {
	n, w, when := &node{kind: object}, &r.When, &node{kind: object}
	n.set("name", &node{kind: text, text: r.Name})
	n.set("when", when)
	when.setTexts("provider", bitNames[catalog.Provider](uint32(w.Providers)))
	when.setTexts("shape", bitNames[catalog.Shape](w.Shapes))
	if len(w.Statuses) > 0 {
		when.set("status", describeStatuses(w.Statuses))
	}
	when.setTexts("code", w.Codes)
	when.setTexts("operation", bitNames[catalog.Operation](uint32(w.Operations)))
	when.setTexts("message", w.Messages)
	if w.Step != "" {
		when.setTexts("step", []string{w.Step})
	}
	n.set("then", describeThen(&r.Then))
	return n
}

// describeThen returns the fields of a rule; a policy alone stands for retry.
func describeThen(t *overlay.Then) *node {
	then := &node{kind: object}
	for f := overlay.FieldOutcome; f <= overlay.FieldAlternatives; f <<= 1 {
		if !t.Has(f) {
			continue
		}
		of, key, nested := strings.Cut(f.Key(), ".")
		if !nested {
			then.set(of, fieldValue(t, f))
			continue
		}
		if then.member(of) == nil {
			then.set(of, &node{kind: object})
		}
		then.member(of).set(key, fieldValue(t, f))
	}
	if retry := then.member("retry"); retry != nil && len(retry.names) == 1 && retry.names[0].text == "policy" {
		*retry = *retry.values[0]
	}
	return then
}

// fieldValue returns the value of one field.
func fieldValue(t *overlay.Then, f overlay.Fields) *node {
	switch f {
	case overlay.FieldActions:
		var names []string
		for _, a := range t.Actions.Slice() {
			names = append(names, a.String())
		}
		return texts(names)
	case overlay.FieldAlternatives:
		return texts(bitNames[catalog.Category](uint32(t.Alternatives)))
	case overlay.FieldAutomatic:
		return &node{kind: boolean, text: strconv.FormatBool(t.Automatic)}
	case overlay.FieldInitialMs:
		return &node{kind: integer, text: fmt.Sprint(t.InitialMs)}
	case overlay.FieldCapMs:
		return &node{kind: integer, text: fmt.Sprint(t.CapMs)}
	case overlay.FieldMaxRetries:
		return &node{kind: integer, text: fmt.Sprint(t.MaxRetries)}
	case overlay.FieldFactor:
		return &node{kind: decimal, text: strings.TrimSuffix(fmt.Sprintf("%d.%d", t.FactorTenths/10, t.FactorTenths%10), ".0")}
	}
	return &node{kind: text, text: fieldName(t, f)}
}

// fieldName returns the value of a field that is a name.
func fieldName(t *overlay.Then, f overlay.Fields) string {
	if f == overlay.FieldReason {
		return t.Reason
	}
	return map[overlay.Fields]fmt.Stringer{
		overlay.FieldOutcome: t.Outcome, overlay.FieldCategory: t.Category, overlay.FieldParty: t.Party, overlay.FieldPolicy: t.Policy,
		overlay.FieldSeverity: t.Severity, overlay.FieldScope: t.Scope, overlay.FieldEffect: t.Effect, overlay.FieldGRPCCode: t.GRPCCode,
		overlay.FieldCertainty: t.Certainty,
	}[f].String()
}

func describeStatuses(statuses []overlay.StatusRange) *node {
	all := &node{kind: list}
	for _, s := range statuses {
		n := &node{kind: text, text: fmt.Sprintf("%d-%d", s.From, s.To)}
		switch {
		case s.From == s.To:
			n.kind, n.text = integer, fmt.Sprint(s.From)
		case s.From%100 == 0 && s.To == s.From+99:
			n.text = fmt.Sprintf("%dxx", s.From/100)
		}
		all.values = append(all.values, n)
	}
	return all.orOne()
}

// bitNames returns the names of the values whose bits are set.
func bitNames[T vocabulary](bits uint32) (names []string) {
	for i := range 32 {
		if bits>>i&1 == 1 {
			names = append(names, T(i).String())
		}
	}
	return names
}

func texts(values []string) *node {
	all := &node{kind: list}
	for _, v := range values {
		all.values = append(all.values, &node{kind: text, text: v})
	}
	return all.orOne()
}

// orOne returns a list, or its one element.
func (n *node) orOne() *node {
	if len(n.values) == 1 {
		return n.values[0]
	}
	return n
}

func (n *node) set(name string, v *node) {
	n.names = append(n.names, &node{kind: text, text: name})
	n.values = append(n.values, v)
}

// setTexts sets a key to one text or a list of texts, unless there are none.
func (n *node) setTexts(name string, values []string) {
	if len(values) > 0 {
		n.set(name, texts(values))
	}
}
