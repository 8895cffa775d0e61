package records_test

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/records"
)

// Read records one after the other. A line that is none is told of, and the
// next call goes on behind it.
func ExampleReader() {
	in := strings.NewReader(`{"provider":"basiq","status":429,"headers":{"Retry-After":"30"}}
{"provider":"nobody"}
{"provider":"mx","status":503,"operation":"write","body":{"message":"Service Temporarily Unavailable."}}
`)
	reader := records.NewReader(in, 0)
	var (
		r   records.Record
		d   decoder.Decoder
		v   catalog.Verdict
		bad *records.Error
	)
	for {
		switch err := reader.Read(&r); {
		case errors.As(err, &bad):
			fmt.Println(bad)
		case err == io.EOF:
			return
		case err != nil:
			fmt.Println("cannot read:", err)
			return
		default:
			d.Classify(&r.Request, &v)
			fmt.Printf("line %d: %v\n", reader.Line(), v)
		}
	}
	// Output:
	// line 1: error provider=basiq category=rate_limited party=app retry=rate_limit automatic action=wait row=basiq-49 fingerprint=f1:3d0c4a10c609ea18
	// line 2: provider: found a text that is no such name; allowed: unknown, basiq, synapse, truelayer, mx
	// line 3: error provider=mx category=aggregator_unavailable party=aggregator retry=backoff_short action=wait row=http-611 fingerprint=f1:911f659af9466db1
}
