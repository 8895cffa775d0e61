package finprom

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
)

// counter is a place for a counter that is made when it is first needed.
type counter struct {
	made atomic.Pointer[prometheus.Counter]
}

// inc counts one, and reports false where there is no counter yet.
func (c *counter) inc() bool {
	made := c.made.Load()
	if made == nil {
		return false
	}
	(*made).Inc()
	return true
}

// make makes the counter and counts one. Of several goroutines that make it at
// once all get the same from the vector.
func (c *counter) make(vector *prometheus.CounterVec, labels ...string) {
	made := vector.WithLabelValues(labels...)
	c.made.Store(&made)
	made.Inc()
}
