package main

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/drift"
	"github.com/finfault/finfault/host/records"
	"github.com/finfault/finfault/host/seen"
)

// What Beam's own counters show while a job runs. Responses are failures and
// answers that are still pending, as everywhere where Finfault counts.
var (
	recordsTotal   = beam.NewCounter("finfault", "records_total")
	badTotal       = beam.NewCounter("finfault", "bad_records_total")
	responsesTotal = beam.NewCounter("finfault", "responses_total")
)

// classifier is the part that the readers of both formats share: it classifies
// and counts the records of one bundle.
//
// Only counts leave it, at the end of the bundle. So a runner never stores or
// ships a body, and there are a few hundred elements to group and not one a
// record. Its memory is that of the decoder, of one record and of the report of
// drift, which is bounded.
//
// Beam gives every thread a copy of its own.
type classifier struct {
	// Overlay are the rules of a team's own in their binary form, or nothing.
	// They travel to the workers with the pipeline.
	Overlay []byte

	decoder *decoder.Decoder
	verdict catalog.Verdict
	record  records.Record
	counts  map[Key]int64
	bad     int64
	drift   Drift
}

// Setup makes what lives as long as the copy.
func (c *classifier) Setup() error {
	c.counts = map[Key]int64{}
	if len(c.Overlay) == 0 {
		c.decoder = decoder.New()
		return nil
	}
	rules, err := overlay.Load(c.Overlay)
	c.decoder = decoder.New(decoder.WithOverlay(rules))
	return err
}

// StartBundle forgets what a bundle that failed has left.
func (c *classifier) StartBundle(func(Key, int64), func(Drift), func(string)) {
	clear(c.counts)
	c.bad = 0
	c.drift = Drift{new(drift.Report)} // the last one was handed on
}

// FinishBundle hands the bundle's counts on.
func (c *classifier) FinishBundle(ctx context.Context, emitCount func(Key, int64), emitDrift func(Drift), _ func(string)) {
	var all, responses int64
	for key, n := range c.counts {
		emitCount(key, n)
		if all += n; key.Outcome != catalog.OutcomeOK {
			responses += n
		}
	}
	emitDrift(c.drift)
	recordsTotal.Inc(ctx, all+c.bad)
	badTotal.Inc(ctx, c.bad)
	responsesTotal.Inc(ctx, responses)
}

// count classifies c.record.
func (c *classifier) count() {
	c.decoder.Classify(&c.record.Request, &c.verdict)
	c.counts[keyOf(c.record.Request.Operation, &c.verdict)]++
	c.drift.Add(&c.record.Request, &c.verdict, seen.At{Time: c.record.Time})
}

// badRecord is a line of the report of bad records. It holds nothing of the
// record.
type badRecord struct {
	File string `json:"file"`
	// Byte is where the line begins in the decompressed file, counted from 0.
	Byte *int64 `json:"byte,omitempty"`
	// Row is the number of the row in a Parquet file, counted from 0.
	Row   *int64 `json:"row,omitempty"`
	Error string `json:"error"`
}

// refuse counts and reports a record that err says is none. Any other error is
// returned.
func (c *classifier) refuse(err error, at badRecord, emit func(string)) error {
	var bad *records.Error
	if !errors.As(err, &bad) {
		return err
	}
	at.Error = bad.Error()
	line, err := json.Marshal(at)
	if err != nil {
		return err
	}
	c.bad++
	emit(string(line))
	return nil
}
