package catalog

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nextVerdicts returns a verdict for each way in which rows differ to Next, as
// it is and with what headers, guards and a request's operation make of it.
func nextVerdicts() []Verdict {
	seen := map[string]bool{}
	var list []Verdict
	for _, r := range append(slices.Clone(rows[:]), generalServerError, generalOK) {
		for _, retry := range retries(&r) {
			for _, effect := range []Effect{EffectNone, EffectNotApplied, EffectUnknown} {
				v := Verdict{Outcome: r.Outcome, Party: r.Party, Severity: r.Severity, Scope: r.Scope, Effect: effect, Actions: r.Actions, Retry: retry}
				key := fmt.Sprint(v.Outcome, v.Party, v.Severity, v.Scope, v.Effect, v.Actions, v.Retry)
				if !seen[key] {
					seen[key] = true
					list = append(list, v)
				}
			}
		}
	}
	return list
}

// retries returns how a row may be retried under other policies than its own,
// guarded or not, and with times from headers.
func retries(r *Row) []Retry {
	var list []Retry
	for _, policy := range []Policy{r.Policy, Never, BackoffShort, AfterRefresh} {
		for _, afterMs := range []uint32{0, 7_000, MaxAfterMs} {
			retry := Retry{AfterMs: afterMs}
			retry.SetPolicy(policy)
			if policy == r.Policy {
				retry.MaxRetries = r.MaxRetries
			}
			guarded := retry
			guarded.Automatic = false
			list = append(list, retry, guarded)
		}
	}
	return list
}

// everyTried calls use with all that can be tried of a verdict's ladder, each
// counter to one past the most, and every set of rungs.
func everyTried(v *Verdict, use func(Tried)) {
	counts := func(most uint8) []uint8 {
		list := []uint8{}
		for n := range most + 2 {
			list = append(list, n)
		}
		return append(list, 255)
	}
	most := v.Retry.MaxRetries
	rungs := append(slices.Clone(v.Actions.Slice()), LookupExisting)
	for set := range 1 << len(rungs) {
		var done ActionSet
		for i, a := range rungs {
			if set>>i&1 == 1 && (Tried{}).With(a).Done != 0 {
				done = done.With(a)
			}
		}
		for _, refreshes := range counts(1) {
			for _, waits := range counts(most) {
				for _, polls := range counts(most) {
					use(Tried{refreshes, waits, polls, done})
				}
			}
		}
	}
}

// climb returns the rungs that a verdict has for Next, those before the ladder too.
func climb(v *Verdict) []Action {
	list := slices.Clone(v.Actions.Slice())
	if a := v.Retry.rung(); v.Retry.Automatic && a != PollStatus && !slices.Contains(list, a) {
		list = append([]Action{a}, list...)
	}
	return list
}

// mayTake is how often a rung may be taken, said another way than Next does.
func mayTake(r *Retry, a Action) int {
	switch automatic := r.Automatic; {
	case a == RefreshToken && automatic && r.Policy == AfterRefresh:
		return min(1, int(r.MaxRetries))
	case a == Wait && automatic && r.Policy.Resends(), a == PollStatus && automatic && r.Policy == Poll:
		return int(r.MaxRetries)
	}
	return 1
}

// TestNextHoldsForAll: whatever a row says and whatever was tried, what comes
// next is sound.
func TestNextHoldsForAll(t *testing.T) {
	for _, v := range nextVerdicts() {
		broken := map[string]Tried{}
		everyTried(&v, func(tried Tried) {
			if rule := unsound(&v, tried); rule != "" {
				broken[rule] = tried
			}
		})
		require.Empty(t, broken, "%+v %+v", v.Actions, v.Retry)
	}
}

