package envelope

import "github.com/finfault/finfault/decoder/internal/lexer"

// Localized is a text, or an object with the same text by language.
type Localized struct {
	// Kind is that of the member itself.
	Kind Kind `json:"-"`
	// Text is the member where it is a string or number.
	Text string `json:"-"`
	// EN is the English text.
	EN Text `json:"en"`
	// Other is the first text in another language.
	Other string `json:"-"`
}

// localized has Localized's members without its UnmarshalEasyJSON: what
// easyjson generates the reading for.
//
//easyjson:json
type localized Localized

// UnmarshalEasyJSON reads a string or an object by language.
func (m *Localized) UnmarshalEasyJSON(l *lexer.Lexer) {
	if m.Kind != Absent {
		*m = Localized{} // of members of the same name the last counts
	}
	m.Kind = lexer.Peek(l)
	if m.Kind == Object {
		(*localized)(m).UnmarshalEasyJSON(l)
		return
	}
	m.Text, m.Kind = lexer.Scalar(l)
}

// UnmarshalUnknown keeps the first text in another language than English.
func (m *localized) UnmarshalUnknown(l *lexer.Lexer, key string) {
	m.Other = otherLanguage(l, key, m.Other)
}

// Given reports whether the member is there and not null.
func (m *Localized) Given() bool { return m.Kind > Null }

// Best returns the text, in English where it comes in several languages.
func (m *Localized) Best() string {
	if m.Kind != Object {
		return m.Text
	}
	if m.EN.Kind == String {
		return m.EN.S()
	}
	return m.Other
}

// otherLanguage reads a member of an object of texts by language and returns
// the first of them.
func otherLanguage(l *lexer.Lexer, key, have string) string {
	s, kind := lexer.Scalar(l)
	if have == "" && kind == String && isLanguage(key) {
		return s
	}
	return have
}

// isLanguage reports whether key looks like "es", "zho" or "pt-BR".
func isLanguage(key string) bool {
	letters := 0
	for letters < len(key) && key[letters]|0x20-'a' < 26 {
		letters++
	}
	rest := len(key) - letters
	return (letters == 2 || letters == 3) && (rest == 0 || rest <= 5 && (key[letters] == '-' || key[letters] == '_'))
}

// Fault is the member error in all its forms: a text, an object by language
// with or without a code, an object with code and message, a member's error,
// or a string that holds the JSON of one of them.
type Fault struct {
	Kind  Kind   `json:"-"`
	Text  string `json:"-"` // the member where it is a string or number
	Other string `json:"-"` // the first text in a language but English
	// Quoted: the member is a string that holds the object as JSON.
	Quoted bool `json:"-"`

	EN           Text      `json:"en"`
	Code         Text      `json:"code"`
	Message      Localized `json:"message"`
	ErrorCode    Text      `json:"error_code"`
	ErrorMessage Text      `json:"error_message"`
	UserMessage  Text      `json:"user_message"`
}

//easyjson:json
type fault Fault

// UnmarshalEasyJSON reads the member in any of its forms.
func (f *Fault) UnmarshalEasyJSON(l *lexer.Lexer) {
	if f.Kind != Absent {
		*f = Fault{} // of members of the same name the last counts
	}
	f.Kind = lexer.Peek(l)
	if f.Kind == Object {
		(*fault)(f).UnmarshalEasyJSON(l)
		return
	}
	f.Text, f.Kind = lexer.Scalar(l)
	if f.Kind != String || !mayBeObject(f.Text) {
		return
	}
	var inner Fault
	outer := lexer.Enter(l, f.Text)
	object := lexer.Peek(l) == Object
	if object {
		(*fault)(&inner).UnmarshalEasyJSON(l)
	}
	if lexer.Leave(l, outer) && object {
		inner.Text, inner.Kind, inner.Quoted = f.Text, Object, true
		*f = inner
	}
}

// mayBeObject reports whether a text begins like a JSON object, behind blanks.
func mayBeObject(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return s[i] == '{'
		}
	}
	return false
}

// UnmarshalUnknown keeps the first text in another language than English.
func (f *fault) UnmarshalUnknown(l *lexer.Lexer, key string) {
	f.Other = otherLanguage(l, key, f.Other)
}

