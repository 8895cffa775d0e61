package catalog

// enum is any of the package's small numbered enumerations.
type enum interface{ ~uint8 }

// nameOf returns the name of v, or "" where v is no value of its enumeration.
func nameOf[T enum](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return ""
}

// parseName is the inverse of nameOf. The empty name is never a value.
func parseName[T enum](names []string, name string) (T, bool) {
	for i, n := range names {
		if n == name && n != "" {
			return T(i), true
		}
	}
	return 0, false
}
