package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// column is how the values of one column become a member of a record.
type column struct {
	member string
	role   role
	// literal returns the JSON of a value that is not null.
	literal func(parquet.Value) []byte
}

// role says which part of a member a column holds.
type role uint8

const (
	wholeMember role = iota
	headerNames      // the keys of a map of headers, in front of its values
	headerValues
)

// newColumn returns how a column is read.
func newColumn(path []string, node parquet.Node) (column, error) {
	c := column{member: path[0]}
	text := node.Type().Kind() == parquet.ByteArray
	switch {
	case c.member == "headers" && len(path) == 3 && text:
		c.role = headerNames
		if path[2] == "value" {
			c.role = headerValues
		}
	case len(path) > 1 || node.Repeated():
		return c, wrongColumn(path, "nested or repeated")
	case c.member == "body" && !text:
		return c, wrongColumn(path, node.Type().String())
	case c.member == "headers" && text:
		c.literal = func(v parquet.Value) []byte { return headersText(v.ByteArray()) }
	default:
		if c.literal = literalOf(node.Type()); c.literal == nil {
			return c, wrongColumn(path, node.Type().String())
		}
	}
	return c, nil
}

func wrongColumn(path []string, found string) error {
	allowed := "a text, a number, true or false, or a timestamp"
	switch path[0] {
	case "headers":
		allowed = "a text, or a map of texts"
	case "body":
		allowed = "a text or bytes"
	}
	return fmt.Errorf("column %s: found %s; allowed: %s", strings.Join(path, "."), found, allowed)
}

// literalOf returns how values of a type are written in JSON, or nil where
// there is no way.
func literalOf(t parquet.Type) func(parquet.Value) []byte {
	if unit := unitOf(t); unit > 0 {
		return func(v parquet.Value) []byte {
			perSecond := int64(time.Second / unit)
			at := time.Unix(v.Int64()/perSecond, v.Int64()%perSecond*int64(unit)).UTC()
			return at.AppendFormat(nil, `"`+time.RFC3339Nano+`"`)
		}
	}
	switch t.Kind() {
	case parquet.Boolean:
		return func(v parquet.Value) []byte { return strconv.AppendBool(nil, v.Boolean()) }
	case parquet.Int32, parquet.Int64:
		return func(v parquet.Value) []byte { return []byte(v.String()) }
	case parquet.Double: // what tables make of whole numbers with gaps
		return func(v parquet.Value) []byte {
			return quote(strconv.AppendFloat(nil, v.Double(), 'f', -1, 64))
		}
	case parquet.ByteArray:
		return func(v parquet.Value) []byte { return quote(v.ByteArray()) }
	}
	return nil
}

// unitOf returns the unit of a timestamp, and 0 for other types.
func unitOf(t parquet.Type) time.Duration {
	logical := t.LogicalType()
	if logical == nil {
		return 0
	}
	stamp, ok := logical.Value.(*format.TimestampType)
	if !ok {
		return 0
	}
	switch stamp.Unit.Value.(type) {
	case *format.MilliSeconds:
		return time.Millisecond
	case *format.MicroSeconds:
		return time.Microsecond
	}
	return time.Nanosecond
}
