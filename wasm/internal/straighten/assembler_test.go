package straighten

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mnemonics are the instructions that the tests use, by their names.
var mnemonics = map[string]opcode{
	"unreachable": opUnreachable, "nop": opNop, "block": opBlock, "loop": opLoop, "if": opIf, "else": opElse, "end": opEnd,
	"br": opBr, "br_if": opBrIf, "br_table": opBrTable, "return": opReturn, "call": opCall, "call_indirect": opCallIndirect,
	"drop": opDrop, "select": opSelect, "local.get": opLocalGet, "local.set": opLocalSet, "local.tee": opLocalTee,
	"global.get": opGlobalGet, "global.set": opGlobalSet, "memory.size": opMemorySize, "memory.grow": opMemoryGrow, "memory.copy": opMemoryCopy, "memory.fill": opMemoryFill,
	"i32.load": opI32Load, "i64.load": opI64Load, "i32.load8_u": opI32Load8U, "i64.load8_u": opI64Load8U, "i64.load32_u": opI64Load32U, "f64.load": opF64Load,
	"i32.store": opI32Store, "i64.store": opI64Store, "i64.store8": opI64Store8, "f32.store": opF32Store, "v128.load": opV128Load, "v128.store": opV128Store,
	"i32.const": opI32Const, "i64.const": opI64Const, "i32.eqz": opI32Eqz, "i64.eqz": opI64Eqz, "i32.le_u": opI32LeU, "i32.gt_u": opI32GtU,
	"i64.lt_s": opI64LtS, "i64.ge_s": opI64GeS, "i64.eq": opI64Eq, "i64.ne": opI64Ne, "f64.ge": opF64Ge,
	"i32.add": opI32Add, "i32.sub": opI32Sub, "i64.add": opI64Add, "i32.wrap_i64": opI32WrapI64, "i64.extend_i32_u": opI64ExtendI32U,
}

// names are the reverse.
var names = func() map[opcode]string {
	names := map[opcode]string{}
	for name, op := range mnemonics {
		names[op] = name
	}
	return names
}()

// assemble makes a function of Go's of a text: instructions with immediates
// behind them, apart by semicolons or lines. Blocks, and branches to them, are
// numbered from 1 in the order in which they are opened; a branch to 0 leaves
// the function. The end of the function is left out. It has locals enough.
func assemble(t *testing.T, text string) *function {
	t.Helper()
	const enough = 50
	f := &function{labels: 1, locals: enough, groups: []localGroup{{enough - goParams, typeI32}}}
	var open []int
	for _, line := range append(lines(text), "end") {
		words := strings.Fields(line)
		op, known := mnemonics[words[0]]
		require.True(t, known, line)
		n := instr{op: op}
		immediates := numbersOf(t, words[1:])
		switch op.immediates() {
		case blockType:
			n.imm, n.label = void, f.newLabel()
			require.Equal(t, []int{n.label}, immediates, line)
			open = append(open, n.label)
		case oneLabel:
			n.label = immediates[0]
		case labelTable:
			n.table = immediates
		case noImmediates:
			if (op == opElse || op == opEnd) && len(open) > 0 {
				n.label = open[len(open)-1]
			}
			if op == opEnd && len(open) > 0 {
				open = open[:len(open)-1]
			}
		case oneMemory, twoMemories:
		default:
			n.imm = int64(immediates[0])
		}
		f.code = append(f.code, n)
	}
	require.Empty(t, open, "blocks that are open")
	return f
}

// lines splits a text at lines and semicolons.
func lines(text string) []string {
	var list []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func numbersOf(t *testing.T, words []string) []int {
	t.Helper()
	var numbers []int
	for _, w := range words {
		n, err := strconv.Atoi(w)
		require.NoError(t, err)
		numbers = append(numbers, n)
	}
	return numbers
}

// text is what assemble would make the function of, one instruction a line.
func (f *function) text() string {
	var list []string
	for _, n := range f.code[:len(f.code)-1] {
		line := names[n.op]
		switch n.op.immediates() {
		case blockType, oneLabel:
			line += fmt.Sprint(" ", n.label)
		case labelTable:
			line += " " + strings.Trim(fmt.Sprint(n.table), "[]")
		case oneIndex, twoIndices, alignAndOffset, oneConstant:
			line += fmt.Sprint(" ", n.imm)
		}
		list = append(list, line)
	}
	return strings.Join(list, "\n")
}

// rewriting is what a step makes of some code.
type rewriting struct{ code, want string }

// testStep applies a step to each code and compares. Where nothing is wanted, the
// code is to stay as it is.
func testStep(t *testing.T, step func(*function), cases map[string]rewriting) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			c := cases[name]
			if c.want == "" {
				c.want = c.code
			}
			f := assemble(t, c.code)
			step(f)
			require.Equal(t, strings.Join(lines(c.want), "\n"), f.text())
		})
	}
}
