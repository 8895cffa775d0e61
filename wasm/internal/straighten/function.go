package straighten

// function is the code of a function, taken apart.
type function struct {
	groups []localGroup
	locals uint32 // how many there are when the function is Go's, its parameter among them
	code   []instr
	labels int // how many blocks there are, the body among them
	// frame is the size of the frame where the stack pointer has been settled,
	// else 0.
	frame int64
	// trap is the block behind whose end the function traps, noLabel without one.
	trap int
}

// localGroup declares locals of one type.
type localGroup struct {
	count uint32
	typ   byte
}

// The types of locals that are added.
const (
	typeI32  = 0x7f
	typeI64  = 0x7e
	typeV128 = 0x7b
)

// newLocal adds a local, which is zero at first, and returns its index.
func (f *function) newLocal(typ byte) int64 {
	if last := len(f.groups) - 1; last >= 0 && f.groups[last].typ == typ {
		f.groups[last].count++
	} else {
		f.groups = append(f.groups, localGroup{1, typ})
	}
	f.locals++
	return int64(f.locals - 1)
}

// newLabel returns the label of a new block.
func (f *function) newLabel() int {
	f.labels++
	return f.labels - 1
}
