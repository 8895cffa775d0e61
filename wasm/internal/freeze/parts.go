package freeze

import (
	"errors"
	"slices"

	"github.com/finfault/finfault/wasm/internal/freeze/module"
)

// parts is a reactor with those of its parts read that freezing changes or
// that say whether it can be frozen at all.
type parts struct {
	sections module.Module
	memory   module.DeclaredMemory
	globals  []global
	exports  []module.Exported
}

// take reads a reactor's parts.
func take(reactor []byte) (*parts, error) {
	m, err := module.Parse(reactor)
	if err != nil {
		return nil, err
	}
	p := &parts{sections: m}
	if p.exports, err = m.Exports(); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(p.exports, starts) {
		return nil, errors.New("the module has no function " + Initialize +
			": only a reactor can be frozen, and a frozen module cannot be frozen again")
	}
	if _, err = m.Imports(); err != nil {
		return nil, err
	}
	if p.memory, err = m.Memory(); err != nil {
		return nil, err
	}
	if p.globals, err = readGlobals(m.Content(module.Global)); err != nil {
		return nil, err
	}
	return p, checkData(m.Content(module.Data))
}

// starts reports whether an export starts the reactor.
func starts(e module.Exported) bool { return e.Kind == module.KindFunction && e.Name == Initialize }

// scratch returns the module that is started: the mutable globals can be read
// from outside, and there is no count of data segments, without which
// memory.init and data.drop are invalid. What they do to a segment would be
// state outside of memory and globals.
func (p *parts) scratch() []byte {
	exports := slices.Clone(p.exports)
	for i, g := range p.globals {
		if g.mutable {
			exports = append(exports, module.Exported{Name: globalName(i), Kind: module.KindGlobal, Index: uint32(i)})
		}
	}
	var m module.Module
	for _, s := range p.sections {
		switch s.ID {
		case module.DataCount:
			continue
		case module.Export:
			s.Content = module.EncodeExports(exports)
		}
		m = append(m, s)
	}
	return m.Bytes()
}

// frozen returns the module with the state that the start has left.
func (p *parts) frozen(s *state) []byte {
	// The maximum stays: the start could not grow the memory beyond it.
	memory := p.memory
	memory.Minimum = uint32(len(s.memory) / module.PageSize)
	var m, custom module.Module
	for _, section := range p.sections {
		switch section.ID {
		case module.Memory:
			section.Content = memory.Encode()
		case module.Global:
			section.Content = encodeGlobals(p.globals, s.globals)
		case module.Export:
			section.Content = module.EncodeExports(slices.DeleteFunc(slices.Clone(p.exports), starts))
		case module.Start, module.Data, module.DataCount:
			continue
		case module.Custom:
			if kept(section) {
				custom = append(custom, section)
			}
			continue
		}
		m = append(m, section)
	}
	m = append(m, module.Section{ID: module.Data, Content: encodeData(s.memory)})
	return append(m, custom...).Bytes()
}

// kept reports whether a custom section survives: the names, which only a
// module has that was not stripped, for profiles and stack traces, and the
// producers, which tell the version of Go. All others may speak of places in
// the module that freezing moves.
func kept(s module.Section) bool {
	return s.IsCustom(module.Names) || s.IsCustom(module.Producers)
}
