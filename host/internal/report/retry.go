package report

import (
	"fmt"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/terminal"
)

// retry writes whether and when to retry. why says what turned an automatic
// retry off, where something did.
func retry(p *terminal.Page, provider catalog.Provider, r *catalog.Retry, why string) {
	field(p, "Retry", retryWords(r, why).And(behind(r.Policy)))
	if s := schedule(r); s != "" {
		more(p, terminal.T(s))
		more(p, terminal.In(terminal.Faint, scheduleNote(r)))
	}
	switch r.ProviderHint {
	case catalog.HintYes:
		more(p, terminal.T(hinter(provider)+" itself says that a retry may help."))
	case catalog.HintNo:
		more(p, terminal.T(hinter(provider)+" itself says not to retry."))
	}
}

func hinter(provider catalog.Provider) string {
	if provider == catalog.ProviderUnknown {
		return "The provider"
	}
	return Provider(provider)
}

func retryWords(r *catalog.Retry, why string) terminal.Text {
	switch r.Policy {
	case catalog.Never:
		return terminal.In(terminal.Bad, "no").And(terminal.T(": something has to change first"))
	case catalog.AfterUser:
		return terminal.In(terminal.Caution, "not by code").And(terminal.T(": send it again once the end user has acted"))
	}
	if !r.Automatic {
		return terminal.In(terminal.Caution, "not automatically").And(terminal.T(" – " + why))
	}
	switch r.Policy {
	case catalog.Poll:
		return terminal.In(terminal.Good, "do not resend").And(terminal.T(": read the state again, " + times(r.MaxRetries)))
	case catalog.AfterRefresh:
		return terminal.In(terminal.Good, "automatically").And(terminal.T(", " + times(r.MaxRetries) + ": right after one token refresh"))
	}
	return terminal.In(terminal.Good, "automatically").And(terminal.T(", " + times(r.MaxRetries)))
}

func times(n uint8) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("up to %d times", n)
}

// shownDelays is how many delays fit a line that can be taken in at a glance.
const shownDelays = 7

// schedule draws the delays, such as "1 s → 2 s → 4 s"; "" where there are none.
func schedule(r *catalog.Retry) string {
	if r.InitialMs == 0 && r.AfterMs == 0 {
		return ""
	}
	var delays []string
	for i := range int(r.MaxRetries) {
		if i == shownDelays {
			delays = append(delays, "…")
			break
		}
		delays = append(delays, duration(r.DelayMs(i)))
	}
	return strings.Join(delays, " → ")
}

// scheduleNote says what the delays of a schedule are.
func scheduleNote(r *catalog.Retry) string {
	note := "drawn between 0 and each of these (full jitter), " + duration(uint64(r.CapMs)) + " at most"
	if r.AfterMs > 0 {
		note = "the first is the time that a header asks for, waited in full; the others are " + note
	}
	if !r.Automatic {
		note += "; only for a person who decides to resend"
	}
	return note
}
