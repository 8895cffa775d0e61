package requestflags

import "strconv"

// Status is a flag for an HTTP status. The zero value is ready to use.
type Status struct {
	// Value is 100 to 999, or 0: no answer, or nothing given.
	Value int
	// Given tells the two apart.
	Given bool
}

// Set implements [pflag.Value].
func (v *Status) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n != 0 && n < 100 || n > 999 || len(s) > 3 {
		return refuse(s, "is no HTTP status: "+v.Allowed())
	}
	v.Value, v.Given = n, true
	return nil
}

// String implements [pflag.Value]: the status that was given, or "".
func (v *Status) String() string {
	if !v.Given {
		return ""
	}
	return strconv.Itoa(v.Value)
}

// Type implements [pflag.Value]: what help texts call the value.
func (v *Status) Type() string { return "number" }

// Allowed implements [Described].
func (v *Status) Allowed() string { return "100 to 999, or 0 for no answer" }
