package straighten

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// dispatched applies a step to a function with the dispatch in head.
func dispatched(t *testing.T, step func(*function, *dispatch)) func(*function) {
	return func(f *function) {
		d, err := f.findDispatch()
		require.NoError(t, err)
		require.NotNil(t, d)
		step(f, d)
	}
}

// to1 and to2 jump back to the code for the numbers 1 and 2.
const (
	to1 = `i32.const 1; local.set 0; br 1;`
	to2 = `i32.const 2; local.set 0; br 1;`
)

func TestCloseLoops(t *testing.T) {
	testStep(t, dispatched(t, (*function).closeLoops), map[string]rewriting{
		"a loop": {
			head + `nop; end; call 1; ` + to1 + `end; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 3 2 2; end;
			 nop; end; loop 5; call 1; br 5; end; end; end`,
		},
		"under a condition": {
			head + `nop; end; local.get 5; if 5; ` + to1 + `end; call 2; end; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 3 2 2; end;
			 nop; end; loop 6; local.get 5; if 5; br 6; end; end; call 2; end; end`,
		},
		"a block that ends in it": {
			head + `end; local.get 5; br_if 2; call 1; end; call 2; ` + to1 + `end`,
			`global.get 0; local.set 1; loop 1; block 3; block 4; local.get 0; br_table 4 3 2 2; end;
			 end; loop 5; block 2; local.get 5; br_if 2; call 1; end; call 2; br 5; end; end`,
		},
		"one in another": {
			head + `end; call 1; end; call 2; local.get 5; if 5; ` + to2 + `end; ` + to1 + `end`,
			`global.get 0; local.set 1; loop 1; block 3; block 4; local.get 0; br_table 4 3 2 2; end;
			 end; loop 7; block 2; call 1; end; loop 6; call 2; local.get 5; if 5; br 6; end; end; br 7; end; end`,
		},
		"entered in the middle": {head + `local.get 5; br_if 2; end; call 1; end; call 2; ` + to1 + `end`, ""},
		"two loops": {
			head + `end; call 1; local.get 5; if 5; ` + to1 + `end; local.get 6; br_if 2; end; call 2; ` + to2 + `end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 3 2 2; end;
			 end; loop 6; call 1; local.get 5; if 5; br 6; end; end; local.get 6; br_if 2; end; loop 7; call 2; br 7; end; end`,
		},
		"no loop": {head + `call 1; end; end; end`, ""},
	})
}
