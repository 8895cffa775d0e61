package stream_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/stream"
)

// Answer records in bulk. Bad lines are told of, and answered in their place.
func ExampleRun() {
	in := strings.NewReader(`{"id":"a","provider":"basiq","status":200,"body":{"type":"list","data":[]}}
{"id":"b","status":"soon"}
`)
	stats, err := stream.Run(context.Background(), in, os.Stdout, stream.Options{
		Numbered: true,
		OnBad:    func(bad *records.Error) { fmt.Println("bad:", bad) },
	})
	fmt.Println(stats.Records, stats.Bad, stats.Outcomes[catalog.OutcomeOK], err)
	// Output:
	// {"line":1,"id":"a","verdict":{"outcome":"ok","provider":"basiq","shape":"basiq_resource","category":"none","party":"unknown","actions":[],"retry":{"policy":"never","automatic":false,"provider_hint":"unknown"},"severity":"silent","scope":"request","grpc_code":"OK","reason":"http.ok","basis":"status","certainty":"inferred"}}
	// {"line":2,"error":"status: found a text that is no status; allowed: 100 to 999, or 0 for no answer"}
	// bad: line 2: status: found a text that is no status; allowed: 100 to 999, or 0 for no answer
	// 1 1 1 <nil>
}
