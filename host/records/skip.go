package records

// skipValue passes over the value that is next and checks that it is JSON, at any
// depth: a level costs one bit.
func (s *scanner) skipValue() (ok bool) {
	if c := s.at(); c != '{' && c != '[' {
		return s.skipScalar()
	}
	depth := 0
	for {
		switch s.next() {
		case '{':
			depth = s.enter(depth, 1)
			if s.next() != '}' {
				if !s.skipName() {
					return false
				}
				continue
			}
		case '[':
			depth = s.enter(depth, 0)
			if s.next() != ']' {
				continue
			}
		default:
			if !s.skipScalar() {
				return false
			}
		}
		if depth, ok = s.leave(depth); depth == 0 || !ok {
			return ok
		}
	}
}

// enter opens a level: an object for 1, a list for 0.
func (s *scanner) enter(depth int, object uint64) int {
	s.pos++
	word, bit := depth>>6, uint(depth&63)
	if word == len(s.levels) {
		s.levels = append(s.levels, 0)
	}
	s.levels[word] = s.levels[word]&^(1<<bit) | object<<bit
	return depth + 1
}

// leave closes the levels that end behind a value, and passes over what comes
// before the next value: a comma, and a name in an object.
func (s *scanner) leave(depth int) (left int, ok bool) {
	for depth > 0 {
		object := s.levels[(depth-1)>>6]>>uint((depth-1)&63)&1 == 1
		switch c := s.next(); {
		case c == ',':
			s.pos++
			return depth, !object || s.skipName()
		case c == '}' && object, c == ']' && !object:
			s.pos++
			depth--
		default:
			return depth, false
		}
	}
	return 0, true
}

func (s *scanner) skipName() bool { return s.next() == '"' && s.skipText() && s.take(':') }

func (s *scanner) skipScalar() bool {
	switch s.at() {
	case '"':
		return s.skipText()
	case 't':
		return s.skipWord("true")
	case 'f':
		return s.skipWord("false")
	case 'n':
		return s.skipWord("null")
	}
	return s.skipNumber()
}

func (s *scanner) skipText() bool {
	i := s.pos + 1
	for {
		i = s.plain(i)
		s.pos = i
		switch {
		case i+1 < len(s.data) && s.data[i] == '\\' && escaped[s.data[i+1]] != 0:
			i += 2
		case i < len(s.data) && s.data[i] == '\\' && codeUnit(s.data[i:]) >= 0:
			i += 6
		case s.at() == '"':
			s.pos++
			return true
		default:
			return false
		}
	}
}

func (s *scanner) skipWord(word string) bool {
	rest := s.data[s.pos:]
	if len(rest) < len(word) || string(rest[:len(word)]) != word {
		return false
	}
	s.pos += len(word)
	return true
}

func (s *scanner) skipNumber() bool {
	if s.at() == '-' {
		s.pos++
	}
	if s.at() == '0' {
		s.pos++
	} else if !s.skipDigits() {
		return false
	}
	if s.at() == '.' {
		s.pos++
		if !s.skipDigits() {
			return false
		}
	}
	if s.at()|0x20 == 'e' {
		s.pos++
		if c := s.at(); c == '+' || c == '-' {
			s.pos++
		}
		return s.skipDigits()
	}
	return true
}

// skipDigits passes over one digit or more.
func (s *scanner) skipDigits() bool {
	start := s.pos
	for s.at()-'0' < 10 {
		s.pos++
	}
	return s.pos > start
}
