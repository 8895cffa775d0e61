package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// prints is a part that prints a file, as all programs do that there are.
func prints(t *testing.T, name, text string) part {
	file := filepath.Join(t.TempDir(), "said")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return part{name: name, title: "About " + name, measure: step{".", "cat"}, full: file, quick: file}
}

// TestWrite: a section for each part; what fails is said, has no block, and
// keeps no other from being measured.
func TestWrite(t *testing.T) {
	list := []part{
		prints(t, "one", "| table |\n\nLosing: Once.\n\n<!-- more -->\n\nother tables\n"),
		prints(t, "two", "alone\n\nLosing: Twice.\n"),
		{name: "broken", title: "About broken", measure: step{".", "cat"}, full: filepath.Join(t.TempDir(), "missing")},
	}
	var out bytes.Buffer
	err := write(context.Background(), &out, list, false)
	assert.ErrorContains(t, err, "broken: cat in .: exit status 1")
	one, err := block(out.String(), "one")
	require.NoError(t, err)
	assert.Regexp(t, `(?s)^<!-- bench: one -->\n\d{4}-\d\d-\d\d, \d+ × .*, Go 1\..*\.\n\n\| table \|\n\nOnce\.\n<!-- end of bench: one -->$`, one)
	assert.Contains(t, out.String(), "-->\n\nother tables\n\n## About two\n")
	assert.Contains(t, out.String(), "✗ This part failed.")
	assert.NotContains(t, out.String(), begin("broken"))
	losses, err := block(out.String(), lossBlock)
	require.NoError(t, err)
	assert.Contains(t, losses, "write that switch instead. Once. Twice.\n")
}

// TestQuick: a quick run says that it is one.
func TestQuick(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, write(context.Background(), &out, []part{prints(t, "one", "table")}, true))
	assert.Contains(t, out.String(), "A quick run")
}

func TestChoose(t *testing.T) {
	all, err := choose(nil)
	require.NoError(t, err)
	assert.Equal(t, parts, all)
	two, err := choose([]string{"stream", "native"})
	require.NoError(t, err)
	require.Len(t, two, 2)
	assert.Equal(t, "native", two[0].name, "in the order of the report")
	_, err = choose([]string{"rust"})
	assert.EqualError(t, err, `there is no part "rust"; there are native, wasm, js, browsers, envoy, stream`)
}

const report = "before\n<!-- bench: one -->\nnew $1\n<!-- end of bench: one -->\nafter\n<!-- bench: two -->\n2\n<!-- end of bench: two -->\n"

func TestFill(t *testing.T) {
	for _, c := range []struct{ name, text, want, err string }{
		{"one", "a\n<!-- bench: one -->\nold\n<!-- end of bench: one -->\nb\n", "a\n<!-- bench: one -->\nnew $1\n<!-- end of bench: one -->\nb\n", ""},
		{"as it is", report, report, ""},
		{"none", "a\n", "", `no line like "<!-- bench: native -->", which begins a block`},
		{"not measured", "<!-- bench: six -->\n<!-- end of bench: six -->\n", "", `the report: has no block "six": was that part run?`},
		{"open", "<!-- bench: one -->\n", "", `the block "one" does not end with <!-- end of bench: one -->`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := fill(c.text, report)
			if c.err != "" {
				assert.EqualError(t, err, c.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

// TestFillIn: either all files are filled in or none is changed.
func TestFillIn(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	from := file("report", report)
	const old = "<!-- bench: one -->\nold\n<!-- end of bench: one -->\n"
	good, bad := file("good", old), file("bad", "no blocks")
	assert.Error(t, fillIn([]string{good, bad}, from))
	got, err := os.ReadFile(good)
	require.NoError(t, err)
	assert.Equal(t, old, string(got))
	require.NoError(t, run(context.Background(), nil, options{from: from, into: good}, nil))
	got, err = os.ReadFile(good)
	require.NoError(t, err)
	assert.Contains(t, string(got), "new $1")
	assert.EqualError(t, run(context.Background(), nil, options{from: from}, nil), "-from and -into go together")
}

// TestReadmes: the READMEs have a block for every part, and none that no part
// fills.
func TestReadmes(t *testing.T) {
	var everything string
	for i := range parts {
		everything += begin(parts[i].name) + "\n" + end(parts[i].name) + "\n"
	}
	everything += begin(lossBlock) + "\n" + end(lossBlock) + "\n"
	var texts string
	for _, name := range []string{"../../../README.md", "../../../wasm/envoy/README.md"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		_, err = fill(string(text), everything)
		assert.NoError(t, err, name)
		texts += string(text)
	}
	_, err := fill(everything, texts)
	assert.NoError(t, err)
}

func TestModelOf(t *testing.T) {
	assert.Equal(t, "Fast CPU @ 1 GHz", modelOf("processor\t: 0\nmodel name\t: Fast  CPU @ 1 GHz\nmodel name\t: other\n"))
	assert.Equal(t, "processor", modelOf("flags : fpu\n"))
}
