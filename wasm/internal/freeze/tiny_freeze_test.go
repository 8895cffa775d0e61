package freeze

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everything is a reactor that has one of each thing that freezing changes:
// its start sets five globals, grows the memory and writes to the new page,
// after the function of its start section has written to the first.
var everything = tiny.with(sections{
	module.Function: {2, 0, 0},
	module.Memory:   {1, 1, 1, 7},
	module.Global: list(
		[]byte{byte(typeI32), 1, 0x41, 1, end},
		[]byte{byte(typeI64), 1, 0x42, 1, end},
		[]byte{byte(typeF32), 1, 0x43, 0, 0, 0, 0, end},
		[]byte{byte(typeI32), 0, 0x41, 0x85, 0x00, end}, // 5, in two bytes
		[]byte{byte(typeF64), 1, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, end},
	),
	module.Export: exports(
		exported("memory", module.KindMemory), exported(Initialize, module.KindFunction), exported("again", module.KindFunction), exported("counter", module.KindGlobal),
	),
	module.Start:     {1},
	module.DataCount: {2},
	module.Code:      everythingCode,
	module.Data:      {2, active, 0x41, 3, end, 1, 'a', activeInMemory, 0, 0x41, 4, end, 1, 'b'},
	module.Custom:    custom("other", 1, 2, 3),
})

var everythingCode = list(
	sized(0, 0x41, 0x7e, 0x24, 0, // global 0 = -2
		0x42, 0x80, 0x7f, 0x24, 1, // global 1 = -128
		0x43, 0, 0, 0xc0, 0x7f, 0x24, 2, // global 2 = NaN
		0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0xbf, 0x24, 4, // global 4 = -1
		0x41, 1, 0x40, 0, 0x1a, // memory.grow 1
		0x41, 0x80, 0x80, 0x04, 0x41, 9, 0x36, 0, 0, end), // i32.store at 65536
	sized(0, 0x41, 5, 0x41, '!', 0x3a, 0, 0, end), // i32.store8 at 5
)

func sized(body ...byte) []byte { return append(module.AppendU32(nil, uint32(len(body))), body...) }

// TestFreezeByTheByte: what becomes of each section.
func TestFreezeByTheByte(t *testing.T) {
	frozen, err := Freeze(context.Background(), everything)
	require.NoError(t, err)
	want := module.Module{
		{ID: module.Type, Content: tiny[module.Type]},
		{ID: module.Function, Content: []byte{2, 0, 0}},
		{ID: module.Memory, Content: []byte{1, 1, 2, 7}},
		{ID: module.Global, Content: list(
			[]byte{byte(typeI32), 1, 0x41, 0x7e, end},
			[]byte{byte(typeI64), 1, 0x42, 0x80, 0x7f, end},
			[]byte{byte(typeF32), 1, 0x43, 0, 0, 0xc0, 0x7f, end},
			[]byte{byte(typeI32), 0, 0x41, 0x85, 0x00, end},
			slices.Concat([]byte{byte(typeF64), 1, 0x44}, []byte{0, 0, 0, 0, 0, 0, 0xf0, 0xbf, end}),
		)},
		{ID: module.Export, Content: exports(
			exported("memory", module.KindMemory), exported("again", module.KindFunction), exported("counter", module.KindGlobal),
		)},
		{ID: module.Code, Content: everythingCode},
		{ID: module.Data, Content: list(
			[]byte{active, 0x41, 3, end, 3, 'a', 'b', '!'},
			[]byte{active, 0x41, 0x80, 0x80, 0x04, end, 1, 9},
		)},
	}
	assert.Equal(t, want, sectionsOf(t, frozen))
	i := run(t, interpreter(), frozen)
	assert.Equal(t, int32(-2), int32(i.module.ExportedGlobal("counter").Get()))
}

// TestFreezeWithoutData: a module that brings no data may have some afterwards.
func TestFreezeWithoutData(t *testing.T) {
	frozen, err := Freeze(context.Background(), tiny.with(sections{
		module.Code:   code(0x41, 0, 0x41, 1, 0x36, 0, 0),
		module.Custom: custom("name"),
	}))
	require.NoError(t, err)
	m := sectionsOf(t, frozen)
	require.Len(t, m, 7)
	assert.Equal(t, module.Section{ID: module.Data, Content: []byte{1, active, 0x41, 0, end, 1, 1}}, m[5])
	assert.Equal(t, module.Section{ID: module.Custom, Content: custom("name")}, m[6], "behind the data, where it has to be")
}

// TestAppendConstant: extremes survive.
func TestAppendConstant(t *testing.T) {
	for _, c := range []struct {
		typ  valueType
		bits uint64
		want []byte
	}{
		{typeI32, math.MaxUint32, []byte{0x41, 0x7f}},
		{typeI32, 1 << 31, []byte{0x41, 0x80, 0x80, 0x80, 0x80, 0x78}},
		{typeI32, 64, []byte{0x41, 0xc0, 0}},
		{typeI64, math.MaxUint64, []byte{0x42, 0x7f}},
		{typeI64, 1 << 63, []byte{0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f}},
		{typeF32, 0x7fa00001, []byte{0x43, 0x01, 0x00, 0xa0, 0x7f}},
		{typeF64, 1, []byte{0x44, 1, 0, 0, 0, 0, 0, 0, 0}},
	} {
		got := appendConstant(nil, c.typ, c.bits)
		assert.Equal(t, c.want, got)
		r := module.NewReader("", append(got, end))
		again, ok := readConstant(r)
		assert.True(t, ok)
		assert.Equal(t, got, again)
		assert.NoError(t, r.End())
	}
}
