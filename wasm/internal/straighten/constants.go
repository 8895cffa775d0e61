package straighten

import "slices"

// useConstants puts constants in the place of the arguments that are, and of the
// locals that hold them.
func (f *function) useConstants(arguments map[int64]argument) {
	own := f.ownArguments()
	known := newKnowledge(make(constants, f.locals), f.labels)
	var out []instr
	for i := 0; i < len(f.code); i++ {
		n := f.code[i]
		if at, ok := f.readsArgument(i, own); ok && arguments[at].known {
			out = append(out, i64Const(arguments[at].value))
			i++
			continue
		}
		if now := known.now; now != nil {
			switch last := len(out) - 1; {
			case n.op == opLocalGet && now[n.imm].known:
				n = i64Const(now[n.imm].value)
			case n.op == opLocalSet, n.op == opLocalTee:
				now[n.imm] = constant{known: out[last].op == opI64Const, value: out[last].imm}
			}
		}
		known.follow(&n)
		out = append(out, n)
	}
	f.code = out
	f.simplify()
}

// constant is what is known of a local.
type constant struct {
	known bool
	value int64
}

// constants are what is known of the locals, by their numbers.
type constants []constant

func (c constants) unreachable() bool { return c == nil }

func (c constants) copied() constants { return slices.Clone(c) }

func (c constants) meet(other constants) constants {
	if c == nil {
		return slices.Clone(other)
	}
	for i := range other {
		if c[i] != other[i] {
			c[i] = constant{}
		}
	}
	return c
}

func (c constants) inLoop() constants { return make(constants, len(c)) }
