package export

import (
	"bufio"
	"io"
	"strings"
)

// markdownColumns are the columns of the Markdown export: those that a reader
// of a document asks for. CSV and JSON have all of them.
var markdownColumns = []struct{ title, column string }{
	{"Row", "row"}, {"Kind", "namespace"}, {"Status", "status"}, {"Code", "code"}, {"Operation", "operation"},
	{"When", "conditions"}, {"Outcome", "outcome"}, {"Category", "category"}, {"Party", "party"}, {"Actions", "actions"},
	{"Retry", "retry"}, {"Automatic", "automatic"}, {"Severity", "severity"}, {"Scope", "scope"}, {"gRPC", "grpc_code"},
	{"Certainty", "certainty"}, {"Or", "alternatives"}, {"Meaning", "meaning"}, {"Note", "note"},
	{"Contradiction", "contradiction"}, {"Source", "source"},
}

var titles = map[string]string{"basiq": "Basiq", "synapse": "SynapseFI", "truelayer": "TrueLayer", "mx": "MX", "unknown": "Every provider"}

// Markdown writes the rows as one table per provider, each under a heading.
func Markdown(w io.Writer, rows []Row) error {
	out := bufio.NewWriter(w)
	heading := ""
	for i := range rows {
		r := rows[i].record()
		if r.Provider != heading {
			if heading != "" {
				out.WriteString("\n")
			}
			heading = r.Provider
			writeTableHead(out, titles[heading])
		}
		for _, c := range markdownColumns {
			out.WriteString("| " + escape(cellOf(&r, c.column)) + " ")
		}
		out.WriteString("|\n")
	}
	// The writer keeps the first error and returns it here.
	return out.Flush()
}

func writeTableHead(out *bufio.Writer, title string) {
	out.WriteString("## " + title + "\n\n")
	for _, c := range markdownColumns {
		out.WriteString("| " + c.title + " ")
	}
	out.WriteString("|\n" + strings.Repeat("| --- ", len(markdownColumns)) + "|\n")
}

func cellOf(r *record, name string) string {
	for _, c := range columns {
		if c.name == name {
			return c.cell(r)
		}
	}
	return ""
}

// escape makes a text stand for itself in a cell: no markup, no new cell, no
// new line. An underscore inside a word is none to Markdown and stays, so that
// names read as they are.
func escape(cell string) string {
	var b strings.Builder
	for i, c := range cell {
		switch c {
		case '\n', '\r', '\t':
			c = ' '
		case '\\', '`', '*', '[', ']', '<', '>', '|', '~', '&', '$':
			b.WriteByte('\\')
		case '_':
			if !isWordByte(cell, i-1) || !isWordByte(cell, i+1) {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(c)
	}
	return b.String()
}

func isWordByte(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c-'0' < 10 || (c|0x20)-'a' < 26
}
