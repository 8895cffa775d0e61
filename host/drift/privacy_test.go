package drift

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shown is everything that can be shown of a report.
func shown(t testing.TB, r *Report) string {
	t.Helper()
	novelties := r.Novelties()
	files, left, err := CatalogRows(novelties)
	require.NoError(t, err)
	rows, err := json.Marshal(files)
	require.NoError(t, err)
	return jsonOf(t, r) + string(Overlay(novelties)) + string(rows) + fmt.Sprintf("%+v", left)
}

// spellings are ways to write a secret.
func spellings(secret string) []string {
	var escaped, spaced strings.Builder
	for i, c := range []byte(secret) {
		fmt.Fprintf(&escaped, `\u%04x`, c)
		if spaced.WriteByte(c); i%4 == 3 {
			spaced.WriteByte('-')
		}
	}
	return []string{secret, escaped.String(), spaced.String(), strings.ReplaceAll(spaced.String(), "-", "_"), strings.ReplaceAll(spaced.String(), "-", " "),
		"error-" + secret, secret + "-error", "id" + secret, strings.ToUpper(secret), strings.ToLower(secret)}
}

// places are the places of a body in which something can stand.
var places = map[catalog.Provider][]string{
	catalog.Basiq: {
		`{"data":[{"type":"error","code":"%s","title":"t"}]}`,
		`{"data":[{"type":"error","code":"lemon-missing","title":"%s","detail":"%s","source":{"parameter":"%s","pointer":"%s"}}],"correlationId":"%s"}`,
		`{"data":[{"type":"error","code":"lemon-missing","title":"x","%s":"%s"}],"%s":1}`,
		`{"type":"job","steps":[{"title":"%s","status":"failed","result":{"code":"%s","title":"%s"}}]}`,
		`{"data":{"type":"error","code":"%s","title":7}}`,
		`{"%s":{"%s":["%s",{"%s":null}]}}`,
		`{"data":[{"type":"error","code":"invalid-content","title":"x"},{"type":"error","code":"%s","title":"%s"}]}`,
		`{"data":[{"type":"error","code":"%s","title":"x"`,
		`{"type":"%s","lemon":"%s","status":"%s"}`,
	},
	catalog.Synapse: {
		`{"error":{"en":"%s","code":"%s"},"error_code":"%s","http_code":"%s","success":false}`,
		`{"error":{"%s":"%s"},"error_code":"lemon","http_code":"409","success":"%s"}`,
		`{"reason":"%s","success":"%s"}`,
	},
	catalog.TrueLayer: {
		`{"type":"https://truelayer.com/%s#%s","title":"%s","status":400,"detail":"%s","trace_id":"%s","errors":{"%s":["%s"]}}`,
		`{"type":"https://truelayer.com/%s","title":"%s","status":"%s"}`,
		`{"error":"%s","error_description":"%s","error_details":{"%s":"%s"}}`,
		`{"id":"%s","status":"failed","failure_reason":"%s","failure_stage":"%s"}`,
	},
	catalog.MX: {
		`{"error":{"code":"%s","message":"%s"}}`,
		`{"code":"%s","message":["%s"]}`,
		`{"member":{"connection_status":"%s","guid":"%s","error":{"error_code":"%s"}}}`,
		`{"%s":"%s"}`,
	},
	catalog.ProviderUnknown: {`{"%s":"%s"}`, `<html>%s`, `%s`},
}

// TestPrivacy plants each secret in each spelling in each place, under a success
// and under a failure, and finds none of it in what is shown.
func TestPrivacy(t *testing.T) {
	var d decoder.Decoder
	var v catalog.Verdict
	for _, secret := range []string{account, email, token, iban, "123-45-6789", "12-34-56", "5f0e3a9c-81d2-4b7e-a1c0-9d3f1e2a4b5c", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"} {
		pieces := piecesOf(secret)
		for _, spelling := range spellings(secret) {
			r := &Report{}
			for p, bodies := range places {
				for _, body := range bodies {
					for _, status := range []int{200, 400, 503} {
						req := decoder.Request{Provider: p, Status: status, Body: []byte(strings.ReplaceAll(body, "%s", spelling)),
							Headers: []byte("X-Request-Id: " + secret + "\r\nRetry-After: " + secret + "\r\n")}
						d.Classify(&req, &v)
						r.Add(&req, &v, answer{}.at)
					}
				}
			}
			_, drifting := r.Records()
			require.Greater(t, drifting, uint64(20))
			text := strings.ToLower(shown(t, r))
			for _, piece := range pieces {
				assert.NotContains(t, text, piece, spelling)
			}
		}
	}
}

// piecesOf returns what of a secret must not come out: runs of its letters and
// digits that are long enough to tell something.
func piecesOf(secret string) []string {
	var pieces []string
	for _, run := range strings.FieldsFunc(strings.ToLower(secret), func(c rune) bool { return c == '-' || c == '_' || c == '.' || c == '@' }) {
		if run != "sk" && run != "live" && run != "com" && len(run) > 2 {
			pieces = append(pieces, run[:min(len(run), 6)], run[len(run)-min(len(run), 6):])
		}
	}
	return append(pieces, strings.ToLower(secret))
}

// FuzzPrivacy: whatever stands in a body, of its own no run of four digits comes
// out and no address.
func FuzzPrivacy(f *testing.F) {
	for p, bodies := range places {
		for _, body := range bodies {
			f.Add(uint8(p), 400, []byte(body))
			f.Add(uint8(p), 200, []byte(strings.ReplaceAll(body, "%s", email)))
			f.Add(uint8(p), 400, []byte(strings.ReplaceAll(body, "%s", account)))
		}
	}
	f.Fuzz(func(t *testing.T, p uint8, status int, body []byte) {
		req := decoder.Request{Provider: catalog.Provider(p % 5), Status: status % 1000, Body: body}
		v := decoder.Classify(&req)
		r := &Report{}
		r.Add(&req, &v, answer{}.at)
		for _, n := range r.Novelties() {
			for _, text := range []string{n.Code, n.Spelling, n.Detail, n.Sample} {
				assert.NotContains(t, text, "@")
				if n.Code == "" || !catalogSpells(n.Provider, n.Code) {
					assert.False(t, fourDigits(text), text)
				}
				for _, c := range text {
					assert.True(t, c >= ' ' && c < 0x7f || c == '…', "%q in %q", c, text)
				}
			}
		}
	})
}

func catalogSpells(p catalog.Provider, code string) bool {
	for ns := catalog.NamespaceHTTP; ns <= catalog.NamespaceGateway; ns++ {
		if c, _ := catalog.FindCode(p, ns, code); c != nil {
			return true
		}
	}
	return false
}

func fourDigits(s string) bool {
	run := 0
	for _, c := range s {
		if run++; c < '0' || c > '9' {
			run = 0
		}
		if run == 4 {
			return true
		}
	}
	return false
}
