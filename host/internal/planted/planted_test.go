package planted_test

import (
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/planted"
	"github.com/stretchr/testify/assert"
)

// TestSecretsArePlanted: they do reach every text of a verdict, and so could
// show, beside codes that the catalog knows.
func TestSecretsArePlanted(t *testing.T) {
	found := map[string]bool{}
	for v := range planted.Verdicts {
		for name, text := range map[string]string{"code": v.Code, "title": v.Title, "detail": v.Detail, "trace": v.TraceID, "source": v.Source, "json": string(v.AppendJSON(nil))} {
			found[name] = found[name] || planted.In(text) != ""
		}
		found["row"] = found["row"] || v.Row != "" && catalog.Known(v.Provider, v.Code)
		found[v.Row] = v.Basis == catalog.BasisOverlay
		found["errors"] = found["errors"] || len(v.Errors) > 0
	}
	for _, name := range []string{"code", "title", "detail", "trace", "source", "json", "row", "errors", "planted.text", "planted.code", "planted.amends"} {
		assert.True(t, found[name], name)
	}
	assert.Empty(t, planted.In("harmless"))
}

// TestLinesHoldNoSecrets: those that the catalog itself makes.
func TestLinesHoldNoSecrets(t *testing.T) {
	for v := range planted.Verdicts {
		shown := v.String() + v.GoString()
		for i := range v.Errors {
			shown += v.Errors[i].String()
		}
		assert.Empty(t, planted.In(shown))
	}
}
