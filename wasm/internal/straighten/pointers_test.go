package straighten

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// In these tests the local 5 holds a pointer, and `slot` loads one from the
// stack. Addresses are kept in local 50, the first new one.
const (
	slot   = `local.get 1; i64.load 24; i32.wrap_i64;`
	keep   = `local.tee 50; drop;`
	shared = `local.get 50; drop;`
	use    = slot + `drop;`
)

// again expects that the slot's address is still known behind some code, and
// anew that it is not.
func again(between string) rewriting {
	return rewriting{use + between + use, slot + keep + between + shared}
}

func anew(between string) rewriting {
	return rewriting{use + between + use, slot + keep + between + slot + keep}
}

// before returns a rewriting with code at the end that stays as it is.
func (r rewriting) before(code string) rewriting { return rewriting{r.code + code, r.want + code} }

func TestShareAddresses(t *testing.T) {
	testStep(t, (*function).shareAddresses, map[string]rewriting{
		"local":           {`local.get 5; i32.wrap_i64; drop; local.get 5; i32.wrap_i64`, `local.get 5; i32.wrap_i64; local.tee 50; drop; local.get 50`},
		"once":            {`local.get 5; i32.wrap_i64`, ""},
		"local is set":    {`local.get 5; i32.wrap_i64; drop; local.set 5; local.get 5; i32.wrap_i64`, `local.get 5; i32.wrap_i64; local.tee 50; drop; local.set 5; local.get 5; i32.wrap_i64; local.tee 50`},
		"while it is set": {`local.tee 5; i32.wrap_i64; drop; local.get 5; i32.wrap_i64; drop; local.tee 5; i32.wrap_i64`, `local.tee 5; i32.wrap_i64; local.tee 50; drop; local.get 50; drop; local.tee 5; i32.wrap_i64; local.tee 50`},
		"two": {
			`local.get 6; i32.wrap_i64; local.get 5; i32.wrap_i64; local.get 5; i32.wrap_i64; local.get 6; i32.wrap_i64`,
			`local.get 6; i32.wrap_i64; local.tee 51; local.get 5; i32.wrap_i64; local.tee 50; local.get 50; local.get 51`,
		},
		"local outlives calls": {`local.get 5; i32.wrap_i64; i32.const 0; call 1; local.get 5; i32.wrap_i64`, `local.get 5; i32.wrap_i64; local.tee 50; i32.const 0; call 1; local.get 50`},

		"slot":                  again(``),
		"another local is set":  again(`i64.const 1; local.set 6;`),
		"other slot is written": again(`local.get 1; local.get 5; i64.store 32; local.get 1; local.get 5; i64.store 16;`),
		"slot is written":       anew(`local.get 1; local.get 5; i64.store 24;`),
		"its end is written":    anew(`local.get 1; local.get 5; i64.store8 31;`),
		"its start is written":  anew(`local.get 1; local.get 5; i64.store 17;`),
		"byte behind":           again(`local.get 1; local.get 5; i64.store8 32;`),
		"vector":                anew(`local.get 1; local.get 5; v128.store 10;`),
		"store by a pointer":    again(`local.get 7; local.get 5; i64.store 0;`),
		"call":                  anew(`i32.const 0; call 1;`),
		"indirect call":         anew(`local.get 6; call_indirect 0;`),
		"stack moves":           anew(`global.get 0; local.set 1;`),
		"stack pointer moves":   anew(`local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0;`),
	})
}

