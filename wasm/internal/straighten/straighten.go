package straighten

import (
	"errors"
	"fmt"
	"strings"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// panicker is the function that nil checks call.
const panicker = "runtime.sigpanic"

// Module returns a module of Go's compiler, GOOS=wasip1 GOARCH=wasm, with the
// control flow of its functions straightened, and with copies of the functions
// that pick picks by their names. It may pick any: those that have no form of
// Go's are not asked for, nor is the function that a nil pointer ends in.
// Names are those of the section "name", in which Go's linker writes _ for
// whatever is no letter, digit, _ or full stop. Copies have names with [Suffix].
// A nil pick picks none and needs no names.
//
// The same module and the same picks give the same bytes. It is an error when
// a function that has the form of Go's does what Go's compiler never emits, and
// when there are copies already.
func Module(binary []byte, pick func(name string) bool) ([]byte, error) {
	p, err := read(binary)
	if err != nil {
		return nil, fmt.Errorf("straighten: %w", err)
	}
	bodies, copies, err := p.rewrite(pick)
	if err != nil {
		return nil, fmt.Errorf("straighten: %w", err)
	}
	return p.write(bodies, copies), nil
}

// rewriter rewrites functions, one at a time.
type rewriter struct {
	*program
	// copied are the numbers of copies by the numbers of their originals.
	copied map[int64]int64
	// panics are the functions that nil checks call.
	panics map[int64]bool
	// failing are the functions that never return, and growers those that make
	// stacks larger.
	failing, growers map[int64]bool
	// unchecked tells of the module's own functions with copies whether these do not
	// look at how much of the stack is left, and reserves are how many bytes more
	// the other copies look for.
	unchecked map[int]bool
	reserves  map[int]int64
	// arguments are what is known of the arguments of copies, by their offsets.
	arguments map[int]map[int64]argument
}

// rewrite returns the code of all functions, that of the copies last, and what
// functions these are copies of.
func (p *program) rewrite(pick func(name string) bool) (bodies [][]byte, copies []int, err error) {
	r := rewriter{program: p, copied: map[int64]int64{}, unchecked: map[int]bool{}, reserves: map[int]int64{}}
	if pick != nil {
		if copies, err = r.pick(pick); err != nil {
			return nil, nil, err
		}
	}
	for i := range p.bodies {
		body, err := r.function(i, false)
		if err != nil {
			return nil, nil, err
		}
		bodies = append(bodies, body)
	}
	for _, i := range copies {
		body, err := r.function(i, true)
		if err != nil {
			return nil, nil, err
		}
		bodies = append(bodies, body)
	}
	return bodies, copies, nil
}

// pick chooses the functions to copy.
func (r *rewriter) pick(pick func(name string) bool) (copies []int, err error) {
	if r.names == nil {
		return nil, errors.New("the module has no names of functions to pick by: link it without -s and -w")
	}
	if r.panics = r.numbered(panicker); len(r.panics) == 0 {
		return nil, fmt.Errorf("the module has no function %s: it is none of Go's", panicker)
	}
	r.failing, r.growers = r.beginningWith(failing...), r.beginningWith(growing)
	for i := range r.bodies {
		number := int64(r.imports + i)
		name, named := r.names[uint32(number)]
		if strings.HasSuffix(name, Suffix) {
			return nil, fmt.Errorf("there is a function %s: the module has been straightened before", name)
		}
		if r.isGo(i) && !r.panics[number] && named && pick(name) {
			r.copied[number] = int64(r.imports + len(r.bodies) + len(copies))
			copies = append(copies, i)
		}
	}
	if err := r.findBarrier(); err != nil {
		return nil, err
	}
	if err := r.shareLooks(copies); err != nil {
		return nil, err
	}
	return copies, r.findConstants()
}

// function rewrites the module's own function i, or makes the copy of it.
func (r *rewriter) function(i int, copied bool) ([]byte, error) {
	f, err := r.decode(i)
	if err != nil {
		return nil, err
	}
	f.callCopies(r.copied, func(callee int64) bool { return copied || !r.unchecked[int(callee)-r.imports] })
	if len(r.copied) > 0 {
		f.hideSpare()
		f.mirrorBarrier(r.barrier, copied)
	}
	if r.isGo(i) {
		if copied {
			f.endFailures(r.failing)
		}
		if err := f.straighten(copied); err != nil {
			return nil, fmt.Errorf("%s: %w", r.where(i), err)
		}
		if copied {
			if r.unchecked[i] {
				f.dropStackCheck(r.growers)
			}
			f.lookFurther(r.growers, r.reserves[i])
			f.quicken(r, r.arguments[i])
		}
	}
	return f.encode(nil), nil
}

// straighten does to a function what is good for originals and copies.
func (f *function) straighten(copied bool) error {
	d, err := f.findDispatch()
	if err != nil {
		return err
	}
	if d != nil {
		if copied {
			f.layOut(d)
		}
		f.jumpAhead(d)
		if copied {
			f.closeLoops(d)
			f.enterAtStart(d)
		}
		f.dropBlocks()
	}
	f.simplify()
	f.foldOffsets()
	return nil
}

// quicken does to a copy what is worth its bytes only where code is hot.
func (f *function) quicken(r *rewriter, arguments map[int64]argument) {
	f.decideDirectly()
	f.trap = f.endPanics(r.panics)
	f.dropBlocks()
	f.unroll()
	f.settle()
	f.useConstants(arguments)
	f.shareAddresses()
	zero := f.addressFromZero()
	f.checkEarly(zero, int64(r.memory.Minimum)*module.PageSize)
	f.branchAside()
	f.recall(f.bases())
}

// callCopies has calls from the start of a function go to its copy, if that may be
// called.
func (f *function) callCopies(copies map[int64]int64, may func(original int64) bool) {
	for i := range f.code {
		if !matches(f.code, i, opI32Const, opCall) || f.code[i].imm != 0 {
			continue
		}
		if to, ok := copies[f.code[i+1].imm]; ok && may(f.code[i+1].imm) {
			f.code[i+1].imm = to
		}
	}
}
