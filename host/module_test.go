package host_test

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/finfault/finfault/wasm/abi"
)

// Where things stand in the memory of a module that is made by hand.
const (
	atDescriptor = 64
	atRecord     = 1024
	atLie        = 4096
	atJSONRef    = 8192
	atTraceRef   = 8200
	atNumber     = 8208
	atOutput     = 8216 // a reference to atSecret, as WASI takes it
	atJSON       = 9216
	atTrace      = 12288
	atSecret     = 16384
	atInput      = 65536
	pages        = 20
)

// Statuses on which a module that is made by hand does what none should do.
const (
	statusTrap = 901 + iota
	statusHang
	statusLie
	statusExit
	statusFeign
)

// secret is what it writes to its stderr when it traps.
const secret = "account 12345678"

// fake is a module made by hand: it keeps to the contract and knows nothing.
type fake struct {
	descriptor abi.Descriptor
	record     abi.Record
	// lie is the record under statusLie.
	lie         abi.Record
	json, trace string
	// code is the code of a function in place of its own.
	code map[string][]byte
	// types are functions' parameters and results in place of their own.
	types map[string]kind
	// without is an export that is left out.
	without string
}

// kind is a type of functions.
type kind struct{ params, results []byte }

const (
	typeI32 = 0x7f
	typeI64 = 0x7e
)

// newFake returns a module that is in order.
func newFake() *fake {
	return &fake{
		descriptor: abi.Descriptor{
			Magic: abi.Magic, Major: abi.Major, Minor: abi.Minor,
			DescriptorSize: uint32(binary.Size(abi.Descriptor{})),
			RecordSize:     uint32(binary.Size(abi.Record{})),
			ItemSize:       uint32(binary.Size(abi.Item{})),
			Input:          atInput, InputSize: abi.MaxInput,
			MaxHeaders: 64 << 10, MaxBody: 1 << 20,
			Record: atRecord,
		},
		json:  `{"outcome":"error"}`,
		trace: `{"verdict":{},"trace":[]}`,
		code:  map[string][]byte{},
		types: map[string]kind{},
	}
}

// Instructions.
var (
	unreachable = []byte{0x00}
	hang        = []byte{0x03, 0x40, 0x0c, 0x00, 0x0b}
	drop        = []byte{0x1a}
	writeSecret = join(constant(2), constant(atOutput), constant(1), constant(atNumber), call(0), drop)
	// copyLie makes the record the lie.
	copyLie = join(constant(atRecord), constant(atLie), constant(int32(binary.Size(abi.Record{}))), []byte{0xfc, 0x0a, 0, 0})
)

func constant(n int32) []byte { return append([]byte{0x41}, signed(n)...) }

func call(function byte) []byte { return []byte{0x10, function} }

// onStatus runs code under a status.
func onStatus(status int32, code []byte) []byte {
	return join([]byte{0x20, 2}, constant(status), []byte{0x46, 0x04, 0x40}, code, []byte{0x0b})
}

// answering is the code of a function that takes a request and returns address.
func answering(address int32) []byte {
	return join(
		onStatus(statusTrap, join(writeSecret, unreachable)),
		onStatus(statusHang, hang),
		onStatus(statusLie, copyLie),
		onStatus(statusExit, join(constant(3), call(1))),
		onStatus(statusFeign, join(constant(-1), call(1))),
		constant(address))
}

// function is a function of a module made by hand.
type function struct {
	name string
	kind kind
	code []byte
}

