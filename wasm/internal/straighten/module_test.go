package straighten

import (
	"slices"
	"testing"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func all(string) bool { return true }

// TestModule: what becomes of each section.
func TestModule(t *testing.T) {
	var asked []string
	out, err := Module(tiny.binary(nil), func(name string) bool {
		asked = append(asked, name)
		return true
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"a"}, asked, "neither a function of another form nor that of nil pointers")
	const short = goBeginning + "\x20\x01\x45\x0b"
	want := sections{
		module.Function: {5, 1, 1, 1, 1, 1},
		module.Memory:   {1, 0, 2}, // a spare page
		module.Code: list(
			sized("\x01\x01\x7f"+short),
			sized("\x00"+calling("\x05")+"\x1a"+calling("\x00")+"\x0b"),
			sized("\x00"+calling("\x05")+"\x0b"),
			sized("\x01\x01\x7f"+goBeginning+"\x41\x01\x0b"),
			sized("\x01\x01\x7f"+short),
		),
		module.Custom: slices.Concat([]byte(sized("name")), []byte("\x01"), []byte(sized(string(list(
			"\x01"+sized("a"), "\x02"+sized("b"), "\x03"+sized("export"), "\x04"+sized("runtime.sigpanic"), "\x05"+sized("a.straight")))))),
	}
	assert.Equal(t, tiny.binary(want), out)
}

// TestModuleWithoutPicks: functions are straightened all the same, and no names
// are needed.
func TestModuleWithoutPicks(t *testing.T) {
	code := slices.Clone(tiny[module.Code])
	code = slices.Replace(code, 0, 14, list(sized("\x01\x01\x7f"+goBeginning+"\x20\x01\x45\x0b"))...)
	code[0] = 4
	for name, changes := range map[string]sections{"named": nil, "without names": {module.Custom: nil}} {
		out, err := Module(tiny.binary(changes), nil)
		require.NoError(t, err, name)
		m, err := module.Parse(out)
		require.NoError(t, err, name)
		assert.Equal(t, tiny[module.Function], m[2].Content, name)
		assert.Equal(t, code, m[4].Content, name)
	}
	kept, err := Module(tiny.binary(nil), func(string) bool { return false })
	require.NoError(t, err)
	none, err := Module(tiny.binary(nil), nil)
	require.NoError(t, err)
	assert.Equal(t, none, kept)
}

// refused are modules that cannot be straightened, and what the error says.
var refused = map[string]struct {
	module []byte
	says   string
}{
	"nothing":           {nil, "not a WebAssembly module of version 1"},
	"no names":          {tiny.binary(sections{module.Custom: nil}), "the module has no names of functions to pick by: link it without -s and -w"},
	"other custom":      {tiny.binary(sections{module.Custom: []byte(sized("producers"))}), "the module has no names of functions to pick by"},
	"no sigpanic":       {tiny.binary(sections{module.Custom: named("\x01a")}), "the module has no function runtime.sigpanic: it is none of Go's"},
	"straight already":  {tiny.binary(sections{module.Custom: named("\x01a", "\x02a.straight", "\x04runtime.sigpanic")}), "there is a function a.straight: the module has been straightened before"},
	"names cut":         {tiny.binary(sections{module.Custom: append([]byte(sized("name")), 1, 9)}), "name section: ends too early"},
	"list of names cut": {tiny.binary(sections{module.Custom: append([]byte(sized("name")), 1, 1, 9)}), "name section: ends too early"},
	"imported memory":   {tiny.binary(sections{module.Import: list("\x01w\x01m\x02\x00\x01")}), `the memory "w"."m" is imported`},
	"no such type":      {tiny.binary(sections{module.Type: list("\x60\x01\x7f\x00", "\x60\x01\x7e\x01\x7f")}), "type section: there is no type (i32) -> i32, which Go's functions have"},
	"form of a type":    {tiny.binary(sections{module.Type: list("\x5f\x00")}), "type section: type 0 is of form 0x5f, and only functions have types"},
	"types cut":         {tiny.binary(sections{module.Type: {1, 0x60}}), "type section: ends too early"},
	"functions cut":     {tiny.binary(sections{module.Function: {4, 1}}), "function section: ends too early"},
	"two memories":      {tiny.binary(sections{module.Memory: {2, 0, 1, 0, 1}}), "memory section: the module has 2 memories of its own; it needs one"},
	"shared memory":     {tiny.binary(sections{module.Memory: {1, 3, 1, 1}}), "memory section: memories with flags 0x3 (shared, of 64 bits, or of other pages) are not supported"},
	"code cut":          {tiny.binary(sections{module.Code: {4, 9}}), "code section: ends too early"},
	"less code":         {tiny.binary(sections{module.Code: list(sized("\x00\x0b"))}), "the module declares 4 functions and has code of 1"},
	"no end":            {tiny.binary(body("\x02\x40\x0b")), "function 0 (runtime.sigpanic): a block has no end"},
	"instruction cut":   {tiny.binary(body("\x41\x80")), "function 0 (runtime.sigpanic): ends too early"},
	"behind the end":    {tiny.binary(body("\x00\x0b\x0b")), "function 0 (runtime.sigpanic): holds more than its last item"},
	"branch":            {tiny.binary(body("\x0c\x01\x0b")), "function 0 (runtime.sigpanic): instruction 2: it leaves 2 blocks, and 1 are open"},
	"table":             {tiny.binary(body("\x0e\x01\x00\x05\x0b")), "instruction 2: it leaves 6 blocks"},
	"within a table":    {tiny.binary(body("\x0e\x01\x05\x00\x0b")), "instruction 2: it leaves 6 blocks"},
	"opcode":            {tiny.binary(body("\xd0\x70\x0b")), "instruction 2: opcode 0xd0 is none that Go's compiler emits"},
	"vectors":           {tiny.binary(body("\xfd\x0c\x0b")), "opcode 0xfd is none that Go's compiler emits"},
	"behind a prefix":   {tiny.binary(body("\xfc\x8a\x02\x0b")), "opcode 0xfc80 is none that Go's compiler emits"},
	"another memory":    {tiny.binary(body("\x40\x01\x0b")), "instruction 2: it is about memory 1, and there is one only"},
	"locals":            {tiny.binary(sections{module.Function: {1, 1}, module.Code: list(sized("\x01\xd0\x86\x03\x7f\x0b"))}), "function 1 (a): it has more than 50000 locals"},
	"no such local":     {tiny.binary(body("\x20\x02\x0b")), "function 0 (runtime.sigpanic): instruction 2 is about local 2, and there are 2"},
	"dispatch":          {tiny.binary(body("\x20\x00\x0b")), "function 0 (runtime.sigpanic): instruction 2 uses the point to resume at as Go's compiler never does"},
}

func TestModuleRefuses(t *testing.T) {
	for name, c := range refused {
		t.Run(name, func(t *testing.T) {
			out, err := Module(c.module, all)
			assert.ErrorContains(t, err, c.says)
			assert.ErrorContains(t, err, "straighten: ")
			assert.Empty(t, out)
		})
	}
	_, err := Module(tiny.binary(body("\xd0\x70\x0b")), nil)
	assert.ErrorContains(t, err, "opcode 0xd0", "without picks, too")
	without := body("\xd0\x70\x0b")
	without[module.Custom] = nil
	_, err = Module(tiny.binary(without), nil)
	assert.ErrorContains(t, err, "straighten: function 0: instruction 2")
}

// FuzzModule: no bytes make it panic, and from a module that it takes comes one
// that can be read.
func FuzzModule(f *testing.F) {
	f.Add(tiny.binary(nil))
	for _, c := range refused {
		f.Add(c.module)
	}
	f.Add(tiny.binary(body(dispatching)))
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Module(b, all)
		if err != nil {
			return
		}
		p, err := read(out)
		require.NoError(t, err)
		assert.NotEmpty(t, p.names)
		again, err := Module(b, all)
		require.NoError(t, err)
		assert.Equal(t, out, again)
	})
}

// dispatching is code with a bit of everything that is rewritten: a dispatch
// with a jump ahead and one back, a nil check's test, a fill, and pointers.
const dispatching = "\x03\x40\x02\x40\x02\x40\x20\x00\x0e\x01\x00\x01\x0b" +
	"\x20\x01\x04\x40\x41\x01\x21\x00\x0c\x03\x0b" +
	"\x20\x01\x29\x03\x08\xa7\x20\x01\x29\x03\x08\xa7\x36\x02\x00" +
	"\x41\x10\x41\x00\x41\x20\xfc\x0b\x00\x0b" +
	"\x20\x01\x04\x40\x41\x01\x21\x00\x0c\x01\x0b\x0b\x00\x0b"
