package freeze

import (
	"fmt"
	"strings"
)

// The names that functions have from now on, unless they keep their own.
// Tracebacks leave out names without a dot.
const (
	nameOfRuntime = "runtime.?"
	nameOfOthers  = "?.?"
)

// rename takes the names from the functions, but for what the runtime decides
// by names:
//
//   - isSystemGoroutine in traceback.go asks whether a goroutine began with a
//     function of the runtime. The scheduler and the detection of deadlocks
//     depend on it.
//   - panicwrap in error.go takes the name of its caller apart, for the text of
//     a panic, and throws when it is not of the form "p.(*T).M". The callers are
//     wrappers, which are special and keep their names.
//   - argMapInternal in stkframe.go knows reflect.makeFuncStub and
//     reflect.methodValueCall, whose arguments the tables do not tell. They are
//     wrappers too.
//
// What the trees of inlined calls name that are left is nothing or the end of
// another name.
func rename(functions []record, names *table) error {
	ofRuntime := make([]bool, len(functions))
	for i, f := range functions {
		offset := f.get(fieldName)
		name, ok := names.text(offset)
		if !ok {
			return fmt.Errorf("function %d: no name is at %d in %d bytes of names", i, offset, len(names.bytes))
		}
		if f.special() {
			names.keep(int(offset), len(name)+1)
		}
		ofRuntime[i] = strings.HasPrefix(name, "runtime.")
	}
	// Only now, because they overwrite other names.
	runtime, ok := names.place(nameOfRuntime)
	others, alsoOK := names.place(nameOfOthers)
	if !ok || !alsoOK {
		return fmt.Errorf("%q and %q find no room in %d bytes of names", nameOfRuntime, nameOfOthers, len(names.bytes))
	}
	for i, f := range functions {
		switch {
		case f.special():
		case ofRuntime[i]:
			f.set(fieldName, runtime)
		default:
			f.set(fieldName, others)
		}
	}
	return nil
}
