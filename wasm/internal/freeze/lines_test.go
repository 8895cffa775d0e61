package freeze

import (
	"bytes"
	"context"
	"math"
	"slices"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestForgetLinesByTheByte: what is left of each table, and nothing else changes.
func TestForgetLinesByTheByte(t *testing.T) {
	want := newImage()
	// Of the names there stay the first, which moduledata holds, those of
	// wrappers, and "held".
	clear(want[imageNames+11 : imageNames+18])
	copy(want[imageNames+11:], "?.?\x00")
	clear(want[imageNames+51 : imageNames+64])
	copy(want[imageNames+51:], "runtime.?\x00")
	clear(want[imageUnits:imageFiles])
	clear(want[imageFiles+14 : imagePCs]) // behind "held.go"
	clear(want[imagePCs+7 : imagePCs+19])
	clear(want[imageFuncdata+16 : imageFuncdata+48])
	const none = math.MaxUint32
	want.put32(recordGC, 0, 51, 8, 0, 1, 0, 0, 3, 0, 0, normal|4<<24, 0, 4, 0, 0, 8, none, none)
	want.put32(recordF, 1, 11, 8, 5, 1, 0, 0, 3, 0, 0, normal|4<<24, 0, 0, 0, none, none, none, none)
	want.put32(recordW, 2, 18, 8, 0, 19, 0, 0, 3, 0, 0, wrapper|4<<24, 0, 0, 23, 0, 8, none, 48)
	want.put32(recordStub, 3, 30, 8, 0, 0, 0, 0, 0, 0, 0, wrapper)

	got := newImage()
	require.NoError(t, forgetLines(got))
	assert.Equal(t, want, got)
	require.NoError(t, forgetLines(got))
	assert.Equal(t, want, got, "there is nothing more to forget")
}

// strange are memories whose tables are not as they should be, and what the
// error says.
var strange = map[string]struct {
	change func(m image)
	says   string
}{
	"no header":         {func(m image) { m[imageHeader]++ }, "the memory has 0 of what begins with f1ffffff00000108 as tables since Go 1.20 do; it needs one"},
	"two headers":       {func(m image) { copy(m[16:], headerStart) }, "the memory has 2 of what begins with"},
	"no moduledata":     {func(m image) { m[imageData]++ }, "the memory has 0 of what has the header at 0x1040 and the names at 0x1088; it needs one"},
	"two of moduledata": {func(m image) { m.put64(imageHeader-16, imageHeader, imageNames) }, "the memory has 2 of what has the header"},
	"other address":     {func(m image) { m.word(imageData, 4, 1) }, "cutab is at 0x1 with 3 items of 3; the header has it at 0x10f0"},
	"capacity":          {func(m image) { m.word(imageData, 9, 9) }, "filetab is at 0x1100 with 22 items of 9"},
	"too many items":    {func(m image) { m.put64(imageData+8*11, 1<<63, 1<<63) }, "pctab is at 0x1130 with 9223372036854775808 items"},
	"too long":          {func(m image) { m.put64(imageData+8*5, 500, 500) }, "cutab at 0x10f0 has 2000 bytes; the memory has 5768"},
	"outside": {func(m image) {
		m.word(imageHeader, headerTables+4, 1600)
		m.word(imageData, 13, imageHeader+1600)
	}, "pclntable at 0x1680 has 300 bytes"},
	"other index":        {func(m image) { m.word(imageData, dataIndex, 0) }, "the header has 4 functions; the index at 0x0 has 5, the end among them, and pclntable at 0x1180 has 300 bytes"},
	"other count":        {func(m image) { m.word(imageHeader, headerFunctions, 5) }, "the header has 5 functions; the index at 0x1180 has 5"},
	"many functions":     {func(m image) { m.put64(imageHeader+8, math.MaxUint64); m.put64(imageData+8*17, 0) }, "the header has 18446744073709551615 functions"},
	"funcdata ahead":     {func(m image) { m.word(imageData, dataFuncdata, imageRecords) }, "the funcdata from 0x1180 to 0x1300 do not lie behind pclntable: is this a new version of Go?"},
	"funcdata backwards": {func(m image) { m.word(imageData, dataFuncdataEnd, imageRecords) }, "the funcdata from 0x12b0 to 0x1180"},
	"funcdata outside":   {func(m image) { m.word(imageData, dataFuncdataEnd, uint64(imageSize+room+1)) }, "the funcdata from 0x12b0 to 0x1689"},
	"record in index":    {func(m image) { m.put32(imageRecords+4, 8) }, "function 0: its record is at 8, between the one before, to 32, and the end at 300"},
	"record in another":  {func(m image) { m.put32(imageRecords+12, 44) }, "function 1: its record is at 44, between the one before, to 112"},
	"record outside":     {func(m image) { m.put32(imageRecords+28, 257) }, "function 3: its record is at 257"},
	"other beginning":    {func(m image) { m.put32(recordF, 9) }, "function 1: its record from 112 to 184 of 300 begins with 9, not 1 as the index: is this a new version of Go?"},
	"much PCDATA":        {func(m image) { m.put32(recordStub+fieldPCData, math.MaxUint32) }, "function 3: its record from 256 to 17179869480 of 300"},
	"much funcdata":      {func(m image) { m[recordStub+fieldFuncdata] = 1 }, "function 3: its record from 256 to 304 of 300"},
	"name outside":       {func(m image) { m.put32(recordF+fieldName, 69) }, "function 1: no name is at 69 in 69 bytes of names"},
	"endless name":       {func(m image) { m.put64(imageData+16, 68, 68); m.put32(recordF+fieldName, 65) }, "function 1: no name is at 65 in 68 bytes of names"},
	"no room": {func(m image) {
		for offset := range uint64(len(imageNamesText)) {
			m.put64(imageSize+8*int(offset), imageNames+offset)
		}
	}, `"runtime.?" and "?.?" find no room in 69 bytes of names`},
	"table outside":  {func(m image) { m.put32(recordF+fieldSP, 27) }, "function 1: the table at 27 in 26 bytes of PC tables: ends too early"},
	"endless table":  {func(m image) { m[imagePCs+25] = 1 }, "function 2: the table at 23 in 26 bytes of PC tables: ends too early"},
	"large number":   {func(m image) { copy(m[imagePCs+1:], "\xff\xff\xff\xff\xff\x01") }, "the table at 1 in 26 bytes of PC tables: holds an integer that is too large"},
	"tree's table":   {func(m image) { m.put32(recordGC+recordSize+8, 99) }, "function 0: the table at 99 in 26 bytes of PC tables: ends too early"},
	"tree outside":   {func(m image) { m.put32(recordGC+recordSize+24, 49) }, "function 0: its inlined calls are at 49 to 81 in 80 bytes of funcdata"},
	"tree with more": {func(m image) { m.put32(recordW+recordSize+16, 47) }, "function 0: its inlined calls at 16 to 48 of the funcdata have others at 47 among them"},
}

// room is what errors can add behind an image.
const room = 8 * len(imageNamesText)

func (m image) changed(change func(m image)) image {
	m = append(m, make(image, room)...)
	change(m)
	return m
}

func TestForgetLinesRefuses(t *testing.T) {
	for name, c := range strange {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, forgetLines(newImage().changed(c.change)), c.says)
		})
	}
}

