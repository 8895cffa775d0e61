package straighten

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// head is the beginning of a function with three numbers: 0, 1 and 2 are the
// code behind the ends of the blocks 4, 3 and 2, and 3 is that of 2 too. 1 is
// the loop.
const head = `global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 3 2 2; end;`

func TestJumpAhead(t *testing.T) {
	testStep(t, func(f *function) {
		d, err := f.findDispatch()
		require.NoError(t, err)
		require.NotNil(t, d)
		f.jumpAhead(d)
	}, map[string]rewriting{
		"ahead":            {head + `i32.const 1; local.set 0; br 1; end; end; end`, head + `br 3; end; end; end`},
		"far ahead":        {head + `i32.const 2; local.set 0; br 1; end; end; end`, head + `br 2; end; end; end`},
		"by default":       {head + `i32.const 9; local.set 0; br 1; end; end; end`, head + `br 2; end; end; end`},
		"negative":         {head + `i32.const -1; local.set 0; br 1; end; end; end`, head + `br 2; end; end; end`},
		"back":             {head + `end; i32.const 0; local.set 0; br 1; end; end`, ""},
		"to itself":        {head + `end; i32.const 1; local.set 0; br 1; end; end`, ""},
		"conditional":      {head + `local.get 5; if 5; i32.const 1; local.set 0; br 1; end; end; end; end`, head + `local.get 5; br_if 3; end; end; end`},
		"conditional back": {head + `end; local.get 5; if 5; i32.const 1; local.set 0; br 1; end; end; end`, ""},
		"with company": {
			head + `local.get 5; if 5; i32.const 1; local.set 0; br 1; nop; end; end; end; end`,
			head + `local.get 5; if 5; br 3; nop; end; end; end; end`,
		},
		"both ways": {
			head + `end; local.get 5; if 5; i32.const 2; local.set 0; br 1; end; i32.const 0; local.set 0; br 1; end; end`,
			head + `end; local.get 5; br_if 2; i32.const 0; local.set 0; br 1; end; end`,
		},
	})
}

func TestEnterAtStart(t *testing.T) {
	testStep(t, func(f *function) {
		d, err := f.findDispatch()
		require.NoError(t, err)
		f.enterAtStart(d)
	}, map[string]rewriting{
		"no jumps": {
			head + `call 1; end; end; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; end; call 1; end; end; end`,
		},
		"no loop": {
			`global.get 0; local.set 1; block 1; block 2; local.get 0; br_table 2 1; end; call 1; end`,
			`global.get 0; local.set 1; block 1; block 2; end; call 1; end`,
		},
		"to the last": {
			head + `end; end; i32.const 2; local.set 0; br 1; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 2 4; end;
			 end; end; i32.const 1; local.set 0; br 1; end`,
		},
		"to two, one of them twice": {
			head + `end; end; i32.const 3; local.set 0; br 1; i32.const 1; local.set 0; br 1; i32.const 2; local.set 0; br 1; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 2 3 4; end;
			 end; end; i32.const 1; local.set 0; br 1; i32.const 2; local.set 0; br 1; i32.const 1; local.set 0; br 1; end`,
		},
		"to the start": {
			head + `end; end; i32.const 0; local.set 0; br 1; end`,
			`global.get 0; local.set 1; loop 1; block 2; block 3; block 4; local.get 0; br_table 4 4; end;
			 end; end; i32.const 0; local.set 0; br 1; end`,
		},
	})
}

func TestFindDispatch(t *testing.T) {
	const start = `global.get 0; local.set 1;`
	d, err := assemble(t, `global.get 0; local.set 1; block 1; loop 2; block 3; block 4; local.get 0; br_table 4 3; end; end; end; end`).findDispatch()
	require.NoError(t, err)
	assert.Equal(t, &dispatch{loop: 2, table: 7, entries: []int{4, 3}}, d)

	for name, code := range map[string]string{
		"nothing":         start,
		"no table":        start + `block 1; loop 2; local.get 5; br_if 1; br 2; end; end`,
		"indirect calls":  start + `local.get 5; local.set 0; i32.const 0; local.get 0; call_indirect 0`,
		"table elsewhere": start + `block 1; nop; local.get 5; br_table 1 0; end`,
	} {
		d, err := assemble(t, code).findDispatch()
		assert.NoError(t, err, name)
		assert.Nil(t, d, name)
	}
}

// TestUnexpectedDispatch: what does not look as expected is refused.
func TestUnexpectedDispatch(t *testing.T) {
	const resume = "uses the point to resume at as Go's compiler never does"
	const start = `global.get 0; local.set 1;`
	for name, c := range map[string]struct{ code, says string }{
		"no blocks":          {start + `loop 1; local.get 0; br_table 1; end; end`, "its table has no blocks to lead to"},
		"table to the loop":  {start + `loop 1; block 2; local.get 0; br_table 2 1; end; end`, "its table leads elsewhere than to the blocks around it"},
		"table to the body":  {start + `loop 1; block 2; local.get 0; br_table 2 0; end; end`, "its table leads elsewhere than to the blocks"},
		"table past loop":    {start + `block 1; loop 2; block 3; local.get 0; br_table 3 1; end; end; end`, "its table leads elsewhere than to the blocks"},
		"start is elsewhere": {start + `loop 1; block 2; block 3; local.get 0; br_table 2 3; end; end; end`, "for the number 0, its start"},
		"read":               {head + `local.get 0; drop; end; end; end`, "instruction 9 " + resume},
		"set":                {head + `i32.const 1; local.set 0; end; end; end`, "instruction 10 " + resume},
		"set to no constant": {head + `local.get 5; local.set 0; br 1; end; end; end`, resume},
		"tee":                {head + `i32.const 1; local.tee 0; drop; end; end; end`, resume},
		"branch":             {head + `end; end; br 1; end`, resume},
		"branch of another":  {head + `end; end; i32.const 1; local.set 5; br 1; end`, resume},
		"conditional branch": {head + `end; end; local.get 5; br_if 1; end`, resume},
		"second table":       {head + `end; local.get 5; br_table 2 1; end; end`, resume},
		"without dispatch":   {start + `i32.const 1; local.set 0`, resume},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := assemble(t, c.code).findDispatch()
			assert.ErrorContains(t, err, c.says)
		})
	}
}

func TestDropBlocks(t *testing.T) {
	testStep(t, (*function).dropBlocks, map[string]rewriting{
		"unused": {`block 1; loop 2; local.get 5; drop; end; end`, `local.get 5; drop`},
		"used":   {`block 1; loop 2; block 3; local.get 5; br_if 1; br_table 3 2; end; br 0; end; end`, ""},
		"mixed":  {`block 1; block 2; loop 3; br 2; end; end; end`, `block 2; br 2; end`},
		"if":     {`local.get 5; if 1; block 2; nop; end; else; call 1; end`, `local.get 5; if 1; else; call 1; end`},
	})
	f := assemble(t, `block 1; i32.const 1; end`)
	f.code[0].imm = -1 // gives an i32
	f.dropBlocks()
	assert.Len(t, f.code, 4, "a block that gives a value stays")
}