func TestShareAddressesAcrossBlocks(t *testing.T) {
	testStep(t, (*function).shareAddresses, map[string]rewriting{
		"condition":           again(`local.get 6; if 1; nop; end;`),
		"call on one way":     anew(`local.get 6; if 1; i32.const 0; call 1; end;`),
		"call and no way on":  again(`local.get 6; if 1; i32.const 0; call 1; return; end;`),
		"call and a branch":   anew(`block 1; local.get 6; if 2; i32.const 0; call 1; br 1; end; end;`),
		"branch, then a call": anew(`block 1; local.get 6; br_if 1; i32.const 0; call 1; end;`),
		"else":                anew(`local.get 6; if 1; nop; else; i32.const 0; call 1; end;`),
		"branch before else":  anew(`local.get 6; if 1; local.get 6; if 2; i32.const 0; call 1; br 1; end; else; nop; end;`),
		"call before else":    {`local.get 6; if 1;` + use + `i32.const 0; call 1; else;` + use + `end;` + use, `local.get 6; if 1;` + slot + keep + `i32.const 0; call 1; else;` + slot + keep + `end;` + slot + keep},
		"table":               anew(`block 1; block 2; local.get 6; br_table 2 1; end; i32.const 0; call 1; end;`),
		"loop":                {`loop 1;` + use + use + `i32.const 0; call 1; br 1; end`, `loop 1;` + slot + keep + shared + `i32.const 0; call 1; br 1; end`},
		"behind a loop":       {`loop 1; local.get 6; br_if 1;` + use + `end;` + use, `loop 1; local.get 6; br_if 1;` + slot + keep + `end;` + shared},
		"in front of a loop":  {use + `loop 1;` + use + `end;` + use, slot + keep + `loop 1;` + slot + keep + `end;` + shared},
		"nowhere":             {use + `br 0;` + use + use, slot + keep + `br 0;` + use + use},
		"behind a dead end":   {use + `block 1; br 1; i32.const 0; call 1; end;` + use, slot + keep + `block 1; br 1; i32.const 0; call 1; end;` + shared},
	})
}

// TestShareAddressesOfExposedStack: who has the address of something on the
// stack may write to it.
func TestShareAddressesOfExposedStack(t *testing.T) {
	const expose = `local.get 1; i64.extend_i32_u; local.set 7;`
	testStep(t, (*function).shareAddresses, map[string]rewriting{
		"nothing":            again(``).before(expose),
		"store by a pointer": anew(`local.get 7; local.get 5; i64.store8 0;`).before(expose),
		"copy":               anew(`local.get 7; local.get 6; i32.const 8; memory.copy;`).before(expose),
		"fill":               anew(`local.get 7; local.get 6; i32.const 8; memory.fill;`).before(expose),
		"unrolled copy":      anew(`local.get 7; local.get 6; v128.load 0; v128.store 0;`).before(expose),
		"store elsewhere":    again(`local.get 1; local.get 5; i64.store 40;`).before(expose),
		"load":               again(`local.get 7; i64.load 0; drop;`).before(expose),
	})
}

func TestExposesFrame(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		want bool
	}{
		"nothing":              {``, false},
		"load and store":       {`local.get 1; local.get 1; i64.load 8; i64.store 8`, false},
		"frame":                {made + `local.get 1; i32.const 32; i32.add; local.tee 1; global.set 0`, false},
		"end of the stack":     {`local.get 1; global.get 2; i32.wrap_i64; i32.load 16; i32.le_u`, false},
		"mirrored":             {`global.get 0; local.set 1`, false},
		"address":              {`local.get 1; i64.extend_i32_u`, true},
		"address of a slot":    {`local.get 1; i32.const 8; i32.add`, true},
		"sum in another local": {`local.get 1; i32.const 8; i32.add; local.tee 6`, true},
		"stored":               {`local.get 6; local.get 1; i32.store 8`, true},
		"copied from":          {`local.get 6; local.get 1; i32.const 64; memory.copy`, true},
		"copied to":            {`local.get 1; local.get 6; i32.const 64; memory.copy`, true},
		"put aside":            {`local.get 1; local.set 6`, true},
		"argument":             {`local.get 1; call 1`, true},
		"on the right":         {`local.get 6; local.get 1; i32.gt_u`, true},
		"global":               {`global.get 0; i64.extend_i32_u`, true},
		"of another value":     {`local.get 6; local.tee 1; i64.extend_i32_u`, true},
		"at the end":           {`local.get 1`, true},
	} {
		assert.Equal(t, c.want, assemble(t, c.code).exposesFrame(), name)
	}
}
