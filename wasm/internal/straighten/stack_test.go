package straighten

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// In these tests function 0 makes the stack larger, and is no function of Go's.
const grows = 0

// looks is a look at how much of the stack is left.
const looks = `local.get 1; global.get 2; i32.wrap_i64; i32.load 16; i32.le_u; if 1; ` + push + `i32.const 0; call 0; ` + mirror + `br_if 0; end;`

// looksFurther is that of a function with a larger frame.
const looksFurther = `local.get 1; global.get 2; i32.wrap_i64; i32.load 16; i32.const 32; i32.add; i32.le_u; if 1; ` + push + `i32.const 0; call 0; ` + mirror + `br_if 0; end;`

// goFunction is one of Go's with a frame that calls others.
func goFunction(look string, frame int, calls ...int) string {
	text := mirror + look + fmt.Sprintf(`local.get 1; i32.const %d; i32.sub; local.tee 1; global.set 0;`, frame)
	for _, callee := range calls {
		text += push + fmt.Sprintf(`i32.const 0; call %d; `, callee) + mirror + `br_if 0;`
	}
	return text
}

// shareLooks decides for some functions, numbered from 1, whose copies look. All
// but those in keep are copied.
func shareLooks(t *testing.T, keep map[int]bool, functions ...string) rewriter {
	t.Helper()
	p := &program{goType: 7}
	for _, text := range append([]string{`unreachable`}, functions...) {
		p.bodies = append(p.bodies, assemble(t, text).encode(nil))
		p.types = append(p.types, 7)
	}
	r := rewriter{program: p, unchecked: map[int]bool{}, reserves: map[int]int64{}, growers: map[int64]bool{grows: true}}
	var copies []int
	for i := 1; i < len(p.bodies); i++ {
		if !keep[i] {
			copies = append(copies, i)
		}
	}
	require.NoError(t, r.shareLooks(copies))
	return r
}

func TestShareLooks(t *testing.T) {
	small := func(calls ...int) string { return goFunction(looks, 200, calls...) }
	large := func(calls ...int) string { return goFunction(looksFurther, 9000, calls...) }
	type reserves = map[int]int64
	for name, c := range map[string]struct {
		functions []string
		keep      map[int]bool
		unchecked map[int]bool
		reserves  reserves
	}{
		"a leaf":                            {[]string{small()}, nil, map[int]bool{1: true}, reserves{}},
		"three":                             {[]string{small(2), small(3), large()}, nil, map[int]bool{1: true, 2: true, 3: true}, reserves{}},
		"too much together":                 {[]string{large(2), large()}, nil, map[int]bool{1: false, 2: true}, reserves{1: 9008}},
		"itself":                            {[]string{small(1)}, nil, map[int]bool{1: false}, reserves{1: 0}},
		"in a circle, one looks":            {[]string{small(2), small(1)}, nil, map[int]bool{1: false, 2: true}, reserves{1: 208}},
		"called by one without":             {[]string{small(2), small(3, 4), small(), small(3)}, map[int]bool{1: true}, map[int]bool{2: false, 3: true, 4: true}, reserves{2: 416}},
		"calls one without, which calls it": {[]string{small(2), small(3), small(2), small()}, map[int]bool{3: true}, map[int]bool{1: true, 2: false, 4: true}, reserves{2: 0}},
		"a call of one without":             {[]string{small(2), goFunction(``, 16)}, map[int]bool{2: true}, map[int]bool{1: true}, reserves{}},
		"a helper":                          {[]string{small(2), `nop`}, map[int]bool{2: true}, map[int]bool{1: true}, reserves{}},
		"a look that is not known":          {[]string{goFunction(`i32.const 0; call 0;`, 16, 2), small()}, nil, map[int]bool{1: false, 2: false}, reserves{2: 0}},
		"one that never looks":              {[]string{goFunction(``, 16, 2), small()}, nil, map[int]bool{1: false, 2: false}, reserves{2: 0}},
	} {
		r := shareLooks(t, c.keep, c.functions...)
		assert.Equal(t, c.unchecked, r.unchecked, name)
		assert.Equal(t, c.reserves, r.reserves, name)
	}
}

func TestDropStackCheck(t *testing.T) {
	testStep(t, func(f *function) { f.dropStackCheck(map[int64]bool{grows: true}) }, map[string]rewriting{
		"look":             {mirror + looks + `nop`, mirror + `nop`},
		"further look":     {mirror + looksFurther + `nop`, mirror + `nop`},
		"another function": {mirror + `local.get 1; global.get 2; i32.wrap_i64; i32.load 16; i32.le_u; if 1; call 5; end`, ""},
	})
}

func TestLookFurther(t *testing.T) {
	further := func(more int64) func(*function) {
		return func(f *function) { f.lookFurther(map[int64]bool{grows: true}, more) }
	}
	testStep(t, further(32), map[string]rewriting{
		"look":         {mirror + looks + `nop`, mirror + looksFurther + `nop`},
		"further look": {mirror + looksFurther + `nop`, mirror + strings.Replace(looksFurther, "i32.const 32", "i32.const 64", 1) + `nop`},
		"none":         {mirror + `nop`, ""},
	})
	testStep(t, further(0), map[string]rewriting{"no more": {mirror + looks + `nop`, ""}})
}
