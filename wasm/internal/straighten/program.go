package straighten

import (
	"errors"
	"fmt"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// program is a module with those of its parts read that are rewritten or that
// say how to.
type program struct {
	sections module.Module
	// imports is how many functions are imported. The module's own are numbered
	// behind them.
	imports int
	// types are the numbers of the types of the module's own functions, and
	// bodies their code.
	types  []uint32
	bodies [][]byte
	// goType is the number of the type that Go's functions have.
	goType uint32
	// names are the names of functions by their numbers, nil when the module
	// has none.
	names  map[uint32]string
	memory module.DeclaredMemory
	// barrier is what the copies read of whether the collector is at work.
	barrier barrier
}

// read reads a module.
func read(binary []byte) (*program, error) {
	m, err := module.Parse(binary)
	if err != nil {
		return nil, err
	}
	p := &program{sections: m}
	imports, err := m.Imports()
	if err != nil {
		return nil, err
	}
	p.imports = len(imports)
	if p.memory, err = m.Memory(); err != nil {
		return nil, err
	}
	for _, part := range []func() error{p.readGoType, p.readTypes, p.readBodies} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	if p.names, err = m.FunctionNames(); err != nil {
		return nil, err
	}
	if len(p.bodies) != len(p.types) {
		return nil, fmt.Errorf("the module declares %d functions and has code of %d", len(p.types), len(p.bodies))
	}
	return p, nil
}

// readGoType finds the type of Go's functions.
func (p *program) readGoType() error {
	r := p.sections.Content(module.Type)
	found := false
	for i := range r.Items() {
		if form := r.Byte(); form != functionType && r.Err() == nil {
			return fmt.Errorf("type section: type %d is of form %#x, and only functions have types", i, form)
		}
		if t := [2]string{string(r.Bytes(r.U32())), string(r.Bytes(r.U32()))}; t == signature && !found {
			p.goType, found = i, true
		}
	}
	if r.Err() == nil && !found {
		return errors.New("type section: there is no type (i32) -> i32, which Go's functions have")
	}
	return r.End()
}

func (p *program) readTypes() error {
	r := p.sections.Content(module.Function)
	for range r.Items() {
		p.types = append(p.types, r.U32())
	}
	return r.End()
}

func (p *program) readBodies() error {
	r := p.sections.Content(module.Code)
	for range r.Items() {
		p.bodies = append(p.bodies, r.Bytes(r.U32()))
	}
	return r.End()
}

// decode takes the module's own function i apart.
func (p *program) decode(i int) (*function, error) {
	f, err := decode(p.where(i), p.bodies[i])
	if err != nil || !p.isGo(i) {
		return f, err
	}
	for at, n := range f.code {
		if (n.op == opLocalGet || n.op == opLocalSet || n.op == opLocalTee) && n.imm >= int64(f.locals) {
			return nil, fmt.Errorf("%s: instruction %d is about local %d, and there are %d", p.where(i), at, n.imm, f.locals)
		}
	}
	return f, nil
}

// where is how errors name the module's own function i.
func (p *program) where(i int) string {
	number := uint32(p.imports + i)
	if name, ok := p.names[number]; ok {
		return fmt.Sprintf("function %d (%s)", number, name)
	}
	return fmt.Sprintf("function %d", number)
}

// write returns the module with other code. copies are the module's own
// functions that the code at the end has been made of.
func (p *program) write(bodies [][]byte, copies []int) []byte {
	m := slices.Clone(p.sections)
	for i := range m {
		switch m[i].ID {
		case module.Function:
			m[i].Content = p.encodeTypes(copies)
		case module.Code:
			m[i].Content = encodeBodies(bodies)
		case module.Memory:
			if len(copies) > 0 {
				m[i].Content = withSpare(p.memory)
			}
		case module.Global:
			m[i].Content = p.withBarrier()
		case module.Custom:
			if m[i].IsCustom(module.Names) && p.names != nil {
				m[i].Content = module.FunctionNamesContent(p.namesWith(copies))
			}
		}
	}
	return m.Bytes()
}

func (p *program) encodeTypes(copies []int) []byte {
	b := module.AppendU32(nil, uint32(len(p.types)+len(copies)))
	for _, t := range p.types {
		b = module.AppendU32(b, t)
	}
	for range copies {
		b = module.AppendU32(b, p.goType)
	}
	return b
}

func encodeBodies(bodies [][]byte) []byte {
	b := module.AppendU32(nil, uint32(len(bodies)))
	for _, body := range bodies {
		b = append(module.AppendU32(b, uint32(len(body))), body...)
	}
	return b
}
