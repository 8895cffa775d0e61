package httpclient

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"

	"github.com/finfault/finfault/decoder"
)

// The defaults of a [Config].
const (
	// DefaultMaxBody is how many bytes of a body are looked at: 64 KiB.
	DefaultMaxBody = 64 << 10
	// DefaultMaxWait is the longest wait before a request is sent again.
	DefaultMaxWait = time.Minute
	// DefaultDeadline is how long a call may take in all.
	DefaultDeadline = 2 * time.Minute
)

// Config says how a [Transport] works. It is immutable: each method returns a
// changed copy. Mistakes show when [New] is called. The zero value is the same
// as NewConfig.
type Config struct {
	providers  []Provider
	base       http.RoundTripper
	classifier Classifier
	maxBody    int
	maxWait    time.Duration
	deadline   time.Duration
	noPolling  bool
	random     func() float64
}

// NewConfig returns the default configuration: no provider, the base of
// net/http, the native decoder, 64 KiB of a body, waits of up to one minute,
// two minutes for a call, and pending states are read again.
func NewConfig() Config { return Config{} }

// WithProvider adds a provider. Requests to hosts of no provider pass
// untouched, unless their context names one ([WithProvider]).
func (c Config) WithProvider(p Provider) Config {
	c.providers = append(slices.Clip(c.providers), p.clone())
	return c
}

// WithBase sets what requests are sent with; nil is the default,
// [http.DefaultTransport].
func (c Config) WithBase(base http.RoundTripper) Config {
	c.base = base
	return c
}

// WithClassifier sets what classifies answers; nil is the default, a [Native].
// Where it fails, the native decoder takes its place.
func (c Config) WithClassifier(classifier Classifier) Config {
	c.classifier = classifier
	return c
}

// WithMaxBody sets how many bytes of a body are looked at, up to
// [decoder.MaxBody]. Whoever reads the body still gets all of it. 0 is the
// default, [DefaultMaxBody].
func (c Config) WithMaxBody(bytes int) Config {
	c.maxBody = bytes
	return c
}

// WithMaxWait sets the longest wait before a request is sent again. Where the
// provider or the schedule may ask for more, as after a daily quota, nothing is
// waited for, and [Error.RetryAfter] says how long it would have been. 0 is the
// default, [DefaultMaxWait].
func (c Config) WithMaxWait(d time.Duration) Config {
	c.maxWait = d
	return c
}

// WithDeadline sets how long a call may take, with all that it waits for: no
// wait begins that would end later. The deadline of a request's context counts
// as well. It does not cut a request short that is under way: for that there
// are the context and [http.Client.Timeout]. 0 is the default,
// [DefaultDeadline].
func (c Config) WithDeadline(d time.Duration) Config {
	c.deadline = d
	return c
}

// WithPolling sets whether a state that is pending is read again until it is
// not, which is the default. Only requests that read are ever repeated for
// that.
func (c Config) WithPolling(on bool) Config {
	c.noPolling = !on
	return c
}

// orDefault returns the configuration with defaults where nothing is set.
func (c Config) orDefault() Config {
	if c.base == nil {
		c.base = http.DefaultTransport
	}
	if c.classifier == nil {
		c.classifier = new(Native)
	}
	if c.maxBody == 0 {
		c.maxBody = DefaultMaxBody
	}
	if c.maxWait == 0 {
		c.maxWait = DefaultMaxWait
	}
	if c.deadline == 0 {
		c.deadline = DefaultDeadline
	}
	if c.random == nil {
		c.random = rand.Float64
	}
	return c
}

// check returns an error for values that make no sense.
func (c *Config) check() error {
	switch {
	case c.maxBody < 0 || c.maxBody > decoder.MaxBody:
		return fmt.Errorf("finfault: WithMaxBody(%d): needs 1 to %d bytes, or 0 for the default", c.maxBody, decoder.MaxBody)
	case c.maxWait < 0:
		return fmt.Errorf("finfault: WithMaxWait(%v): a wait cannot be negative; 0 is the default", c.maxWait)
	case c.deadline < 0:
		return fmt.Errorf("finfault: WithDeadline(%v): a call cannot take less than no time; 0 is the default", c.deadline)
	}
	for i := range c.providers {
		if t := c.providers[i].Tokens; t != nil && t.Fetch == nil {
			return fmt.Errorf("finfault: providers[%d]: Tokens without Fetch: it is what new tokens come from", i)
		}
	}
	return nil
}
