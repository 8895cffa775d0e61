package httpclient

import (
	"time"

	"github.com/finfault/finfault/catalog"
)

// draw returns how long to wait before retry number attempt, counted from 0: a
// time that a header asked for in full, else a part of the policy's bound.
func (t *Transport) draw(retry *catalog.Retry, attempt int) time.Duration {
	asked := milliseconds(uint64(retry.AfterMs))
	if attempt == 0 && asked > 0 {
		return asked
	}
	bound := milliseconds(retry.DelayMs(attempt))
	return max(asked, time.Duration(t.config.random()*float64(bound)))
}

// longest returns the longest time that draw may return.
func longest(retry *catalog.Retry, attempt int) time.Duration {
	return max(milliseconds(uint64(retry.AfterMs)), milliseconds(retry.DelayMs(attempt)))
}

// withoutAnswer returns how a request is repeated that was not answered.
func withoutAnswer() (retry catalog.Retry) {
	retry.SetPolicy(catalog.AggregatorTimeout.Defaults().Policy)
	return retry
}

func milliseconds(n uint64) time.Duration { return time.Duration(n) * time.Millisecond }
