package peers

import (
	"encoding/json"
	"reflect"
	"unsafe"

	"github.com/bytedance/sonic"
	"github.com/finfault/finfault/decoder/bench/internal/wire"
	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	goccyjson "github.com/goccy/go-json"
	"github.com/mailru/easyjson/jlexer"
	"github.com/valyala/fastjson"
)

// peer is a library on one sample.
type peer struct {
	read     func(body []byte, m wire.Message) error
	body     []byte
	message  wire.Message
	input    wire.Input
	decision wire.Decision
	err      error
}

// reader makes a contender of a function that reads a message.
func reader(read func(body []byte, m wire.Message) error) func(*Sample) Runner {
	return func(s *Sample) Runner {
		return &peer{read: read, body: s.Request.Body, message: wire.New(s.Shape), input: s.Input()}
	}
}

// Run reads and decides; where the body cannot be read, the status decides.
func (p *peer) Run() {
	p.message.Reset()
	if p.err = p.read(p.body, p.message); p.err != nil {
		p.decision = wire.ByStatus(p.input.Status)
		return
	}
	p.decision = p.message.Decide(p.input)
}

func (p *peer) Result() Result {
	return Result{Err: p.err, Decision: p.decision, Answer: p.message.Answer()}
}

func encodingJSON(body []byte, m wire.Message) error { return json.Unmarshal(body, m) }

// asTheOthers spares json/v2 two checks that no other contender makes: its
// documentation names the first as one that costs time.
var asTheOthers = jsonv2.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

func jsonV2(body []byte, m wire.Message) error { return jsonv2.Unmarshal(body, m, asTheOthers) }

// goccy has a variant for values that stay on the stack. The message, which is
// used again, is on the heap in any case.
func goccy(body []byte, m wire.Message) error { return goccyjson.Unmarshal(body, m) }

func newSonic(s *Sample) Runner {
	// An error would come again with the first Run.
	_ = sonic.Pretouch(reflect.TypeOf(wire.New(s.Shape)).Elem())
	return reader(readSonic)(s)
}

// readSonic casts the body, which spares sonic a copy of it.
func readSonic(body []byte, m wire.Message) error {
	return sonic.ConfigFastest.UnmarshalFromString(alias(body), m)
}

// newEasyJSON keeps the lexer, which would be allocated anew each time.
func newEasyJSON(s *Sample) Runner {
	var l jlexer.Lexer
	return reader(func(body []byte, m wire.Message) error {
		l = jlexer.Lexer{Data: body}
		m.UnmarshalEasyJSON(&l)
		return l.Error()
	})(s)
}

func newFastjson(s *Sample) Runner {
	var parser fastjson.Parser
	return reader(func(body []byte, m wire.Message) error {
		v, err := parser.ParseBytes(body)
		if err == nil {
			m.ReadFastjson(v)
		}
		return err
	})(s)
}

func readJSONParser(body []byte, m wire.Message) error { return m.ReadJSONParser(body) }

// readGJSON casts the body: GetBytes would copy each result. Like gjson itself
// it takes any body for valid.
func readGJSON(body []byte, m wire.Message) error {
	m.ReadGJSON(alias(body))
	return nil
}

// alias returns the bytes as a string without copying them.
func alias(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// fastjsonOnly parses and looks at nothing.
type fastjsonOnly struct {
	parser fastjson.Parser
	body   []byte
	err    error
}

func newFastjsonOnly(s *Sample) Runner { return &fastjsonOnly{body: s.Request.Body} }

func (f *fastjsonOnly) Run() { _, f.err = f.parser.ParseBytes(f.body) }

func (f *fastjsonOnly) Result() Result { return Result{Err: f.err} }
