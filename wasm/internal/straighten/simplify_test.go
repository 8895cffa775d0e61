package straighten

import "testing"

func TestSimplify(t *testing.T) {
	testStep(t, (*function).simplify, map[string]rewriting{
		"eqz of an extension":         {`local.get 5; i64.extend_i32_u; i64.eqz`, `local.get 5; i32.eqz`},
		"constant":                    {`i64.const 7; i32.wrap_i64`, `i32.const 7`},
		"constant of 64 bits":         {`i64.const 4294967295; i32.wrap_i64`, `i32.const -1`},
		"sum of an extension":         {`local.get 1; i64.extend_i32_u; i64.const 24; i64.add; i32.wrap_i64`, `local.get 1; i32.const 24; i32.add`},
		"sum of 64 bits":              {`local.get 5; i64.const 24; i64.add; i32.wrap_i64`, ""},
		"not less":                    {`local.get 5; local.get 6; i64.lt_s; i32.eqz`, `local.get 5; local.get 6; i64.ge_s`},
		"not not less":                {`local.get 5; local.get 6; i64.lt_s; i32.eqz; i32.eqz`, `local.get 5; local.get 6; i64.lt_s`},
		"not of floats":               {`f64.ge; i32.eqz`, ""},
		"not not of floats":           {`f64.ge; i32.eqz; i32.eqz`, `f64.ge`},
		"not not of a number":         {`local.get 5; i32.eqz; i32.eqz`, ""},
		"not not, for a branch":       {`local.get 5; i32.eqz; i32.eqz; br_if 0`, `local.get 5; br_if 0`},
		"not not, for a block":        {`local.get 5; i32.eqz; i32.eqz; if 1; end`, `local.get 5; if 1; end`},
		"not, for a branch":           {`local.get 5; i32.eqz; br_if 0`, ""},
		"all at once":                 {`local.get 5; local.get 6; i64.eq; i64.extend_i32_u; i64.eqz; i32.eqz; i32.eqz; br_if 0`, `local.get 5; local.get 6; i64.ne; br_if 0`},
		"a block's end between":       {`block 1; local.get 5; i64.extend_i32_u; end; i64.eqz`, ""},
		"the beginning of a function": {`i32.eqz; i32.eqz`, ""},
	})
}

func TestFoldOffsets(t *testing.T) {
	testStep(t, (*function).foldOffsets, map[string]rewriting{
		"load":           {`local.get 1; i32.const 24; i32.add; i64.load 8`, `local.get 1; i64.load 32`},
		"store":          {`local.get 1; i32.const 24; i32.add; local.get 5; i64.load 0; i64.store 8`, `local.get 1; local.get 5; i64.load 0; i64.store 32`},
		"stored value":   {`local.get 5; local.get 1; i32.const 24; i32.add; i32.store 8`, ""},
		"another base":   {`local.get 5; i32.const 24; i32.add; i64.load 8`, ""},
		"negative":       {`local.get 1; i32.const -8; i32.add; i64.load 8`, ""},
		"too large":      {`local.get 1; i32.const 24; i32.add; i64.load 4294967290`, ""},
		"difference":     {`local.get 1; i32.const 24; i32.sub; i64.load 8`, ""},
		"across a call":  {`local.get 1; i32.const 24; i32.add; call 1; i64.store 8`, ""},
		"of a condition": {`local.get 1; i32.const 24; i32.add; block 1; end; i64.load 8`, ""},
	})
}

func TestAddressFromZero(t *testing.T) {
	testStep(t, func(f *function) { f.addressFromZero() }, map[string]rewriting{
		"accesses":  {`i32.const 1000; i64.load 8; drop; i32.const 2000; local.get 5; i64.store 0`, `local.get 50; i64.load 1008; drop; local.get 50; local.get 5; i64.store 2000`},
		"values":    {`local.get 5; i32.const 1000; i32.store 8`, ""},
		"negative":  {`i32.const -4; i32.load 8`, ""},
		"too large": {`i32.const 8; i32.load 4294967295`, ""},
	})
}