// producers is a custom section that names a language.
func producers(language string) []byte {
	name := func(s string) []byte { return module.AppendName(nil, s) }
	return custom("producers", slices.Concat(
		list(
			slices.Concat(name("processed-by"), list(slices.Concat(name("Go"), name("1")))),
			slices.Concat(name("language"), list(slices.Concat(name("C"), name("1")), slices.Concat(name(language), name("2")))),
		),
	)...)
}

// TestOnlyGoHasLines: a Go program needs tables, and others need none.
func TestOnlyGoHasLines(t *testing.T) {
	_, err := Freeze(context.Background(), tiny.with(sections{module.Custom: producers("Go")}))
	assert.EqualError(t, err, "freeze: Go's tables of functions: the memory has 0 of what begins with f1ffffff00000108 as tables since Go 1.20 do; it needs one")
	for name, section := range map[string][]byte{
		"other language": producers("Rust"), "other section": custom("name"), "cut": producers("Go")[:20],
	} {
		_, err := Freeze(context.Background(), tiny.with(sections{module.Custom: section}))
		assert.NoError(t, err, name)
	}
	assert.True(t, writtenInGo(sectionsOf(t, guest(t).linked)))
}

// FuzzForgetLines: a memory of any bytes is read without a panic.
func FuzzForgetLines(f *testing.F) {
	f.Add([]byte(newImage()))
	for _, c := range strange {
		f.Add([]byte(newImage().changed(c.change)))
	}
	f.Fuzz(func(t *testing.T, memory []byte) {
		again := bytes.Clone(memory)
		err := forgetLines(memory)
		assert.Equal(t, err, forgetLines(again))
		assert.True(t, bytes.Equal(memory, again), "the result differs each time")
	})
}
