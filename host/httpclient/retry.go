package httpclient

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/finfault/finfault/catalog"
)

// MaxRetries is the RetryMax for a client of go-retryablehttp: more than any
// verdict allows, so that the verdict says when to stop.
const MaxRetries = 1000

// CheckRetry says whether a request is sent again, as CheckRetry of a client of
// hashicorp/go-retryablehttp. The client needs [StartCall] as well. It sends
// again what the verdict on the latest answer allows:
//
//   - never a request to a token endpoint, nor a login;
//   - one that may have been applied only with an idempotency key;
//   - one whose token was refused once, with a new token of its [Tokens], and
//     for all requests that were refused at the same time only one is fetched;
//   - one that reads, while what it reads is pending;
//   - others as often as their policy says, and as long as the wait is within
//     [Config.WithMaxWait] and ends before [Config.WithDeadline] and before the
//     deadline of the context.
//
// Where it stops, the client returns the answer as it is, with its body, and
// [Check] says what it means and why it was not sent again. What is not
// classified is not sent again.
func (t *Transport) CheckRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	c := scopeOf(ctx).call
	if c == nil {
		if resp != nil && resp.Body != nil {
			resp.Body.Close() // the client leaves that to those who give an error
		}
		return false, ErrNoCall
	}
	a := c.last
	if a == nil || !a.classified {
		return false, nil
	}
	if !a.decided {
		a.decided = true
		a.again = t.decide(ctx, c, a)
	}
	if !a.again && resp == nil && a.failure != nil && !wraps(err, a.failure) {
		return false, a.failure // net/http hides it behind the error of its own time limit
	}
	return a.again, nil
}

// wraps reports whether an error leads to a failure.
func wraps(err error, failure *Error) bool {
	var found *Error
	return errors.As(err, &found) && found == failure
}

// Backoff says how long to wait before a request is sent again, as Backoff of a
// client of hashicorp/go-retryablehttp. The schedule is that of the verdict: a
// time between nothing and its bound (full jitter), but all of the time that a
// header asked for. The client's RetryWaitMin and RetryWaitMax do not count.
//
// Where no answer came there is no verdict to go by but that on no answer.
func (t *Transport) Backoff(_, _ time.Duration, attempt int, resp *http.Response) time.Duration {
	a := answerOf(resp)
	switch {
	case a == nil:
		retry := withoutAnswer()
		return t.draw(&retry, attempt)
	case a.decided:
		return a.wait
	}
	return t.draw(&a.verdict.Retry, attempt)
}

// decide says whether a request is sent again, and notes why not.
func (t *Transport) decide(ctx context.Context, c *call, a *answer) bool {
	stop := StopForbidden
	switch {
	case ctx.Err() != nil:
		stop = StopContext
	case !t.mayRepeat(a):
	case a.verdict.Retry.Policy == catalog.AfterRefresh:
		stop = t.refresh(ctx, c, a)
	case a.verdict.Retry.Policy == catalog.Poll:
		stop = t.standBy(ctx, c, a, &c.polled)
	default:
		stop = t.standBy(ctx, c, a, &c.resent)
	}
	if a.failure != nil {
		a.failure.Stop = stop
	}
	return stop == StopNone
}

// mayRepeat holds a verdict against the rules that no classifier may break.
func (t *Transport) mayRepeat(a *answer) bool {
	v := &a.verdict
	switch {
	case !v.Retry.Automatic, a.operation == catalog.Token, a.operation == catalog.Login:
		return false
	case v.Retry.Policy == catalog.Poll:
		reads := a.operation == catalog.Read || a.operation == catalog.Job
		return reads && a.safe && !t.config.noPolling
	}
	return v.Effect != catalog.EffectUnknown || a.idempotent
}

// refresh sees to a new token, once in a call.
func (t *Transport) refresh(ctx context.Context, c *call, a *answer) Stop {
	switch {
	case a.tokens == nil:
		return StopNoTokens
	case c.refreshed:
		return StopUsedUp
	}
	c.refreshed = true
	ctx, cancel := context.WithDeadline(ctx, c.start.Add(t.config.deadline))
	defer cancel()
	err := a.tokens.renew(ctx, a.lent)
	switch {
	case err == nil:
		return StopNone
	case ctx.Err() != nil && !errors.Is(err, ErrNoToken):
		return StopContext
	}
	if a.failure != nil {
		a.failure.cause = err
	}
	return StopRefresh
}

// standBy sees to the wait before a request is sent again, and counts it.
func (t *Transport) standBy(ctx context.Context, c *call, a *answer, count *int) Stop {
	retry, attempt := a.verdict.Retry, *count
	if attempt >= int(retry.MaxRetries) {
		return StopUsedUp
	}
	if a.status == 0 { // the wait is then drawn later, by what Backoff knows
		retry, attempt = withoutAnswer(), c.attempt
		a.wait = longest(&retry, attempt)
	} else {
		a.wait = t.draw(&retry, attempt)
	}
	stop := StopNone
	switch {
	case longest(&retry, attempt) > t.config.maxWait:
		stop = StopWait
	case !t.inTime(ctx, c, a.wait):
		stop = StopDeadline
	default:
		*count++
		return StopNone
	}
	if a.failure != nil {
		a.failure.RetryAfter = a.wait
	}
	return stop
}

// inTime reports whether a wait that begins now ends before the deadlines.
func (t *Transport) inTime(ctx context.Context, c *call, wait time.Duration) bool {
	end := time.Now().Add(wait)
	if deadline, ok := ctx.Deadline(); ok && !end.Before(deadline) {
		return false
	}
	return end.Before(c.start.Add(t.config.deadline))
}
