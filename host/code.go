package host

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"github.com/tetratelabs/wazero"
)

// code is the machine code of a program, or one of several copies of it.
type code struct {
	compiled wazero.CompiledModule

	// uses counts the instances that there are or that are being made, and one
	// for being of the current program. It is the pool's, under its lock.
	uses int
}

// compile compiles all copies of a module at the same time. What it returns has
// to be closed on an error too: it holds the copies that were compiled.
func compile(ctx context.Context, p *platform, module []byte) (*program, error) {
	compiled, errs := make([]wazero.CompiledModule, p.copies), make([]error, p.copies)
	one := func(i int) { compiled[i], errs[i] = p.CompileModule(ctx, copied(module, i)) }
	var others sync.WaitGroup
	for i := 1; i < p.copies; i++ {
		others.Go(func() { one(i) })
	}
	one(0)
	others.Wait()
	all := &program{platform: p}
	var failed error
	for i, err := range errs {
		if err == nil {
			all.copies = append(all.copies, &code{compiled: compiled[i]})
		} else if failed == nil {
			failed = &moduleError{what: "it cannot be compiled", cause: err}
		}
	}
	return all, failed
}

// copySection is the name of the custom section that makes a copy of a module.
const copySection = "finfault.copy"

// copied returns a copy of a module that wazero gives machine code of its own:
// to wazero it is another module, as it ends with a custom section that holds
// the number of the copy. The first one, number 0, is the module as it is.
func copied(module []byte, number int) []byte {
	if number == 0 {
		return module
	}
	text := strconv.Itoa(number)
	// Lengths below 128 are a byte each.
	head := []byte{0, byte(1 + len(copySection) + len(text)), byte(len(copySection))}
	return slices.Concat(module, head, []byte(copySection), []byte(text))
}

func (c *code) close() error { return c.compiled.Close(context.Background()) }
