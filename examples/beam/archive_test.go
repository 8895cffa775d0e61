package main

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

// secret stands in every record and line that is bad.
const secret = "jane.doe@example.com"

// when the answers came.
var when = time.Unix(1_800_000_000, 123_456_000).UTC()

// badLines are no records.
var badLines = []string{
	`{"provider":"` + secret + `","status":403}`,
	`{"status":"` + secret + `"}`,
	`{"status":403,"body":"` + secret,
	secret,
	`["` + secret + `"]`,
}

// answers returns the answers of the corpus.
func answers(t *testing.T) []*decoder.Request {
	t.Helper()
	list, err := corpus.Requests("../../decoder/testdata/cases")
	require.NoError(t, err)
	return list
}

// writeLines writes records, and bad lines and blank ones in between, as an
// archive has them, compressed as the name says.
func writeLines(t *testing.T, name string, list []*decoder.Request, bad []string) {
	t.Helper()
	file, err := os.Create(name)
	require.NoError(t, err)
	out := io.WriteCloser(file)
	switch filepath.Ext(name) {
	case ".gz":
		out = gzip.NewWriter(file)
	case ".zst":
		out, err = zstd.NewWriter(file)
		require.NoError(t, err)
	}
	for i, req := range list {
		line := append(lineOf(t, req), "\r\n \n"[i%2*2:]...)
		if i < len(bad) {
			line = append(append(line, bad[i]...), '\n')
		}
		_, err = out.Write(line)
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	if out != io.WriteCloser(file) {
		require.NoError(t, file.Close())
	}
}

// lineOf returns the record of an answer.
func lineOf(t *testing.T, req *decoder.Request) []byte {
	t.Helper()
	record := map[string]any{
		"provider": req.Provider.String(), "operation": req.Operation.String(), "status": req.Status,
		"idempotent": req.Idempotent, "headers": string(req.Headers), "time": when,
	}
	if utf8.Valid(req.Body) {
		record["body"] = string(req.Body)
	} else {
		record["body_base64"] = base64.StdEncoding.EncodeToString(req.Body)
	}
	line, err := json.Marshal(record)
	require.NoError(t, err)
	return line
}

// row is an answer in a table.
type row struct {
	Provider   string    `parquet:"provider,dict"`
	Status     *int32    `parquet:"status"`
	Operation  *string   `parquet:"operation"`
	Idempotent bool      `parquet:"idempotent"`
	Headers    string    `parquet:"headers"`
	Body       []byte    `parquet:"body,zstd"`
	Time       time.Time `parquet:"time,timestamp(microsecond)"`
	Unknown    string    `parquet:"unknown"`
}

// rowOf returns the row of an answer, with null for what is not known.
func rowOf(req *decoder.Request) row {
	r := row{
		Provider: req.Provider.String(), Idempotent: req.Idempotent, Headers: string(req.Headers),
		Body: req.Body, Time: when, Unknown: secret,
	}
	if req.Status != 0 {
		status := int32(req.Status)
		r.Status = &status
	}
	if req.Operation != 0 {
		operation := req.Operation.String()
		r.Operation = &operation
	}
	return r
}

// writeTable writes rows as a Parquet file with groups of a few rows each.
func writeTable[T any](t *testing.T, name string, rows []T) {
	t.Helper()
	file, err := os.Create(name)
	require.NoError(t, err)
	out := parquet.NewGenericWriter[T](file, parquet.MaxRowsPerRowGroup(100))
	_, err = out.Write(rows)
	require.NoError(t, err)
	require.NoError(t, out.Close())
	require.NoError(t, file.Close())
}
