//go:build !jlexer

package lexer

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/mailru/easyjson/jlexer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// values are JSON and what only looks like it, with what is hard about each.
var values = []string{
	`null`, `true`, `false`, `0`, `-0`, `12`, `-1.5e+10`, `1E9`, `""`, `"plain"`, `"eight by"`, `"more than eight bytes"`,
	`"\"\\\/\b\f\n\r\t"`, `"\u0041\u00e9\u20ac"`, `"\ud83d\ude00"`, `"\ud800"`, `"\udc00x"`, `"\ud800\u0041"`, `"\ud800\ud800\udc00"`,
	"\"caf\u00e9\"", "\"\u20ac and more than eight\"", "\"\xff\"", "\"ok\xc3\"", "\"\xed\xa0\x80\"", "\"mixed \\n \xff\"",
	`[]`, `{}`, `[1,2,3]`, `{"a":1,"b":[{"c":null}]}`, ` { "a" : [ 1 , "x" ] } `, "\t[\r\n]\n",
	`nul`, `tru`, `True`, `01`, `-`, `1.`, `.5`, `1e`, `+1`, `0x1`, `"`, `"\`, `"\x"`, `"\u12"`, `"\u12G4"`, "\"a\nb\"", "\"\x00\"",
	`[`, `]`, `[1,]`, `[,1]`, `[1 2]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{"a" 1}`, `{1:2}`, `[}`, `{]`, `[1}`, `{"a":1]`, `1 2`, `{}x`, ``, ` `,
	strings.Repeat("[", 200) + strings.Repeat("]", 200), strings.Repeat(`{"a":[`, 70) + strings.Repeat("]}", 70), strings.Repeat("[", 65) + "}",
}

// accepts reports whether the lexer takes a text for one JSON value.
func accepts(data []byte) bool {
	var l Lexer
	l.Reset(data)
	l.SkipRecursive()
	l.Consumed()
	return !l.Broken()
}

func TestSkipRecursiveAcceptsWhatIsJSON(t *testing.T) {
	for _, v := range values {
		assert.Equal(t, json.Valid([]byte(v)), accepts([]byte(v)), "%q", v)
	}
}

// TestSkipRecursiveOnPrefixes cuts JSON anywhere: what is left is JSON only
// where encoding/json says so.
func TestSkipRecursiveOnPrefixes(t *testing.T) {
	text := []byte(`{"a":[1,-2.5e3,true,null,"x\u00e9\n"],"b":{"c":"\ud83d\ude00"}, "d" : "long enough to fill words" }`)
	for i := range text {
		assert.Equal(t, json.Valid(text[:i]), accepts(text[:i]), "%q", text[:i])
	}
}

func TestScalarReadsStringsAsEncodingJSONDoes(t *testing.T) {
	for _, v := range values {
		checkScalar(t, []byte(v))
	}
}

// checkScalar holds a string that is read against encoding/json, and against
// jlexer where that agrees with encoding/json about what a string is.
func checkScalar(t *testing.T, data []byte) {
	var want string
	trimmed := bytes.TrimLeft(data, " \t\r\n")
	if len(trimmed) == 0 || trimmed[0] != '"' || json.Unmarshal(data, &want) != nil {
		return
	}
	var l Lexer
	l.Reset(data)
	got, kind := Scalar(&l)
	l.Consumed()
	require.False(t, l.Broken(), "%q", data)
	assert.Equal(t, String, kind)
	assert.Equal(t, want, got, "%q", data)
	if strings.ContainsRune(want, '\ufffd') {
		return // jlexer lets bad UTF-8 through
	}
	j := jlexer.Lexer{Data: data}
	assert.Equal(t, want, j.String(), "jlexer: %q", data)
}

// TestMembers reads objects as generated code does.
func TestMembers(t *testing.T) {
	for text, want := range map[string][]string{
		`{"a":"1","b":"2"}`:                    {"a=1", "b=2"},
		"{\n  \"a\" : \"1\" ,\n  \"b\":\n2\n}": {"a=1", "b=2"},
		`{"\u0061":"\u0031"}`:                  {"a=1"},
		`{"caf\u00e9":"x","":""}`:              {"café=x", "="},
		`{}`:                                   nil,
	} {
		got, ok := members([]byte(text))
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{`{"a":1,}`, `{"a":1 "b":2}`, `{"a":1]`, `{,}`, `{"a":1`, `{"a":1}}`, `{"a":1,,"b":2}`} {
		_, ok := members([]byte(text))
		assert.False(t, ok, text)
	}
}

// members reads an object the way the code of easyjson does.
func members(data []byte) (list []string, ok bool) {
	var l Lexer
	l.Reset(data)
	for l.Open(); l.Next(); {
		value, _ := Scalar(&l)
		list = append(list, Key(&l)+"="+value)
	}
	l.Consumed()
	return list, !l.Broken()
}

func TestDeepNestingCostsABitALevel(t *testing.T) {
	const depth = 1 << 20
	deep := append(bytes.Repeat([]byte("["), depth), bytes.Repeat([]byte("]"), depth)...)
	var l Lexer
	skip := func() {
		l.Reset(deep)
		l.SkipRecursive()
	}
	skip()
	assert.False(t, l.Broken())
	assert.LessOrEqual(t, 8*cap(l.stack), depth/4)
	assert.Zero(t, testing.AllocsPerRun(2, skip))
}

func TestStringsSurviveLaterOnes(t *testing.T) {
	var l Lexer
	l.Reset([]byte(`["\u0061\n","` + strings.Repeat(`\u0062`, 5000) + `"]`))
	FirstElement(&l)
	first, _ := Scalar(&l)
	NextElement(&l)
	second, _ := Scalar(&l)
	assert.Equal(t, "a\n", first)
	assert.Equal(t, strings.Repeat("b", 5000), second)
}

func TestEnterAndLeave(t *testing.T) {
	var l Lexer
	l.Reset([]byte(`["{\"a\":\"\\u0031\"}" , 7]`))
	FirstElement(&l)
	text, _ := Scalar(&l)
	outer := Enter(&l, text)
	FirstMember(&l)
	key := Key(&l)
	value, _ := Scalar(&l)
	assert.False(t, NextMember(&l))
	assert.True(t, Leave(&l, outer))
	assert.Equal(t, "a=1", key+"="+value)
	assert.True(t, NextElement(&l))
	seven, kind := Scalar(&l)
	assert.Equal(t, "7", seven)
	assert.Equal(t, Number, kind)

	outer = Enter(&l, `{"a":`)
	l.SkipRecursive()
	assert.False(t, Leave(&l, outer))
	assert.False(t, l.Broken(), "a broken text within a string does not break the text around it")
}

// FuzzSkip: the lexer takes for JSON exactly what encoding/json does, but for
// nesting deeper than that goes.
func FuzzSkip(f *testing.F) {
	for _, v := range values {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if want, got := json.Valid(data), accepts(data); want != got && bytes.Count(data, []byte("["))+bytes.Count(data, []byte("{")) < 10_000 {
			t.Errorf("encoding/json: %v, lexer: %v: %q", want, got, data)
		}
	})
}

// FuzzScalar: strings have the same text as with encoding/json and jlexer.
func FuzzScalar(f *testing.F) {
	for _, v := range values {
		f.Add([]byte(v))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkScalar(t, data)
		quoted, err := json.Marshal(string(data))
		require.NoError(t, err)
		checkScalar(t, quoted)
		checkScalar(t, append(append([]byte{'"'}, data...), '"'))
	})
}
