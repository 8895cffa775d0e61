package report

import (
	"fmt"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/glossary"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/terminal"
)

// Columns of a step.
const (
	numberIndent = 2
	sourceColumn = 6
	answerColumn = 26
	saysColumn   = 35
)

// Trace writes which evidence was asked in which order and what it answered,
// and the verdict in one line.
func Trace(p *terminal.Page, a *Answer) {
	p.Paragraph(0, terminal.In(terminal.Strong, "The evidence, in the order in which it was asked"))
	last := 0
	for i := range a.Trace.Steps {
		s := &a.Trace.Steps[i]
		if s.Error > last {
			last = s.Error
			heading(p, "Error %d of the body", last)
		}
		step(p, i+1, s)
	}
	heading(p, "The verdict")
	p.Paragraph(numberIndent, oneLine(a))
}

func step(p *terminal.Page, n int, s *decoder.Step) {
	first := columns(
		cell{numberIndent, terminal.T(fmt.Sprintf("%2d.", n))},
		cell{sourceColumn, terminal.In(terminal.Label, glossary.Source(s.Source.String()))},
		cell{answerColumn, answer(s.Answer)},
	)
	lines := stepWords(s)
	p.Hanging(0, first, saysColumn, lines[0])
	for _, line := range lines[1:] {
		p.Paragraph(saysColumn, line)
	}
}

func answer(a decoder.Answer) terminal.Text {
	style := terminal.Faint
	switch a {
	case decoder.AnswerYes:
		style = terminal.Good
	case decoder.AnswerNo:
		style = terminal.Caution
	}
	return terminal.In(style, a.String())
}

// stepWords says what a source answered: the rule, and the row with its class.
func stepWords(s *decoder.Step) []terminal.Text {
	var lines []terminal.Text
	if s.Source == decoder.SourceProvider && s.Answer == decoder.AnswerYes {
		p, _ := catalog.ParseProvider(s.Reason)
		return []terminal.Text{terminal.In(terminal.Strong, provider(p)).And(terminal.T(": " + s.Rule))}
	}
	if s.Rule != "" {
		lines = append(lines, terminal.T(s.Rule))
	}
	if s.Answer == decoder.AnswerYes && s.Policy != catalog.PolicyNone {
		lines = append(lines, stepClass(s))
	}
	switch {
	case s.Row != "" && s.Reason != "":
		lines = append(lines, terminal.In(terminal.Name, s.Row).And(terminal.In(terminal.Faint, " "+s.Reason)))
	case s.Row+s.Reason != "":
		lines = append(lines, terminal.In(terminal.Faint, s.Row+s.Reason))
	}
	if len(lines) == 0 {
		lines = append(lines, nil)
	}
	return lines
}

func stepClass(s *decoder.Step) terminal.Text {
	if s.Outcome != catalog.OutcomeError {
		return outcome(s.Outcome)
	}
	return terminal.In(terminal.Strong, s.Category.String()).And(terminal.T(", retry " + s.Policy.String()))
}

// oneLine is the verdict in one line.
func oneLine(a *Answer) terminal.Text {
	v := a.Verdict
	line := outcome(v.Outcome)
	if v.Category != catalog.None {
		line = line.And(terminal.T(" "), terminal.In(terminal.Strong, v.Category.String()))
	}
	parts := []terminal.Text{line}
	if v.Outcome == catalog.OutcomeError {
		parts = append(parts, terminal.T(v.Party.String()))
	}
	if first := v.Actions.First(); first != catalog.ActionNone {
		parts = append(parts, terminal.In(terminal.Name, first.String()))
	}
	if v.Outcome != catalog.OutcomeOK {
		parts = append(parts, terminal.T(shortRetry(&v.Retry)))
	}
	return terminal.Joined(" · ", parts...)
}

func shortRetry(r *catalog.Retry) string {
	if r.Automatic {
		return "retry " + r.Policy.String() + ", automatic"
	}
	return "retry " + r.Policy.String()
}
