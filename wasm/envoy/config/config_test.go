package config

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const minimal = `{"providers": [{"provider": "basiq", "hosts": ["api.basiq.io"]}]}`

// parsed parses a configuration that has to be right.
func parsed(t *testing.T, json string) *Config {
	t.Helper()
	c, err := Parse([]byte(json))
	require.NoError(t, err)
	return c
}

func TestDefaults(t *testing.T) {
	c := parsed(t, minimal)
	assert.Equal(t, 65536, c.MaxBody)
	assert.True(t, c.Metrics)
	assert.True(t, c.FilterState)
	assert.Equal(t, LevelInfo, c.Log)
	assert.False(t, c.ResponseHeaders)
	assert.Equal(t, "x-finfault-", c.HeaderPrefix)
	assert.False(t, c.Problem)
	assert.False(t, c.Personal)
	assert.False(t, c.HasClusters())
	for status := range 1000 {
		assert.Equal(t, status >= 400 && status < 600, c.Classifies(status), status)
	}
	assert.False(t, c.Classifies(-1))
}

func TestEveryKey(t *testing.T) {
	c := parsed(t, `{
		"providers": [
			{"provider": "mx", "clusters": ["mx-cluster"], "success_paths": ["/users/*/members/"]},
			{"provider": "truelayer", "hosts": ["*.truelayer.com"], "operations": [{"path": "/connect/token", "operation": "token"}]}
		],
		"statuses": ["5xx", 429, 304], "max_body": 1048576, "metrics": false, "filter_state": false,
		"log": {"level": "off"}, "response_headers": {"enabled": true, "prefix": "x-f-"}, "problem": {"enabled": true, "personal": true}
	}`)
	assert.Equal(t, 1<<20, c.MaxBody)
	assert.False(t, c.Metrics)
	assert.False(t, c.FilterState)
	assert.Equal(t, LevelOff, c.Log)
	assert.True(t, c.ResponseHeaders)
	assert.Equal(t, "x-f-", c.HeaderPrefix)
	assert.True(t, c.Problem)
	assert.True(t, c.Personal)
	for status, want := range map[int]bool{304: true, 303: false, 428: false, 429: true, 500: true, 599: true, 600: false} {
		assert.Equal(t, want, c.Classifies(status), status)
	}
	assert.Equal(t, catalog.MX, c.ByCluster([]byte("mx-cluster")).ID)
	assert.Nil(t, c.ByCluster([]byte("mx")))
	assert.True(t, c.ByCluster([]byte("mx-cluster")).Success([]byte("/users/u/members/m")))
}

func TestLevels(t *testing.T) {
	for i, name := range []string{"off", "trace", "debug", "info", "warn", "error", "critical"} {
		c := parsed(t, strings.TrimSuffix(minimal, "}")+`, "log": {"level": "`+name+`"}}`)
		assert.EqualValues(t, i-1, c.Log, name)
	}
}

func TestHosts(t *testing.T) {
	c := parsed(t, `{"providers": [
		{"provider": "unknown", "hosts": ["*.io"]},
		{"provider": "mx", "hosts": ["*.Basiq.io"]},
		{"provider": "basiq", "hosts": ["API.basiq.io", "localhost"]}
	]}`)
	for host, want := range map[string]string{
		"api.basiq.io": "basiq", "API.Basiq.IO": "basiq", "api.basiq.io:443": "basiq", "api.basiq.io.": "basiq", "api.basiq.io.:8443": "basiq",
		"x.basiq.io": "mx", "a.b.basiq.io:1": "mx", "basiq.io": "unknown", "localhost:9000": "basiq",
		"io": "", ".io": "", "": "", ":443": "", "api.basiq.io.example": "", "[::1]:443": "", "::1": "", "xbasiq.com": "", "443": "",
	} {
		got := ""
		if p := c.ByHost([]byte(host)); p != nil {
			got = p.ID.String()
		}
		assert.Equal(t, want, got, host)
	}
}

func TestOperations(t *testing.T) {
	c := parsed(t, `{"providers": [{"provider": "basiq", "hosts": ["h"], "operations": [
		{"path": "/users", "operation": "read"},
		{"path": "/users/*/connections", "operation": "sync"},
		{"path": "/users/*/connections", "method": "POST", "operation": "login"},
		{"path": "/users/*/a*", "operation": "sso"},
		{"path": "/token", "method": "POST", "operation": "token"}
	]}]}`)
	for request, want := range map[string]catalog.Operation{
		"GET /users": catalog.Read, "PUT /users/1": catalog.Read, "POST /users/1/connections": catalog.Login,
		"GET /users/1/connections": catalog.Sync, "POST /users/1/connections/2?x=/": catalog.Login,
		"GET /users//connections": catalog.Read, "GET /users/1/2/connections": catalog.Read, "GET /users/1?/connections": catalog.Read,
		"GET /users/1/a*": catalog.SSO, "GET /users/1/ab": catalog.Read,
		"POST /token": catalog.Token, "GET /token": catalog.Read, "PATCH /token": catalog.Write,
		"GET /": catalog.Read, "HEAD /x": catalog.Read, "OPTIONS *": catalog.Read, "DELETE /x": catalog.Write, " ": catalog.Write, "get /": catalog.Write,
	} {
		method, path, _ := strings.Cut(request, " ")
		assert.Equal(t, want, c.Providers[0].Operation([]byte(method), []byte(path)), request)
	}
}

