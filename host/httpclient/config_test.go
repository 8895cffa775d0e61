package httpclient

import (
	"testing"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMistakes: an error names the place and what is allowed.
func TestMistakes(t *testing.T) {
	for want, c := range map[string]Config{
		"finfault: WithMaxBody(-1): needs 1 to 1048576 bytes, or 0 for the default":                                                        NewConfig().WithMaxBody(-1),
		"finfault: WithMaxWait(-1s): a wait cannot be negative; 0 is the default":                                                          NewConfig().WithMaxWait(-time.Second),
		"finfault: WithDeadline(-1s): a call cannot take less than no time; 0 is the default":                                              NewConfig().WithDeadline(-time.Second),
		"finfault: providers[0]: Tokens without Fetch: it is what new tokens come from":                                                    NewConfig().WithProvider(Provider{Hosts: []string{"a"}, Tokens: &Tokens{}}),
		"finfault: providers[0]: the provider has neither hosts nor clusters: at least one is needed to recognise its requests":            NewConfig().WithProvider(Provider{ID: catalog.MX}),
		`finfault: providers[0].hosts[0]: "https://a" is not allowed: a host without port and scheme, or a suffix such as "*.example.com"`: NewConfig().WithProvider(Provider{Hosts: []string{"https://a"}}),
		`finfault: providers[1].hosts[0]: "a" stands twice: a host belongs to one provider`:                                                NewConfig().WithProvider(Provider{Hosts: []string{"a"}}).WithProvider(Provider{Hosts: []string{"a"}}),
		`finfault: providers[0].operations[0].path: "payments" is not allowed: a text that begins with /, without blanks, ? and #, in which * between slashes is any one segment`: NewConfig().
			WithProvider(Provider{Hosts: []string{"a"}, Operations: []Operation{{Path: "payments"}}}),
	} {
		_, err := New(c)
		assert.EqualError(t, err, want)
	}
}

// TestConfigIsImmutable: what is derived from a configuration does not change
// it, nor does what happens to the caller's lists afterwards.
func TestConfigIsImmutable(t *testing.T) {
	hosts := []string{"a.test"}
	base := NewConfig().WithProvider(Provider{ID: catalog.MX, Hosts: hosts})
	first := base.WithProvider(Provider{ID: catalog.Basiq, Hosts: []string{"b.test"}})
	second := base.WithProvider(Provider{ID: catalog.Synapse, Hosts: []string{"c.test"}}).WithMaxWait(time.Hour)
	hosts[0] = "z.test"
	for config, want := range map[*Config]map[string]bool{
		&base:   {"a.test": true, "b.test": false, "c.test": false, "z.test": false},
		&first:  {"a.test": true, "b.test": true, "c.test": false},
		&second: {"a.test": true, "b.test": false, "c.test": true},
	} {
		transport, err := New(*config)
		require.NoError(t, err)
		for host, known := range want {
			p, _ := transport.table.find(host)
			assert.Equal(t, known, p != nil, host)
		}
	}
	assert.Zero(t, base.maxWait)
}

// TestDefaults: the zero value is what NewConfig returns, and works.
func TestDefaults(t *testing.T) {
	transport, err := New(Config{})
	require.NoError(t, err)
	assert.Equal(t, NewConfig(), Config{})
	assert.Equal(t, DefaultMaxBody, transport.config.maxBody)
	assert.Equal(t, DefaultMaxWait, transport.config.maxWait)
	assert.Equal(t, DefaultDeadline, transport.config.deadline)
	transport.CloseIdleConnections()
}
