// Command native prints what the decoder says, for tests of other surfaces to
// compare with: one JSON object per line.
//
//	go run ./wasm/js/test/native verdicts   # every labelled answer, asked in several ways
//	go run ./wasm/js/test/native overlay    # the cases of decoder/testdata/overlay, under its rules
//	go run ./wasm/js/test/native delays     # the bounds of the delays of every policy
//	go run ./wasm/js/test/native groups     # fingerprints and keys of circuit breakers
//	go run ./wasm/js/test/native words      # what end users are told, and in which language
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
)

// answers are the labelled answers, seen from the root of the repository, and
// ruled those that are made for rules of the user's own.
const (
	answers = "decoder/testdata/cases"
	ruled   = "decoder/testdata/overlay"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "native:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("%d arguments, needs one: verdicts, overlay, delays, groups or words", len(args))
	}
	out := bufio.NewWriter(stdout)
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	var err error
	switch args[0] {
	case "verdicts":
		err = verdicts(to, answers, new(decoder.Decoder))
	case "overlay":
		err = underOverlay(to)
	case "delays":
		err = delays(to)
	case "groups":
		err = groups(to)
	case "words":
		err = tell(to)
	default:
		err = fmt.Errorf("%q: needs verdicts, overlay, delays, groups or words", args[0])
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// answer is one labelled answer with what the decoder says to each question.
type answer struct {
	ID         string            `json:"id"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       *string           `json:"body,omitempty"`
	BodyBase64 string            `json:"body_base64,omitempty"`
	Questions  []question        `json:"questions"`
}

// question is what is asked about an answer, and the JSON text of the verdict
// and of the explanation.
type question struct {
	Provider    string `json:"provider"`
	Status      int    `json:"status"`
	Operation   string `json:"operation"`
	Idempotent  bool   `json:"idempotent"`
	Verdict     string `json:"verdict"`
	Explanation string `json:"explanation"`
}

// longest is the length of body up to which an answer is asked in all ways.
const longest = 8192

// underOverlay prints what the decoder says under rules of the user's own.
func underOverlay(to *json.Encoder) error {
	binary, err := os.ReadFile(ruled + "/rules.overlay")
	if err != nil {
		return err
	}
	rules, err := overlay.Load(binary)
	if err != nil {
		return err
	}
	return verdicts(to, ruled, decoder.New(decoder.WithOverlay(rules)))
}

// verdicts prints what a decoder says to the cases of a folder.
func verdicts(to *json.Encoder, folder string, d *decoder.Decoder) error {
	cases, err := corpus.Load(folder)
	if err != nil {
		return err
	}
	for i := range cases {
		c := &cases[i]
		req, err := c.Request()
		if err != nil {
			return err
		}
		a := answer{ID: c.ID, Headers: c.Headers, Body: c.Body, BodyBase64: c.BodyBase64, Questions: ask(d, req)}
		if err := to.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

// ask asks about an answer in all ways.
func ask(d *decoder.Decoder, req *decoder.Request) []question {
	var questions []question
	for _, asked := range variants(req) {
		questions = append(questions, decide(d, &asked))
	}
	return questions
}

// variants are the ways to ask: as the label has it, and then whatever the
// caller was doing and whatever the status.
func variants(req *decoder.Request) []decoder.Request {
	list := []decoder.Request{*req}
	if len(req.Body) > longest {
		return list
	}
	other := *req
	for _, other.Operation = range []catalog.Operation{catalog.OperationUnknown, catalog.Token, catalog.Payment} {
		for _, other.Status = range []int{0, 200, 403, 503} {
			other.Idempotent = !other.Idempotent
			list = append(list, other)
		}
	}
	return list
}

func decide(d *decoder.Decoder, req *decoder.Request) question {
	var v catalog.Verdict
	var t decoder.Trace
	d.Explain(req, &v, &t)
	return question{
		Provider: req.Provider.String(), Status: req.Status, Operation: req.Operation.String(), Idempotent: req.Idempotent,
		Verdict: string(v.AppendJSON(nil)), Explanation: string(decoder.AppendExplanation(nil, &v, &t)),
	}
}

// schedule is a retry as it stands in a verdict's JSON form, with the bounds of
// its delays from attempt 0 on.
type schedule struct {
	Retry  json.RawMessage `json:"retry"`
	Bounds []uint64        `json:"bounds"`
}

// attempts are more than any policy allows.
const attempts = 24

func delays(to *json.Encoder) error {
	for policy := catalog.Poll; policy <= catalog.Never; policy++ {
		for _, afterMs := range []uint32{0, 1, 90_000, catalog.MaxAfterMs} {
			var v catalog.Verdict
			v.Retry.SetPolicy(policy)
			v.Retry.AfterMs = afterMs
			s := schedule{}
			for attempt := range attempts {
				s.Bounds = append(s.Bounds, v.Retry.DelayMs(attempt))
			}
			var form struct{ Retry json.RawMessage }
			if err := json.Unmarshal(v.AppendJSON(nil), &form); err != nil {
				return err
			}
			s.Retry = form.Retry
			if err := to.Encode(s); err != nil {
				return err
			}
		}
	}
	return nil
}
