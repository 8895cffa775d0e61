package config

import "strconv"

// check holds a value against its key and all below it against theirs. at is
// where it stands, with the numbers of elements.
func check(v *value, k *Key, at string) error {
	if err := k.checkType(v, at); err != nil {
		return err
	}
	switch v.kind {
	case object:
		return checkMembers(v, k, at)
	case list:
		if len(v.values) < k.Min {
			return fail(at, "the list is empty", "at least "+decimal(k.Min)+" is needed")
		}
		elements := keyOf(k.Path + "[]")
		for i := range v.values {
			if err := check(&v.values[i], elements, at+"["+decimal(i)+"]"); err != nil {
				return err
			}
		}
	case number:
		if n, err := strconv.Atoi(v.text); err != nil || n < k.Min || n > k.Max {
			return fail(at, quoteNumber(v.text)+" is not allowed", k.Allowed())
		}
	case text:
		if !k.allows(v.text) {
			return fail(at, quote(v.text)+" is not allowed", k.Allowed())
		}
	}
	return nil
}

// quoteNumber returns a number as errors show it.
func quoteNumber(digits string) string {
	const most = 20
	if len(digits) > most {
		return digits[:most] + "…"
	}
	return digits
}

// checkType holds a value's type against the types of a key.
func (k *Key) checkType(v *value, at string) error {
	for _, allowed := range k.kinds() {
		if v.kind == allowed {
			return nil
		}
	}
	if at == "" {
		at = "the configuration"
	}
	return fail(at, v.kind.String()+" is not allowed", k.Allowed())
}

// kinds returns the types of the key.
func (k *Key) kinds() []kind {
	switch k.Type {
	case TypeObject:
		return []kind{object}
	case TypeList:
		return []kind{list}
	case TypeBoolean:
		return []kind{boolean}
	case TypeText:
		return []kind{text}
	case TypeInteger:
		return []kind{number}
	}
	return []kind{number, text}
}

// checkMembers refuses keys that stand twice, are unknown, or are missing, and
// checks all others.
func checkMembers(v *value, k *Key, at string) error {
	known := members(k.Path)
	for i, name := range v.names {
		here := join(at, name)
		member := keyOf(join(k.Path, name))
		switch {
		case !contains(known, name):
			return fail(join(at, shown(name)), "there is no such key", "it is "+oneOf(known))
		case v.member(name) != &v.values[i]:
			return fail(here, "the key stands twice", "once is allowed")
		}
		if err := check(&v.values[i], member, here); err != nil {
			return err
		}
	}
	for _, name := range known {
		if member := keyOf(join(k.Path, name)); member.Required && v.member(name) == nil {
			return fail(join(at, name), "the key is missing", "it is "+member.Allowed())
		}
	}
	return nil
}

// shown is how an error names a key that does not exist.
func shown(name string) string {
	if all(name, func(c byte) bool { return isSmall(c) || isCapital(c) || isDigit(c) || c == '_' || c == '-' }) && len(name) <= 40 {
		return name
	}
	return quote(name)
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// allows reports whether a key may have a text.
func (k *Key) allows(s string) bool {
	if k.Names != nil {
		return contains(k.Names, s)
	}
	return k.accepts(s)
}

// Allowed says in words what the key takes.
func (k *Key) Allowed() string {
	switch {
	case k.Names != nil:
		return "one of " + oneOf(k.Names)
	case k.Form != "":
		return k.Form
	case k.Type == TypeInteger:
		return "an integer from " + decimal(k.Min) + " to " + decimal(k.Max)
	case k.Type == TypeBoolean:
		return "true or false"
	case k.Type == TypeList:
		return "a list"
	}
	return "an object"
}
