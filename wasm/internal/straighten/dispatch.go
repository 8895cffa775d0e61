package straighten

import "errors"

// dispatch is what the code of a function of Go's goes through whenever it is
// entered and whenever it jumps: blocks, the innermost of which branches to the
// end of one of them by the number in the parameter. Behind the end of each
// stands the code that the number means. Where the function jumps, the blocks
// stand in a loop.
type dispatch struct {
	// loop is the label of the loop, noLabel without one.
	loop int
	// table is the index of the br_table, and entries are its labels.
	table   int
	entries []int
}

// findDispatch finds the dispatch of a function, nil when it has none: it can
// only be entered at its start then, and does not jump.
func (f *function) findDispatch() (*dispatch, error) {
	d := dispatch{loop: noLabel}
	i := beginningLength
	var blocks []int
	for ; i < len(f.code) && (f.code[i].opensVoid(opBlock) || f.code[i].opensVoid(opLoop)); i++ {
		if f.code[i].op == opLoop {
			d.loop, blocks = f.code[i].label, nil
			continue
		}
		blocks = append(blocks, f.code[i].label)
	}
	if !matches(f.code, i, opLocalGet, opBrTable, opEnd) || f.code[i].imm != resumePoint {
		return nil, f.checkResumePoint(&dispatch{loop: noLabel, table: noLabel})
	}
	d.table, d.entries = i+1, f.code[i+1].table
	if err := f.checkEntries(&d, blocks); err != nil {
		return nil, err
	}
	return &d, f.checkResumePoint(&d)
}

// checkEntries makes sure that the table leads to the dispatch's blocks only,
// and for the number 0 to what stands behind the table.
func (f *function) checkEntries(d *dispatch, blocks []int) error {
	if len(blocks) == 0 {
		return errors.New("its table has no blocks to lead to")
	}
	outermost, innermost := blocks[0], blocks[len(blocks)-1] // and those between are numbered so
	for _, label := range d.entries {
		if label < outermost || label > innermost {
			return errors.New("its table leads elsewhere than to the blocks around it")
		}
	}
	if d.entries[0] != innermost {
		return errors.New("its table leads elsewhere than behind itself for the number 0, its start")
	}
	return nil
}

// entry returns the block behind whose end the code for a number stands.
func (d *dispatch) entry(number int64) int {
	last := len(d.entries) - 1
	if number < 0 || number >= int64(last) { // the table takes numbers without their sign
		return d.entries[last]
	}
	return d.entries[number]
}
