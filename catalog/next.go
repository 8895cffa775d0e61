package catalog

// Next is what comes next for a request that did not work: one rung of the
// verdict's ladder and who takes it, or that nothing is left. It is a plain
// value.
type Next struct {
	// Action is the rung to take now, ActionNone where none is left.
	Action Action
	// By is who takes it.
	By Actor
	// Why is why it is this one.
	Why Why
	// Resend: code sends the same request again once it has waited and taken
	// the rung, with the same idempotency key where there was one. It never
	// does so where this is false.
	Resend bool
	// Background: the wait may take five minutes or longer. Answer whoever asked
	// meanwhile.
	Background bool
	// Stop: neither code nor the end user can do anything more. Give up; what
	// Action says, if anything, is left for us to do.
	Stop bool
	// Page: call somebody of ours. It will not come right by itself, is not the
	// end user's to mend, and hits all our requests, or is a fault of our code.
	// It is only said with Stop. As it is said of each such request, group pages
	// by provider, category and scope.
	Page bool
	// AtLeastMs and JitterMs are how long to wait before the rung is taken: a
	// time between 0 and JitterMs, evenly drawn, and not less than AtLeastMs,
	// which a header asked for. See [Next.DelayMs].
	AtLeastMs, JitterMs uint32
}

// Actor is who takes a rung.
type Actor uint8

const (
	// ActorNobody: there is no rung to take.
	ActorNobody Actor = 0
	// ActorCode: the program, by itself and at once.
	ActorCode Actor = 1
	// ActorRequester: whoever began the request, a person, as code may not by
	// itself. That is the end user where one is present.
	ActorRequester Actor = 2
	// ActorEndUser: the end user.
	ActorEndUser Actor = 3
	// ActorTeam: those who build and run the application.
	ActorTeam Actor = 4
)

var actorNames = [...]string{"nobody", "code", "requester", "end_user", "team"}

// String returns the actor's name.
func (a Actor) String() string { return nameOf(actorNames[:], a) }

// Why is why a rung is the next one.
type Why uint8

const (
	// WhyOK: nothing failed.
	WhyOK Why = 0
	// WhyFirst: nothing was tried yet.
	WhyFirst Why = 1
	// WhyAgain: it was tried before, and may be tried again.
	WhyAgain Why = 2
	// WhyDidNotHelp: the rungs before did not help.
	WhyDidNotHelp Why = 3
	// WhyNotAutomatic: code would do it, but must not without a person: at token
	// endpoints, at logins, where it may have taken effect, and where waiting
	// goes with no retry.
	WhyNotAutomatic Why = 4
	// WhyEffectUnknown: a write or payment may have been applied. Read whether
	// it was before anything else is done.
	WhyEffectUnknown Why = 5
	// WhyExhausted: every rung was tried.
	WhyExhausted Why = 6
)

var whyNames = [...]string{"ok", "first", "again", "did_not_help", "not_automatic", "effect_unknown", "exhausted"}

// String returns the reason's name.
func (w Why) String() string { return nameOf(whyNames[:], w) }

// backgroundMs is the wait from which on nobody should be kept waiting.
const backgroundMs = 300_000

// takenBy is who takes a rung, if nothing speaks against it.
var takenBy = [...]Actor{
	FixRequest: ActorTeam, FixCredentials: ActorTeam, StopUsing: ActorTeam, ContactSupport: ActorTeam,
	RefreshToken: ActorCode, LookupExisting: ActorCode, Wait: ActorCode, PollStatus: ActorCode,
	CorrectInput: ActorEndUser, ReconnectUser: ActorEndUser, ReconsentUser: ActorEndUser,
	CompleteMFA: ActorEndUser, UserAtInstitution: ActorEndUser, UseOtherAccount: ActorEndUser,
}

