package safe

import "strings"

// Names of members are identifiers of a few words.
const (
	longestName   = 40
	wordsOfName   = 5
	digitsOfNames = 2
)

// Name returns the name of a member if it is one that the decoder knows or that
// looks like an identifier, else "…": ids, addresses and names of people are
// the names of members too, where an object is used as a map.
func Name(name string) string {
	if knownNames[name] {
		return name
	}
	parts := strings.FieldsFunc(name, func(c rune) bool { return c == '_' || c == '-' })
	if len(name) > longestName || len(parts) == 0 || len(parts) > wordsOfName || !isIdentifier(name) {
		return Hidden
	}
	for _, word := range parts {
		if !isPlain(word) {
			return Hidden
		}
	}
	return name
}

// isIdentifier reports letters, and a digit or two, and nothing that would mean
// more to a terminal or in YAML.
func isIdentifier(name string) bool {
	digits := 0
	for i := range len(name) {
		switch c := name[i]; {
		case isDigit(c):
			if digits++; digits > digitsOfNames {
				return false
			}
		case !isLetter(c) && c != '_' && c != '-':
			return false
		}
	}
	return isLetter(name[0]) || name[0] == '_'
}

// knownNames are the names that the decoder knows.
var knownNames = setOf(
	"type", "id", "code", "title", "detail", "details", "source", "status", "created", "updated", "createdDate",
	"updatedDate", "steps", "result", "data", "error", "message", "mfa", "member", "micro_deposit", "correlationId",
	"size", "error_code", "http_code", "success", "reason", "trace_id", "errors", "error_description",
	"error_details", "failure_reason", "failure_stage", "credentials_id", "task_id", "results",
	"connection_status", "connection_status_message", "is_being_aggregated", "guid", "error_title",
	"error_message", "pagination", "user", "account", "Message", "en", "pointer", "parameter", "user_message",
)

func setOf(names ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}
