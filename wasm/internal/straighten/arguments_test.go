package straighten

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// calls is a function of Go's with a frame of 32 bytes that does something and
// then calls another one.
func calls(before, callee string) string {
	return mirror + `local.get 1; i32.const 32; i32.sub; local.tee 1; global.set 0;` + before + push + `i32.const 0; call ` + callee + `;` + mirror + `br_if 0`
}

// Parts of such a function: an argument that it gives, and one of its own that
// it reads.
const (
	gives7000 = `local.get 1; i64.const 7000; i64.store 0;`
	givesOwn  = `local.get 1; local.get 1; i64.load 40; i64.store 0;`
	readsOwn  = `local.get 1; i64.load 40; local.set 5;`
)

func TestFindConstants(t *testing.T) {
	always := func(value int64) argument { return argument{known: true, value: value} }
	varies := argument{varies: true}
	reads := calls(readsOwn, "9")
	type found = map[int]map[int64]argument
	for name, c := range map[string]struct {
		functions []string
		// unchecked tells of the copies whether they do not look at the stack, and so
		// are called by copies only.
		unchecked map[int]bool
		want      found
	}{
		"the same": {
			[]string{calls(gives7000, "1"), reads, calls(gives7000, "1")}, map[int]bool{1: false},
			found{1: {0: always(7000)}},
		},
		"another one": {
			[]string{calls(gives7000, "1"), reads, calls(`local.get 1; i64.const 7008; i64.store 0;`, "1")}, map[int]bool{1: false},
			found{1: {0: varies}},
		},
		"never called": {[]string{reads}, map[int]bool{0: false}, found{0: {0: argument{}}}},
		"passed on": {
			[]string{calls(gives7000, "1"), calls(givesOwn, "2"), reads}, map[int]bool{1: false, 2: true},
			found{1: {0: always(7000)}, 2: {0: always(7000)}},
		},
		"passed on with something added": {
			[]string{calls(gives7000, "1"), calls(`local.get 1; local.get 1; i64.load 40; i64.const 16; i64.add; i64.store 0;`, "2"), reads}, map[int]bool{1: false, 2: true},
			found{1: {0: always(7000)}, 2: {0: always(7016)}},
		},
		"passed on by an original, too": {
			[]string{calls(gives7000, "1"), calls(givesOwn, "2"), reads}, map[int]bool{1: false, 2: false},
			found{1: {0: always(7000)}, 2: {0: varies}},
		},
		"to itself": {
			[]string{calls(gives7000, "1"), calls(givesOwn, "1")}, map[int]bool{1: true, 0: true},
			found{0: {}, 1: {0: always(7000)}},
		},
		"by way of a local": {
			[]string{calls(`i64.const 7000; local.set 6; local.get 1; local.get 6; i64.store 0;`, "1"), reads}, map[int]bool{1: false},
			found{1: {0: always(7000)}},
		},
		"by way of a local from before a branch": {
			[]string{calls(`i64.const 7000; local.set 6; local.get 7; br_if 0; local.get 1; local.get 6; i64.store 0;`, "1"), reads}, map[int]bool{1: false},
			found{1: {0: varies}},
		},
		"the second argument": {
			[]string{calls(`local.get 1; i64.extend_i32_u; i64.const 8; i64.add; i32.wrap_i64; i64.const 7000; i64.store 0;`, "1"), calls(`local.get 1; i64.load 48; drop;`, "9")}, map[int]bool{1: false},
			found{1: {8: always(7000)}},
		},
		"overwritten":           {[]string{calls(`local.get 1; i64.const 7008; i64.store 0;`+gives7000, "1"), reads}, map[int]bool{1: false}, found{1: {0: always(7000)}}},
		"overwritten in part":   {[]string{calls(gives7000+`local.get 1; i64.const 1; i64.store8 3;`, "1"), reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"by a pointer":          {[]string{calls(gives7000+`local.get 6; i64.const 1; i64.store 0;`, "1"), reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"before a branch":       {[]string{calls(gives7000+`local.get 7; br_if 0;`, "1"), reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"any value":             {[]string{calls(`local.get 1; local.get 6; i64.load 8; i64.store 0;`, "1"), reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"not given":             {[]string{calls(``, "1"), reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"a call without frame":  {[]string{mirror + `i32.const 0; call 1`, reads}, map[int]bool{1: false}, found{1: {0: varies}}},
		"written by the callee": {[]string{calls(gives7000, "1"), calls(readsOwn+`local.get 1; i64.const 1; i64.store8 47;`, "9")}, map[int]bool{1: false}, found{1: {}}},
		"its address is given away": {
			[]string{calls(gives7000, "1"), calls(readsOwn+`local.get 1; i32.const 40; i32.add; i64.extend_i32_u; local.set 6;`, "9")}, map[int]bool{1: false}, found{1: {}},
		},
		"a leaf without a frame": {[]string{calls(gives7000, "1"), mirror + `local.get 1; i64.load 8; local.set 5`}, map[int]bool{1: false}, found{1: {0: always(7000)}}},
		"a stack pointer that moves": {
			[]string{calls(gives7000, "1"), mirror + `local.get 1; i64.load 8; local.set 5; local.get 6; local.set 1`}, map[int]bool{1: false}, found{1: {}},
		},
	} {
		p := &program{goType: 7}
		for _, text := range c.functions {
			p.bodies = append(p.bodies, assemble(t, text).encode(nil))
			p.types = append(p.types, 7)
		}
		r := rewriter{program: p, unchecked: c.unchecked}
		require.NoError(t, r.findConstants(), name)
		assert.Equal(t, c.want, r.arguments, name)
	}
}

func TestUseConstants(t *testing.T) {
	const reads = `local.get 1; i64.load 8;`
	testStep(t, func(f *function) {
		f.useConstants(map[int64]argument{0: {known: true, value: 7000}, 8: {varies: true}, 16: {}})
	}, map[string]rewriting{
		"an address":            {reads + `i32.wrap_i64; i64.load 16`, `i32.const 7000; i64.load 16`},
		"compared with nil":     {reads + `i64.eqz; br_if 0; nop`, `nop`},
		"further on":            {reads + `i64.const 8; i64.add; local.set 6`, `i64.const 7008; local.set 6`},
		"kept in a local":       {reads + `local.set 5; call 3; local.get 5; local.set 6; local.get 6; drop`, `i64.const 7000; local.set 5; call 3; i64.const 7000; local.set 6; i64.const 7000; drop`},
		"set to something else": {reads + `local.set 5; call 3; local.tee 5; drop; local.get 5; drop`, `i64.const 7000; local.set 5; call 3; local.tee 5; drop; local.get 5; drop`},
		"by one of two ways": {
			`local.get 6; if 1; ` + reads + `local.set 5; end; local.get 5; drop`,
			`local.get 6; if 1; i64.const 7000; local.set 5; end; local.get 5; drop`,
		},
		"by both ways": {
			`local.get 6; if 1; ` + reads + `local.set 5; else; ` + reads + `local.set 5; end; local.get 5; drop`,
			`local.get 6; if 1; i64.const 7000; local.set 5; else; i64.const 7000; local.set 5; end; i64.const 7000; drop`,
		},
		"into a loop":             {reads + `local.set 5; loop 1; local.get 5; br_if 1; end`, `i64.const 7000; local.set 5; loop 1; local.get 5; br_if 1; end`},
		"where nothing leads":     {reads + `local.set 5; return; local.get 5; drop`, `i64.const 7000; local.set 5; return; local.get 5; drop`},
		"one that varies":         {`local.get 1; i64.load 16; drop`, ""},
		"one that is never given": {`local.get 1; i64.load 24; drop`, ""},
		"a part of it":            {`local.get 1; i64.load8_u 8; drop`, ""},
		"a moving stack":          {reads + `drop; local.get 6; local.set 1`, ""},
	})
}
