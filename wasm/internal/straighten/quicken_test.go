package straighten

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// panicking is the inside of a nil check that calls function 9.
const panicking = `local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0; local.get 1; i64.const 77; i64.store 0;
	i32.const 0; call 9; global.get 0; local.set 1;`

func TestEndPanics(t *testing.T) {
	testStep(t, func(f *function) {
		trap := f.endPanics(map[int64]bool{9: true})
		assert.Equal(t, f.code[0].op == opBlock && f.code[0].label == trap, trap != noLabel)
	}, map[string]rewriting{
		"checks": {
			`local.get 5; i64.eqz; if 1; ` + panicking + `br_if 0; end; call 3; local.get 6; i64.eqz; if 2; ` + panicking + `br_if 0; end; i32.const 1`,
			`block 3; local.get 5; i64.eqz; br_if 3; call 3; local.get 6; i64.eqz; br_if 3; i32.const 1; return; end; unreachable`,
		},
		"another function": {`local.get 5; if 1; ` + strings.Replace(panicking, "call 9", "call 8", 1) + `br_if 0; end`, ""},
		"not at once":      {`local.get 5; if 1; nop; ` + panicking + `br_if 0; end`, ""},
		"and more":         {`local.get 5; if 1; ` + panicking + `br_if 0; nop; end`, ""},
		"in assembly":      {`local.get 5; if 1; ` + panicking + `if 2; unreachable; end; end`, ""},
	})
}

func TestEndFailures(t *testing.T) {
	const fails = `local.get 1; local.get 5; i64.store 0;` + panicking + `br_if 0;`
	testStep(t, func(f *function) {
		f.endFailures(map[int64]bool{9: true})
		f.endPanics(nil)
	}, map[string]rewriting{
		"where nothing else stands": {
			`block 1; local.get 5; br_if 1; call 3; return; end; ` + fails + `unreachable`,
			`block 2; block 1; local.get 5; br_if 2; call 3; return; end; unreachable; unreachable; return; end; unreachable`,
		},
		"behind several blocks": {
			`block 1; block 2; local.get 5; br_if 2; local.get 6; br_if 1; return; end; end; ` + fails + `unreachable`,
			`block 3; block 1; block 2; local.get 5; br_if 3; local.get 6; br_if 3; return; end; end; unreachable; unreachable; return; end; unreachable`,
		},
		"under a condition":      {`local.get 5; if 1; ` + fails + `end`, `local.get 5; if 1; unreachable; end`},
		"a loop is no way there": {`loop 1; local.get 5; br_if 1; end; ` + fails + `unreachable`, `loop 1; local.get 5; br_if 1; end; unreachable; unreachable`},
		"another function":       {strings.Replace(fails, "call 9", "call 8", 1), ""},
	})
}

func TestUnroll(t *testing.T) {
	testStep(t, (*function).unroll, map[string]rewriting{
		"fill": {
			`local.get 5; i32.const 0; i32.const 40; memory.fill; drop`,
			`local.get 5; local.set 50; local.get 50; local.get 52; v128.store 24; local.get 50; local.get 52; v128.store 16; local.get 50; local.get 52; v128.store 0; drop`,
		},
		"copy": {
			`local.get 5; local.get 6; i32.const 32; memory.copy`,
			`local.get 5; local.get 6; local.set 51; local.set 50; local.get 51; i32.load8_u 31; drop;
			 local.get 50; local.get 51; v128.load 0; local.get 50; local.get 51; v128.load 16; v128.store 16; v128.store 0`,
		},
		"copy of an odd size": {
			`local.get 5; local.get 6; i32.const 17; memory.copy`,
			`local.get 5; local.get 6; local.set 51; local.set 50; local.get 51; i32.load8_u 16; drop;
			 local.get 50; local.get 51; v128.load 0; local.get 50; local.get 51; v128.load 1; v128.store 1; v128.store 0`,
		},
		"one vector":        {`local.get 5; i32.const 0; i32.const 16; memory.fill`, `local.get 5; local.set 50; local.get 50; local.get 52; v128.store 0`},
		"other than zero":   {`local.get 5; i32.const 1; i32.const 40; memory.fill`, ""},
		"any value":         {`local.get 5; local.get 6; i32.const 40; memory.fill`, ""},
		"any size":          {`local.get 5; local.get 6; local.get 7; memory.copy`, ""},
		"small fill":        {`local.get 5; i32.const 0; i32.const 15; memory.fill`, ""},
		"large fill":        {`local.get 5; i32.const 0; i32.const 513; memory.fill`, ""},
		"large copy":        {`local.get 5; local.get 6; i32.const 257; memory.copy`, ""},
		"copy of gigabytes": {`local.get 5; local.get 6; i32.const -1; memory.copy`, ""},
	})
}

