package straighten

import (
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The variable at an address is written and read, as Go's compiler has it.
const (
	writes1000 = `i64.const 1000; i32.wrap_i64; local.get 2; i64.store8 0;`
	reads1000  = `i64.const 1000; i32.wrap_i64; i64.load32_u 0;`
)

func TestMirrorBarrier(t *testing.T) {
	mirror := func(copied bool) func(*function) {
		return func(f *function) { f.mirrorBarrier(barrier{at: 1000, global: 8}, copied) }
	}
	const set = `i32.const 1000; i64.load32_u 0; global.set 8;`
	testStep(t, mirror(true), map[string]rewriting{
		"written":           {writes1000 + `nop`, writes1000 + set + `nop`},
		"read":              {`nop;` + reads1000 + `i64.eqz; br_if 0`, `nop; global.get 8; i64.eqz; br_if 0`},
		"as one byte":       {`i64.const 1000; i32.wrap_i64; i64.load8_u 0`, ""},
		"another variable":  {`i64.const 1008; i32.wrap_i64; i64.load32_u 0`, ""},
		"behind an address": {`i64.const 1000; i32.wrap_i64; i64.load32_u 4`, ""},
		"by a pointer":      {`local.get 5; i32.wrap_i64; i64.load32_u 1000`, ""},
	})
	testStep(t, mirror(false), map[string]rewriting{
		"written in an original": {writes1000 + `nop`, writes1000 + set + `nop`},
		"read in an original":    {reads1000 + `i64.eqz; br_if 0`, ""},
	})
	testStep(t, func(f *function) { f.mirrorBarrier(barrier{}, true) }, map[string]rewriting{
		"no variable": {writes1000 + reads1000 + `drop`, ""},
	})
}

func TestFindBarrier(t *testing.T) {
	const writes2000, reads2000 = `i64.const 2000; i32.wrap_i64; local.get 2; i64.store8 0;`, `i64.const 2000; i32.wrap_i64; i64.load32_u 0; drop;`
	for name, c := range map[string]struct {
		collector, user string
		at              int64
		says            string
	}{
		"found":             {writes1000 + writes2000, reads1000 + `drop`, 1000, ""},
		"never read":        {writes1000, `nop`, 0, ""},
		"never written":     {`nop`, reads1000 + `drop`, 0, ""},
		"written elsewhere": {`nop`, writes1000 + reads1000 + `drop`, 0, ""},
		"two":               {writes1000 + writes2000, reads1000 + `drop;` + reads2000, 0, "the variables at 1000 and 2000 are both like the one that tells of the collector"},
		"written as a whole": {
			writes1000, reads1000 + `drop; i64.const 992; i32.wrap_i64; local.get 2; i64.store 4`, 0,
			"function 1 (user) writes 8 bytes at 996, where the runtime keeps whether the collector is at work",
		},
		"beside it": {writes1000, reads1000 + `drop; i64.const 992; i32.wrap_i64; local.get 2; i64.store 0; i64.const 1004; i32.wrap_i64; local.get 2; i64.store 0`, 1000, ""},
	} {
		p := &program{types: []uint32{0, 0}, names: map[uint32]string{0: "runtime.gcMarkTermination.func1", 1: "user"},
			sections: module.Module{{ID: module.Global, Content: []byte{1, typeI32, 1, byte(opI32Const), 7, byte(opEnd)}}}}
		for _, text := range []string{c.collector, c.user} {
			p.bodies = append(p.bodies, assemble(t, text).encode(nil))
		}
		r := rewriter{program: p}
		err := r.findBarrier()
		if c.says != "" {
			assert.ErrorContains(t, err, c.says, name)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, c.at, r.barrier.at, name)
		want := []byte{1, typeI32, 1, byte(opI32Const), 7, byte(opEnd)}
		if c.at != 0 {
			assert.EqualValues(t, 1, r.barrier.global, name)
			want = append(want, typeI64, 1, byte(opI64Const), 0, byte(opEnd))
			want[0] = 2
		}
		assert.Equal(t, want, p.withBarrier(), name)
	}
}
