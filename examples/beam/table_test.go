package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/records"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tableOf returns a table with one row.
func tableOf[T any](t *testing.T, row T) (*table, error) {
	t.Helper()
	var file bytes.Buffer
	require.NoError(t, parquet.Write(&file, []T{row}))
	return openTable(bytes.NewReader(file.Bytes()), int64(file.Len()))
}

// numbers is a row as Parquet's own types have it, texts as those who know none.
type (
	numbers struct {
		Status     float64           `parquet:"status"`
		Provider   string            `parquet:"provider,enum"`
		Operation  string            `parquet:"operation"`
		Idempotent bool              `parquet:"idempotent"`
		Headers    map[string]string `parquet:"headers"`
		Body       []byte            `parquet:"body"`
		Time       int64             `parquet:"time,timestamp(millisecond)"`
	}
	texts struct {
		Status     string `parquet:"status"`
		Provider   string `parquet:"provider"`
		Operation  string `parquet:"operation"`
		Idempotent string `parquet:"idempotent"`
		Headers    string `parquet:"headers"`
		Body       string `parquet:"body"`
		Time       string `parquet:"time"`
	}
	gaps struct {
		Status    int64             `parquet:"status"`
		Provider  *string           `parquet:"provider"`
		Operation *string           `parquet:"operation"`
		Headers   map[string]string `parquet:"headers"`
		Body      *[]byte           `parquet:"body"`
		Time      time.Time         `parquet:"time,timestamp(nanosecond)"`
	}
)

// TestColumns: a record is the same, however a table holds it.
func TestColumns(t *testing.T) {
	const lines = "A: 1\r\nB: 2\r\n"
	at := when.Truncate(time.Millisecond)
	full := records.Record{Time: at}
	full.Request.Provider, full.Request.Operation, full.Request.Status = catalog.MX, catalog.Write, 403
	full.Request.Idempotent, full.Request.Headers, full.Request.Body = true, []byte(lines), []byte(`{"a":"<&é"}`)
	less := records.Record{Time: when}
	less.Request.Status = 403
	body, stamp := string(full.Request.Body), at.Format(time.RFC3339Nano)

	check := func(tab *table, err error) func(want records.Record) {
		require.NoError(t, err)
		var got records.Record
		require.NoError(t, tab.read(&got))
		return func(want records.Record) {
			assert.Equal(t, want.Request.Headers, bytes.Clone(got.Request.Headers))
			got.Request.Headers, want.Request.Headers = nil, nil
			assert.Equal(t, want, got)
			assert.Equal(t, io.EOF, tab.read(&got))
		}
	}
	headers := map[string]string{"A": "1", "B": "2"}
	check(tableOf(t, numbers{403, "mx", "write", true, headers, []byte(body), at.UnixMilli()}))(full)
	check(tableOf(t, texts{"403", "mx", "write", "yes", lines, body, stamp}))(full)
	check(tableOf(t, texts{"403", "mx", "write", "yes", ` {"A": 1, "B": "2"}`, body, stamp}))(full)
	check(tableOf(t, gaps{Status: 403, Time: when}))(less)
}

// TestBadRow: a row that is no record is told of as such a line would be.
func TestBadRow(t *testing.T) {
	for row, want := range map[texts]string{
		{Status: "403", Provider: secret, Operation: "read", Idempotent: "no"}:                    "provider: found",
		{Status: secret, Provider: "mx", Operation: "read", Idempotent: "no"}:                     "status: found",
		{Status: "403", Provider: "mx", Operation: "read", Idempotent: "no", Time: secret}:        "time: found",
		{Status: "403", Provider: "mx", Idempotent: "no", Operation: `"},"status":200,"body":{"`}: "operation: found",
	} {
		tab, err := tableOf(t, row)
		require.NoError(t, err)
		var r records.Record
		err = tab.read(&r)
		var bad *records.Error
		require.ErrorAs(t, err, &bad)
		assert.Contains(t, err.Error(), want)
		assert.NotContains(t, err.Error(), secret)
	}
}

// TestWrongColumns: a table that holds something else is refused as a whole.
func TestWrongColumns(t *testing.T) {
	refused := func(_ *table, err error) string {
		require.Error(t, err)
		return err.Error()
	}
	assert.Contains(t, refused(tableOf(t, struct{ ID string }{})), "neither a column status nor a column body")
	assert.Equal(t, "column body: found INT(64,true); allowed: a text or bytes",
		refused(tableOf(t, struct {
			Body int64 `parquet:"body"`
		}{})))
	assert.Equal(t, "column headers.name: found nested or repeated; allowed: a text, or a map of texts",
		refused(tableOf(t, struct {
			Status  int32 `parquet:"status"`
			Headers []struct {
				Name string `parquet:"name"`
			} `parquet:"headers"`
		}{})))
	assert.Equal(t, "column status: found nested or repeated; allowed: a text, a number, true or false, or a timestamp",
		refused(tableOf(t, struct {
			Status []int32 `parquet:"status"`
		}{})))
	_, err := openTable(bytes.NewReader([]byte("PAR1 no table PAR1")), 18)
	assert.Error(t, err)
}

// TestTableFromObjectStore: a file that cannot be read anywhere is copied, and
// the copy removed.
func TestTableFromObjectStore(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	name := filepath.Join(t.TempDir(), "a.parquet")
	list := answers(t)[:250] // some groups of rows
	var rows []row
	for _, req := range list {
		rows = append(rows, rowOf(req))
	}
	writeTable(t, name, rows)
	raw, err := os.ReadFile(name)
	require.NoError(t, err)
	memfs.Write("memfs://archive/a.parquet", raw)
	var fn tableFn
	require.NoError(t, fn.Setup())
	fn.StartBundle(nil, nil, nil)
	require.NoError(t, fn.ProcessElement(context.Background(), fileio.FileMetadata{Path: "memfs://archive/a.parquet"}, nil, nil, nil))
	var n int64
	fn.FinishBundle(context.Background(), func(_ Key, count int64) { n += count }, func(Drift) {}, nil)
	assert.EqualValues(t, len(list), n)
	left, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	assert.Empty(t, left)

	err = fn.ProcessElement(context.Background(), fileio.FileMetadata{Path: "memfs://archive/missing.parquet"}, nil, nil, nil)
	assert.ErrorIs(t, err, os.ErrNotExist)
}
