package host

import (
	"unsafe"

	"github.com/finfault/finfault/decoder"
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
)

// texts makes strings of the references in a record.
type texts struct {
	in            *instance
	memory        []byte
	headers, body []byte
	v             *Verdict
	// copied is how many bytes were copied into the verdict's own memory.
	copied int
	// err says which reference was the first that makes no sense.
	err error
}

func newTexts(in *instance, req *decoder.Request, v *Verdict) texts {
	t := texts{in: in, memory: in.bytes(), v: v}
	t.headers, t.body = in.seen(req)
	return t
}

// text returns a text of the provider: of the caller's bytes where it stands in
// them as it is, else a copy.
func (t *texts) text(what string, at []byte) string {
	ref := readRef(at)
	if ref.Length == 0 {
		return ""
	}
	if s := t.input(ref); s != "" {
		return s
	}
	text, ok := span(t.memory, ref.Address, ref.Length)
	if t.copied += len(text); !ok || t.copied > maxCopied {
		t.fail(what, ref)
		return ""
	}
	return t.v.keep(text)
}

// input returns a text of the caller's headers or of its body, or "" for one
// that does not wholly lie in one of them.
func (t *texts) input(ref abi.Ref) string {
	if ref.Address < t.in.input {
		return ""
	}
	start, end := uint64(ref.Address-t.in.input), uint64(ref.Address-t.in.input)+uint64(ref.Length)
	input := t.headers
	if n := uint64(len(t.headers)); start >= n {
		input, start, end = t.body, start-n, end-n
	}
	if end > uint64(len(input)) {
		return ""
	}
	return unsafe.String(unsafe.SliceData(input[start:]), int(ref.Length))
}

// name returns a constant of the module, which is made a string once for all
// calls.
func (t *texts) name(what string, at []byte) string {
	ref := readRef(at)
	if ref.Length == 0 {
		return ""
	}
	text, ok := span(t.memory, ref.Address, ref.Length)
	if !ok || len(text) > maxName {
		t.fail(what, ref)
		return ""
	}
	names := t.in.names
	if name := names[ref.Address]; name == string(text) {
		return name
	}
	if len(names) == maxNames {
		clear(names)
	}
	name := string(text)
	names[ref.Address] = name
	return name
}

func (t *texts) fail(what string, ref abi.Ref) {
	if t.err == nil {
		t.err = refuse("the %s in its record, %d bytes at %d, cannot be: its memory has %d bytes", what, ref.Length, ref.Address, len(t.memory))
	}
}
