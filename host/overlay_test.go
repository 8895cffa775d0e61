package host_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/decoder/corpus"
	"github.com/finfault/finfault/host"
	"github.com/finfault/finfault/wasm"
	"github.com/finfault/finfault/wasm/abi"
)

// teapot returns rules in binary form that give answers of status 418 a row.
func teapot(t testing.TB, row string) []byte {
	t.Helper()
	b, err := overlay.Encode([]overlay.Rule{{Name: row,
		When: overlay.When{Statuses: []overlay.StatusRange{{From: 418, To: 418}}},
		Then: overlay.Then{Set: overlay.FieldCategory, Category: catalog.Unsupported}}})
	require.NoError(t, err)
	return b
}

func row(t testing.TB, e *host.Engine) string {
	t.Helper()
	var v host.Verdict
	require.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: 418}, &v))
	return v.Row
}

// TestLoadOverlay: rules are in force from the call on that follows, on every
// instance and after Replace, and stay where others are refused.
func TestLoadOverlay(t *testing.T) {
	ctx := context.Background()
	e := open(t, cached().WithOverlay(teapot(t, "acme.first")))
	assert.Equal(t, "acme.first", row(t, e))
	require.NoError(t, e.LoadOverlay(ctx, teapot(t, "acme.second")))
	assert.Equal(t, "acme.second", row(t, e))
	require.NoError(t, e.Replace(ctx, wasm.Core()))
	assert.Equal(t, "acme.second", row(t, e))

	var wrong *overlay.Error
	require.ErrorAs(t, e.LoadOverlay(ctx, []byte("rules: []")), &wrong)
	assert.Equal(t, "acme.second", row(t, e))
	_, err := host.New(ctx, cached().WithOverlay([]byte{}))
	require.ErrorAs(t, err, &wrong)

	require.NoError(t, e.LoadOverlay(ctx, nil))
	assert.Empty(t, row(t, e))
	var v host.Verdict
	req := &decoder.Request{Status: 418}
	require.NoError(t, e.LoadOverlay(ctx, teapot(t, "acme.third")))
	require.NoError(t, e.Classify(ctx, req, &v))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = e.Classify(ctx, req, &v) }))
}

// ruledPair is a pair with the rules of the vectors.
func ruledPair(t testing.TB) pair {
	t.Helper()
	binary, err := os.ReadFile("../decoder/testdata/overlay/rules.overlay")
	require.NoError(t, err)
	rules, err := overlay.Load(binary)
	require.NoError(t, err)
	return pair{engine: open(t, cached().WithOverlay(binary)), native: *decoder.New(decoder.WithOverlay(rules))}
}

// TestSameAsNativeWithRules: with rules of the user's own the module says what
// the decoder says, on the cases that are made for them and on all others.
func TestSameAsNativeWithRules(t *testing.T) {
	p := ruledPair(t)
	cases, err := corpus.Requests("../decoder/testdata/overlay")
	require.NoError(t, err)
	ruled := 0
	for _, req := range append(cases, answers(t)...) {
		p.check(t, req)
		if p.got.Basis == catalog.BasisOverlay {
			ruled++
		}
	}
	assert.Greater(t, ruled, 60)
}

// TestReloadUnderLoad: while rules are replaced, every call is answered by one
// of the two, and calls after the replacement by the new ones.
func TestReloadUnderLoad(t *testing.T) {
	ctx := context.Background()
	w := watch(t, wazero.NewRuntimeConfig())
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w).WithMaxInstances(3).WithOverlay(teapot(t, "acme.odd")))
	require.NoError(t, err)
	names := []string{"acme.even", "acme.odd"}
	forms := [][]byte{teapot(t, names[0]), teapot(t, names[1])}
	done := make(chan struct{})
	var callers sync.WaitGroup
	for range 6 {
		callers.Go(func() {
			var v host.Verdict
			for {
				select {
				case <-done:
					return
				default:
				}
				if assert.NoError(t, e.Classify(ctx, &decoder.Request{Status: 418}, &v)) {
					assert.Contains(t, names, v.Row)
				}
			}
		})
	}
	for i := range 40 {
		require.NoError(t, e.LoadOverlay(ctx, forms[i%2]))
		assert.Equal(t, names[i%2], row(t, e))
	}
	close(done)
	callers.Wait()
	require.NoError(t, e.Close(ctx))
	assert.True(t, errors.Is(e.LoadOverlay(ctx, forms[0]), host.ErrClosed))
	programs, instances := w.open()
	assert.Equal(t, []int{0, 0}, []int{programs, instances})
}

// TestRulesRefused: a module that does not take rules is refused with them, by
// New, by LoadOverlay and by Replace, and what was in force stays.
func TestRulesRefused(t *testing.T) {
	ctx := context.Background()
	for name, bad := range map[string]struct {
		answer int32
		says   string
	}{
		"no rules at all":    {abi.OverlayUnsupported, `export "load_overlay" has no rules of the user's own`},
		"these not":          {atJSONRef, `export "load_overlay" refused the rules: "{\"outcome\":\"error\"}"`},
		"what is no address": {-1, `export "load_overlay" returned 4294967295, which is no address of a reference`},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake()
			f.code[abi.ExportLoadOverlay] = constant(bad.answer)
			check := func(err error) {
				require.ErrorIs(t, err, host.ErrModule)
				assert.ErrorContains(t, err, bad.says)
			}
			_, err := host.New(ctx, cached().WithModule(f.bytes()).WithOverlay(teapot(t, "acme.tea")))
			check(err)
			e := open(t, cached().WithModule(f.bytes()))
			check(e.LoadOverlay(ctx, teapot(t, "acme.tea")))
			e = open(t, cached().WithOverlay(teapot(t, "acme.tea")))
			check(e.Replace(ctx, f.bytes()))
			assert.Equal(t, "acme.tea", row(t, e))
		})
	}
}
