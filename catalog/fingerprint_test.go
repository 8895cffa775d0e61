package catalog_test

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strings"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/stretchr/testify/assert"
)

// known is a verdict that a row for a code decided, unknown one that only the
// status did.
var (
	known = catalog.Verdict{Provider: catalog.Basiq, Shape: catalog.ShapeBasiqErrors, Category: catalog.PermissionDenied,
		Party: catalog.PartyApp, Basis: catalog.BasisMessage, Code: "access-denied", Reason: "basiq.access-denied.account-disabled", Row: "basiq-9"}
	unknown = catalog.Verdict{Provider: catalog.Basiq, Shape: catalog.ShapeBasiqErrors, Category: catalog.InvalidRequest,
		Party: catalog.PartyApp, Basis: catalog.BasisStatus, Code: "error-12345", Reason: "basiq.status-400", Row: "basiq-44"}
)

// TestFingerprintsStay: whoever changes what one of these is changes
// FingerprintVersion too.
func TestFingerprintsStay(t *testing.T) {
	assert.Equal(t, "f1", catalog.FingerprintVersion)
	assert.Equal(t, "f1:b7e68f960b0f0fbb", known.Fingerprint().String())
	assert.Equal(t, "f1:2132f6bead8c980c", unknown.Fingerprint().String())
	assert.Equal(t, "f1:000000000000000f", catalog.Fingerprint(15).String())
}

// TestFingerprintIsFNV: what is hashed, as other languages have to build it.
func TestFingerprintIsFNV(t *testing.T) {
	for text, v := range map[string]catalog.Verdict{
		"error\nbasiq\npermission_denied\napp\nbasiq.access-denied.account-disabled\n": known,
		"error\nbasiq\ninvalid_request\napp\nbasiq.status-400\nbasiq_errors\nerror-#":  unknown,
		"error\nunknown\nunclassified\nunknown\n\nother\n":                             {},
		"ok\nmx\nnone\nunknown\nok\n":                                                  {Outcome: catalog.OutcomeOK, Provider: catalog.MX, Category: catalog.None, Reason: "ok", Basis: catalog.BasisShape, Shape: catalog.ShapeMXResource},
		"error\nmx\noperation_failed\nunknown\nours\n":                                 {Provider: catalog.MX, Category: catalog.OperationFailed, Reason: "ours", Basis: catalog.BasisOverlay, Shape: catalog.ShapeMXError, Code: "x"},
		"error\nmx\noperation_failed\nunknown\n\nmx_error\nx":                          {Provider: catalog.MX, Category: catalog.OperationFailed, Basis: catalog.BasisOverlay, Shape: catalog.ShapeMXError, Code: "X"},
	} {
		assert.Equal(t, hashOf(text), v.Fingerprint(), "%q", text)
	}
}

func TestFingerprintGroups(t *testing.T) {
	same := map[string]func(v *catalog.Verdict){
		"texts":        func(v *catalog.Verdict) { v.Title, v.Detail, v.Source = "other", "words", "here" },
		"request":      func(v *catalog.Verdict) { v.TraceID = "7c1e" },
		"retry":        func(v *catalog.Verdict) { v.Retry.SetPolicy(catalog.Quota); v.Retry.AfterMs = 7 },
		"operation":    func(v *catalog.Verdict) { v.Effect = catalog.EffectUnknown },
		"spelling":     func(v *catalog.Verdict) { v.Drift = v.Drift.With(catalog.RespelledCode) },
		"certainty":    func(v *catalog.Verdict) { v.Certainty = catalog.Inferred },
		"other errors": func(v *catalog.Verdict) { v.Errors = make([]catalog.ErrorItem, 3); v.ErrorsDropped = 1 },
		"a cut body":   func(v *catalog.Verdict) { v.Truncated = true },
		"row":          func(v *catalog.Verdict) { v.Row = "basiq-999" },
		"an overlay":   func(v *catalog.Verdict) { v.Row, v.Basis = "our-rule", catalog.BasisOverlay },
	}
	for name, change := range same {
		for _, v := range []catalog.Verdict{known, unknown} {
			changed := v
			change(&changed)
			assert.Equal(t, v.Fingerprint(), changed.Fingerprint(), name)
		}
	}
	other := map[string]func(v *catalog.Verdict){
		"outcome":  func(v *catalog.Verdict) { v.Outcome = catalog.OutcomePending },
		"provider": func(v *catalog.Verdict) { v.Provider = catalog.MX },
		"category": func(v *catalog.Verdict) { v.Category = catalog.Conflict },
		"party":    func(v *catalog.Verdict) { v.Party = catalog.PartyEdge },
		"reason":   func(v *catalog.Verdict) { v.Reason += "x" },
	}
	for name, change := range other {
		for _, v := range []catalog.Verdict{known, unknown} {
			changed := v
			change(&changed)
			assert.NotEqual(t, v.Fingerprint(), changed.Fingerprint(), name)
		}
	}
}

