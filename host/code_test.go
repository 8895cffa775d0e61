package host_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero"

	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host"
)

// TestCopiesOfTheCode: the module as it is, and the same with a section that
// says which copy it is, but no more than there may be instances.
func TestCopiesOfTheCode(t *testing.T) {
	module := named("a")
	for _, c := range []struct{ copies, instances, made int }{
		{0, 4, 1}, {1, 4, 1}, {2, 4, 2}, {12, 12, 12}, {3, 2, 2}, {2, 1, 1},
		{1 << 30, 0, runtime.GOMAXPROCS(0)},
	} {
		w := watch(t, wazero.NewRuntimeConfig())
		open(t, host.NewConfig().WithRuntime(w).WithModule(module).WithMaxInstances(c.instances).WithCodeCopies(c.copies))
		want := [][]byte{module}
		for i := 1; i < c.made; i++ {
			want = append(want, join(module, section(0, join(name("finfault.copy"), []byte(strconv.Itoa(i))))))
		}
		var got [][]byte
		for _, p := range w.compiled {
			got = append(got, p.module)
		}
		assert.ElementsMatch(t, want, got, "%+v", c)
	}
}

// TestCopiesAreCompiledAtTheSameTime by New and by Replace: each waits for the
// others.
func TestCopiesAreCompiledAtTheSameTime(t *testing.T) {
	const copies = 3
	w := watch(t, wazero.NewRuntimeConfig())
	began := make(chan struct{}, copies)
	w.onCompile = func() {
		began <- struct{}{}
		assert.Eventually(t, func() bool { return len(began) == copies }, 10*time.Second, time.Millisecond)
	}
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(copies).WithCodeCopies(copies))
	began = make(chan struct{}, copies)
	require.NoError(t, e.Replace(context.Background(), named("b")))
	assert.Equal(t, "b", reason(t, e))
}

// TestSameOnAllCopies: each copy says what the decoder says, in every form.
func TestSameOnAllCopies(t *testing.T) {
	w := watch(t, wazero.NewRuntimeConfig())
	e := open(t, host.NewConfig().WithRuntime(w).WithMaxInstances(3).WithCodeCopies(3))
	pairs := [3]pair{{engine: e}, {engine: e}, {engine: e}}
	// Calls that run at the same time have an instance each. A verdict then goes
	// on with the one that filled it.
	var met, callers sync.WaitGroup
	met.Add(len(pairs))
	w.onCall = func() { met.Done(); met.Wait() }
	for i := range pairs {
		callers.Go(func() {
			assert.NoError(t, e.Classify(context.Background(), &decoder.Request{Status: 429}, &pairs[i].got))
		})
	}
	callers.Wait()
	w.onCall = nil
	require.Equal(t, []int{1, 1, 1}, w.spread())
	before, list := w.called(), answers(t)
	for i := range pairs {
		for _, req := range list {
			pairs[i].check(t, req)
		}
	}
	for i, calls := range w.called() {
		assert.Equal(t, len(list), calls-before[i], "copy %d", i)
	}
}

// TestInstancesAreSpread evenly over the copies, also after some were dropped.
func TestInstancesAreSpread(t *testing.T) {
	w := interruptible(t)
	e := open(t, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(4).WithCodeCopies(2))
	var end [4]context.CancelFunc
	var ended [4]chan error
	begin := func(i int, spread ...int) {
		end[i], ended[i] = busy(t, e, w)
		assert.Equal(t, spread, w.spread(), "call %d", i)
	}
	begin(0, 1, 0)
	begin(1, 1, 1)
	begin(2, 2, 1)
	begin(3, 2, 2)
	for _, c := range []struct{ call, first, second int }{{0, 1, 2}, {1, 2, 1}, {3, 2, 1}, {2, 1, 2}} {
		end[c.call]()
		require.ErrorIs(t, <-ended[c.call], context.Canceled)
		assert.Equal(t, []int{c.first, c.second}, w.spread())

		var v host.Verdict
		require.ErrorIs(t, e.Classify(context.Background(), &decoder.Request{Status: statusTrap}, &v), host.ErrTrap)
		assert.Equal(t, []int{c.first, c.second}, w.spread(), "after a trap")
		begin(c.call, 2, 2)
	}
}

// TestReplaceCopies: the new module has its copies too. Of the old one, the copy
// stays on which a call runs, until it ends.
func TestReplaceCopies(t *testing.T) {
	ctx := context.Background()
	w := interruptible(t)
	e, err := host.New(ctx, host.NewConfig().WithRuntime(w).WithModule(named("a")).WithMaxInstances(3).WithCodeCopies(3))
	require.NoError(t, err)
	end, ended := busy(t, e, w)
	assert.Equal(t, "a", reason(t, e), "from another copy")
	assertOpen := func(programs, instances int) {
		t.Helper()
		p, i := w.open()
		assert.Equal(t, []int{programs, instances}, []int{p, i})
	}
	assertOpen(3, 2)
	require.NoError(t, e.Replace(ctx, named("b")))
	assert.Equal(t, "b", reason(t, e))
	assertOpen(1+3, 2)
	end()
	require.ErrorIs(t, <-ended, context.Canceled)
	assertOpen(3, 1)
	require.NoError(t, e.Close(ctx))
	assertOpen(0, 0)
}

// clumsy is a runtime that cannot compile one of the copies.
type clumsy struct {
	*watched
	fails int
}

func (r *clumsy) CompileModule(ctx context.Context, module []byte) (wazero.CompiledModule, error) {
	if bytes.HasSuffix(module, []byte("finfault.copy"+strconv.Itoa(r.fails))) {
		return nil, errors.New("no room")
	}
	return r.watched.CompileModule(ctx, module)
}

// TestCopyThatCannotBeCompiled is an error of New and of Replace, and leaves
// nothing of the others open.
func TestCopyThatCannotBeCompiled(t *testing.T) {
	const says = "finfault: module: it cannot be compiled: no room"
	ctx := context.Background()
	for _, fails := range []int{1, 2} {
		r := &clumsy{watched: watch(t, wazero.NewRuntimeConfig())}
		config := host.NewConfig().WithRuntime(r).WithModule(named("a")).WithMaxInstances(3).WithCodeCopies(3)
		e := open(t, config)
		r.fails = fails
		_, err := host.New(ctx, config)
		require.ErrorIs(t, err, host.ErrModule)
		assert.EqualError(t, err, says)
		assert.EqualError(t, e.Replace(ctx, named("b")), says)
		assert.Equal(t, "a", reason(t, e))
		programs, instances := r.open()
		assert.Equal(t, []int{3, 1}, []int{programs, instances}, "those of the first engine")
	}
}

// TestCopiesInTheCache: each copy is kept by itself, the first of them as that
// of an engine with one, and the next start takes them all from there.
func TestCopiesInTheCache(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	config := host.NewConfig().WithModule(named("a")).WithCompilationCache(dir).WithMaxInstances(3)
	kept := func(copies int) []string {
		e, err := host.New(ctx, config.WithCodeCopies(copies))
		require.NoError(t, err)
		require.NoError(t, e.Close(ctx))
		files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
		require.NoError(t, err)
		return files
	}
	assert.Len(t, kept(1), 1)
	files := kept(3)
	assert.Len(t, files, 3)
	assert.Equal(t, files, kept(3))
	for _, file := range files {
		entry, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, os.Truncate(file, 1))
		_, err = host.New(ctx, config.WithCodeCopies(3))
		assert.ErrorContains(t, err, "finfault: module: it cannot be compiled: compilationcache: ", "it is read")
		require.NoError(t, os.WriteFile(file, entry, 0o600))
	}
}