func TestSuccessPaths(t *testing.T) {
	p := &parsed(t, `{"providers": [{"provider": "mx", "hosts": ["h"], "success_paths": ["/jobs/", "/users/*/members/*/status", "/*"]}]}`).Providers[0]
	p.success = p.success[:2]
	for path, want := range map[string]bool{
		"/jobs/1": true, "/jobs": false, "/users/1/members/2/status": true, "/users/1/members/2/status?x": true,
		"/users/1/members/2": false, "/users/1/members//status": false, "": false, "/": false,
	} {
		assert.Equal(t, want, p.Success([]byte(path)), path)
	}
}

// TestErrors: one line that says where, what, and what is allowed.
func TestErrors(t *testing.T) {
	provider := func(members string) string {
		return `{"providers": [{"provider": "mx", "hosts": ["h"]}, {` + members + `}]}`
	}
	top := func(members string) string { return strings.TrimSuffix(minimal, "}") + ", " + members + "}" }
	for json, want := range map[string]string{
		``:                         "line 1, column 1: no JSON: a value is expected",
		`null`:                     "the configuration: null is not allowed: an object",
		`[]`:                       "the configuration: a list is not allowed: an object",
		`{}`:                       "providers: the key is missing: it is a list",
		minimal + " x":             "line 1, column 67: no JSON: the end of the text is expected",
		"{\n  \"a\" 1":             "line 2, column 7: no JSON: \":\" is expected",
		`{"a": 1,}`:                "line 1, column 9: no JSON: the name of a key is expected",
		`{"a": 1 "b"`:              "line 1, column 9: no JSON: \",\" or \"}\" is expected",
		`{"a": [1 2]}`:             "line 1, column 10: no JSON: \",\" or \"]\" is expected",
		`{"a": [1,]}`:              "line 1, column 10: no JSON: a value is expected",
		`{"a": 1.5}`:               "line 1, column 7: no JSON: an integer is expected",
		`{"a": 1e3}`:               "line 1, column 7: no JSON: an integer is expected",
		`{"a": 01}`:                "line 1, column 7: no JSON: an integer is expected",
		`{"a": -}`:                 "line 1, column 7: no JSON: an integer is expected",
		`{"a": "x`:                 "line 1, column 9: no JSON: a closing quote is expected",
		"{\"a\": \"\n":             "line 1, column 8: no JSON: a closing quote is expected",
		`{"a": "\x"}`:              "line 1, column 9: no JSON: an escape that JSON knows is expected",
		`{"\ud800": 1}`:            "line 1, column 9: no JSON: an escape that JSON knows is expected",
		"{\"\xff\": 1}":            "line 1, column 3: no JSON: UTF-8 is expected",
		strings.Repeat("[", 99):    "line 1, column 17: no JSON: at most 16 levels are allowed",
		`{"providers": []}`:        "providers: the list is empty: at least 1 is needed",
		`{"providers": {}}`:        "providers: an object is not allowed: a list",
		`{"providers": [1]}`:       "providers[0]: a number is not allowed: an object",
		provider(`"hosts": ["x"]`): "providers[1].provider: the key is missing: it is one of unknown, basiq, synapse, truelayer or mx",
		provider(`"provider": "basic", "hosts": ["x"]`):                  `providers[1].provider: "basic" is not allowed: one of unknown, basiq, synapse, truelayer or mx`,
		provider(`"provider": true`):                                     "providers[1].provider: a boolean is not allowed: one of unknown, basiq, synapse, truelayer or mx",
		provider(`"provider": "mx"`):                                     "providers[1]: the provider has neither hosts nor clusters: at least one is needed to recognise its requests",
		provider(`"provider": "mx", "hosts": ["a", "H"]`):                `providers[1].hosts[1]: "H" stands twice: a host belongs to one provider`,
		provider(`"provider": "mx", "hosts": ["a:1"]`):                   `providers[1].hosts[0]: "a:1" is not allowed: a host without port and scheme, or a suffix such as "*.example.com"`,
		provider(`"provider": "mx", "clusters": ["a", "a"]`):             `providers[1].clusters[1]: "a" stands twice: a cluster belongs to one provider`,
		provider(`"provider": "mx", "clusters": [""]`):                   `providers[1].clusters[0]: "" is not allowed: the name of a cluster`,
		provider(`"provider": "mx", "host": []`):                         "providers[1].host: there is no such key: it is provider, hosts, clusters, operations or success_paths",
		provider(`"provider": "mx", "operations": [{"path": "x"}]`):      `providers[1].operations[0].path: "x" is not allowed: ` + pathForm,
		provider(`"provider": "mx", "operations": [{"path": "/"}]`):      "providers[1].operations[0].operation: the key is missing: it is one of unknown, token, login, sync, verify, mfa, read, write, payment, job or sso",
		provider(`"provider": "mx", "operations": [{"method": "post"}]`): `providers[1].operations[0].method: "post" is not allowed: a method in capitals`,
		provider(`"provider": "mx", "success_paths": ["/?"]`):            `providers[1].success_paths[0]: "/?" is not allowed: ` + pathForm,
		top(`"statuses": ["2xx"]`):                                       `statuses[0]: "2xx" is not allowed: "3xx", "4xx", "5xx" or a number from 300 to 599`,
		top(`"statuses": [200]`):                                         `statuses[0]: 200 is not allowed: "3xx", "4xx", "5xx" or a number from 300 to 599`,
		top(`"statuses": [true]`):                                        `statuses[0]: a boolean is not allowed: "3xx", "4xx", "5xx" or a number from 300 to 599`,
		top(`"statuses": []`):                                            "statuses: the list is empty: at least 1 is needed",
		top(`"max_body": 0`):                                             "max_body: 0 is not allowed: an integer from 1 to 1048576",
		top(`"max_body": 1048577`):                                       "max_body: 1048577 is not allowed: an integer from 1 to 1048576",
		top(`"max_body": 99999999999999999999999999`):                    "max_body: 99999999999999999999… is not allowed: an integer from 1 to 1048576",
		top(`"max_body": "1"`):                                           "max_body: a text is not allowed: an integer from 1 to 1048576",
		top(`"metrics": 1`):                                              "metrics: a number is not allowed: true or false",
		top(`"metrics": true, "metrics": true`):                          "metrics: the key stands twice: once is allowed",
		top(`"log": {"level": "warning"}`):                               `log.level: "warning" is not allowed: one of off, trace, debug, info, warn, error or critical`,
		top(`"log": "info"`):                                             "log: a text is not allowed: an object",
		top(`"response_headers": {"prefix": "X-"}`):                      `response_headers.prefix: "X-" is not allowed: small letters, digits and -`,
		top(`"problem": {"a b\n": 1}`):                                   `problem."a b\n": there is no such key: it is enabled or personal`,
		top(`"` + strings.Repeat("x", 99) + `": 1`):                      `"` + strings.Repeat("x", 40) + `…": there is no such key: it is providers, statuses, max_body, overlay, metrics, filter_state, log, response_headers or problem`,
	} {
		_, err := Parse([]byte(json))
		assert.EqualError(t, err, want, json)
		if err != nil {
			assert.NotContains(t, err.Error(), "\n")
		}
	}
}

