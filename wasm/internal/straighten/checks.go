package straighten

import (
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// Hosts check the bounds of an access by the value of its address: how far it
// may reach they know of a value that they have checked, up to where they have.
// So the first access by an address is made one as far as any that the function
// makes by it.
//
// That cannot trap where the function would not: behind whatever Go has in the
// memory lies spare memory (spare.go), more than any distance that counts here,
// and where there is something at an address, there is as much behind it.

// check is an access to the last byte that is reached by an address.
type check struct {
	local int64 // holds the address
	last  int64 // offset of the byte
}

// checkEarly adds the checks that save others. Of what is reached by the local
// that is zero, constant addresses, only those within the memory that there is
// at first count.
func (f *function) checkEarly(zero, memory int64) {
	c := checker{function: f, numbers: map[int64]int{}, operands: f.firstOperands(), early: map[int][]check{}}
	c.measure(zero, memory)
	c.known = newKnowledge(make(values, len(c.lasts)), f.labels)
	for local, number := range c.numbers {
		c.known.now[number].definition = &definition{local}
	}
	made := f.frameMade()
	for i := range f.code {
		c.define(i)
		c.access(i)
		if i == made {
			c.check(i, zero)
			c.check(i, stackPointer)
		}
		c.known.follow(&f.code[i])
	}
	c.write()
}

// checker finds out which accesses are the first by their addresses.
type checker struct {
	*function
	// numbers are those of the locals that addresses are in, and lasts how far the
	// function reaches by them.
	numbers  map[int64]int
	lasts    []int64
	operands []int
	known    *knowledge[values]
	// early are the checks that are added behind the instructions at some indices.
	early map[int][]check
}

// measure finds the locals, and how far they reach.
func (c *checker) measure(zero, memory int64) {
	for i := range c.code {
		local, ok := c.accessed(i)
		limit := int64(spare * module.PageSize)
		if local == zero {
			limit = memory
		}
		last := c.code[i].lastByte()
		if !ok || last >= limit {
			continue
		}
		number, found := c.numbers[local]
		if !found {
			number = len(c.lasts)
			c.numbers[local], c.lasts = number, append(c.lasts, 0)
		}
		c.lasts[number] = max(c.lasts[number], last)
	}
}

// accessed returns the local that the address of the access at i is in.
func (c *checker) accessed(i int) (local int64, ok bool) {
	operand := c.operands[i]
	if operand == unknown || !c.code[i].op.isAccess() {
		return unknown, false
	}
	n := &c.code[operand]
	return n.imm, n.op == opLocalGet || n.op == opLocalTee
}

// lastByte is the offset of the last byte that an access reaches.
func (n *instr) lastByte() int64 { return n.imm + n.op.width() - 1 }

// define notes that a local has got another value.
func (c *checker) define(i int) {
	n := &c.code[i]
	if n.op != opLocalSet && n.op != opLocalTee || c.known.now == nil {
		return
	}
	if number, found := c.numbers[n.imm]; found {
		c.known.now[number] = value{definition: &definition{n.imm}}
	}
}

// access has the access at i be checked where it is the first by its address.
func (c *checker) access(i int) {
	local, ok := c.accessed(i)
	number, found := c.numbers[local]
	if !ok || !found || c.known.now == nil {
		return
	}
	if last := c.code[i].lastByte(); last < c.lasts[number] {
		c.check(c.operands[i], local)
	} else if last == c.lasts[number] {
		c.known.now[number].checked = true
	}
}

// check adds a check behind an instruction unless the address has been checked.
func (c *checker) check(i int, local int64) {
	number, found := c.numbers[local]
	if !found || c.known.now == nil || c.known.now[number].checked {
		return
	}
	c.known.now[number].checked = true
	c.early[i] = append(c.early[i], check{local, c.lasts[number]})
}

func (c *checker) write() {
	out := make([]instr, 0, len(c.code)+3*len(c.early))
	for i := range c.code {
		out = append(out, c.code[i])
		for _, check := range c.early[i] {
			out = append(out, localGet(check.local), access(opI32Load8U, check.last), instr{op: opDrop})
		}
	}
	c.code = out
}

// definition is where the value of a local comes from. Two are the same only if
// they are one variable.
type definition struct{ local int64 }

// value is what hosts know of the value of a local.
type value struct {
	definition *definition
	// checked is set when all that the function reaches by it has been checked.
	checked bool
}

// values are those of some locals, by their numbers.
type values []value

func (v values) unreachable() bool { return v == nil }

func (v values) copied() values { return slices.Clone(v) }

// meet: where ways come together, a value is that of both or a new one.
func (v values) meet(other values) values {
	if v == nil {
		return slices.Clone(other)
	}
	for i := range other {
		if v[i].definition != other[i].definition {
			v[i] = value{definition: &definition{v[i].definition.local}}
		}
		v[i].checked = v[i].checked && other[i].checked
	}
	return v
}

// inLoop: in a loop all locals count as new, as some may be set before they
// come back to its beginning.
func (v values) inLoop() values {
	in := make(values, len(v))
	for i := range v {
		in[i].definition = &definition{v[i].definition.local}
	}
	return in
}
