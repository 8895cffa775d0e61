package catalog

// Tried is what was tried so far for one request, whatever the verdicts on its
// answers were. The zero value is a request that was sent once. A person who
// begins anew makes a new request.
type Tried struct {
	// Refreshes is how often the token was refreshed.
	Refreshes uint8
	// Waits is how often somebody waited and the request was sent again.
	Waits uint8
	// Polls is how often the state was read again.
	Polls uint8
	// Done are the other rungs that were tried.
	Done ActionSet
}

// With returns what was tried once a is done: one of the counters goes up, and
// stays at 255, or the set has a.
func (t Tried) With(a Action) Tried {
	switch a {
	case RefreshToken:
		t.Refreshes = oneMore(t.Refreshes)
	case Wait:
		t.Waits = oneMore(t.Waits)
	case PollStatus:
		t.Polls = oneMore(t.Polls)
	default:
		t.Done = t.Done.With(a)
	}
	return t
}

// times returns how often a was tried, of those in the set at most once.
func (t Tried) times(a Action) uint8 {
	switch {
	case a == RefreshToken:
		return t.Refreshes
	case a == Wait:
		return t.Waits
	case a == PollStatus:
		return t.Polls
	case t.Done.Has(a):
		return 1
	}
	return 0
}

func oneMore(n uint8) uint8 { return n + min(1, 255-n) }
