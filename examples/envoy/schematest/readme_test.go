package schematest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCurl: each line of the README moves the counter that stands below it, as
// Prometheus gets it, and no other.
func TestCurl(t *testing.T) {
	lines, err := Lines(read(t, "envoy/README.md"))
	require.NoError(t, err)
	config := filterConfig(t)
	for _, l := range lines {
		var want []string
		if l.Counter != "" {
			want = []string{l.Counter}
		}
		var got []string
		for _, name := range send(t, config, &l).moved {
			got = append(got, exposed(t, name))
		}
		assert.Equal(t, want, got, "%s %s%s", l.Method, l.Host, l.Path)
	}
}

// exposed returns a counter as Envoy shows it to Prometheus.
func exposed(t *testing.T, name string) string {
	t.Helper()
	tags, err := Tags(statsTags(t))
	require.NoError(t, err)
	labels, rest, err := Extract(tags, Namespace+name)
	require.NoError(t, err)
	return fmt.Sprintf("%s{provider=%q,category=%q,party=%q,retry=%q}", underscores.Replace(rest[len(Namespace):]),
		labels["provider"], labels["category"], labels["party"], labels["retry"])
}

// TestAccessLog: the access log shows the filter state that the filter sets,
// all of it, under names that it uses.
func TestAccessLog(t *testing.T) {
	lines, err := Lines(read(t, "envoy/README.md"))
	require.NoError(t, err)
	set := map[string]string{}
	for _, l := range lines {
		maps.Copy(set, send(t, filterConfig(t), &l).state)
	}
	var shown []string
	for _, m := range regexp.MustCompile(`%FILTER_STATE\(([^:]*):PLAIN\)%`).FindAllStringSubmatch(read(t, "envoy/envoy.yaml"), -1) {
		shown = append(shown, m[1])
	}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(set)), shown)
}

// TestLinesRefused: a line that nobody checks would rot.
func TestLinesRefused(t *testing.T) {
	refused(t, read(t, "envoy/README.md"), func(text []byte) error {
		_, err := Lines(string(text))
		return err
	}, map[string][2]string{
		"no block":              {"<!-- curl -->", "<!-- -->"},
		"another port":          {"' localhost:10000/token", "' localhost:1000/token"},
		"flag that is not read": {"curl -X POST", "curl -d {} -X POST"},
		"no counter":            {"# finfault_responses{", "finfault_responses{"},
		"line without counter":  {"# nothing is counted\n", ""},
	})
}
