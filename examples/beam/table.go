package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/finfault/finfault/host/records"
	"github.com/parquet-go/parquet-go"
)

// table reads the records of a Parquet file, a row each. It holds a few pages
// of each column that it reads, and reads none but those that it knows.
type table struct {
	file    *parquet.File
	project parquet.Conversion
	columns []column
	groups  []parquet.RowGroup // those that are still to be read
	rows    parquet.Rows       // of the group that is being read
	buffer  [64]parquet.Row
	pending []parquet.Row
	parser  records.Parser
	members []byte
}

// knownColumns are those with the names of the members of a record. What one
// may hold is as in package records: what is small goes through its parser.
var knownColumns = []string{"provider", "status", "operation", "idempotent", "headers", "body", "time"}

// openTable reads the schema of a Parquet file. An error names the column that
// is of a wrong type.
func openTable(in io.ReaderAt, size int64) (*table, error) {
	file, err := parquet.OpenFile(in, size, parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, err
	}
	known := parquet.Group{}
	for _, field := range file.Schema().Fields() {
		if slices.Contains(knownColumns, field.Name()) {
			known[field.Name()] = field
		}
	}
	if known["status"] == nil && known["body"] == nil {
		return nil, errors.New("found neither a column status nor a column body; known columns: " + strings.Join(knownColumns, ", "))
	}
	schema := parquet.NewSchema("record", known)
	t := &table{file: file, groups: file.RowGroups()}
	for _, path := range schema.Columns() {
		leaf, _ := schema.Lookup(path...)
		c, err := newColumn(path, leaf.Node)
		if err != nil {
			return nil, err
		}
		t.columns = append(t.columns, c)
	}
	t.project, err = parquet.Convert(schema, file.Schema())
	return t, err
}

// read fills r with the record of the next row. r is valid until the next call.
// Behind the last row the error is io.EOF; that of a row which is no record is a
// *records.Error, and reading goes on behind it.
func (t *table) read(r *records.Record) error {
	for len(t.pending) == 0 {
		if err := t.fetch(); err != nil {
			return err
		}
	}
	row := t.pending[0]
	t.pending = t.pending[1:]
	return t.record(row, r)
}

// fetch reads some rows.
func (t *table) fetch() error {
	if t.rows == nil {
		if len(t.groups) == 0 {
			return io.EOF
		}
		t.rows = parquet.ConvertRowGroup(t.groups[0], t.project).Rows()
		t.groups = t.groups[1:]
	}
	n, err := t.rows.ReadRows(t.buffer[:])
	t.pending = t.buffer[:n]
	if err == io.EOF {
		err = t.rows.Close()
		t.rows = nil
	} else if err == nil && n == 0 {
		err = io.ErrNoProgress
	}
	return err
}

// record reads the record of a row: its small members as a line of JSON, so
// that they mean what they mean there, and the body as it is.
func (t *table) record(row parquet.Row, r *records.Record) error {
	var body []byte
	var names []parquet.Value
	t.members = append(t.members[:0], '{')
	row.Range(func(i int, values []parquet.Value) bool {
		switch c := &t.columns[i]; {
		case c.role == headerNames:
			names = values
		case c.role == headerValues:
			t.member(c.member, headerObject(names, values))
		case values[0].IsNull():
		case c.member == "body":
			body = values[0].ByteArray()
		default:
			t.member(c.member, c.literal(values[0]))
		}
		return true
	})
	if err := t.parser.Parse(append(t.members, '}'), r); err != nil {
		return err
	}
	r.Request.Body = body
	return nil
}

// member appends a member to the line.
func (t *table) member(name string, value []byte) {
	if len(t.members) > 1 {
		t.members = append(t.members, ',')
	}
	t.members = fmt.Appendf(t.members, "%q:%s", name, value)
}

// headerObject returns the JSON of a map of headers.
func headerObject(names, values []parquet.Value) []byte {
	object := []byte{'{'}
	for i := range min(len(names), len(values)) {
		if names[i].IsNull() || values[i].IsNull() {
			continue
		}
		if len(object) > 1 {
			object = append(object, ',')
		}
		object = append(append(object, quote(names[i].ByteArray())...), ':')
		object = append(object, quote(values[i].ByteArray())...)
	}
	return append(object, '}')
}

// quote returns a text as JSON has it.
func quote(text []byte) []byte {
	quoted, _ := json.Marshal(string(text)) // fails for no string
	return quoted
}

// headersText returns headers as JSON: the object that the text holds, or else
// the text, with a "Name: value" a line.
func headersText(text []byte) []byte {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte{'{'}) && json.Valid(text) {
		return text
	}
	return quote(text)
}
