package straighten

import (
	"fmt"
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

// unchecked returns which copies of some functions, numbered from 1, need not
// look. All but those in keep are copied.
func unchecked(t *testing.T, keep map[int]bool, functions ...string) map[int]bool {
	t.Helper()
	p := &program{goType: 7, memory: 65536}
	for _, text := range append([]string{`unreachable`}, functions...) {
		p.bodies = append(p.bodies, assemble(t, text).encode(nil))
		p.types = append(p.types, 7)
	}
	r := rewriter{program: p, unchecked: map[int]bool{}, growers: map[int64]bool{grows: true}}
	var copies []int
	for i := 1; i < len(p.bodies); i++ {
		if !keep[i] {
			copies = append(copies, i)
		}
	}
	require.NoError(t, r.findUnchecked(copies))
	return r.unchecked
}

func TestFindUnchecked(t *testing.T) {
	small := func(calls ...int) string { return goFunction(looks, 200, calls...) }
	for name, c := range map[string]struct {
		functions []string
		keep      map[int]bool
		want      map[int]bool
	}{
		"a leaf":                         {[]string{small()}, nil, map[int]bool{1: true}},
		"a larger frame":                 {[]string{goFunction(looksFurther, 200)}, nil, map[int]bool{1: true}},
		"two":                            {[]string{small(2), small()}, nil, map[int]bool{1: true, 2: true}},
		"one of three, as frames add up": {[]string{small(2), small(3), small()}, nil, map[int]bool{1: false, 2: true, 3: true}},
		"itself":                         {[]string{small(1)}, nil, map[int]bool{1: false}},
		"in a circle, one looks":         {[]string{small(2), small(1)}, nil, map[int]bool{1: true, 2: false}},
		"a call of one that looks":       {[]string{small(2), small()}, map[int]bool{2: true}, map[int]bool{1: true}},
		"a call of one that never does":  {[]string{small(2), goFunction(``, 16)}, map[int]bool{2: true}, map[int]bool{1: false}},
		"called by one that never does":  {[]string{small(), goFunction(``, 16, 1)}, map[int]bool{2: true}, map[int]bool{1: false}},
		"a helper":                       {[]string{small(2), `nop`}, map[int]bool{2: true}, map[int]bool{1: false}},
		"an indirect call":               {[]string{small() + `call_indirect 0`}, nil, map[int]bool{1: false}},
		"a large frame":                  {[]string{goFunction(looks, 600)}, nil, map[int]bool{1: false}},
		"a look that is not known":       {[]string{goFunction(`i32.const 0; call 0;`, 16)}, nil, map[int]bool{1: false}},
		"none":                           {[]string{goFunction(``, 16)}, nil, map[int]bool{1: false}},
	} {
		assert.Equal(t, c.want, unchecked(t, c.keep, c.functions...), name)
	}
}

func TestDropStackCheck(t *testing.T) {
	testStep(t, func(f *function) { f.dropStackCheck(map[int64]bool{grows: true}) }, map[string]rewriting{
		"look":             {mirror + looks + `nop`, mirror + `nop`},
		"further look":     {mirror + looksFurther + `nop`, mirror + `nop`},
		"another function": {mirror + `local.get 1; global.get 2; i32.wrap_i64; i32.load 16; i32.le_u; if 1; call 5; end`, ""},
	})
}
