package host_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
)

// TestNoAllocations: an engine and a verdict that have grown to the bodies they
// see allocate nothing, wherever the texts of the verdict stand.
func TestNoAllocations(t *testing.T) {
	e := open(t, cached().WithMaxInstances(1))
	cases, err := corpus.Load("../decoder/testdata/cases")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), t, "a value"))
	defer cancel()
	var v host.Verdict
	buf := make([]byte, 0, 1<<20)
	for i := range cases {
		req, err := cases[i].Request()
		require.NoError(t, err)
		n := testing.AllocsPerRun(10, func() { err = e.Classify(ctx, req, &v) })
		require.NoError(t, err)
		assert.Zero(t, n, cases[i].ID)
		n = testing.AllocsPerRun(2, func() { buf, err = e.AppendVerdictJSON(ctx, buf[:0], req) })
		require.NoError(t, err)
		assert.Zero(t, n, "%s as JSON", cases[i].ID)
	}
}

// TestNoAllocationsWhileOthersWait: nor does a call that has to wait allocate.
func TestNoAllocationsWhileOthersWait(t *testing.T) {
	e := open(t, cached().WithMaxInstances(1))
	ctx := context.Background()
	req := &decoder.Request{Status: 503, Body: []byte(`{"message":"x"}`)}
	calls := func() {
		done := make(chan error)
		for range 4 {
			go func() {
				var v host.Verdict
				var err error
				for i := 0; i < 500 && err == nil; i++ {
					err = e.Classify(ctx, req, &v)
				}
				done <- err
			}()
		}
		for range 4 {
			require.NoError(t, <-done)
		}
	}
	assert.Less(t, testing.AllocsPerRun(3, calls), 100.0, "per 2000 calls")
}
