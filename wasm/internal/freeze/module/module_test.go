package module

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	b := []byte("\x00asm\x01\x00\x00\x00" +
		"\x00\x03\x01ax" + // custom "a"
		"\x01\x81\x00\x00" + // type, its length in two bytes
		"\x09\x01\x00" + "\x0c\x01\x00" + "\x0a\x01\x00" + // the count of data segments stands before the code
		"\x00\x01\x00") // custom ""
	m, err := Parse(b)
	require.NoError(t, err)
	assert.Equal(t, Module{
		{Custom, []byte("\x01ax")}, {Type, []byte{0}}, {Element, []byte{0}}, {DataCount, []byte{0}}, {Code, []byte{0}}, {Custom, []byte{0}},
	}, m)
	assert.True(t, m.Has(Code))
	assert.False(t, m.Has(Data))

	name, content, err := m[0].CustomName()
	require.NoError(t, err)
	assert.Equal(t, "a", name)
	assert.Equal(t, []byte("x"), content)

	again, err := Parse(m.Bytes())
	require.NoError(t, err)
	assert.Equal(t, m, again)
	assert.Len(t, m.Bytes(), len(b)-1, "lengths are written as short as they can be")
}

// TestAbsentSection: it is an empty list.
func TestAbsentSection(t *testing.T) {
	r := Module{}.Content(Import)
	for range r.Items() {
		assert.Fail(t, "an item")
	}
	assert.NoError(t, r.End())
}

func TestIDNames(t *testing.T) {
	assert.Equal(t, "data count", DataCount.String())
	assert.Equal(t, "number 13", ID(13).String())
}

func TestImports(t *testing.T) {
	imports, err := Module{{Import, []byte("\x02\x03env\x01f\x00\x05\x01a\x00\x00\x00")}}.Imports()
	require.NoError(t, err)
	assert.Equal(t, []ImportedFunction{{"env", "f"}, {"a", ""}}, imports)
	_, err = Module{{Import, []byte("\x01\x03env\x01m\x02\x00\x01")}}.Imports()
	assert.EqualError(t, err, `import section: the memory "env"."m" is imported; only functions can be`)
}

func TestExports(t *testing.T) {
	want := []Exported{{"memory", KindMemory, 0}, {"f", KindFunction, 300}}
	got, err := Module{{Export, EncodeExports(want)}}.Exports()
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestKindNames(t *testing.T) {
	for kind, name := range map[Kind]string{
		KindFunction: "function", KindTable: "table", KindMemory: "memory", KindGlobal: "global", 4: "thing of kind 4",
	} {
		assert.Equal(t, name, kind.String())
	}
}
