package overlay

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/host/internal/near"
	"github.com/finfault/finfault/host/overlay/internal/keys"
)

// word reads a name.
func word[T vocabulary](r *ruleReader, n *node, k *keys.Key, at string, parse func(string) (T, bool)) (v T, ok bool) {
	if !r.is(n, k, at, text) {
		return v, false
	}
	for _, name := range k.Names {
		if name == n.text {
			return parse(name)
		}
	}
	r.report(&Error{Line: n.line, Column: n.column, Key: at, Problem: quote(n.text) + " is none of", Allowed: k.Names, Near: near.Word(n.text, k.Names)})
	return v, false
}

// text reads a text and holds it against its bounds.
func (s *source) text(n *node, k *keys.Key, at string) (string, bool) {
	if !s.is(n, k, at, text) {
		return "", false
	}
	if len(n.text) < k.Min || len(n.text) > k.Max {
		s.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
		return "", false
	}
	return n.text, true
}

// digits is a whole number as both YAML and JSON read it.
var digits = regexp.MustCompile(`^(0|[1-9][0-9]{0,9})$`)

// number reads a whole number and holds it against its bounds.
func (s *source) number(n *node, k *keys.Key, at string) (int, bool) {
	if !s.is(n, k, at, integer) {
		return 0, false
	}
	v, err := strconv.Atoi(n.text)
	if err != nil || !digits.MatchString(n.text) || v < k.Min || v > k.Max {
		s.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
		return 0, false
	}
	return v, true
}

var onlyDigits = regexp.MustCompile(`^-?[0-9]+$`)

// factorForm is a number with at most one digit behind the point that tells.
var factorForm = regexp.MustCompile(`^([1-9]|10)(?:\.([0-9])0*)?$`)

func (r *ruleReader) factor(n *node, k *keys.Key, at string) {
	if n.kind != integer && !r.is(n, k, at, decimal) {
		return
	}
	parts := factorForm.FindStringSubmatch(n.text)
	if parts == nil {
		r.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
		return
	}
	whole, _ := strconv.Atoi(parts[1])
	tenth, _ := strconv.Atoi("0" + parts[2])
	if whole == 10 && tenth > 0 {
		r.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
		return
	}
	r.rule.Then.Set |= overlay.FieldFactor
	r.rule.Then.FactorTenths = uint8(10*whole + tenth)
}

func (r *ruleReader) automatic(n *node, k *keys.Key, at string) {
	if r.is(n, k, at, boolean) {
		r.rule.Then.Set |= overlay.FieldAutomatic
		r.rule.Then.Automatic = strings.EqualFold(n.text, "true")
	}
}

func (r *ruleReader) reason(n *node, k *keys.Key, at string) {
	if s, ok := r.text(n, k, at); ok {
		r.rule.Then.Set |= overlay.FieldReason
		r.rule.Then.Reason = s
	}
}

// retry reads an object, or the name of a policy alone.
func (r *ruleReader) retry(n *node, k *keys.Key, at string) {
	switch {
	case n.kind == text:
		fields["then.retry.policy"](r, n, k, at)
	case n.kind == object && len(n.values) == 0:
		r.failAt(n, at, "is empty: name a policy, or leave the key out")
	default:
		r.part(n, k, at)
	}
}

// statusForm is what a status can be: the ranges are looked at later.
var statusForm = regexp.MustCompile(`^(?:([0-9])xx|([0-9]{1,3})(?:-([0-9]{3}))?)$`)

func (r *ruleReader) statuses(n *node, k *keys.Key, at string) {
	r.each(n, k, at, func(n *node, at string) string {
		if n.kind != integer && !r.is(n, k, at, text) {
			return ""
		}
		s, ok := parseStatus(n.text)
		if !ok || !r.sound(overlay.When{Statuses: []overlay.StatusRange{s}}) {
			r.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
			return ""
		}
		r.rule.When.Statuses = append(r.rule.When.Statuses, s)
		return fmt.Sprint(s)
	})
}

func parseStatus(s string) (status overlay.StatusRange, ok bool) {
	parts := statusForm.FindStringSubmatch(s)
	if parts == nil {
		return status, false
	}
	number := func(s string) uint16 { n, _ := strconv.Atoi(s); return uint16(n) }
	switch {
	case parts[1] != "":
		status.From = number(parts[1]) * 100
		status.To = status.From + 99
	case parts[3] != "":
		status = overlay.StatusRange{From: number(parts[2]), To: number(parts[3])}
	default:
		status = overlay.StatusRange{From: number(parts[2]), To: number(parts[2])}
	}
	return status, status.To == 0 || status.From >= 100
}

func (r *ruleReader) codes(n *node, k *keys.Key, at string) {
	r.each(n, k, at, func(n *node, at string) string {
		// YAML takes 0418 for a decimal, since it is no octal number, and 0x12 for
		// a whole one.
		whole := n.kind == integer || n.kind == decimal && onlyDigits.MatchString(n.text)
		switch {
		case !whole && !r.is(n, k, at, text):
			return ""
		case whole && !onlyDigits.MatchString(n.text):
			r.failAt(n, at, quote(n.text)+" is no plain number: put it in quotes")
			return ""
		}
		var key catalog.CodeKey
		if !catalog.NormalizeCode(&key, n.text) {
			r.failAt(n, at, quote(n.text)+" has to be "+k.Takes())
			return ""
		}
		r.rule.When.Codes = append(r.rule.When.Codes, key.String())
		return key.String()
	})
}

func (r *ruleReader) messages(n *node, k *keys.Key, at string) {
	r.each(n, k, at, func(n *node, at string) string {
		s, ok := r.text(n, k, at)
		if ok {
			s = lower(s)
			r.rule.When.Messages = append(r.rule.When.Messages, s)
		}
		return s
	})
}

func (r *ruleReader) step(n *node, k *keys.Key, at string) {
	if s, ok := r.text(n, k, at); ok {
		r.rule.When.Step = lower(s)
	}
}

// lower turns the letters A to Z into small ones, and no others: so texts are
// compared.
func lower(s string) string {
	return strings.Map(func(c rune) rune {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}, s)
}

// sound reports whether a condition on its own passes the checks of rules.
func (r *ruleReader) sound(w overlay.When) bool {
	probe := overlay.Rule{Name: "probe", When: w, Then: overlay.Then{Set: overlay.FieldParty}}
	return probe.Check() == nil
}
