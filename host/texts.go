package host

import (
	"unsafe"

	"github.com/finfault/finfault/wasm/abi"
)

const (
	// maxCopied is more than the texts of a verdict can come to that do not
	// stand in the input as they are: bytes that are no UTF-8 become three each,
	// and one error's texts may stand in the verdict again.
	maxCopied = 16 * abi.MaxInput
	// maxName is more than the longest name of a row or a reason.
	maxName = 256
	// maxNames is more than there are rows and reasons.
	maxNames = 4096
	// recentNames is how many are found without a look into the map: 1 <<
	// recentBits.
	recentNames = 1 << recentBits
	recentBits  = 8
)

// texts makes strings of the references in a record.
type texts struct {
	in            *instance
	memory        []byte
	headers, body []byte
	// bodyAt is the address of the body in the memory.
	bodyAt uint64
	v      *Verdict
	// copied is how many bytes were copied into the verdict's own memory.
	copied int
	// err says which reference was the first that makes no sense.
	err error
}

// text returns a text of the provider: of the caller's bytes where it stands in
// them as it is, else a copy. Most stand in the body.
func (t *texts) text(what string, ref abi.Ref) string {
	if ref.Length == 0 {
		return ""
	}
	return t.find(what, ref)
}

// find returns a text that is not empty.
func (t *texts) find(what string, ref abi.Ref) string {
	if s := within(t.body, uint64(ref.Address)-t.bodyAt, ref.Length); s != "" {
		return s
	}
	return t.elsewhere(what, ref)
}

// elsewhere returns a text that does not stand in the body.
func (t *texts) elsewhere(what string, ref abi.Ref) string {
	if s := within(t.headers, uint64(ref.Address)-uint64(t.in.input), ref.Length); s != "" {
		return s
	}
	text, ok := span(t.memory, ref.Address, ref.Length)
	if t.copied += len(text); !ok || t.copied > maxCopied {
		t.fail(what, ref)
		return ""
	}
	return t.v.keep(text)
}

// within returns a text that starts at an index of data, or "" for one that does
// not wholly lie in data. The index of what lies in front of data is huge.
func within(data []byte, start uint64, length uint32) string {
	size := uint64(len(data))
	if start >= size || uint64(length) > size-start {
		return ""
	}
	return unsafe.String(&data[start], int(length))
}

// name returns a constant of the module, which is made a string once for all
// calls.
func (t *texts) name(what string, ref abi.Ref) string {
	if ref.Length == 0 {
		return ""
	}
	text, ok := span(t.memory, ref.Address, ref.Length)
	if !ok || len(text) > maxName {
		t.fail(what, ref)
		return ""
	}
	// Names stand close to each other: multiplied, their addresses spread.
	recent := &t.in.recent[ref.Address*0x9e3779b1>>(32-recentBits)]
	if *recent != string(text) {
		*recent = t.in.name(ref.Address, text)
	}
	return *recent
}

// name returns the string of a constant at an address.
func (in *instance) name(address uint32, text []byte) string {
	if name := in.names[address]; name == string(text) {
		return name
	}
	if len(in.names) == maxNames {
		clear(in.names)
	}
	name := string(text)
	in.names[address] = name
	return name
}

func (t *texts) fail(what string, ref abi.Ref) {
	if t.err == nil {
		t.err = refuse("the %s in its record, %d bytes at %d, cannot be: its memory has %d bytes", what, ref.Length, ref.Address, len(t.memory))
	}
}
