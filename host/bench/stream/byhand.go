package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"runtime"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// record is what an engineer would write for these records, who knows that all
// bodies are texts and all headers single ones.
type record struct {
	Provider   string            `json:"provider"`
	Status     int               `json:"status"`
	Operation  string            `json:"operation"`
	Idempotent string            `json:"idempotent"`
	Headers    map[string]string `json:"headers"`
	Body       string            `json:"body"`
}

// byEncodingJSON answers records with the decoder, as a program would that has
// host/stream not: the standard library takes the records apart.
func byEncodingJSON(_ context.Context, in io.Reader, out io.Writer) error {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	lines := bufio.NewReaderSize(in, 1<<20)
	w := bufio.NewWriterSize(out, 1<<16)
	var d decoder.Decoder
	var v catalog.Verdict
	var req decoder.Request
	var answer []byte
	headers := map[string]string{} // used again, as the memory of req is
	for {
		line, err := lines.ReadSlice('\n')
		if err == io.EOF {
			return w.Flush()
		}
		if err != nil {
			return err
		}
		clear(headers)
		r := record{Headers: headers}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		r.request(&req)
		d.Classify(&req, &v)
		answer = append(v.AppendJSON(answer[:0]), '\n')
		if _, err := w.Write(answer); err != nil {
			return err
		}
	}
}

// request fills in a request, in the memory that it has.
func (r *record) request(req *decoder.Request) {
	req.Provider, _ = catalog.ParseProvider(r.Provider)
	req.Operation, _ = catalog.ParseOperation(r.Operation)
	req.Status, req.Idempotent = r.Status, r.Idempotent == "yes"
	req.Body = append(req.Body[:0], r.Body...)
	req.Headers = req.Headers[:0]
	for name, value := range r.Headers {
		req.Headers = append(append(append(append(req.Headers, name...), ": "...), value...), "\r\n"...)
	}
}
