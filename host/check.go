package host

import (
	"encoding/binary"
	"strings"
	"unsafe"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/finfault/finfault/wasm/abi"
)

// checkExports makes sure that a module exports what the contract lists, so
// that nothing of it has to run to find out.
func checkExports(compiled wazero.CompiledModule) error {
	if compiled.ExportedMemories()[abi.ExportMemory] == nil {
		return refuse("has no export %q of a memory", abi.ExportMemory)
	}
	functions := compiled.ExportedFunctions()
	for _, want := range abi.Exports {
		needs := signature(i32s(len(want.Params)), i32s(want.Results))
		f := functions[want.Name]
		if f == nil {
			return refuse("has no export %q of a function, needs %s", want.Name, needs)
		}
		if has := signature(f.ParamTypes(), f.ResultTypes()); has != needs {
			return refuse("export %q has the signature %s, needs %s", want.Name, has, needs)
		}
	}
	return nil
}

// signature writes a type of functions as "(i32, i64) -> (i32)".
func signature(params, results []api.ValueType) string {
	return "(" + typeNames(params) + ") -> (" + typeNames(results) + ")"
}

func typeNames(types []api.ValueType) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = api.ValueTypeName(t)
	}
	return strings.Join(names, ", ")
}

func i32s(n int) []api.ValueType {
	types := make([]api.ValueType, n)
	for i := range types {
		types[i] = api.ValueTypeI32
	}
	return types
}

const (
	descriptorSize = uint32(unsafe.Sizeof(abi.Descriptor{}))
	recordSize     = uint32(unsafe.Sizeof(abi.Record{}))
	itemSize       = uint32(unsafe.Sizeof(abi.Item{}))
	// versionSize is how much of a descriptor is the same in every version.
	versionSize = uint32(unsafe.Offsetof(abi.Descriptor{}.DescriptorSize))
)

// readDescriptor reads what a module says of itself and makes sure that this
// host can work with it.
func readDescriptor(memory []byte, address uint32) (abi.Descriptor, error) {
	var d abi.Descriptor
	b, ok := span(memory, address, versionSize)
	if !ok {
		return d, refuse("export %q returned %d, which lies outside its memory of %d bytes", abi.ExportABI, address, len(memory))
	}
	d.Magic = binary.LittleEndian.Uint32(b[unsafe.Offsetof(d.Magic):])
	d.Major = binary.LittleEndian.Uint16(b[unsafe.Offsetof(d.Major):])
	d.Minor = binary.LittleEndian.Uint16(b[unsafe.Offsetof(d.Minor):])
	switch {
	case d.Magic != abi.Magic:
		return d, refuse("its descriptor begins with %#08x, needs %#08x", d.Magic, uint32(abi.Magic))
	case d.Major != abi.Major || d.Minor < abi.Minor:
		return d, refuse("has version %d.%d of the contract, needs %d.%d or a later %[3]d", d.Major, d.Minor, abi.Major, abi.Minor)
	}
	if b, ok = span(memory, address, descriptorSize); !ok {
		return d, refuse("its descriptor at %d ends outside its memory of %d bytes", address, len(memory))
	}
	word := func(at uintptr) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	d.DescriptorSize = word(unsafe.Offsetof(d.DescriptorSize))
	d.RecordSize, d.ItemSize = word(unsafe.Offsetof(d.RecordSize)), word(unsafe.Offsetof(d.ItemSize))
	d.Input, d.InputSize = word(unsafe.Offsetof(d.Input)), word(unsafe.Offsetof(d.InputSize))
	d.MaxHeaders, d.MaxBody = word(unsafe.Offsetof(d.MaxHeaders)), word(unsafe.Offsetof(d.MaxBody))
	d.Record = word(unsafe.Offsetof(d.Record))
	return d, checkDescriptor(&d, uint64(len(memory)))
}

func checkDescriptor(d *abi.Descriptor, memory uint64) error {
	input := uint64(d.MaxHeaders) + 1 + uint64(d.MaxBody) + 1
	switch {
	case d.DescriptorSize < descriptorSize:
		return refuse("has a descriptor of %d bytes, needs %d or more", d.DescriptorSize, descriptorSize)
	case d.RecordSize != recordSize:
		return refuse("has a record of %d bytes, needs %d", d.RecordSize, recordSize)
	case d.ItemSize != itemSize:
		return refuse("has items of %d bytes in its record, needs %d", d.ItemSize, itemSize)
	case uint64(d.InputSize) < input:
		return refuse("has an input buffer of %d bytes, needs %d for headers of %d and a body of %d", d.InputSize, input, d.MaxHeaders, d.MaxBody)
	case uint64(d.Input)+uint64(d.InputSize) > memory:
		return refuse("its input buffer, %d bytes at %d, lies outside its memory of %d bytes", d.InputSize, d.Input, memory)
	case uint64(d.Record)+uint64(d.RecordSize) > memory:
		return refuse("its record at %d lies outside its memory of %d bytes", d.Record, memory)
	}
	return nil
}
