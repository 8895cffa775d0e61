package decoder_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
)

// TestErrorsPastTheListed are counted, and still count for the verdict.
func TestErrorsPastTheListed(t *testing.T) {
	item := func(code string) string { return fmt.Sprintf(`{"type":"error","code":%q}`, code) }
	list := strings.Repeat(item("invalid-authorization-token")+",", 100)
	body := `{"type":"list","data":[` + list + item("unauthorized-access") + `]}`
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 401, Body: []byte(body)})
	assert.Len(t, v.Errors, catalog.MaxErrors)
	assert.Equal(t, 101-catalog.MaxErrors, v.ErrorsDropped)
	assert.Equal(t, "unauthorized-access", v.Code)
	assert.Equal(t, catalog.Never, v.Retry.Policy)
	assert.False(t, v.Retry.Automatic)
}

// TestStepsPastTheKept make a verdict more careful: their cause is not known.
func TestStepsPastTheKept(t *testing.T) {
	step := `{"title":"s","status":"failed","result":{"code":"maintenance"}}`
	body := `{"type":"job","steps":[` + strings.Repeat(step+",", 40) + step + `]}`
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 200, Body: []byte(body)})
	assert.Equal(t, catalog.OperationFailed, v.Category)
	assert.Equal(t, catalog.Never, v.Retry.Policy)
	assert.Len(t, v.Errors, catalog.MaxErrors)
	assert.Equal(t, 41-catalog.MaxErrors, v.ErrorsDropped)
}

// TestTruncated: what stands past the limit is not looked at.
func TestTruncated(t *testing.T) {
	body := append([]byte(`{"code":4011,"message":"x"}`), bytes.Repeat([]byte(" "), decoder.MaxBody)...)
	v := decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: append(body, "garbage"...)})
	assert.True(t, v.Truncated)
	assert.Equal(t, catalog.ShapeMXError, v.Shape)
	v = decoder.Classify(&decoder.Request{Provider: catalog.MX, Status: 401, Body: body[:decoder.MaxBody]})
	assert.False(t, v.Truncated)
}