// unsound returns the rule that Next breaks, or "".
func unsound(v *Verdict, tried Tried) string {
	n := v.Next(tried)
	waits := n.Action == Wait || n.Action == PollStatus
	switch {
	case n.Resend && !v.Retry.Automatic:
		return "nothing is resent where the verdict forbids it"
	case n.Resend && n.Action == RefreshToken && tried.Refreshes > 0:
		return "one refresh at most"
	case n.Resend && n.Action == Wait && tried.Waits >= v.Retry.MaxRetries:
		return "no more retries than the verdict has"
	case n.Resend && n.Action != Wait && n.Action != RefreshToken, n.Resend && n.By != ActorCode:
		return "only waiting and refreshing lead to a resend, and code sends it"
	case (n.Action == ActionNone) != (n.By == ActorNobody):
		return "a rung has somebody who takes it"
	case n.Stop != (n.By == ActorTeam || n.By == ActorNobody):
		return "it stops where neither code nor the end user can go on"
	case n.Page && (!n.Stop || v.Party == PartyEndUser || v.Scope < ScopeApp && v.Severity < SeverityBlocking):
		return "pages are for what is ours"
	case !waits && (n.AtLeastMs|n.JitterMs) != 0:
		return "only waiting and polling wait"
	case waits && n.AtLeastMs != v.Retry.AfterMs:
		return "a header's time is waited in full"
	case n.Why == WhyEffectUnknown && (v.Effect != EffectUnknown || tried.Done.Has(LookupExisting)):
		return "a look-up where the effect is open, once"
	}
	return outOfOrder(v, tried, n)
}

// outOfOrder returns the rule of the ladder that is broken, or "".
func outOfOrder(v *Verdict, tried Tried, n Next) string {
	if n.Why == WhyEffectUnknown || v.Outcome == OutcomeOK {
		return ""
	}
	rungs := climb(v)
	at := position(rungs, n.Action)
	for i, a := range rungs {
		left := int(tried.times(a)) < mayTake(&v.Retry, a)
		if i < at && left {
			return "no rung is skipped before it was tried"
		}
		if i == at && !left {
			return "no rung is taken too often"
		}
	}
	for _, a := range []Action{RefreshToken, Wait, PollStatus, LookupExisting, ContactSupport, n.Action} {
		if later := v.Next(tried.With(a)); later.Why != WhyEffectUnknown && position(rungs, later.Action) < at {
			return "who has tried more does not go back"
		}
	}
	return ""
}

// position returns where on the ladder a rung stands; behind it for none.
func position(rungs []Action, a Action) int {
	if i := slices.Index(rungs, a); i >= 0 {
		return i
	}
	return len(rungs)
}

// TestNextEnds: taking what comes next reaches an end, each rung taken as often
// as it may be, and the sums are those of the verdict.
func TestNextEnds(t *testing.T) {
	for _, v := range nextVerdicts() {
		tried, resent := Tried{}, 0
		n := v.Next(tried)
		for steps := 0; n.Action != ActionNone; steps++ {
			require.Less(t, steps, 30, "%+v %+v", v.Actions, v.Retry)
			if n.Resend {
				resent++
			}
			tried = tried.With(n.Action)
			n = v.Next(tried)
		}
		assert.True(t, n.Stop)
		if v.Outcome == OutcomeOK {
			assert.Equal(t, Next{Stop: true}, n)
			continue
		}
		assert.Equal(t, WhyExhausted, n.Why)
		want := 0
		for _, a := range climb(&v) {
			assert.EqualValues(t, mayTake(&v.Retry, a), tried.times(a), "%s of %+v %+v", a, v.Actions, v.Retry)
			if v.Retry.Automatic && a == v.Retry.rung() && a != PollStatus {
				want += mayTake(&v.Retry, a)
			}
		}
		assert.Equal(t, want, resent)
	}
}

// TestNextEndsUnderChangingVerdicts: answers that change from one to the next
// keep nothing going for ever, and lead to one refresh.
func TestNextEndsUnderChangingVerdicts(t *testing.T) {
	verdicts := nextVerdicts()
	for seed := range uint64(2_000) {
		random := rand.New(rand.NewPCG(seed, 6))
		tried, refreshes, resent, polled := Tried{}, 0, 0, 0
		for range 1_000 {
			n := verdicts[random.IntN(len(verdicts))].Next(tried)
			if n.Resend && n.Action == RefreshToken {
				refreshes++
			} else if n.Resend {
				resent++
			} else if n.Action == PollStatus && n.By == ActorCode {
				polled++
			}
			tried = tried.With(n.Action)
		}
		require.LessOrEqual(t, refreshes, 1)
		require.LessOrEqual(t, resent, int(BackoffLong.Schedule().MaxRetries), "the most that a policy has")
		require.LessOrEqual(t, polled, int(Poll.Schedule().MaxRetries))
	}
}

