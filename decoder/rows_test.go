package decoder_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRows sends an answer for each documented row, made of the row's own
// status, code and texts in the provider's own shape, and expects its class.
func TestRows(t *testing.T) {
	f, err := os.Open("testdata/rows.csv")
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, 127, "a header and 126 rows")
	for _, rec := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = rec[i]
		}
		t.Run(row["provider"]+"-"+row["n"], func(t *testing.T) { checkRow(t, row) })
	}
}

func checkRow(t *testing.T, row map[string]string) {
	provider, ok := catalog.ParseProvider(row["provider"])
	require.True(t, ok)
	req := &decoder.Request{Provider: provider, Status: rowStatus(t, row), Body: rowBody(t, row)}
	if row["operation"] != "" {
		req.Operation, ok = catalog.ParseOperation(row["operation"])
		require.True(t, ok)
	}
	v := decoder.Classify(req)
	assert.Equal(t, row["outcome"], v.Outcome.String(), "outcome")
	assert.Equal(t, row["category"], v.Category.String(), "category")
	assert.Equal(t, row["party"], v.Party.String(), "party")
	first, _, _ := strings.Cut(row["actions"], " > ")
	assert.Equal(t, first, v.Actions.First().String(), "first action")
	assert.Equal(t, row["retry"], v.Retry.Policy.String(), "retry")
	assert.Equal(t, row["severity"], v.Severity.String(), "severity")
}

// rowStatus is the row's status. Codes that are documented without one come
// under the status that fits their class.
func rowStatus(t *testing.T, row map[string]string) int {
	if row["status"] == "" {
		switch {
		case row["outcome"] == "ok":
			return 200
		case row["outcome"] == "pending":
			return 202
		case row["party"] == "aggregator":
			return 500
		}
		return 400
	}
	n, err := strconv.Atoi(row["status"])
	require.NoError(t, err)
	return n
}

// rowBody writes the row in its provider's shape.
func rowBody(t *testing.T, row map[string]string) []byte {
	type object map[string]any
	var body object
	code, title, text := row["code"], row["title"], row["text"]
	switch row["provider"] {
	case "basiq":
		item := object{"type": "error", "code": code, "title": title, "detail": text}
		body = object{"type": "list", "correlationId": "c", "data": []object{item}}
		switch {
		case row["operation"] == "job":
			body = object{"type": "job", "steps": []object{{"title": "verify-credentials", "status": "failed", "result": item}}}
		case code == "":
			return nil
		}
	case "synapse":
		body = object{"error_code": code, "http_code": row["status"]}
		if row["outcome"] == "error" {
			body["error"], body["success"] = object{"en": text}, false
		}
		if code == "" {
			return nil
		}
	case "truelayer":
		body = object{"error": code, "error_description": text}
		if row["outcome"] != "error" {
			body = object{"results": []object{}}
		}
	case "mx":
		body = object{"code": nil, "message": text}
		if code != "" {
			body["code"], _ = strconv.Atoi(code)
		}
	}
	raw, err := json.Marshal(body)
	require.NoError(t, err)
	return raw
}
