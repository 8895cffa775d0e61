package freeze

import "fmt"

// forgetLines removes from the memory of a Go program what it knows of its
// source: the names, files and lines of its functions, and which of them are
// inlined where. That is half of the data once the module is compressed, and
// little but tracebacks, profiles and runtime.Caller reads it. What is left in
// its place the runtime is prepared for: it answers "?" and 0.
//
// Who reads what, in the runtime of Go 1.26 on wasip1:
//
//   - The tables of files and lines, filetab, cutab and cuOffset: funcline1 and
//     funcfile in symtab.go, for tracebacks, Frames, Func.FileLine and profiles.
//     startLine: Frames, for runtime/pprof.
//   - PCDATA_UnsafePoint: isAsyncSafePoint in preempt.go, for preemption by
//     signals, of which os_wasm.go has none, and debugcall.go, which is
//     not built.
//   - Names: the same as lines, and three functions that decide by them; see
//     [rename].
//   - Trees of inlined calls: the same as lines, Callers, and gorecover, which
//     decides by them; see [record.dropTree].
//
// moduledataverify1, which looks at all of it, has run during the start. What
// knows the stack stays byte for byte: the table of stack pointers (pcsp), the
// maps of pointers with their PCDATA, deferreturn and the open-coded defers.
//
// Of names and files that the program holds the text stays: Caller and
// FuncForPC give out strings that lie in the tables, and an initialiser may
// have kept one.
func forgetLines(memory []byte) error {
	t, err := findTables(memory)
	if err != nil {
		return err
	}
	functions, err := t.functions()
	if err != nil {
		return err
	}
	keepHeld(memory, t.names, t.files)
	if err := rename(functions, t.names); err != nil {
		return err
	}
	if err := t.dropTrees(functions); err != nil {
		return err
	}
	for i, f := range functions {
		f.forget()
		if err := f.keepPCTables(t.pcs); err != nil {
			return fmt.Errorf("function %d: %w", i, err)
		}
	}
	for _, table := range []*table{t.names, t.units, t.files, t.pcs} {
		table.sweep()
	}
	return nil
}
