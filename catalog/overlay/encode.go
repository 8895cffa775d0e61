package overlay

// Encode returns the binary form of rules, in the order in which they are
// asked. The error is an [*Error] that names the first rule with a fault.
// Equal rules have equal forms.
func Encode(rules []Rule) ([]byte, error) {
	if err := checkAll(rules); err != nil {
		return nil, err
	}
	w := writer{make([]byte, headerSize, headerSize+64*len(rules))}
	for i := range rules {
		w.rule(&rules[i])
	}
	if len(w.b) > MaxSize {
		return nil, &Error{Problem: "takes more than 512 KiB in binary form"}
	}
	h := writer{w.b[:0]}
	h.b = append(h.b, magic...)
	h.byte(version)
	h.byte(0)
	h.short(uint16(len(rules)))
	h.word(uint32(len(w.b)))
	s := sum(w.b[headerSize:])
	h.word(uint32(s))
	h.word(uint32(s >> 32))
	return w.b, nil
}

// checkAll returns an error that names the rule with a fault.
func checkAll(rules []Rule) error {
	if len(rules) > MaxRules {
		return &Error{Problem: "has too many rules: at most 1024"}
	}
	for i := range rules {
		err := rules[i].Check()
		if err == nil && nameTaken(rules[:i], rules[i].Name) {
			err = wrong("name", "is the name of an earlier rule")
		}
		if e, ok := err.(*Error); ok {
			e.Rule = i + 1
			return e
		}
	}
	return nil
}

func nameTaken(rules []Rule, name string) bool {
	for i := range rules {
		if rules[i].Name == name {
			return true
		}
	}
	return false
}

func (w *writer) rule(r *Rule) {
	w.text(r.Name)
	w.byte(r.When.Providers)
	w.word(r.When.Shapes)
	w.short(uint16(r.When.Operations))
	w.byte(uint8(len(r.When.Statuses)))
	for _, s := range r.When.Statuses {
		w.short(s.From)
		w.short(s.To)
	}
	w.texts(r.When.Codes)
	w.texts(r.When.Messages)
	w.text(r.When.Step)
	w.then(&r.Then)
}

func (w *writer) then(t *Then) {
	w.word(uint32(t.Set))
	for f := Fields(1); f <= allFields; f <<= 1 {
		if t.Has(f) {
			w.field(t, f)
		}
	}
}

func (w *writer) field(t *Then, f Fields) {
	if p := t.small(f); p != nil {
		w.byte(*p)
		return
	}
	switch f {
	case FieldActions:
		for _, a := range t.Actions {
			w.byte(uint8(a))
		}
	case FieldAutomatic:
		if t.Automatic {
			w.byte(1)
		} else {
			w.byte(0)
		}
	case FieldInitialMs:
		w.word(t.InitialMs)
	case FieldCapMs:
		w.word(t.CapMs)
	case FieldReason:
		w.text(t.Reason)
	case FieldAlternatives:
		w.word(uint32(t.Alternatives))
	}
}

// small returns where a field of one byte stands, or nil for other fields.
func (t *Then) small(f Fields) *uint8 {
	switch f {
	case FieldOutcome:
		return (*uint8)(&t.Outcome)
	case FieldCategory:
		return (*uint8)(&t.Category)
	case FieldParty:
		return (*uint8)(&t.Party)
	case FieldPolicy:
		return (*uint8)(&t.Policy)
	case FieldFactor:
		return &t.FactorTenths
	case FieldMaxRetries:
		return &t.MaxRetries
	case FieldSeverity:
		return (*uint8)(&t.Severity)
	case FieldScope:
		return (*uint8)(&t.Scope)
	case FieldEffect:
		return (*uint8)(&t.Effect)
	case FieldGRPCCode:
		return (*uint8)(&t.GRPCCode)
	case FieldCertainty:
		return (*uint8)(&t.Certainty)
	}
	return nil
}
