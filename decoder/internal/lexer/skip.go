//go:build !jlexer

package lexer

// passOver reads over the value that begins here. It does not recurse: a level
// costs one bit.
func (l *Lexer) passOver() {
	depth := 0
	for {
		switch l.peek() {
		case Object:
			depth = l.enter(depth, 1)
			if l.pos < len(l.data) && l.data[l.pos] != '}' {
				l.skipName()
				continue
			}
		case Array:
			depth = l.enter(depth, 0)
			if l.pos < len(l.data) && l.data[l.pos] != ']' {
				continue
			}
		case String:
			l.skipString()
		case Number:
			l.skipNumber()
		case Null, Bool:
			l.skipLiteral()
		default:
			l.fail()
		}
		if depth = l.leave(depth); depth == 0 {
			return
		}
	}
}

func (l *Lexer) peek() Kind {
	if l.pos < len(l.data) {
		return kinds[l.data[l.pos]]
	}
	return Absent
}

// blanks skips to the next non-blank byte.
func (l *Lexer) blanks() {
	if l.pos < len(l.data) && l.data[l.pos] <= ' ' {
		l.pos, _ = nonBlank(l.data, l.pos)
	}
}

// enter opens a level: an object for 1, an array for 0.
func (l *Lexer) enter(depth int, object uint64) int {
	l.pos++
	l.blanks()
	word, bit := depth>>6, uint(depth&63)
	if word == len(l.stack) {
		l.stack = append(l.stack, 0)
	}
	l.stack[word] = l.stack[word]&^(1<<bit) | object<<bit
	return depth + 1
}

// leave closes the levels that end here and reads the comma, and the name
// behind it in an object. It returns the depth at which a value follows, or 0.
func (l *Lexer) leave(depth int) int {
	for depth > 0 {
		l.blanks()
		if l.pos >= len(l.data) {
			l.fail()
			return 0
		}
		level := depth - 1
		object := l.stack[level>>6]>>uint(level&63)&1 == 1
		switch c := l.data[l.pos]; {
		case c == ',':
			l.pos++
			l.blanks()
			if object {
				l.skipName()
			}
			return depth
		case c == '}' && object, c == ']' && !object:
			l.pos++
			depth--
		default:
			l.fail()
			return 0
		}
	}
	return 0
}

// skipName reads over a member's name and the colon.
func (l *Lexer) skipName() {
	l.skipString()
	l.blanks()
	if l.pos >= len(l.data) || l.data[l.pos] != ':' {
		l.fail()
		return
	}
	l.pos++
	l.blanks()
}

func (l *Lexer) skipString() {
	if l.pos >= len(l.data) || l.data[l.pos] != '"' {
		l.fail()
		return
	}
	i := l.pos + 1
	for {
		i, _ = scanString(l.data, i)
		if i >= len(l.data) || l.data[i] < ' ' {
			l.fail()
			return
		}
		if l.data[i] == '"' {
			l.pos = i + 1
			return
		}
		if _, i = escape(l.data, i); i < 0 {
			l.fail()
			return
		}
	}
}

func (l *Lexer) skipLiteral() {
	for _, literal := range [...]string{"null", "true", "false"} {
		if end := l.pos + len(literal); end <= len(l.data) && string(l.data[l.pos:end]) == literal {
			l.pos = end
			return
		}
	}
	l.fail()
}

func (l *Lexer) skipNumber() {
	i := l.pos
	if l.data[i] == '-' {
		i++
	}
	if i < len(l.data) && l.data[i] == '0' {
		i++
	} else if i = l.digits(i); i < 0 {
		return
	}
	if i < len(l.data) && l.data[i] == '.' {
		if i = l.digits(i + 1); i < 0 {
			return
		}
	}
	if i < len(l.data) && l.data[i]|0x20 == 'e' {
		i++
		if i < len(l.data) && (l.data[i] == '+' || l.data[i] == '-') {
			i++
		}
		if i = l.digits(i); i < 0 {
			return
		}
	}
	l.pos = i
}

// digits returns the index behind one or more digits at i, or fails and
// returns -1.
func (l *Lexer) digits(i int) int {
	start := i
	for i < len(l.data) && l.data[i]-'0' < 10 {
		i++
	}
	if i == start {
		l.fail()
		return -1
	}
	return i
}
