package decoder

import (
	"strconv"

	"github.com/finfault/finfault/catalog"
)

// Trace is the way to a verdict: the sources of evidence in the order in which
// they were asked, each with its answer. It holds no text of the provider.
type Trace struct {
	Steps []Step
}

// Step is one source of evidence and what it answered.
type Step struct {
	Source Source
	Answer Answer
	// Error is the number of the error or failed step that was asked about, from
	// 1; 0 where the body is no list.
	Error int
	// Row and Reason name the row of the catalog behind the answer, if any;
	// Reason names the shape or the provider where that was asked.
	Row, Reason string
	// Rule says in a sentence of ours what was seen or which rule was applied.
	Rule string
	// Outcome, Category and Policy are what a definite answer says.
	Outcome  catalog.Outcome
	Category catalog.Category
	Policy   catalog.Policy
}

// Source is a source of evidence.
type Source uint8

const (
	SourceBody     Source = iota // the wire format that was read
	SourceProvider               // who answered
	SourceOverlay                // rules of the user's own
	SourceRow                    // the catalog's row for code, status and operation
	SourceMoved                  // the code's row under another status
	SourceMessage                // a documented text without a code
	SourceShape                  // a sign of failure, or a state, in the body
	SourceStatus                 // the provider's row for the status alone
	SourceGeneral                // the general reading of HTTP
	SourceHeader                 // headers
	SourceRule                   // rules that hold throughout
)

var sourceNames = [...]string{"body", "provider", "overlay", "row", "moved", "message", "shape", "status", "general", "header", "rule"}

// String returns the source's name in the JSON form.
func (s Source) String() string {
	if int(s) < len(sourceNames) {
		return sourceNames[s]
	}
	return ""
}

// Answer is what a source says.
type Answer uint8

const (
	// AnswerUnknown: the source does not say; the next one is asked.
	AnswerUnknown Answer = iota
	// AnswerYes: a definite answer.
	AnswerYes
	// AnswerNo: the source says that this is not so.
	AnswerNo
)

var answerNames = [...]string{"unknown", "yes", "no"}

// String returns the answer's name in the JSON form.
func (a Answer) String() string {
	if int(a) < len(answerNames) {
		return answerNames[a]
	}
	return ""
}

// note records a step. Callers make sure that a trace is asked for, so that
// classifying without one does not build the step.
func (d *Decoder) note(s Step) {
	s.Error = d.at
	d.trace.Steps = append(d.trace.Steps, s)
}

// AppendExplanation appends {"verdict":…,"trace":…} to dst: what Explain gave,
// in the JSON forms of both.
func AppendExplanation(dst []byte, v *catalog.Verdict, t *Trace) []byte {
	dst = v.AppendJSON(append(dst, `{"verdict":`...))
	dst = t.AppendJSON(append(dst, `,"trace":`...))
	return append(dst, '}')
}

// AppendJSON appends the trace's JSON form to dst: an array of steps, members
// without a value left out except source and answer.
func (t *Trace) AppendJSON(dst []byte) []byte {
	dst = append(dst, '[')
	for i := range t.Steps {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = t.Steps[i].appendJSON(dst)
	}
	return append(dst, ']')
}

func (s *Step) appendJSON(dst []byte) []byte {
	dst = append(append(dst, `{"source":"`...), s.Source.String()...)
	dst = append(append(append(dst, `","answer":"`...), s.Answer.String()...), '"')
	member := func(name, value string) {
		if value != "" {
			dst = append(append(append(dst, `,"`...), name...), `":`...)
			dst = catalog.AppendJSONString(dst, value)
		}
	}
	if s.Error != 0 {
		dst = strconv.AppendInt(append(dst, `,"error":`...), int64(s.Error), 10)
	}
	member("row", s.Row)
	member("reason", s.Reason)
	if s.Answer == AnswerYes && s.Policy != catalog.PolicyNone {
		member("outcome", s.Outcome.String())
		member("category", s.Category.String())
	}
	member("policy", s.Policy.String())
	member("rule", s.Rule)
	return append(dst, '}')
}

// MarshalJSON returns the trace's JSON form.
func (t *Trace) MarshalJSON() ([]byte, error) { return t.AppendJSON(nil), nil }
