package overlay

// kind is the type of a value in a source.
type kind uint8

const (
	null kind = iota
	boolean
	integer
	decimal
	text
	list
	object
	// other is what neither JSON nor a rule has, such as a date of YAML.
	other
	// broken is a value of which a problem was reported already.
	broken
)

// words says with its article what was found.
var kindWords = [...]string{"nothing", "true or false", "a whole number", "a number", "a text", "a list", "an object", "a value of a special type", ""}

func (k kind) String() string { return kindWords[k] }

// node is a value in a source: what YAML and JSON have in common.
type node struct {
	kind kind
	// text is a text, or what was written for any other value that is one word.
	text         string
	line, column int
	// names are the keys of an object, and values what they hold, or the
	// elements of a list.
	names, values []*node
}

// member returns the value of a key of an object, or nil.
func (n *node) member(name string) *node {
	for i, k := range n.names {
		if k.text == name {
			return n.values[i]
		}
	}
	return nil
}

// maxDepth is more than any rule needs; it bounds the recursion.
const maxDepth = 32
