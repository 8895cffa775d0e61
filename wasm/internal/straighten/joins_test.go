package straighten

import "testing"

func TestRecall(t *testing.T) {
	const read = `local.get 5; i64.load 8; drop;`
	const recalled = `local.get 5; local.set 5;`
	testStep(t, func(f *function) { f.recall(f.bases()) }, map[string]rewriting{
		"behind a block":     {read + `block 1; local.get 6; br_if 1; nop; end;` + read, read + `block 1; local.get 6; br_if 1; nop; end;` + recalled + read},
		"one way only":       {read + `block 1; local.get 6; br 1; nop; end;` + read, ""},
		"nothing leads past": {read + `block 1; nop; end;` + read, ""},
		"behind both arms":   {read + `local.get 6; if 1; nop; else; nop; end;` + read, read + `local.get 6; if 1; nop; else; nop; end;` + recalled + read},
		"behind one arm":     {read + `local.get 6; if 1; nop; else; br 0; end;` + read, ""},
		"in a loop":          {read + `loop 1;` + read + `br 1; end`, read + `loop 1;` + recalled + read + `br 1; end`},
		"through a table":    {read + `block 1; block 2; local.get 6; br_table 2 1; end; nop; end;` + read, read + `block 1; block 2; local.get 6; br_table 2 1; end; nop; end;` + recalled + read},
		"not read any more":  {read + `block 1; local.get 6; br_if 1; nop; end`, ""},
		"set before it is read": {
			read + `block 1; local.get 6; br_if 1; nop; end; local.get 6; local.set 5;` + read, "",
		},
		"no address": {`local.get 5; drop; block 1; local.get 6; br_if 1; nop; end; local.get 5; drop`, ""},
	})
}

func TestBranchAside(t *testing.T) {
	testStep(t, (*function).branchAside, map[string]rewriting{
		"comparison":     {`local.get 5; local.get 6; i64.lt_s; br_if 0`, `local.get 5; local.get 6; i64.ge_s; if 1; else; br 0; end`},
		"of floats":      {`local.get 5; local.get 6; f64.ge; br_if 0`, `local.get 5; local.get 6; f64.ge; i32.eqz; if 1; else; br 0; end`},
		"zero":           {`local.get 5; i32.eqz; br_if 0`, `local.get 5; if 1; else; br 0; end`},
		"zero, 64 bits":  {`local.get 5; i64.eqz; br_if 0`, `local.get 5; i64.const 0; i64.ne; if 1; else; br 0; end`},
		"number":         {`local.get 5; br_if 0`, `local.get 5; i32.eqz; if 1; else; br 0; end`},
		"arm without":    {`local.get 5; if 1; nop; end`, `local.get 5; if 1; nop; else; end`},
		"arm with":       {`local.get 5; if 1; nop; else; nop; end`, ""},
		"neither of two": {`block 1; loop 2; br 2; end; end`, ""},
	})
}

func TestDecideDirectly(t *testing.T) {
	testStep(t, (*function).decideDirectly, map[string]rewriting{
		"test": {
			`local.get 5; i64.eqz; i64.extend_i32_u; local.set 6; local.get 6; i64.eqz; if 1; nop; end`,
			`local.get 5; i64.eqz; local.tee 50; i64.extend_i32_u; local.set 6; local.get 50; i32.eqz; if 1; nop; end`,
		},
		"negated twice": {
			`local.get 5; i64.eqz; i64.extend_i32_u; local.set 6; local.get 6; i64.eqz; i32.eqz; br_if 0`,
			`local.get 5; i64.eqz; local.tee 50; i64.extend_i32_u; local.set 6; local.get 50; br_if 0`,
		},
		"another local": {`local.get 5; i64.eqz; i64.extend_i32_u; local.set 6; local.get 7; i64.eqz; drop`, ""},
		"no test":       {`local.get 5; i32.wrap_i64; i64.extend_i32_u; local.set 6; local.get 6; i64.eqz; drop`, ""},
	})
}
