package freeze

import (
	"encoding/binary"
	"fmt"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// valueType is the type of a global.
type valueType byte

const (
	typeI32 valueType = 0x7f
	typeI64 valueType = 0x7e
	typeF32 valueType = 0x7d
	typeF64 valueType = 0x7c
)

// constant is the instruction that gives a value of each type.
var constant = map[valueType]byte{typeI32: 0x41, typeI64: 0x42, typeF32: 0x43, typeF64: 0x44}

// end closes an initial value.
const end = 0x0b

// global is a variable of the module outside of its memory.
type global struct {
	typ     valueType
	mutable bool
	// initial is the instruction that gives its value, without the end.
	initial []byte
}

// globalName is the name under which the scratch module exports a global.
func globalName(i int) string { return fmt.Sprintf("freeze: global %d", i) }

func readGlobals(r *module.Reader) ([]global, error) {
	var globals []global
	for i := range r.Items() {
		g := global{typ: valueType(r.Byte()), mutable: r.Byte() == 1}
		if constant[g.typ] == 0 && r.Err() == nil {
			return nil, fmt.Errorf("global section: global %d is of type %#x; only i32, i64, f32 and f64 are supported", i, byte(g.typ))
		}
		var ok bool
		if g.initial, ok = readConstant(r); !ok && r.Err() == nil {
			return nil, fmt.Errorf("global section: the initial value of global %d is not a constant", i)
		}
		globals = append(globals, g)
	}
	return globals, r.End()
}

// readConstant reads an initial value that is one constant, and returns its
// instruction.
func readConstant(r *module.Reader) (instruction []byte, ok bool) {
	before := *r
	switch r.Byte() {
	case constant[typeI32], constant[typeI64]:
		r.Signed()
	case constant[typeF32]:
		r.Bytes(4)
	case constant[typeF64]:
		r.Bytes(8)
	default:
		return nil, false
	}
	instruction = before.Bytes(uint32(before.Left() - r.Left()))
	return instruction, r.Byte() == end
}

// encodeGlobals writes the globals with the values that the mutable ones have
// by now, as their bits by the number of the global.
func encodeGlobals(globals []global, values map[int]uint64) []byte {
	b := module.AppendU32(nil, uint32(len(globals)))
	for i, g := range globals {
		if !g.mutable {
			b = append(b, byte(g.typ), 0)
			b = append(append(b, g.initial...), end)
			continue
		}
		b = append(b, byte(g.typ), 1)
		b = append(appendConstant(b, g.typ, values[i]), end)
	}
	return b
}

// appendConstant appends the instruction that gives a value of a type.
func appendConstant(b []byte, typ valueType, bits uint64) []byte {
	b = append(b, constant[typ])
	switch typ {
	case typeI32:
		return module.AppendSigned(b, int64(int32(bits)))
	case typeI64:
		return module.AppendSigned(b, int64(bits))
	case typeF32:
		return binary.LittleEndian.AppendUint32(b, uint32(bits))
	default:
		return binary.LittleEndian.AppendUint64(b, bits)
	}
}
