package peers

import (
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/bench/internal/wire"
)

// The contenders that bounds are about.
const (
	Finfault     = "finfault"
	EncodingJSON = "encoding/json"
	FastjsonOnly = "fastjson, parse only"
)

// Contender is one way to come to a decision.
type Contender struct {
	// Name is the library's name.
	Name string
	// Module is the library's module path, or "" for the standard library and Finfault.
	Module string
	// Prepare does what is done once, and returns what is timed.
	Prepare func(s *Sample) Runner
}

// Runner is a contender on one sample.
type Runner interface {
	// Run is what is timed: reading the body and deciding.
	Run()
	// Result is what the last Run came to; it is not timed.
	Result() Result
}

// Result is what a contender says about a sample.
type Result struct {
	// Err is why the body could not be read.
	Err error
	wire.Decision
	wire.Answer
}

// Contenders returns all contenders, Finfault first and fastjson's parse alone,
// which decides nothing, last.
func Contenders() []Contender {
	return []Contender{
		{Name: Finfault, Prepare: newFinfault},
		{Name: EncodingJSON, Prepare: reader(encodingJSON)},
		{Name: "json/v2", Module: "github.com/go-json-experiment/json", Prepare: reader(jsonV2)},
		{Name: "sonic", Module: "github.com/bytedance/sonic", Prepare: newSonic},
		{Name: "goccy", Module: "github.com/goccy/go-json", Prepare: reader(goccy)},
		{Name: "easyjson", Module: "github.com/mailru/easyjson", Prepare: newEasyJSON},
		{Name: "fastjson", Module: "github.com/valyala/fastjson", Prepare: newFastjson},
		{Name: "jsonparser", Module: "github.com/buger/jsonparser", Prepare: reader(readJSONParser)},
		{Name: "gjson", Module: "github.com/tidwall/gjson", Prepare: reader(readGJSON)},
		{Name: FastjsonOnly, Prepare: newFastjsonOnly},
	}
}

type finfault struct {
	decoder decoder.Decoder
	verdict catalog.Verdict
	req     *decoder.Request
}

func newFinfault(s *Sample) Runner { return &finfault{req: s.Request} }

func (f *finfault) Run() { f.decoder.Classify(f.req, &f.verdict) }

func (f *finfault) Result() Result {
	v := &f.verdict
	return Result{
		Decision: wire.Decision{Outcome: v.Outcome, Category: v.Category, Policy: v.Retry.Policy},
		Answer:   wire.Answer{Code: v.Code, Title: v.Title, Detail: v.Detail, TraceID: v.TraceID, Source: v.Source},
	}
}
