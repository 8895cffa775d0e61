package freeze

import (
	"encoding/binary"
	"math"
	"slices"
)

// Where the parts of a small Go program's memory are: so far up that no other
// number looks like a pointer to them.
const (
	imageHeader   = 4160
	imageNames    = imageHeader + 72
	imageUnits    = imageNames + 104
	imageFiles    = imageUnits + 16
	imagePCs      = imageFiles + 48
	imageRecords  = imagePCs + 80
	imageFuncdata = imageRecords + 304
	imageData     = imageFuncdata + 88
	imageSize     = imageData + 344
)

// Where the records of its functions are.
const (
	recordGC   = imageRecords + 40
	recordF    = recordGC + 72
	recordW    = recordF + 72
	recordStub = recordW + 72
)

// wrapper is the FuncID of wrappers in Go 1.26.
const wrapper = 23

const (
	imageNamesText = "runtime.gc\x00main.f\x00main.(*T).w\x00reflect.makeFuncStub\x00never called\x00held\x00"
	imageFilesText = "gc.go\x00held.go\x00main.go\x00"
)

// imagePCTables are the tables by program counter, each at its offset.
var imagePCTables = slices.Concat(
	[]byte{0},
	[]byte{2, 1, 0},          // 1: stack pointers of gc and f
	[]byte{4, 2, 0},          // 4: files of gc and f, and the maps of gc
	[]byte{6, 1, 0},          // 7: lines
	[]byte{1, 1, 0},          // 10: unsafe points
	[]byte{4, 1, 0},          // 13: two inlined calls of gc
	[]byte{0, 1, 0},          // 16: lines of f, which begin with a zero
	[]byte{0x82, 0x01, 5, 0}, // 19: stack pointers of w
	[]byte{2, 1, 0},          // 23: one inlined call of w
)

// image is the memory of a Go program of four functions.
type image []byte

func (m image) put32(at int, values ...uint32) {
	for i, v := range values {
		binary.LittleEndian.PutUint32(m[at+4*i:], v)
	}
}

func (m image) put64(at int, values ...uint64) {
	for i, v := range values {
		binary.LittleEndian.PutUint64(m[at+8*i:], v)
	}
}

// word writes a word of a structure.
func (m image) word(structure, n int, value uint64) { m.put64(structure+wordSize*n, value) }

// newImage returns the memory as the start leaves it: a function of the runtime
// with inlined calls, one without, a wrapper with an inlined call, and one of
// package reflect, and pointers to a name and to a file.
func newImage() image {
	m := make(image, imageSize)
	m.put64(8, imageNames+64, imageFiles+6)
	copy(m[imageHeader:], headerStart)
	m.put64(imageHeader+8, 4, 3, 0)
	copy(m[imageNames:], imageNamesText)
	m.put32(imageUnits, 0, 6, 14)
	copy(m[imageFiles:], imageFilesText)
	copy(m[imagePCs:], imagePCTables)
	m.putRecords()
	for i := imageFuncdata; i < imageData-8; i++ {
		m[i] = 'x'
	}
	m.put64(imageData, imageHeader)
	for i, t := range []struct{ address, items uint64 }{
		{imageNames, uint64(len(imageNamesText))}, {imageUnits, 3}, {imageFiles, uint64(len(imageFilesText))},
		{imagePCs, uint64(len(imagePCTables))}, {imageRecords, 300}, {imageRecords, 5},
	} {
		m.put64(imageData+8+24*i, t.address, t.items, t.items)
		if i < int(kinds) {
			m.word(imageHeader, headerTables+i, t.address-imageHeader)
		}
	}
	m.put64(imageData+8*dataFuncdata, imageFuncdata, imageData-8)
	return m
}

// putRecords writes the index and the records behind it.
func (m image) putRecords() {
	const none = math.MaxUint32
	m.put32(imageRecords, 0, recordGC-imageRecords, 1, recordF-imageRecords, 2, recordW-imageRecords, 3, recordStub-imageRecords, 4)
	for at, fields := range map[int][]uint32{
		// The entry, the name, two of the stack, three tables, PCDATA, unit, first line, FuncID and funcdata.
		recordGC:   {0, 0, 8, 0, 1, 4, 7, 3, 0, 10, normal | 4<<24, 10, 4, 13, 0, 8, none, 16},
		recordF:    {1, 11, 8, 5, 1, 4, 16, 3, 1, 20, normal | 4<<24, 0, 0, 0, none, none, none, none},
		recordW:    {2, 18, 8, 0, 19, 4, 7, 3, 2, 30, wrapper | 4<<24, 10, 0, 23, 0, 8, none, 48},
		recordStub: {3, 30, 8, 0, 0, 0, 0, 0, none, 0, wrapper},
	} {
		m.put32(at, fields...)
	}
}
