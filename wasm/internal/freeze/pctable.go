package freeze

import (
	"fmt"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// keepPCTables keeps the tables of values by program counter that a function
// has.
func (f record) keepPCTables(pcs *table) error {
	for _, place := range append(f.pcdata(), fieldSP) {
		start := f.get(place)
		if start == 0 {
			continue // there is none
		}
		size, _, err := measurePCTable(pcs, start)
		if err != nil {
			return err
		}
		pcs.keep(int(start), size)
	}
	return nil
}

// measurePCTable returns the size of a table and the largest value in it. It
// reads pairs of differences as runtime.step does, until one of values is zero
// that is not at the function's beginning.
func measurePCTable(pcs *table, start uint32) (size int, largest int32, err error) {
	content := pcs.bytes[min(uint64(start), uint64(len(pcs.bytes))):]
	r := module.NewReader(fmt.Sprintf("the table at %d in %d bytes of PC tables", start, len(pcs.bytes)), content)
	value := int32(-1)
	largest = value
	for pc := uint64(0); ; pc += uint64(r.U32()) {
		difference := r.U32()
		if r.Err() != nil || difference == 0 && pc != 0 {
			return len(content) - r.Left(), largest, r.Err()
		}
		value += int32(-(difference & 1) ^ difference>>1)
		largest = max(largest, value)
	}
}
