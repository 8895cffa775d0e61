package schematest

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Line is a curl line of a README and the counter that it moves.
type Line struct {
	Method, Host, Path string
	// Counter is as Prometheus writes it, "" where nothing is counted.
	Counter string
}

// Port is where the lines call Envoy.
const Port = 10000

const nothing = "nothing is counted"

var curl = regexp.MustCompile(fmt.Sprintf(`^curl (?:-X ([A-Z]+) )?-H 'Host: ([a-z.-]+)' localhost:%d(/\S*)(?: +#.*)?$`, Port))

// Lines reads the block behind the comment "curl" of a README: lines of curl,
// and below each, as a comment, what it moves.
func Lines(readme string) (lines []Line, err error) {
	block, err := Block(readme, "<!-- curl -->\n```sh\n")
	if err != nil {
		return nil, err
	}
	rows := strings.Split(strings.TrimSpace(block), "\n")
	for i := 0; i+1 < len(rows); i += 2 {
		m := curl.FindStringSubmatch(rows[i])
		counter, ok := strings.CutPrefix(rows[i+1], "# ")
		if m == nil || !ok {
			return nil, fmt.Errorf("not a line of curl and its counter: %s", rows[i])
		}
		if m[1] == "" {
			m[1] = "GET"
		}
		if counter == nothing {
			counter = ""
		}
		lines = append(lines, Line{m[1], m[2], m[3], counter})
	}
	if len(rows)%2 != 0 || len(lines) == 0 {
		return nil, errors.New("a line of curl without its counter")
	}
	return lines, nil
}

// Block returns the code of a README that begins behind a text.
func Block(readme, begin string) (string, error) {
	_, rest, ok := strings.Cut(readme, begin)
	code, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		return "", fmt.Errorf("no block behind %q", begin)
	}
	return code, nil
}
