package freeze

import (
	"fmt"
	"slices"
)

// inlinedCallSize is the size of a call in a tree of inlined calls,
// runtime.inlinedCall.
const inlinedCallSize = 16

// tree is where in the funcdata a tree of inlined calls is.
type tree struct{ from, to uint64 }

// dropTree takes from a function the tree of the calls that are inlined in it,
// unless it is special.
//
// gorecover in panic.go decides by trees: it recovers when exactly one frame
// that is no wrapper lies between it and gopanic, and inlined ones count. The
// compiler does not inline what calls recover (inl.go), so the caller is a
// frame itself, with nothing inlined at the call. When the caller is no
// wrapper, any further function is one too many, whatever is inlined in it. A
// wrapper that calls recover is deferred, and functions that defer are not
// inlined either. Only what is inlined in wrappers makes a difference, and
// wrappers are special.
func (f record) dropTree(pcs *table) (tree, error) {
	pcdata, funcdata := f.pcdata(), f.funcdata()
	if f.special() || len(pcdata) <= pcdataInlineTree || len(funcdata) <= funcdataInlineTree {
		return tree{}, nil
	}
	calls, from := f.get(pcdata[pcdataInlineTree]), f.get(funcdata[funcdataInlineTree])
	if calls == 0 || from == noFuncdata {
		return tree{}, nil
	}
	_, last, err := measurePCTable(pcs, calls)
	f.set(pcdata[pcdataInlineTree], 0)
	f.set(funcdata[funcdataInlineTree], noFuncdata)
	return tree{uint64(from), uint64(from) + uint64(last+1)*inlinedCallSize}, err
}

// dropTrees drops the trees of functions, and clears them.
func (t *tables) dropTrees(functions []record) error {
	var trees []tree
	var others []uint64 // the other funcdata
	for i, f := range functions {
		tree, err := f.dropTree(t.pcs)
		if err != nil {
			return fmt.Errorf("function %d: %w", i, err)
		}
		trees = append(trees, tree)
		for _, place := range f.funcdata() {
			others = append(others, uint64(f.get(place)))
		}
	}
	slices.Sort(others)
	for i, tree := range trees {
		if size := uint64(len(t.funcdata)); tree.to > size {
			return fmt.Errorf("function %d: its inlined calls are at %d to %d in %d bytes of funcdata", i, tree.from, tree.to, size)
		}
		if next, _ := slices.BinarySearch(others, tree.from); next < len(others) && others[next] < tree.to {
			return fmt.Errorf("function %d: its inlined calls at %d to %d of the funcdata have others at %d among them", i, tree.from, tree.to, others[next])
		}
		clear(t.funcdata[tree.from:tree.to])
	}
	return nil
}
