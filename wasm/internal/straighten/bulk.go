package straighten

// What is unrolled. Below vectorSize Go's compiler emits no bulk instructions;
// above the others a call of the host costs little compared to the bytes.
const (
	vectorSize = 16
	maxFill    = 512
	maxCopy    = 256
)

// unroll puts loads and stores in place of fills with zero and copies of a few
// bytes, for which hosts call a function.
func (f *function) unroll() {
	u := unroller{function: f, to: unknown}
	for i := range f.code {
		u.out = append(u.out, f.code[i])
		size := func() int64 { return f.code[i-1].imm }
		switch {
		case matches(f.code, i-2, opI32Const, opI32Const, opMemoryFill) && f.code[i-2].imm == 0 && unrolls(size(), maxFill):
			u.out = u.out[:len(u.out)-3]
			u.fill(size())
		case matches(f.code, i-1, opI32Const, opMemoryCopy) && unrolls(size(), maxCopy):
			u.out = u.out[:len(u.out)-2]
			u.copy(size())
		}
	}
	f.code = u.out
}

func unrolls(size, most int64) bool { return vectorSize <= size && size <= most }

// unroller writes a function's code with its bulk instructions unrolled.
type unroller struct {
	*function
	out []instr
	// to and from are locals for the addresses; zero is one that is never set.
	to, from, zero int64
}

func (u *unroller) emit(code ...instr) { u.out = append(u.out, code...) }

// prepare adds the locals.
func (u *unroller) prepare() {
	if u.to == unknown {
		u.to, u.from, u.zero = u.newLocal(typeI32), u.newLocal(typeI32), u.newLocal(typeV128)
	}
}

// fill sets size bytes to zero at an address that is on the operand stack. It
// begins with the last ones: when those are out of bounds, nothing has been
// written, as it is with memory.fill.
func (u *unroller) fill(size int64) {
	u.prepare()
	u.emit(localSet(u.to))
	offsets := vectors(size)
	for i := range offsets {
		u.emit(localGet(u.to), localGet(u.zero), access(opV128Store, offsets[len(offsets)-1-i]))
	}
}

// copy copies size bytes; the addresses are on the operand stack, that of the
// source last. All is read before anything is written, so that the two may
// overlap. Before all else the last byte of the source is read so that hosts
// need not check the bounds of what follows; the first of the stores is the
// last one for the same reason.
func (u *unroller) copy(size int64) {
	u.prepare()
	u.emit(localSet(u.from), localSet(u.to))
	u.emit(localGet(u.from), access(opI32Load8U, size-1), instr{op: opDrop})
	offsets := vectors(size)
	for _, offset := range offsets {
		u.emit(localGet(u.to), localGet(u.from), access(opV128Load, offset))
	}
	for i := range offsets {
		u.emit(access(opV128Store, offsets[len(offsets)-1-i]))
	}
}

// vectors returns where vectors begin that cover size bytes. The last two
// overlap where size is no multiple of theirs.
func vectors(size int64) []int64 {
	var offsets []int64
	for offset := int64(0); offset+vectorSize < size; offset += vectorSize {
		offsets = append(offsets, offset)
	}
	return append(offsets, size-vectorSize)
}
