package envelope

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/finfault/finfault/decoder/internal/lexer"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bodies are the shapes of the four providers, and what bends them.
var bodies = []string{
	`{"type":"list","correlationId":"c","data":[{"type":"error","code":"a","title":"t","detail":"d","source":{"pointer":"p","parameter":"q"}},7,null]}`,
	`{"type":"list","data":{"type":"error","code":404,"title":["x"],"detail":{"a":1},"source":"id"}}`,
	`{"type":"job","id":"j","created":"x","updated":"y","steps":[{"title":"v","status":"failed","result":{"code":"c","title":"t","details":"d"}},{"title":"m","status":"in-progress","result":[{"type":"mfa"}]},{"result":null}],"links":null}`,
	`{"error":{"en":"x","code":"y"},"error_code":"400","http_code":409,"success":false}`,
	`{"error_code":"10","mfa":{"access_token":"t","message":"m"},"message":{"en":"e"},"success":true}`,
	`{"error":{"es":"hola"},"message":{"fr":"bonjour"},"success":null,"reason":"r"}`,
	`{"type":"https://x#y","title":"t","status":401,"trace_id":"i","detail":"d","errors":{"a.b":["c"],"d":[]}}`,
	`{"error":"e","error_description":"d","error_details":{"k":"v"}}`,
	`{"id":"p","status":"failed","failure_stage":"s","failure_reason":"r"}`,
	`{"code":4011,"message":"m"}`, `{"error":{"code":"4220","message":"m"}}`, `{"error":"text"}`, `{"guid":"MBR-1"}`,
	`{"member":{"guid":"g","connection_status":"DENIED","is_being_aggregated":true,"error":{"error_code":1000,"error_message":"m"}}}`,
	`{"member":{"error":"{\"error_code\":2003,\"error_message\":\"m\\u00e9\"}"}}`, `{"member":null,"error":"{}"}`, `{"error":" {\"en\":\"q\"} "}`, `{"error":"{broken"}`,
	`{"error_title":"t","error_message":"m"}`, `{"micro_deposit":{"status":"ERRORED","error_message":null}}`,
	`{"message":null}`, `{"Message":"x"}`, `{}`, `{"type":null,"type":"b","type":3}`, `{"error":{"en":"a"},"error":null}`, `{"data":[{"code":"a"}],"data":[]}`,
	`{"\u0074ype":"x","unknown":{"type":"decoy","data":[1,2,{"code":"n"}]}}`,
}

func read(data []byte) (*Envelope, bool) {
	var l lexer.Lexer
	return readWith(&l, data)
}

// TestMembersAreThoseOfEncodingJSON holds every member of the envelope against
// what encoding/json reads from the same body.
func TestMembersAreThoseOfEncodingJSON(t *testing.T) {
	for _, body := range bodies {
		checkMembers(t, []byte(body))
	}
}

// checkMembers compares, for a body that encoding/json accepts.
func checkMembers(t *testing.T, body []byte) {
	var want map[string]json.RawMessage
	if json.Unmarshal(body, &want) != nil || want == nil {
		return
	}
	e, ok := read(body)
	require.True(t, ok, "%q", body)
	compare(t, reflect.ValueOf(e).Elem(), want, string(body))
}

// compare goes through the members of a struct by their JSON names.
func compare(t *testing.T, v reflect.Value, want map[string]json.RawMessage, body string) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous {
			compare(t, v.Field(i), want, body)
			continue
		}
		name := field.Tag.Get("json")
		if name == "-" || !field.IsExported() {
			continue
		}
		raw, there := want[name]
		if skipByLexer(raw) {
			continue
		}
		compareMember(t, v.Field(i), raw, there, name+" of "+body)
	}
}

func compareMember(t *testing.T, v reflect.Value, raw json.RawMessage, there bool, where string) {
	kind := kindOf(raw)
	if !there {
		kind = Absent
	}
	switch m := v.Interface().(type) {
	case Text:
		assert.Equal(t, kind, m.Kind, where)
		assert.Equal(t, textOf(raw), m.S(), where)
	case Seen:
		assert.Equal(t, kind, Kind(m), where)
	case Fields:
		assert.Equal(t, kind, m.Kind, where)
	case Fault:
		compareFault(t, m, raw, kind, where)
	case Items:
		compareItems(t, m, raw, kind, where)
	default:
		if k := v.FieldByName("Kind"); k.IsValid() {
			assert.Equal(t, kind, k.Interface(), where)
		}
		if kind == Object {
			compare(t, v, object(raw), where)
		}
	}
}

func compareFault(t *testing.T, f Fault, raw json.RawMessage, kind Kind, where string) {
	if f.Quoted {
		assert.Equal(t, String, kind, where)
		raw, kind = json.RawMessage(textOf(raw)), Object
	}
	assert.Equal(t, kind, f.Kind, where)
	if kind == Object {
		compare(t, reflect.ValueOf(f), object(raw), where)
	} else {
		assert.Equal(t, textOf(raw), f.Text, where)
	}
}

func compareItems(t *testing.T, items Items, raw json.RawMessage, kind Kind, where string) {
	assert.Equal(t, kind, items.Kind, where)
	var list []json.RawMessage
	switch kind {
	case Array:
		require.NoError(t, json.Unmarshal(raw, &list), where)
	case Object:
		list = []json.RawMessage{raw}
	}
	n := 0
	for _, element := range list {
		if kindOf(element) != Object {
			continue
		}
		if n < MaxItems {
			require.Less(t, n, len(items.List), where)
			compare(t, reflect.ValueOf(items.List[n]), object(element), where)
		}
		n++
	}
	assert.Len(t, items.List, min(n, MaxItems), where)
}

func object(raw json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

func kindOf(raw json.RawMessage) Kind {
	if len(raw) == 0 {
		return Absent
	}
	switch raw[0] {
	case 'n':
		return Null
	case 't', 'f':
		return Bool
	case '"':
		return String
	case '{':
		return Object
	case '[':
		return Array
	}
	return Number
}

// textOf returns what a Text holds of a member.
func textOf(raw json.RawMessage) string {
	switch kindOf(raw) {
	case String:
		var s string
		_ = json.Unmarshal(raw, &s)
		return s
	case Number, Bool:
		return string(raw)
	}
	return ""
}

func TestResetForgetsEverything(t *testing.T) {
	fresh, ok := read([]byte(`{}`))
	require.True(t, ok)
	var l lexer.Lexer
	var e Envelope
	for _, body := range bodies {
		for _, again := range []string{body, `{}`} {
			e.Reset()
			start(&l, []byte(again))
			e.UnmarshalEasyJSON(&l)
		}
		got := e
		got.Data.List, got.Steps.List, got.Data.spilled = nil, nil, Item{}
		want := *fresh
		want.Data.List, want.Steps.List = nil, nil
		assert.Equal(t, want, got, "after %s", body)
	}
}

func TestListsKeepTheirLimit(t *testing.T) {
	e, ok := read([]byte(`{"data":[` + strings.Repeat(`{"code":"x"},`, 99) + `{"code":"last"}],"steps":[` + strings.Repeat(`{"status":"failed"},`, 40) + `{"status":"success"}]}`))
	require.True(t, ok)
	assert.Len(t, e.Data.List, MaxItems)
	assert.Len(t, e.Steps.List, MaxItems)
	assert.Equal(t, 40-MaxItems, e.Steps.Failed)
}

// FuzzEnvelope: every body that encoding/json accepts yields the same members.
func FuzzEnvelope(f *testing.F) {
	for _, body := range bodies {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) { checkMembers(t, body) })
}
