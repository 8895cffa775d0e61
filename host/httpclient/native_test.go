package httpclient

import (
	"sync"
	"testing"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ownRules makes what is down for maintenance a matter of support.
func ownRules(t *testing.T) *overlay.Overlay {
	t.Helper()
	binary, err := overlay.Encode([]overlay.Rule{{
		Name: "our-connector",
		When: overlay.When{Codes: []string{"connector-overload"}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Unsupported},
	}})
	require.NoError(t, err)
	o, err := overlay.Load(binary)
	require.NoError(t, err)
	return o
}

// TestOverlay: rules of the user's own reach what a client sees, and may be
// taken away again.
func TestOverlay(t *testing.T) {
	native := new(Native)
	transport := start(t, NewConfig().WithClassifier(native).WithBase(reply(503, unavailable)))
	for _, c := range []struct {
		rules *overlay.Overlay
		want  catalog.Category
	}{
		{nil, catalog.AggregatorUnavailable},
		{ownRules(t), catalog.Unsupported},
		{nil, catalog.AggregatorUnavailable},
	} {
		native.SetOverlay(c.rules)
		resp, err := transport.RoundTrip(request(t, t.Context(), "GET api.truelayer.test/data/v1/me"))
		require.NoError(t, err)
		v, ok := VerdictOf(resp)
		require.True(t, ok)
		assert.Equal(t, c.want, v.Category)
	}
}

// TestNativeHammer: any number of goroutines may classify while the rules
// change, and a verdict stays as it was given.
func TestNativeHammer(t *testing.T) {
	native, rules := new(Native), ownRules(t)
	want := map[catalog.Category]bool{catalog.AggregatorUnavailable: true, catalog.Unsupported: true}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 500 {
				body := []byte(unavailable)
				v, err := native.Classify(t.Context(), &decoder.Request{Provider: catalog.TrueLayer, Status: 503, Operation: catalog.Read, Body: body})
				assert.NoError(t, err)
				clear(body)
				assert.True(t, want[v.Category])
				assert.Equal(t, "connector_overload", v.Code)
			}
		})
		wait.Go(func() {
			for i := range 500 {
				native.SetOverlay([]*overlay.Overlay{nil, rules}[i%2])
			}
		})
	}
	wait.Wait()
}