// TestFingerprintOfReasons: shape and code count where the reason does not name
// the problem, which it does not if the row is one for a status.
func TestFingerprintOfReasons(t *testing.T) {
	names := func(reason string) bool {
		v := unknown
		v.Reason = reason
		shape, code := v, v
		shape.Shape, code.Code = catalog.ShapeBasiqError, "moon-phase"
		assert.Equal(t, v.Fingerprint() == shape.Fingerprint(), v.Fingerprint() == code.Fingerprint(), reason)
		return v.Fingerprint() == shape.Fingerprint()
	}
	for _, r := range allRows(t) {
		bySign := r.Reason == "synapse.202.not-successful"
		assert.Equal(t, r.Namespace != catalog.NamespaceStatus.String() || bySign, names(r.Reason), "%d %s", r.ID, r.Reason)
	}
	for reason, want := range map[string]bool{
		"": false, "http.client-error": false, "HTTP.x": false, "failed.no-known-code": false, "basiq.status-400": false,
		"our-rule": true, "ours.http.x": true, "status-400": true, "pending.poll-status": true, "http": true,
	} {
		assert.Equal(t, want, names(reason), reason)
	}
}

// TestFingerprintOfUnknownCodes: ids and wording do not tell them apart, nor
// does how they are spelled.
func TestFingerprintOfUnknownCodes(t *testing.T) {
	groups := [][]string{
		{"error-12345", "error-67890", "ERROR_1234", "error.9a7", "error-3f2504e0-4f89-beef-9a0c-0305e82c3301", "error-deadbeef", "-error--4711-"},
		{"moon_phase", "Moon-Phase", "moon.phase.", "__MOON__PHASE__"},
		{"the account of Jane Doe is closed", "jane@example.com", "Überfällig", "a:b", "\xff", strings.Repeat("x", 65), "?", "a\nb"},
		{"110", "_110"},
		{"111"},
		{"1100", "4711", "12345678", strings.Repeat("x", 33), "cafe", "e102", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "decade_cafe"},
		{"feedback"},
		{strings.Repeat("x", 32)},
		{"error"},
		{"error-12"},
		{"", "-", "._."},
	}
	seen := map[catalog.Fingerprint]string{}
	for _, group := range groups {
		v := unknown
		v.Code = group[0]
		first := v.Fingerprint()
		assert.NotContains(t, seen, first, "%q and %q", group[0], seen[first])
		seen[first] = group[0]
		for _, v.Code = range group {
			assert.Equal(t, first, v.Fingerprint(), "%q and %q", group[0], v.Code)
		}
	}
}

func TestFingerprintInTheLine(t *testing.T) {
	assert.True(t, strings.HasSuffix(known.String(), " code=access-denied fingerprint="+known.Fingerprint().String()))
	ok := catalog.Verdict{Outcome: catalog.OutcomeOK}
	assert.NotContains(t, ok.String(), "fingerprint")
}

func TestFingerprintAllocatesNothing(t *testing.T) {
	buf := make([]byte, 0, 64)
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		buf = unknown.Fingerprint().AppendString(buf[:0])
	}))
}

// blotted is what counts of a code, as the contract between languages words it.
func blotted(code string) string {
	if len(code) > 64 || !codeLetters.MatchString(code) {
		return "?"
	}
	words := strings.FieldsFunc(strings.ToLower(code), func(r rune) bool { return strings.ContainsRune("-_.", r) })
	for i, word := range words {
		if !plainWord.MatchString(word) || hexWord.MatchString(word) {
			words[i] = "#"
		}
	}
	return manyIDs.ReplaceAllString(strings.Join(words, "-"), "#")
}

var (
	codeLetters = regexp.MustCompile(`\A[0-9A-Za-z._-]*\z`)
	plainWord   = regexp.MustCompile(`\A([a-z]{1,32}|[0-9]{1,3})\z`)
	hexWord     = regexp.MustCompile(`\A[a-f]{4,}\z`)
	manyIDs     = regexp.MustCompile(`#(-#)+`)
)

func hashOf(text string) catalog.Fingerprint {
	h := fnv.New64a()
	h.Write([]byte(text))
	return catalog.Fingerprint(h.Sum64())
}

// FuzzFingerprint: of whatever code, that counts which is not blotted out.
func FuzzFingerprint(f *testing.F) {
	for _, code := range []string{"error-12345", "moon_phase", "a b", "", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "a-cafe.1234_b"} {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		v := unknown
		v.Code = code
		want := hashOf("error\nbasiq\ninvalid_request\napp\nbasiq.status-400\nbasiq_errors\n" + blotted(code))
		assert.Equal(t, want, v.Fingerprint(), "%q", code)
	})
}

func ExampleVerdict_Fingerprint() {
	v := catalog.Verdict{Provider: catalog.Basiq, Category: catalog.InvalidRequest, Party: catalog.PartyApp,
		Basis: catalog.BasisStatus, Shape: catalog.ShapeBasiqErrors, Reason: "basiq.status-400", Code: "account-4711001-closed"}
	first := v.Fingerprint()
	v.Code = "account-4711002-closed"
	fmt.Println(first, first == v.Fingerprint())
	// Output: f1:9922f313613e5e20 true
}
