package catalog

// Policy says whether and how the same request may be sent again. The numbers
// rise with restrictiveness, so that of two policies the greater is the more
// careful one. Delays are meant with full jitter; a time that a header gives
// replaces the first delay.
type Policy uint8

const (
	// PolicyNone is the zero value: no policy was said. It never stands in a verdict.
	PolicyNone Policy = 0
	// Poll: read the state again, do not resend.
	Poll Policy = 1
	// BackoffShort: the aggregator's trouble.
	BackoffShort Policy = 2
	// RateLimit: a burst limit.
	RateLimit Policy = 3
	// BackoffMedium: a slow bank.
	BackoffMedium Policy = 4
	// BackoffLong: maintenance; retry in the background.
	BackoffLong Policy = 5
	// Quota: a daily or monthly quota.
	Quota Policy = 6
	// AfterRefresh: one replay after one single-flight token refresh.
	AfterRefresh Policy = 7
	// AfterUser: the user acts, then replay.
	AfterUser Policy = 8
	// Never: changed input is needed.
	Never Policy = 9
)

var policyNames = [...]string{"", "poll", "backoff_short", "rate_limit", "backoff_medium", "backoff_long", "quota", "after_refresh", "after_user", "never"}

// String returns the policy's name in the JSON form, such as "backoff_short".
func (p Policy) String() string { return nameOf(policyNames[:], p) }

// ParsePolicy returns the policy of a name in the JSON form.
func ParsePolicy(name string) (Policy, bool) { return parseName[Policy](policyNames[:], name) }

// Schedule is the course of a policy's delays.
type Schedule struct {
	// InitialMs is the longest first delay in milliseconds.
	InitialMs uint32
	// FactorTenths is the growth from one delay to the next, in tenths: 15 is 1.5.
	FactorTenths uint8
	// CapMs is the longest delay in milliseconds.
	CapMs uint32
	// MaxRetries is how often the request may be sent again.
	MaxRetries uint8
	// Automatic says whether code may act without a person.
	Automatic bool
}

var schedules = [...]Schedule{
	Poll:          {3_000, 15, 30_000, 20, true},
	BackoffShort:  {1_000, 20, 30_000, 3, true},
	RateLimit:     {10_000, 20, 300_000, 5, true},
	BackoffMedium: {30_000, 20, 900_000, 3, true},
	BackoffLong:   {300_000, 20, 3_600_000, 6, true},
	Quota:         {21_600_000, 10, 86_400_000, 2, true},
	AfterRefresh:  {0, 0, 0, 1, true},
	AfterUser:     {0, 0, 0, 0, false},
	Never:         {0, 0, 0, 0, false},
}

// Schedule returns the policy's delays. The zero value comes back for numbers
// that are no policy.
func (p Policy) Schedule() Schedule {
	if int(p) < len(schedules) {
		return schedules[p]
	}
	return Schedule{}
}

// Resends reports whether the policy sends the same request again unchanged.
func (p Policy) Resends() bool { return p >= BackoffShort && p <= Quota }

// Retry is the part of a verdict that retry code reads.
type Retry struct {
	Policy Policy
	// Automatic: may code resend without a person?
	Automatic bool
	// Schedule of the policy, MaxRetries as the row or category has it.
	InitialMs    uint32
	FactorTenths uint8
	CapMs        uint32
	MaxRetries   uint8
	// AfterMs is the first delay in milliseconds that a header asked for, up to
	// 24 h, or 0. It replaces InitialMs and is not shortened by CapMs.
	AfterMs uint32
	// ProviderHint is what the provider itself says about retrying.
	ProviderHint Hint
}

// MaxAfterMs is the longest delay taken from a header: 24 hours.
const MaxAfterMs = 86_400_000

// SetPolicy sets the policy and the schedule that belongs to it; AfterMs and
// ProviderHint stay.
func (r *Retry) SetPolicy(p Policy) {
	s := p.Schedule()
	r.Policy, r.Automatic = p, s.Automatic
	r.InitialMs, r.FactorTenths, r.CapMs, r.MaxRetries = s.InitialMs, s.FactorTenths, s.CapMs, s.MaxRetries
}

// DelayMs returns the upper bound of the delay in milliseconds before retry
// number attempt, counted from 0. Draw the delay evenly between 0 and the
// bound (full jitter), but wait a time that a header gave (AfterMs, attempt 0)
// in full.
func (r *Retry) DelayMs(attempt int) uint64 {
	if attempt == 0 && r.AfterMs > 0 {
		return uint64(r.AfterMs)
	}
	d, limit := uint64(r.InitialMs), uint64(r.CapMs)
	for ; attempt > 0 && d < limit && r.FactorTenths > 10; attempt-- {
		d = d * uint64(r.FactorTenths) / 10
	}
	return min(d, limit)
}
