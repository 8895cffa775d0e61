package safe

import (
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

func TestBody(t *testing.T) {
	for _, c := range []struct{ body, structure, sample string }{
		{`{"error":{"en":"No."},"error_code":"400","http_code":"400","success":false}`,
			`{error: {en: string}, error_code: string, http_code: string, success: bool}`,
			`{error: {en: string(1-16)}, error_code: "400", http_code: "400", success: bool}`},
		{"\xef\xbb\xbf {\"b\":1,\"a\":[1,2,\"x\",null,{\"z\":1.5e3}],\"c\":{}}", `{a: [null, number, string, …], b: number, c: {}}`, `{a: [null, number, string(1-16), …], b: number, c: {}}`},
		{`{"status":403,"id":403,"code":4001}`, `{code: number, id: number, status: number}`, `{code: number, id: number, status: 403}`},
		{`{"status":"failed","type":"Job","x":"failed"}`, `{status: string, type: string, x: string}`, `{status: "failed", type: string(1-16), x: string(1-16)}`},
		{`{"code":"","detail":"` + strings.Repeat("x", 70) + `"}`, `{code: string, detail: string}`, `{code: string(empty), detail: string(65-256)}`},
		{`{"a":{"a":{"a":{"a":{"a":1}},"b":[[[]]]}}}`, `{a: {a: {a: {a: {…}}, b: [[…]]}}}`, `{a: {a: {a: {a: {…}}, b: [[…]]}}}`},
		{`{"1234567":{"x":1},"7654321":{"x":2},"a@b":true}`, `{…: bool, …: {x: number}}`, `{…: bool, …: {x: number}}`},
		{`{"a":1,"a":"x"}`, `{a: string}`, `{a: string(1-16)}`},
		{`{"\u0061\u0034\u0034\u0034\u0034":1}`, `{…: number}`, `{…: number}`},
		{`{"a":[1,2`, `{a: [number]}`, `{a: [number]}`},
		{`{"a":[1,`, `{a: [number]}`, `{a: [number]}`},
		{`{"a":[1,tru`, `{a: [number]}`, `{a: [number]}`},
		{`{"a":[`, `{a: []}`, `{a: []}`},
		{`{"a":`, `{a: missing}`, `{a: missing}`},
		{`{"a":1`, `{a: number}`, `{a: number}`},
		{`{"a":{"a":{"a":{"a":[`, `{a: {a: {a: {a: []}}}}`, `{a: {a: {a: {a: []}}}}`},
		{`{"a":{"a":{"a":{"a":[],"b":[[`, `{a: {a: {a: {a: [], b: […]}}}}`, `{a: {a: {a: {a: [], b: […]}}}}`},
		{`[{"a":1},{"a":2},{"a":null}]`, `[{a: null}, {a: number}]`, `[{a: null}, {a: number}]`},
	} {
		n := Body(catalog.Synapse, []byte(c.body))
		assert.Equal(t, c.structure, n.Structure(), c.body)
		assert.Equal(t, c.sample, n.Sample(), c.body)
	}
}

func TestNoJSON(t *testing.T) {
	for _, body := range []string{"", " ", "<html>", "Jane Doe", `"Jane Doe"`, "123456", "\xff\xfe{"} {
		assert.Nil(t, Body(catalog.MX, []byte(body)), body)
	}
	assert.Empty(t, Body(catalog.MX, nil).Structure())
	assert.Empty(t, Body(catalog.MX, nil).Status())
}

func TestStatus(t *testing.T) {
	assert.Equal(t, "403", Body(catalog.Synapse, []byte(`{"http_code":"403"}`)).Status())
	assert.Equal(t, "403", Body(catalog.TrueLayer, []byte(`{"status":403}`)).Status())
	for _, body := range []string{`{"status":4030}`, `{"status":"failed"}`, `{"status":"0403"}`, `{"status":42}`, `{}`} {
		assert.Empty(t, Body(catalog.TrueLayer, []byte(body)).Status(), body)
	}
}

// TestHostileBodies come to a short text in a time that their size allows.
func TestHostileBodies(t *testing.T) {
	wide := `{"` + strings.Repeat(`a":{"b":[{"c":{"d":1}}]},"x`, 30_000) + `":1}`
	var names strings.Builder
	names.WriteString("{")
	for i := range 30_000 {
		names.WriteString(`"n` + strings.Repeat("o", i%9) + strings.Repeat("i", i/9%9) + strings.Repeat("a", i/81%9) + `":[{"a":1,"b":[1,"x",{}]}],`)
	}
	for _, body := range []string{wide, names.String(), strings.Repeat("[", decoder.MaxBody+7), strings.Repeat(`{"a":`, 200_000),
		"[" + strings.Repeat(`{"a":1},`, 100_000) + "1]", `{"a":"` + strings.Repeat("x", 2*decoder.MaxBody)} {
		n := Body(catalog.Basiq, []byte(body))
		assert.LessOrEqual(t, len(n.Structure()), longest+len(Hidden))
		assert.LessOrEqual(t, len(n.Sample()), longest+len(Hidden))
	}
}
