// Package seen says when something was met in a run of records: how often, and
// first and last where. Spans of parts of a run add up to the span of the whole,
// in whatever order and grouping.
package seen

import (
	"fmt"
	"strconv"
	"time"
)

// At is where a record stands.
type At struct {
	// Line is the number of its line, counted from 1, or 0 if it has none.
	Line int64
	// Time is when the answer came; the zero time if nothing says so.
	Time time.Time
}

// Span is how often something was met, and first and last where. Lines and
// times are told apart: an archive need not be in the order of time.
type Span struct {
	Count uint64 `json:"count"`
	// FirstLine and LastLine are the lowest and the highest number of a line, 0
	// where no record has one.
	FirstLine int64 `json:"first_line,omitempty"`
	LastLine  int64 `json:"last_line,omitempty"`
	// FirstTime and LastTime are the earliest and the latest time, in UTC; the
	// zero time where no record has one.
	FirstTime time.Time `json:"first_time,omitzero"`
	LastTime  time.Time `json:"last_time,omitzero"`
}

// Add counts one record.
func (s *Span) Add(at At) {
	t := at.Time.UTC()
	s.Merge(Span{Count: 1, FirstLine: at.Line, LastLine: at.Line, FirstTime: t, LastTime: t})
}

// Merge takes in what another part of the run has.
func (s *Span) Merge(other Span) {
	s.Count += other.Count
	if first := other.FirstLine; first != 0 && (s.FirstLine == 0 || first < s.FirstLine) {
		s.FirstLine = first
	}
	s.LastLine = max(s.LastLine, other.LastLine)
	if first := other.FirstTime; !first.IsZero() && (s.FirstTime.IsZero() || first.Before(s.FirstTime)) {
		s.FirstTime = first
	}
	if other.LastTime.After(s.LastTime) {
		s.LastTime = other.LastTime
	}
}

// Where says all of it in a line, such as "3 times, lines 5 to 90".
func (s *Span) Where() string {
	text := strconv.FormatUint(s.Count, 10) + " times"
	if s.Count == 1 {
		text = "once"
	}
	switch {
	case s.FirstLine == 0:
	case s.FirstLine == s.LastLine:
		text += fmt.Sprintf(", line %d", s.FirstLine)
	default:
		text += fmt.Sprintf(", lines %d to %d", s.FirstLine, s.LastLine)
	}
	const form = "2006-01-02 15:04:05"
	switch {
	case s.FirstTime.IsZero():
	case s.FirstTime.Equal(s.LastTime):
		text += ", " + s.FirstTime.Format(form)
	default:
		text += ", " + s.FirstTime.Format(form) + " to " + s.LastTime.Format(form)
	}
	return text
}
