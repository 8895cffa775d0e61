package module

// Exported is something that the module offers to its host.
type Exported struct {
	Name string
	Kind Kind
	// Index is its number among those of its kind.
	Index uint32
}

// Exports returns what the module exports, in order.
func (m Module) Exports() ([]Exported, error) {
	var exports []Exported
	r := m.Content(Export)
	for range r.Items() {
		exports = append(exports, Exported{r.Name(), Kind(r.Byte()), r.U32()})
	}
	return exports, r.End()
}

// EncodeExports returns the content of an export section.
func EncodeExports(exports []Exported) []byte {
	b := AppendU32(nil, uint32(len(exports)))
	for _, e := range exports {
		b = append(AppendName(b, e.Name), byte(e.Kind))
		b = AppendU32(b, e.Index)
	}
	return b
}
