package straighten

import "testing"

func TestLayOut(t *testing.T) {
	const beginning = `global.get 0; local.set 1; loop 1;`
	const dispatch = `local.get 0; br_table 4 3 2 2; end;`
	testStep(t, dispatched(t, (*function).layOut), map[string]rewriting{
		"in order": {head + `call 1; end; local.get 5; if 5; ` + to1 + `end; call 2; end; return; end`, ""},
		"what leads to another stands in front of it": {
			head + to2 + `end; call 1; return; end; call 2; ` + to1 + `end`,
			beginning + `block 3; block 2; block 4; ` + dispatch + to2 + `end; call 2; ` + to1 + `end; call 1; return; end`,
		},
		"a loop with its condition last": {
			head + to2 + `end; call 1; end; local.get 5; if 5; ` + to1 + `end; return; end`,
			beginning + `block 3; block 2; block 4; ` + dispatch + to2 + `end; local.get 5; if 5; ` + to1 + `end; return; end; call 1; ` + to2 + `end`,
		},
		"what cannot be reached": {
			head + `br 0; end; call 1; end; call 2; end`,
			beginning + `block 4; local.get 0; br_table 4 4 4 4; end; br 0; end`,
		},
		"what a trap stands in front of": {
			head + `local.get 5; if 5; ` + to2 + `end; unreachable; end; call 1; end; call 2; return; end`,
			beginning + `block 2; block 4; local.get 0; br_table 4 4 2 2; end; local.get 5; if 5; ` + to2 + `end; unreachable; end; call 2; return; end`,
		},
		"a branch that is no jump": {head + `local.get 5; br_if 2; ` + to2 + `end; call 1; return; end; call 2; ` + to1 + `end`, ""},
		"another table":            {head + `local.get 5; br_table 2; end; call 1; return; end; call 2; ` + to1 + `end`, ""},
		"no jumps":                 {`global.get 0; local.set 1; block 1; block 2; local.get 0; br_table 2 1; end; call 1; end`, ""},
	})
}

// TestLayOutClosesLoops: with the segments in their order, all jumps of code
// that can be taken apart into loops become branches.
func TestLayOutClosesLoops(t *testing.T) {
	testStep(t, dispatched(t, func(f *function, d *dispatch) {
		f.layOut(d)
		f.jumpAhead(d)
		f.closeLoops(d)
		f.enterAtStart(d)
		f.dropBlocks()
	}), map[string]rewriting{
		"a loop with its condition last": {
			head + to2 + `end; call 1; end; local.get 5; if 5; ` + to1 + `end; return; end`,
			`global.get 0; local.set 1; block 2; br 2; end; loop 6; block 3; local.get 5; br_if 3; return; end; call 1; br 6; end`,
		},
	})
}