// functions returns what the module consists of.
func (f *fake) functions() []function {
	request := kind{slices.Repeat([]byte{typeI32}, 6), []byte{typeI32}}
	list := []function{
		{abi.ExportABI, kind{nil, []byte{typeI32}}, constant(atDescriptor)},
		{abi.ExportClassify, request, answering(atRecord)},
		{abi.ExportVerdictJSON, request, answering(atJSONRef)},
		{abi.ExportTraceJSON, request, answering(atTraceRef)},
		{abi.ExportLoadOverlay, kind{[]byte{typeI32}, []byte{typeI32}}, constant(abi.OverlayUnsupported)},
		{abi.ExportNextStep, kind{slices.Repeat([]byte{typeI32}, 5), []byte{typeI32}}, constant(0)},
		{abi.ExportWords, kind{slices.Repeat([]byte{typeI32}, 5), []byte{typeI32}}, constant(atJSONRef)},
		{"_initialize", kind{}, nil},
	}
	for i := range list {
		fn := &list[i]
		if k, ok := f.types[fn.name]; ok {
			fn.kind = k
		}
		if code, ok := f.code[fn.name]; ok {
			fn.code = code
		}
	}
	return list
}

// bytes writes the module. The two functions that it imports come first, and so
// do their types.
func (f *fake) bytes() []byte {
	types := [][]byte{
		functype(kind{slices.Repeat([]byte{typeI32}, 4), []byte{typeI32}}),
		functype(kind{[]byte{typeI32}, nil}),
	}
	imports := [][]byte{
		join(name("wasi_snapshot_preview1"), name("fd_write"), []byte{0, 0}),
		join(name("wasi_snapshot_preview1"), name("proc_exit"), []byte{0, 1}),
	}
	var declared, exports, bodies [][]byte
	for _, fn := range f.functions() {
		index := byte(len(types))
		types = append(types, functype(fn.kind))
		declared = append(declared, []byte{index})
		bodies = append(bodies, sized(join([]byte{0}, fn.code, []byte{0x0b})))
		if fn.name != f.without {
			exports = append(exports, join(name(fn.name), []byte{0, index}))
		}
	}
	if f.without != abi.ExportMemory {
		exports = append(exports, join(name(abi.ExportMemory), []byte{2, 0}))
	}
	return join(
		[]byte("\x00asm\x01\x00\x00\x00"),
		section(1, vector(types)),
		section(2, vector(imports)),
		section(3, vector(declared)),
		section(5, vector([][]byte{{0, pages}})),
		section(7, vector(exports)),
		section(10, vector(bodies)),
		section(11, vector(f.data())),
	)
}

// memory returns what stands where in the memory.
func (f *fake) memory() map[int32][]byte {
	ref := func(address int32, text string) []byte {
		return little(abi.Ref{Address: uint32(address), Length: uint32(len(text))})
	}
	return map[int32][]byte{
		atDescriptor: little(f.descriptor),
		atRecord:     little(f.record),
		atLie:        little(f.lie),
		atJSONRef:    ref(atJSON, f.json),
		atTraceRef:   ref(atTrace, f.trace),
		atOutput:     ref(atSecret, secret),
		atJSON:       []byte(f.json),
		atTrace:      []byte(f.trace),
		atSecret:     []byte(secret),
	}
}

// data returns the segments of the memory.
func (f *fake) data() [][]byte {
	memory := f.memory()
	var segments [][]byte
	for _, at := range slices.Sorted(maps.Keys(memory)) {
		segments = append(segments, join([]byte{0}, constant(at), []byte{0x0b}, sized(memory[at])))
	}
	return segments
}

// little writes numbers as they stand in the memory of a module.
func little(v any) []byte {
	b, err := binary.Append(nil, binary.LittleEndian, v)
	if err != nil {
		panic(err)
	}
	return b
}

func functype(k kind) []byte { return join([]byte{0x60}, sized(k.params), sized(k.results)) }

func section(id byte, content []byte) []byte { return join([]byte{id}, sized(content)) }

func name(s string) []byte { return sized([]byte(s)) }

func vector(list [][]byte) []byte { return join(unsigned(uint32(len(list))), join(list...)) }

// sized writes the length of something before it.
func sized(b []byte) []byte { return join(unsigned(uint32(len(b))), b) }

func unsigned(n uint32) []byte { return binary.AppendUvarint(nil, uint64(n)) }

// signed writes a number in LEB128.
func signed(n int32) (b []byte) {
	for n < -64 || n > 63 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n)&0x7f)
}

func join(parts ...[]byte) []byte { return slices.Concat(parts...) }
