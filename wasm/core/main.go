// Command core is finfault.wasm: the classifier as a WebAssembly reactor. Its
// exports and the layout of what they return are described in wasm/ABI.md.
//
// Everything it works in is a variable of the package: what a call needs is
// there when the module is frozen, and no call allocates once the buffers have
// grown to the bodies they see.
package main

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/wasm/abi"
)

var (
	input   [abi.MaxInput]byte
	request decoder.Request
	engine  decoder.Decoder
	verdict = catalog.Verdict{Errors: make([]catalog.ErrorItem, 0, catalog.MaxErrors)}
	trace   decoder.Trace
	record  abi.Record
	// text is the JSON that a call returned, and output the reference to it.
	text   []byte
	output abi.Ref
	// held is a verdict as far as it decides what comes next, and next that step.
	held catalog.Verdict
	next abi.Next
)

var descriptor = abi.Descriptor{
	Magic: abi.Magic, Major: abi.Major, Minor: abi.Minor,
	DescriptorSize: uint32(unsafe.Sizeof(abi.Descriptor{})),
	RecordSize:     uint32(unsafe.Sizeof(abi.Record{})),
	ItemSize:       uint32(unsafe.Sizeof(abi.Item{})),
	InputSize:      abi.MaxInput,
	MaxHeaders:     decoder.MaxHeaders,
	MaxBody:        decoder.MaxBody,
}

func init() {
	descriptor.Input = address(unsafe.Pointer(&input))
	descriptor.Record = address(unsafe.Pointer(&record))
}

// main is not run in a reactor.
func main() {}

//go:wasmexport abi
func exportABI() uint32 { return address(unsafe.Pointer(&descriptor)) }

//go:wasmexport classify
func classify(headers, body, status, provider, operation, idempotent uint32) uint32 {
	if !take(headers, body, status, provider, operation, idempotent) {
		return 0
	}
	engine.Classify(&request, &verdict)
	fill(&record, &verdict)
	return address(unsafe.Pointer(&record))
}

//go:wasmexport classify_json
func classifyJSON(headers, body, status, provider, operation, idempotent uint32) uint32 {
	if classify(headers, body, status, provider, operation, idempotent) == 0 {
		return 0
	}
	return give(verdict.AppendJSON(reserve()))
}

//go:wasmexport explain_json
func explainJSON(headers, body, status, provider, operation, idempotent uint32) uint32 {
	if !take(headers, body, status, provider, operation, idempotent) {
		return 0
	}
	engine.Explain(&request, &verdict, &trace)
	fill(&record, &verdict)
	return give(decoder.AppendExplanation(reserve(), &verdict, &trace))
}

//go:wasmexport load_overlay
func loadOverlay(length uint32) uint32 {
	var rules *overlay.Overlay
	if length > 0 {
		var err error
		// What is longer than the buffer is longer than an overlay can be.
		if rules, err = overlay.Load(input[:min(length, abi.MaxInput)]); err != nil {
			return give(append(text[:0], err.Error()...))
		}
	}
	decoder.WithOverlay(rules)(&engine)
	return abi.OverlayLoaded
}

//go:wasmexport next_step
func nextStep(at, refreshes, waits, polls, done uint32) uint32 {
	from := &record
	switch at {
	case descriptor.Record:
	case descriptor.Input:
		from = (*abi.Record)(unsafe.Pointer(&input))
	default:
		return 0
	}
	recall(&held, from)
	fillNext(&next, held.Next(catalog.Tried{
		Refreshes: uint8(min(refreshes, 255)), Waits: uint8(min(waits, 255)), Polls: uint8(min(polls, 255)),
		Done: catalog.ActionSet(done),
	}))
	return address(unsafe.Pointer(&next))
}

// take makes the request of what stands in the input buffer. It refuses
// lengths that are not those of a buffer that was filled.
func take(headers, body, status, provider, operation, idempotent uint32) bool {
	if headers > abi.MaxInput || body > abi.MaxInput-headers {
		return false
	}
	request.Headers = input[:headers]
	request.Body = input[headers : headers+body]
	request.Status = int(int32(status))
	request.Provider = catalog.Provider(min(provider, 255))
	request.Operation = catalog.Operation(min(operation, 255))
	request.Idempotent = idempotent != 0
	return true
}

// reserve returns the memory of the last JSON, emptied, with room for that of
// this verdict: growing step by step leaves several times as much garbage.
func reserve() []byte {
	// Most bytes of a text stand in JSON as they are; where they do not, append
	// grows the rest.
	n := 1024
	for _, s := range [...]string{verdict.Code, verdict.Title, verdict.Detail, verdict.TraceID, verdict.Source} {
		n += len(s)
	}
	for i := range verdict.Errors {
		e := &verdict.Errors[i]
		n += 1024 + len(e.Code) + len(e.Title) + len(e.Detail) + len(e.Source)
	}
	if n > cap(text) {
		text = make([]byte, 0, n)
	}
	return text[:0]
}

// give hands JSON out and keeps its memory for the next call.
func give(json []byte) uint32 {
	text = json
	output = abi.Ref{Address: address(unsafe.Pointer(unsafe.SliceData(json))), Length: uint32(len(json))}
	return address(unsafe.Pointer(&output))
}

func address(p unsafe.Pointer) uint32 { return uint32(uintptr(p)) }
