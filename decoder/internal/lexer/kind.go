package lexer

// Kind is the JSON type of a value.
type Kind uint8

const (
	Absent Kind = iota // nothing was read
	Null
	Bool
	Number
	String
	Object
	Array
)
