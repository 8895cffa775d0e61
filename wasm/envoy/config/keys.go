package config

import "github.com/finfault/finfault/catalog"

// Key is one key of the configuration, or the elements of a list.
type Key struct {
	// Path is where it stands, with [] for the elements of a list.
	Path string
	// Type is its type in JSON Schema, two of them separated by a comma.
	Type     string
	Required bool
	// Default is what is taken when the key is missing, as JSON; "" where that
	// is nothing.
	Default string
	// Names are all values that a text may have, nil where there are no names.
	Names []string
	// Min and Max bound a number, and Min the length of a list.
	Min, Max int
	// Form says what a text has to look like, and Pattern the same as a
	// regular expression. Both are "" for names.
	Form, Pattern string
	// Doc is what it is for.
	Doc string

	// accepts is the pattern as code.
	accepts func(string) bool
}

// The types of keys.
const (
	TypeObject  = "object"
	TypeList    = "array"
	TypeText    = "string"
	TypeBoolean = "boolean"
	TypeInteger = "integer"
	typeStatus  = "integer,string"
)

// The longest body that is looked at: a MiB, as in the decoder.
const maxBody = 1 << 20

// What is said of several keys.
const (
	pathForm    = "a text that begins with /, without blanks, ? and #, in which * between slashes is any one segment"
	pathPattern = `^/[!"$->@-~]*$`
)

// Keys are all keys that there are, each behind the one that it is part of.
var Keys = []Key{
	{Path: "", Type: TypeObject},
	{Path: "providers", Type: TypeList, Required: true, Min: 1,
		Doc: "Whose answers are classified, and how their requests are recognised. Answers of all others pass untouched."},
	{Path: "providers[]", Type: TypeObject},
	{Path: "providers[].provider", Type: TypeText, Required: true, Names: names[catalog.Provider](),
		Doc: "Who answers. `unknown`: several providers behind one host, told apart by what they send; say who it is wherever you know."},
	{Path: "providers[].hosts", Type: TypeList, Default: "[]",
		Doc: "Hosts of the request (`:authority`), in any case; ports do not count. An exact name goes before a suffix, a longer suffix before a shorter one."},
	{Path: "providers[].hosts[]", Type: TypeText, Form: `a host without port and scheme, or a suffix such as "*.example.com"`,
		Pattern: `^(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`, accepts: isHost},
	{Path: "providers[].clusters", Type: TypeList, Default: "[]",
		Doc: "Envoy's clusters to which requests are routed, for hosts that tell nothing. They are asked for only when no host fits."},
	{Path: "providers[].clusters[]", Type: TypeText, Form: "the name of a cluster", Pattern: `^[!-~]+$`, accepts: isWord},
	{Path: "providers[].operations", Type: TypeList, Default: "[]",
		Doc: "What requests are for. The longest path that fits decides, of equal ones the one with a method. Where none fits, GET, HEAD and OPTIONS are `read` and all others `write`."},
	{Path: "providers[].operations[]", Type: TypeObject},
	{Path: "providers[].operations[].path", Type: TypeText, Required: true, Form: pathForm, Pattern: pathPattern, accepts: isPath,
		Doc: "How the path begins; `*` between slashes stands for one segment: `/users/*/connections`."},
	{Path: "providers[].operations[].method", Type: TypeText, Form: "a method in capitals", Pattern: `^[A-Z]+$`, accepts: isMethod,
		Doc: "The method; without it, any."},
	{Path: "providers[].operations[].operation", Type: TypeText, Required: true, Names: names[catalog.Operation](),
		Doc: "What the caller does. The same code can need opposite actions, told apart only by this."},
	{Path: "providers[].success_paths", Type: TypeList, Default: "[]",
		Doc: "Paths whose answers with status 2xx are classified too: jobs, members and payments report failures there."},
	{Path: "providers[].success_paths[]", Type: TypeText, Form: pathForm, Pattern: pathPattern, accepts: isPath},
	{Path: "statuses", Type: TypeList, Min: 1, Default: `["4xx", "5xx"]`, Doc: "The statuses that are classified, on all paths."},
	{Path: "statuses[]", Type: typeStatus, Min: 300, Max: 599, Form: `"3xx", "4xx", "5xx" or a number from 300 to 599`,
		Pattern: `^[345]xx$`, accepts: isClass},
	{Path: "max_body", Type: TypeInteger, Min: 1, Max: maxBody, Default: "65536",
		Doc: "How many bytes of a body are looked at. With `response_headers` or `problem` a body is held back up to this size: keep it below Envoy's `per_connection_buffer_limit_bytes`."},
	{Path: "overlay", Type: TypeText, Default: `""`, Form: "rules of your own as finfault overlay compile --base64 writes them", Pattern: `^[A-Za-z0-9+/=\s]*$`, accepts: isBase64,
		Doc: "Rules of your own, asked before the catalog: what `finfault overlay compile --base64` writes, blanks and line ends in it do not count."},
	{Path: "metrics", Type: TypeBoolean, Default: "true", Doc: "Count answers in `finfault_responses`."},
	{Path: "filter_state", Type: TypeBoolean, Default: "true", Doc: "Set filter state for access logs."},
	{Path: "log", Type: TypeObject},
	{Path: "log.level", Type: TypeText, Names: levelNames[:], Default: `"info"`, Doc: "The level of the line that is logged for each classified answer."},
	{Path: "response_headers", Type: TypeObject},
	{Path: "response_headers.enabled", Type: TypeBoolean, Default: "false",
		Doc: "Add response headers. **Needs Envoy 1.35 or later with `allow_on_headers_stop_iteration: true`; without it, classified answers never arrive.**"},
	{Path: "response_headers.prefix", Type: TypeText, Default: `"x-finfault-"`, Form: "small letters, digits and -",
		Pattern: `^[a-z0-9-]+$`, accepts: isPrefix, Doc: "What their names begin with."},
	{Path: "problem", Type: TypeObject},
	{Path: "problem.enabled", Type: TypeBoolean, Default: "false",
		Doc: "Replace the bodies of failures with status 400 and above by RFC 9457 documents. **Needs the same of Envoy as `response_headers`.**"},
	{Path: "problem.personal", Type: TypeBoolean, Default: "false",
		Doc: "Put the provider's texts and unknown codes into these documents. They may hold personal data."},
}

// names returns the names of an enumeration.
func names[T interface {
	~uint8
	String() string
}]() (list []string) {
	for n := T(0); n.String() != ""; n++ {
		list = append(list, n.String())
	}
	return list
}

// keyOf returns the key at a path, nil when there is none.
func keyOf(path string) *Key {
	for i := range Keys {
		if Keys[i].Path == path {
			return &Keys[i]
		}
	}
	return nil
}

// members returns the names of the keys of the object at a path.
func members(path string) (list []string) {
	if path != "" {
		path += "."
	}
	for i := range Keys {
		p := Keys[i].Path
		if len(p) > len(path) && p[:len(path)] == path && isWordOf(p[len(path):]) {
			list = append(list, p[len(path):])
		}
	}
	return list
}

// isWordOf reports whether the rest of a path is one key and no deeper one.
func isWordOf(rest string) bool {
	for i := range len(rest) {
		if rest[i] == '.' || rest[i] == '[' {
			return false
		}
	}
	return true
}