// Given reports whether the member is there and not null.
func (f *Fault) Given() bool { return f.Kind > Null }

// ByLanguage reports whether the member is an object of texts by language, as
// Synapse has it.
func (f *Fault) ByLanguage() bool {
	return f.Kind == Object && !f.Quoted && (f.EN.Kind != Absent || f.Other != "")
}

// Best returns the text by language, the English one first.
func (f *Fault) Best() string {
	if f.Kind != Object {
		return f.Text
	}
	if f.EN.Kind == String {
		return f.EN.S()
	}
	return f.Other
}

// Challenge is Synapse's member mfa.
type Challenge struct {
	Kind    Kind      `json:"-"`
	Message Localized `json:"message"`
}

//easyjson:json
type challenge Challenge

// UnmarshalEasyJSON reads an object, and the type of anything else.
func (c *Challenge) UnmarshalEasyJSON(l *lexer.Lexer) {
	*c = Challenge{Kind: lexer.Peek(l)}
	if c.Kind == Object {
		(*challenge)(c).UnmarshalEasyJSON(l)
		return
	}
	l.SkipRecursive()
}

// Source is what the provider names as the cause: an object with a JSON
// pointer or a parameter, or a text.
type Source struct {
	Kind      Kind   `json:"-"`
	Text      string `json:"-"`
	Pointer   Text   `json:"pointer"`
	Parameter Text   `json:"parameter"`
}

//easyjson:json
type source Source

// UnmarshalEasyJSON reads an object or a text.
func (s *Source) UnmarshalEasyJSON(l *lexer.Lexer) {
	*s = Source{Kind: lexer.Peek(l)}
	if s.Kind == Object {
		(*source)(s).UnmarshalEasyJSON(l)
		return
	}
	s.Text, s.Kind = lexer.Scalar(l)
}

// Best returns the pointer, else the parameter, else the text.
func (s *Source) Best() string {
	switch {
	case s.Pointer.Kind == String && s.Pointer.S() != "":
		return s.Pointer.S()
	case s.Parameter.Kind == String:
		return s.Parameter.S()
	}
	return s.Text
}

// Fields is a map from members or headers to what is wrong with them; only
// the first name is kept.
type Fields struct {
	Kind  Kind   `json:"-"`
	First string `json:"-"`
}

// UnmarshalEasyJSON reads an object, and the type of anything else.
func (f *Fields) UnmarshalEasyJSON(l *lexer.Lexer) {
	*f = Fields{Kind: lexer.Peek(l)}
	if f.Kind != Object {
		l.SkipRecursive()
		return
	}
	for more := lexer.FirstMember(l); more; more = lexer.NextMember(l) {
		if key := lexer.Key(l); f.First == "" {
			f.First = key
		}
		l.SkipRecursive()
	}
}

// Member is MX's member.
type Member struct {
	Kind        Kind  `json:"-"`
	Status      Text  `json:"connection_status"`
	StatusText  Text  `json:"connection_status_message"`
	Aggregating Text  `json:"is_being_aggregated"`
	Error       Fault `json:"error"`
}

//easyjson:json
type member Member

// UnmarshalEasyJSON reads an object, and the type of anything else.
func (m *Member) UnmarshalEasyJSON(l *lexer.Lexer) {
	*m = Member{Kind: lexer.Peek(l)}
	if m.Kind == Object {
		(*member)(m).UnmarshalEasyJSON(l)
		return
	}
	l.SkipRecursive()
}

// MicroDeposit is MX's micro deposit.
type MicroDeposit struct {
	Kind         Kind `json:"-"`
	Status       Text `json:"status"`
	ErrorMessage Text `json:"error_message"`
}

//easyjson:json
type microDeposit MicroDeposit

// UnmarshalEasyJSON reads an object, and the type of anything else.
func (m *MicroDeposit) UnmarshalEasyJSON(l *lexer.Lexer) {
	*m = MicroDeposit{Kind: lexer.Peek(l)}
	if m.Kind == Object {
		(*microDeposit)(m).UnmarshalEasyJSON(l)
		return
	}
	l.SkipRecursive()
}