// TestNextDelays: waits are those of Retry, and a header's time is never cut.
func TestNextDelays(t *testing.T) {
	for p := Poll; p <= Quota; p++ {
		for _, afterMs := range []uint32{0, 700, 40_000} {
			v := Verdict{Actions: Ladder{Wait}}
			if p == Poll {
				v.Actions = Ladder{PollStatus}
			}
			v.Retry.SetPolicy(p)
			v.Retry.AfterMs = afterMs
			var tried Tried
			for attempt := range int(v.Retry.MaxRetries) {
				n := v.Next(tried)
				bound := v.Retry.DelayMs(attempt)
				assert.EqualValues(t, max(bound, uint64(afterMs)), n.DelayMs(1), "%s %d", p, attempt)
				assert.EqualValues(t, max(uint64(n.AtLeastMs), uint64(n.JitterMs)/2), n.DelayMs(0.5), "%s %d", p, attempt)
				assert.Equal(t, afterMs, n.DelayMs(0), "%s %d", p, attempt)
				assert.Equal(t, bound >= 300_000, n.Background, "%s %d", p, attempt)
				tried = tried.With(n.Action)
			}
		}
	}
	n := Next{AtLeastMs: 5, JitterMs: 100}
	for random, want := range map[float64]uint32{-1: 5, 0.04: 5, 0.999: 99, 1: 100, 7: 100, math.Inf(1): 100} {
		assert.Equal(t, want, n.DelayMs(random), random)
	}
	assert.EqualValues(t, 5, n.DelayMs(math.NaN()))
}

// TestNextOfOverlays: ladders that no row has, but rules of one's own may.
func TestNextOfOverlays(t *testing.T) {
	full := Ladder{FixRequest, FixCredentials, CorrectInput, ReconnectUser, StopUsing, ContactSupport}
	v := Verdict{Actions: full}
	v.Retry.SetPolicy(RateLimit)
	assert.Equal(t, Wait, v.Next(Tried{}).Action, "a retry that the ladder does not list")
	done := Tried{Waits: 5, Done: ActionSet(0).With(full[:5]...)}
	assert.Equal(t, ContactSupport, v.Next(done).Action, "none is lost for it")
	v.Retry.SetPolicy(Poll)
	assert.Equal(t, FixRequest, v.Next(Tried{}).Action, "polling waits for its turn")
	v = Verdict{Actions: Ladder{Action(200), ContactSupport}}
	assert.Equal(t, ContactSupport, v.Next(Tried{}).Action, "a rung that nobody knows cannot be taken")
	v = Verdict{}
	assert.Equal(t, Next{Why: WhyExhausted, Stop: true}, v.Next(Tried{}))
}

func TestTried(t *testing.T) {
	tried := Tried{Refreshes: 254, Waits: 255, Polls: 254}
	for range 3 {
		tried = tried.With(RefreshToken).With(Wait).With(PollStatus).With(ReconnectUser).With(ActionNone).With(Action(15)).With(Action(16))
	}
	assert.Equal(t, Tried{255, 255, 255, ActionSet(0).With(ReconnectUser)}, tried)
	assert.False(t, tried.Done.Has(ActionNone))
	assert.False(t, tried.Done.Has(Action(255)))
}

// TestActorsAndReasons: numbers and names are public API.
func TestActorsAndReasons(t *testing.T) {
	for n, name := range []string{"nobody", "code", "requester", "end_user", "team", ""} {
		assert.Equal(t, name, Actor(n).String())
	}
	for n, name := range []string{"ok", "first", "again", "did_not_help", "not_automatic", "effect_unknown", "exhausted", ""} {
		assert.Equal(t, name, Why(n).String())
	}
	for a := FixRequest; a <= ContactSupport; a++ {
		assert.NotEqual(t, ActorNobody, takenBy[a], a)
	}
}

func TestNextAllocatesNothing(t *testing.T) {
	v := Verdict{Actions: Ladder{Wait, ContactSupport}, Effect: EffectUnknown}
	v.Retry.SetPolicy(BackoffShort)
	assert.Zero(t, testing.AllocsPerRun(100, func() { v.Next(Tried{Waits: 2}) }))
}
