package main

import (
	"context"
	"fmt"
	"hash/fnv"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// writeBad writes the report of bad records. There may be as many of them as
// there are records; what is grouped are their lines in the report, which are
// short, and no file is written where there is none.
func writeBad(s beam.Scope, o options, bad beam.PCollection) {
	sharded := beam.ParDo(s, &shardFn{Shards: o.badShards}, bad)
	beam.ParDo0(s, &badFn{Folder: o.output, Shards: o.badShards}, beam.GroupByKey(s, sharded))
}

// shardFn spreads lines evenly, and each the same way whenever it is asked.
type shardFn struct {
	Shards int
}

// ProcessElement returns the shard of a line.
func (fn *shardFn) ProcessElement(line string) (int, string) {
	h := fnv.New32a()
	h.Write([]byte(line))
	return int(h.Sum32()) % fn.Shards, line
}

// badFn writes the lines of a shard, in no particular order.
type badFn struct {
	Folder string
	Shards int
}

// ProcessElement writes a file.
func (fn *badFn) ProcessElement(ctx context.Context, shard int, next func(*string) bool) error {
	name := fmt.Sprintf("bad-%05d-of-%05d.ndjson", shard, fn.Shards)
	return writeFile(ctx, inFolder(fn.Folder, name), func(yield func([]byte) bool) {
		var line string
		for next(&line) && yield([]byte(line+"\n")) {
		}
	})
}