func TestTexts(t *testing.T) {
	v, err := parse([]byte(`"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00ü"`))
	require.NoError(t, err)
	assert.Equal(t, "\"\\/\b\f\n\r\tä😀ü", v.text)
	for _, wrong := range []string{`"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, `"\ude00"`, `"\u00g0"`, `"\u00`, `"\`} {
		_, err := parse([]byte(wrong))
		assert.Error(t, err, wrong)
	}
}

// TestKeys holds the table against itself: what is standard is allowed, and a
// pattern says the same as the code.
func TestKeys(t *testing.T) {
	samples := []string{"", "a", "A", "a.b", "*.a.b", "*.", "*", "a..b", ".a", "a.", "a:1", "a/b", "/", "/a/*/b", "/a b", "/a?", "/a#", "a", "x-f-", "X-", "é", "/é",
		"POST", "post", "P2", "3xx", "4xx", "5xx", "2xx", "6xx", "4x", "400", "a_b-c.d", "\n", "/\n", "a\x7f", "/~!", "ключ", "xxx", "4xxx", "*.a_b"}
	for i := range Keys {
		k := &Keys[i]
		if k.Default != "" {
			v, err := parse([]byte(k.Default))
			require.NoError(t, err, k.Path)
			assert.NoError(t, check(&v, k, k.Path))
		}
		assert.Equal(t, k.Pattern == "", k.accepts == nil, k.Path)
		assert.Equal(t, k.Pattern == "", k.Form == "", k.Path)
		if k.Pattern == "" {
			continue
		}
		pattern := regexp.MustCompile(k.Pattern)
		for _, s := range samples {
			assert.Equal(t, pattern.MatchString(s), k.accepts(s), "%s: %q", k.Path, s)
		}
	}
}

// TestSchemaIsThere: what describes the keys to others names each of them.
// That it is current is for `make check` to say.
func TestSchemaIsThere(t *testing.T) {
	schema, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	for _, k := range Keys {
		if k.Doc == "" {
			continue
		}
		assert.Contains(t, string(schema), `"`+k.Path[strings.LastIndexByte(k.Path, '.')+1:]+`": {`)
		assert.Contains(t, string(readme), "| `"+k.Path+"` |")
	}
}
