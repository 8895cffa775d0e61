package config

import (
	"strconv"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// Config is what the filter of one place in a proxy does.
type Config struct {
	Providers []Provider
	// MaxBody is how many bytes of a body are looked at.
	MaxBody int
	// Overlay are rules of the user's own, or nil.
	Overlay *overlay.Overlay
	// Metrics and FilterState say which sinks a verdict goes to.
	Metrics, FilterState bool
	// Log is the level of the line for a verdict.
	Log Level
	// ResponseHeaders adds headers, whose names begin with HeaderPrefix.
	ResponseHeaders bool
	HeaderPrefix    string
	// Problem replaces bodies; Personal lets the provider's texts into them.
	Problem, Personal bool

	statuses [statusWords]uint64 // a bit each
	byHost   []host
	clusters bool
}

// Provider is what is known of the requests to one provider.
type Provider struct {
	ID catalog.Provider

	clusters   []string
	operations []operation
	success    []string
}

// Level is a level of logging, with the numbers that proxy-wasm gives them.
type Level int8

// LevelOff: nothing is logged.
const LevelOff Level = -1

// The levels of proxy-wasm.
const (
	LevelTrace Level = iota
	LevelDebug
	LevelInfo
	LevelWarn
	LevelError
	LevelCritical
)

var levelNames = [...]string{"off", "trace", "debug", "info", "warn", "error", "critical"}

// Parse reads a configuration. The error is one line that names the key and
// what is allowed.
func Parse(json []byte) (*Config, error) {
	v, err := parse(json)
	if err != nil {
		return nil, err
	}
	if err := check(&v, &Keys[0], ""); err != nil {
		return nil, err
	}
	c := &Config{
		MaxBody:         v.integer("max_body"),
		Metrics:         v.boolean("metrics"),
		FilterState:     v.boolean("filter_state"),
		ResponseHeaders: v.boolean("response_headers.enabled"),
		HeaderPrefix:    v.string("response_headers.prefix"),
		Problem:         v.boolean("problem.enabled"),
		Personal:        v.boolean("problem.personal"),
	}
	c.setLevel(v.string("log.level"))
	for _, s := range v.find("statuses").values {
		c.addStatus(&s)
	}
	if c.Overlay, err = loadOverlay(v.string("overlay")); err != nil {
		return nil, err
	}
	for i := range v.member("providers").values {
		if err := c.addProvider(&v.member("providers").values[i], "providers["+decimal(i)+"]"); err != nil {
			return nil, err
		}
	}
	c.sortHosts()
	return c, nil
}

// find returns what stands at a path of keys, else the default of the key.
func (v *value) find(path string) *value {
	at := v
	rest := path
	for rest != "" && at != nil {
		name := rest
		for i := range len(rest) {
			if rest[i] == '.' {
				name = rest[:i]
				break
			}
		}
		rest = rest[min(len(name)+1, len(rest)):]
		at = at.member(name)
	}
	if at == nil {
		standard, _ := parse([]byte(keyOf(path).Default)) // a test reads all of them
		at = &standard
	}
	return at
}

func (v *value) boolean(path string) bool  { return v.find(path).yes }
func (v *value) string(path string) string { return v.find(path).text }

func (v *value) integer(path string) int {
	n, _ := strconv.Atoi(v.find(path).text) // checked
	return n
}

// strings returns the texts of a list.
func (v *value) strings(name string) (list []string) {
	if v = v.member(name); v != nil {
		for i := range v.values {
			list = append(list, v.values[i].text)
		}
	}
	return list
}

func (c *Config) setLevel(name string) {
	for i, n := range levelNames {
		if n == name {
			c.Log = Level(i) + LevelOff
		}
	}
}

// addProvider takes a provider over. No host or cluster may stand twice: one
// of its places would be without effect.
func (c *Config) addProvider(v *value, at string) error {
	id, _ := catalog.ParseProvider(v.member("provider").text)
	p := Provider{ID: id, success: v.strings("success_paths")}
	hosts, clusters := v.strings("hosts"), v.strings("clusters")
	if len(hosts)+len(clusters) == 0 {
		return fail(at, "the provider has neither hosts nor clusters", "at least one is needed to recognise its requests")
	}
	for i, name := range hosts {
		if !c.addHost(name, len(c.Providers)) {
			return fail(at+".hosts["+decimal(i)+"]", quote(name)+" stands twice", "a host belongs to one provider")
		}
	}
	for i, name := range clusters {
		if contains(p.clusters, name) || c.ByCluster([]byte(name)) != nil {
			return fail(at+".clusters["+decimal(i)+"]", quote(name)+" stands twice", "a cluster belongs to one provider")
		}
		p.clusters, c.clusters = append(p.clusters, name), true
	}
	if list := v.member("operations"); list != nil {
		for i := range list.values {
			p.addOperation(&list.values[i])
		}
	}
	c.Providers = append(c.Providers, p)
	return nil
}
