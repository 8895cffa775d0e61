package envelope

import "github.com/finfault/finfault/decoder/internal/lexer"

// MaxItems is how many elements of a list are kept; the rest is spilled.
const MaxItems = 32

// Items is Basiq's member data: a list, or one object.
type Items struct {
	// Kind is that of the member itself.
	Kind Kind `json:"-"`
	// List holds the first MaxItems elements that are objects.
	List []Item `json:"-"`
	// Others counts the elements that are no objects.
	Others int `json:"-"`
	// Spill is told of each further element while it is read, or nil.
	Spill Spiller `json:"-"`

	spilled Item
	// told: Spill has been told of an element of this body.
	told bool
}

// Spiller is told of the elements of a list that are not kept. The item is
// valid during the call; its strings live as long as those of the envelope.
type Spiller interface {
	// Restart: a new list begins, which replaces what was told of this body before.
	Restart()
	// Item is one element more.
	Item(*Item)
}

// UnmarshalEasyJSON reads a list or an object, and the type of anything else.
func (s *Items) UnmarshalEasyJSON(l *lexer.Lexer) {
	s.Kind, s.List, s.Others = lexer.Peek(l), s.List[:0], 0
	if s.told {
		s.told = false
		s.Spill.Restart()
	}
	if s.Kind != Array {
		s.element(l)
		return
	}
	for more := lexer.FirstElement(l); more; more = lexer.NextElement(l) {
		s.element(l)
	}
}

func (s *Items) element(l *lexer.Lexer) {
	if lexer.Peek(l) != Object {
		s.Others++
		l.SkipRecursive()
		return
	}
	item := s.slot()
	item.reset()
	item.UnmarshalEasyJSON(l)
	if item == &s.spilled && s.Spill != nil {
		s.told = true
		s.Spill.Item(item)
	}
}

// slot returns where the next element goes.
func (s *Items) slot() *Item {
	n := len(s.List)
	switch {
	case n == MaxItems:
		return &s.spilled
	case n < cap(s.List):
		s.List = s.List[:n+1]
	default:
		s.List = append(s.List, Item{})
	}
	return &s.List[n]
}

// Steps is a Basiq job's list of steps.
type Steps struct {
	Kind Kind `json:"-"`
	// List holds the first MaxItems steps.
	List []Step `json:"-"`
	// Failed counts the failed steps that are not kept.
	Failed int `json:"-"`
}

// UnmarshalEasyJSON reads a list, and the type of anything else.
func (s *Steps) UnmarshalEasyJSON(l *lexer.Lexer) {
	s.Kind, s.List, s.Failed = lexer.Peek(l), s.List[:0], 0
	if s.Kind != Array {
		l.SkipRecursive()
		return
	}
	for more := lexer.FirstElement(l); more; more = lexer.NextElement(l) {
		if lexer.Peek(l) == Object {
			s.step(l)
		} else {
			l.SkipRecursive()
		}
	}
}

func (s *Steps) step(l *lexer.Lexer) {
	n := len(s.List)
	if n == MaxItems {
		s.spill(l)
		return
	}
	if n < cap(s.List) {
		s.List = s.List[:n+1]
		s.List[n] = Step{}
	} else {
		s.List = append(s.List, Step{})
	}
	s.List[n].UnmarshalEasyJSON(l)
}

func (s *Steps) spill(l *lexer.Lexer) {
	var step Step
	step.UnmarshalEasyJSON(l)
	if step.Status.S() == "failed" {
		s.Failed++
	}
}

//easyjson:json
type result Result

// UnmarshalEasyJSON reads an object or the first object of an array, and the
// type of anything else.
func (r *Result) UnmarshalEasyJSON(l *lexer.Lexer) {
	*r = Result{Kind: lexer.Peek(l)}
	switch r.Kind {
	case Object:
		(*result)(r).UnmarshalEasyJSON(l)
	case Array:
		seen := false
		for more := lexer.FirstElement(l); more; more = lexer.NextElement(l) {
			if !seen && lexer.Peek(l) == Object {
				seen = true
				(*result)(r).UnmarshalEasyJSON(l)
			} else {
				l.SkipRecursive()
			}
		}
	default:
		l.SkipRecursive()
	}
}