// TestVectors: they cover all bytes and nothing else.
func TestVectors(t *testing.T) {
	for size := int64(vectorSize); size <= maxFill; size++ {
		covered := make([]bool, size)
		for _, offset := range vectors(size) {
			for i := offset; i < offset+vectorSize; i++ {
				covered[i] = true
			}
		}
		assert.NotContains(t, covered, false, size)
	}
}

// made is where a function makes its frame.
const made = `local.get 1; i32.const 32; i32.sub; local.tee 1; global.set 0;`

// checked is an early check.
func checked(local, last string) string {
	return "local.get " + local + "; i32.load8_u " + last + "; drop;"
}

func TestCheckEarly(t *testing.T) {
	const zero, memory = 40, 65536
	testStep(t, func(f *function) { f.checkEarly(zero, memory) }, map[string]rewriting{
		"addresses": {
			`local.tee 20; i64.load 8; drop; local.get 20; i64.load 16; drop`,
			`local.tee 20; ` + checked("20", "23") + `i64.load 8; drop; local.get 20; i64.load 16; drop`,
		},
		"stores": {
			`local.tee 20; local.get 5; i32.store 0; local.get 20; local.get 20; i64.load8_u 4; i64.store8 5; return`,
			`local.tee 20; ` + checked("20", "5") + `local.get 5; i32.store 0; local.get 20; local.get 20; i64.load8_u 4; i64.store8 5; return`,
		},
		"the first one reaches furthest": {`local.tee 20; i64.load 16; drop; local.get 20; i64.load 8; drop`, ""},
		"one only":                       {`local.tee 20; i64.load 8`, ""},
		"behind a branch, a call and a block's end": {
			`block 1; local.tee 20; i64.load 8; br_if 0; call 5; end; local.get 20; i64.load 16`,
			`block 1; local.tee 20; ` + checked("20", "23") + `i64.load 8; br_if 0; call 5; end; local.get 20; i64.load 16`,
		},
		"another address, as far as the first": {
			`local.tee 20; i64.load 16; drop; local.get 5; local.tee 20; i64.load 8; drop`,
			`local.tee 20; i64.load 16; drop; local.get 5; local.tee 20; ` + checked("20", "23") + `i64.load 8; drop`,
		},
		"an address from before": {
			`local.get 20; local.get 5; local.tee 20; i64.load 8; i64.store 16`,
			`local.get 20; local.get 5; local.tee 20; ` + checked("20", "23") + `i64.load 8; i64.store 16`,
		},
		"farther than there is spare memory": {`local.tee 20; i64.load 8; drop; local.get 20; i64.load 65529; drop`, ""},
		"as far as there is":                 {`local.tee 20; i64.load 8; drop; local.get 20; i64.load 65528; drop`, `local.tee 20; ` + checked("20", "65535") + `i64.load 8; drop; local.get 20; i64.load 65528; drop`},
		"on one of two ways": {
			`local.get 5; if 1; local.get 20; i64.load 16; drop; end; local.get 20; i64.load 8; drop`,
			`local.get 5; if 1; local.get 20; i64.load 16; drop; end; local.get 20; ` + checked("20", "23") + `i64.load 8; drop`,
		},
		"on both ways": {`local.get 5; if 1; local.get 20; i64.load 16; drop; else; local.get 20; i64.load 16; drop; end; local.get 20; i64.load 8; drop`, ""},
		"two addresses, by two ways": {
			`local.get 20; i64.load 16; drop; local.get 5; if 1; local.get 6; local.tee 20; i64.load 16; drop; end; local.get 20; i64.load 8; drop`,
			`local.get 20; i64.load 16; drop; local.get 5; if 1; local.get 6; local.tee 20; i64.load 16; drop; end; local.get 20; ` + checked("20", "23") + `i64.load 8; drop`,
		},
		"once more in a loop": {
			`local.get 20; i64.load 16; drop; loop 1; local.get 20; i64.load 8; drop; local.get 20; i64.load 8; br_if 1; end`,
			`local.get 20; i64.load 16; drop; loop 1; local.get 20; ` + checked("20", "23") + `i64.load 8; drop; local.get 20; i64.load 8; br_if 1; end`,
		},
		"what cannot be reached": {`local.get 20; i64.load 16; return; local.get 20; i64.load 8`, ""},
		"frame": {
			made + `local.get 5; if 1; local.get 1; i64.load 80; drop; end; local.get 1; local.get 5; i64.store 8`,
			made + checked("1", "87") + `local.get 5; if 1; local.get 1; i64.load 80; drop; end; local.get 1; local.get 5; i64.store 8`,
		},
		"no frame": {
			`local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0; local.get 1; i64.load 8; drop; local.get 1; i64.load 16`,
			`local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0; local.get 1; ` + checked("1", "23") + `i64.load 8; drop; local.get 1; i64.load 16`,
		},
		"variables": {
			made + `local.get 40; i64.load 1000; drop; local.get 40; i64.load 65529`,
			made + checked("40", "1007") + `local.get 40; i64.load 1000; drop; local.get 40; i64.load 65529`,
		},
	})
}
