package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// NextCase is a failure with what comes next as more and more is tried.
type NextCase struct {
	ID string `json:"id"`
	// Answer is what the verdict is on.
	Answer NextAnswer `json:"answer"`
	// Verdict is its JSON form.
	Verdict json.RawMessage `json:"verdict"`
	Steps   []NextStep      `json:"steps"`
}

// NextAnswer is an answer in names, as the JavaScript package takes it.
type NextAnswer struct {
	Provider   string `json:"provider,omitempty"`
	Status     int    `json:"status,omitempty"`
	Operation  string `json:"operation,omitempty"`
	Idempotent bool   `json:"idempotent,omitempty"`
	Headers    string `json:"headers,omitempty"`
	Body       string `json:"body,omitempty"`
}

// NextStep is what comes next once something was tried.
type NextStep struct {
	Tried NextTried `json:"tried"`
	Next  NextNext  `json:"next"`
}

// NextTried is a [catalog.Tried] in names.
type NextTried struct {
	Refreshes uint8    `json:"refreshes,omitempty"`
	Waits     uint8    `json:"waits,omitempty"`
	Polls     uint8    `json:"polls,omitempty"`
	Done      []string `json:"done,omitempty"`
}

// NextNext is a [catalog.Next] in names; what is empty is left out.
type NextNext struct {
	Action     string `json:"action,omitempty"`
	By         string `json:"by"`
	Why        string `json:"why"`
	Resend     bool   `json:"resend,omitempty"`
	Background bool   `json:"background,omitempty"`
	Stop       bool   `json:"stop,omitempty"`
	Page       bool   `json:"page,omitempty"`
	AtLeastMs  uint32 `json:"at_least_ms,omitempty"`
	JitterMs   uint32 `json:"jitter_ms,omitempty"`
}

// NextCases reads a file of failures with what comes next.
func NextCases(name string) ([]NextCase, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []NextCase
	for line := range bytes.Lines(raw) {
		var c NextCase
		if err := json.Unmarshal(line, &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, len(list)+1, err)
		}
		list = append(list, c)
	}
	return list, nil
}

// Request returns the answer as the decoder takes it.
func (a *NextAnswer) Request() (*decoder.Request, error) {
	p, ok := catalog.ParseProvider(a.Provider)
	if !ok && a.Provider != "" {
		return nil, fmt.Errorf("provider %q", a.Provider)
	}
	op, ok := catalog.ParseOperation(a.Operation)
	if !ok && a.Operation != "" {
		return nil, fmt.Errorf("operation %q", a.Operation)
	}
	return &decoder.Request{Provider: p, Status: a.Status, Operation: op, Idempotent: a.Idempotent, Headers: []byte(a.Headers), Body: []byte(a.Body)}, nil
}

// TriedOf returns t in names.
func TriedOf(t catalog.Tried) NextTried {
	n := NextTried{Refreshes: t.Refreshes, Waits: t.Waits, Polls: t.Polls}
	for a := catalog.FixRequest; a <= catalog.ContactSupport; a++ {
		if t.Done.Has(a) {
			n.Done = append(n.Done, a.String())
		}
	}
	return n
}

// Tried is the inverse of [TriedOf].
func (n *NextTried) Tried() (catalog.Tried, error) {
	t := catalog.Tried{Refreshes: n.Refreshes, Waits: n.Waits, Polls: n.Polls}
	for _, name := range n.Done {
		a, ok := catalog.ParseAction(name)
		if !ok {
			return t, fmt.Errorf("action %q", name)
		}
		t.Done = t.Done.With(a)
	}
	return t, nil
}

// NextOf returns n in names.
func NextOf(n catalog.Next) NextNext {
	return NextNext{n.Action.String(), n.By.String(), n.Why.String(), n.Resend, n.Background, n.Stop, n.Page, n.AtLeastMs, n.JitterMs}
}