// Next returns what to do next, given the verdict on the latest answer and what
// was tried: the first rung of the ladder that has a try left. Take it, add it
// to what was tried ([Tried.With]), and ask again with the verdict on the next
// answer. That ends, whatever the answers are: the rungs that code takes are
// limited by MaxRetries, one refresh and one look-up, all others come once.
//
// Two things come before the ladder: a retry or refresh that the policy lets
// code do and the ladder does not list, and, unless the request is resent, a
// look at whether a write or payment was applied where nobody knows
// ([EffectUnknown]).
func (v *Verdict) Next(t Tried) Next {
	if v.Outcome == OutcomeOK {
		return Next{Stop: true}
	}
	n := v.rung(t)
	if v.Effect == EffectUnknown && !n.Resend && !t.Done.Has(LookupExisting) {
		return Next{Action: LookupExisting, By: ActorCode, Why: WhyEffectUnknown}
	}
	n.Stop = n.By == ActorTeam || n.By == ActorNobody
	n.Page = n.Stop && v.isOurs()
	return n
}

// DelayMs returns how many milliseconds to wait before the rung is taken, drawn
// with random, a number from 0 to 1, the latter excluded: full jitter, and a
// time that a header gave in full.
func (n Next) DelayMs(random float64) uint32 {
	if random > 0 {
		return max(n.AtLeastMs, uint32(min(1, random)*float64(n.JitterMs)))
	}
	return n.AtLeastMs
}

// isOurs reports whether a failure is ours to mend and more than that of one
// request: it hits all of them, or our code is wrong.
func (v *Verdict) isOurs() bool {
	if v.Outcome != OutcomeError || v.Party == PartyEndUser {
		return false
	}
	return v.Scope == ScopeApp || v.Party == PartyApp && v.Severity == SeverityBlocking
}

// rung returns the first rung that has a try left.
func (v *Verdict) rung(t Tried) Next {
	why := WhyFirst
	if a := v.Retry.rung(); v.Retry.Automatic && (a == Wait || a == RefreshToken) && !v.Actions.Contains(a) {
		if n := v.Retry.try(a, t, why); n.Action != ActionNone {
			return n
		}
		why = WhyDidNotHelp
	}
	for _, a := range v.Actions[:v.Actions.Len()] {
		if n := v.Retry.try(a, t, why); n.Action != ActionNone {
			return n
		}
		why = WhyDidNotHelp
	}
	return Next{Why: WhyExhausted}
}

// rung returns the rung on which code acts under the policy.
func (r *Retry) rung() Action {
	switch {
	case r.Policy == AfterRefresh:
		return RefreshToken
	case r.Policy == Poll:
		return PollStatus
	case r.Policy.Resends():
		return Wait
	}
	return ActionNone
}

// try returns the step that takes a rung, or none where it has no try left.
func (r *Retry) try(a Action, t Tried, why Why) Next {
	if int(a) >= len(takenBy) || a == ActionNone {
		return Next{}
	}
	n := Next{Action: a, By: takenBy[a], Why: why}
	tries, times := uint8(1), t.times(a)
	switch automatic := r.Automatic && r.rung() == a; {
	case automatic && a == RefreshToken:
		tries, n.Resend = min(1, r.MaxRetries), true
	case automatic:
		tries, n.Resend = r.MaxRetries, a == Wait
	case a == RefreshToken, a == Wait, a == PollStatus:
		n.By, n.Why = ActorRequester, WhyNotAutomatic
	}
	if times >= tries {
		return Next{}
	}
	if times > 0 {
		n.Why = WhyAgain
	}
	if a == Wait || a == PollStatus {
		r.delay(&n, times)
	}
	return n
}

// delay sets how long to wait before a rung that was taken so often.
func (r *Retry) delay(n *Next, times uint8) {
	n.AtLeastMs = r.AfterMs
	if times > 0 || r.AfterMs == 0 {
		n.JitterMs = uint32(r.DelayMs(int(times)))
	}
	n.Background = max(n.AtLeastMs, n.JitterMs) >= backgroundMs
}
