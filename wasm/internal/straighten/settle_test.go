package straighten

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

const (
	// settled is what becomes of where the frame is made.
	settled = `local.get 1; i32.const 32; i32.sub; global.set 0; local.get 1; i32.const 40; i32.sub; local.set 1;`
	// push makes room for the return address and writes it there.
	push = `local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0; local.get 1; i64.const 77; i64.store 0;`
	// pushed is what becomes of it.
	pushed = `local.get 1; global.set 0; local.get 1; i64.const 77; i64.store 0;`
	mirror = `global.get 0; local.set 1;`
	// leave gives up the frame and the return address.
	leave = `local.get 1; i32.const 32; i32.add; local.tee 1; global.set 0; local.get 1; i32.const 8; i32.add; local.tee 1; global.set 0; i32.const 0; return`
)

func TestSettle(t *testing.T) {
	testStep(t, (*function).settle, map[string]rewriting{
		"call":          {made + push + `i32.const 0; call 5; ` + mirror + `br_if 0`, settled + pushed + `i32.const 0; call 5; br_if 0`},
		"indirect call": {made + push + `i32.const 0; local.get 0; call_indirect 1; ` + mirror + `br_if 0`, settled + pushed + `i32.const 0; local.get 0; call_indirect 1; br_if 0`},
		"helper":        {made + `call 5; ` + mirror + `local.tee 2`, settled + `call 5; local.tee 2`},
		"accesses":      {made + `local.get 1; local.get 1; i64.load 16; i64.store 0`, settled + `local.get 1; local.get 1; i64.load 24; i64.store 8`},
		"address":       {made + `local.get 1; i64.extend_i32_u`, settled + `local.get 1; i32.const 8; i32.add; i64.extend_i32_u`},
		"return":        {made + leave, settled + `local.get 1; i32.const 48; i32.add; global.set 0; i32.const 0; return`},
		"in front":      {`local.get 1; i64.load 8; drop; ` + made + `nop`, `local.get 1; i64.load 8; drop; ` + settled + `nop`},

		"no frame":                     {push + `i32.const 0; call 5; ` + mirror, ""},
		"not mirrored":                 {made + push + `i32.const 0; call 5; br_if 0`, ""},
		"no call":                      {made + push, ""},
		"pushed twice":                 {made + push + push + `i32.const 0; call 5; ` + mirror, ""},
		"a branch before the call":     {made + push + `local.get 5; br_if 0; i32.const 0; call 5; ` + mirror, ""},
		"mirrored without a call":      {made + mirror, ""},
		"another frame":                {made + made, ""},
		"set to anything":              {made + `local.get 5; local.set 1`, ""},
		"another frame is given up":    {made + `local.get 1; i32.const 24; i32.add; local.tee 1; global.set 0`, ""},
		"an offset that becomes large": {made + `local.get 1; i64.load 4294967290; drop`, ""},
	})
}

// TestArguments: where a function's own arguments begin, and when that is known.
func TestArguments(t *testing.T) {
	const unknowable = int64(1<<63 - 1)
	for name, c := range map[string]struct {
		code string
		want int64
	}{
		"settled":                  {made, 48},
		"not settled":              {``, unknowable},
		"address in the frame":     {made + `local.get 1; i64.extend_i32_u; i64.const 31; i64.add`, 48},
		"address in 32 bits":       {made + `local.get 1; i32.const 31; i32.add; drop`, 48},
		"beginning of the frame":   {made + `local.get 1; i64.extend_i32_u; local.set 5`, 48},
		"address beyond the frame": {made + `local.get 1; i64.extend_i32_u; i64.const 40; i64.add`, unknowable},
		"the same in 32 bits":      {made + `local.get 1; i32.const 40; i32.add; drop`, unknowable},
		"global":                   {made + `global.get 0; drop`, unknowable},
	} {
		f := assemble(t, c.code)
		f.settle()
		assert.Equal(t, c.want, f.arguments(), name)
	}
}

// TestArgumentsOutliveCalls: the address of a pointer that is an argument is
// known behind calls and stores by other pointers, that of one in the frame is
// not.
func TestArgumentsOutliveCalls(t *testing.T) {
	const argument, own = `local.get 1; i64.load 40; i32.wrap_i64;`, `local.get 1; i64.load 16; i32.wrap_i64;`
	const argumentSettled, ownSettled = `local.get 1; i64.load 48; i32.wrap_i64;`, `local.get 1; i64.load 24; i32.wrap_i64;`
	const call, called = push + `i32.const 0; call 5; ` + mirror + `br_if 0;`, pushed + `i32.const 0; call 5; br_if 0;`
	const write = `local.get 7; local.get 5; i64.store 0;`
	const expose, exposed = `local.get 1; i64.extend_i32_u; local.set 7;`, `local.get 1; i32.const 8; i32.add; i64.extend_i32_u; local.set 7;`
	testStep(t, func(f *function) {
		f.settle()
		f.shareAddresses()
	}, map[string]rewriting{
		"argument": {
			made + argument + `drop;` + call + argument, settled + argumentSettled + keep + called + `local.get 50`,
		},
		"in the frame": {
			made + own + `drop;` + call + own, settled + ownSettled + keep + called + ownSettled + `local.tee 50`,
		},
		"argument, frame exposed": {
			made + expose + argument + `drop;` + write + argument, settled + exposed + argumentSettled + keep + write + `local.get 50`,
		},
		"in the frame, which is exposed": {
			made + expose + own + `drop;` + write + own, settled + exposed + ownSettled + keep + write + ownSettled + `local.tee 50`,
		},
		"helper": {
			made + own + `drop; call 5; ` + mirror + `drop;` + own, settled + ownSettled + keep + `call 5; drop; local.get 50`,
		},
	})
}
