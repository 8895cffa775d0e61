// Package abi is the contract between finfault.wasm and its hosts: what the
// module exports, and how a verdict stands in its memory. Guest and Go host
// compile this package; wasm/ABI.md and the layout files for other languages
// are generated from it.
//
// All numbers are little-endian. A reference is an address in the module's
// memory and a length in bytes. What a call returns is valid until the next
// call into the same instance; an instance serves one caller at a time.
package abi

//go:generate go run ./internal/gen

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// The version of this contract. A host takes a module of its own major version
// and of its own or a later minor version: minor versions only add exports, or
// fields in bytes that were reserved.
const (
	Major = 1
	Minor = 1
)

// Magic begins a [Descriptor]: "FNFT" in memory.
const Magic = 0x54464e46

// MaxInput is how many bytes the input buffer holds: the block of headers and
// the body behind it, each with the one byte over its limit that tells that
// there is more.
const MaxInput = decoder.MaxHeaders + 1 + decoder.MaxBody + 1

// Descriptor is what the export abi returns the address of. It is the same
// for the life of an instance.
type Descriptor struct {
	// Magic and the version stand first in every version of this contract.
	Magic        uint32
	Major, Minor uint16
	// DescriptorSize, RecordSize and ItemSize are the sizes of the structs in bytes.
	DescriptorSize, RecordSize, ItemSize uint32
	// Input is the address of the input buffer, InputSize its length.
	Input, InputSize uint32
	// MaxHeaders and MaxBody are how many bytes of each are looked at.
	MaxHeaders, MaxBody uint32
	// Record is the address of the record that the calls fill.
	Record uint32
}

// Ref is a text in the module's memory. Texts that stand in the body or in the
// headers as they are lie in the input buffer, so that a host may take them
// from its own copy; others lie elsewhere.
type Ref struct {
	Address, Length uint32
}

// Record is a [catalog.Verdict] in the module's memory. Enumerations are their
// numbers, sets have bit n for member n, booleans are 0 or 1.
type Record struct {
	Outcome, Provider, Shape, Category                uint8
	Party, Severity, Scope, Effect                    uint8
	GRPCCode, Basis, Certainty, Drift                 uint8
	Truncated, Policy, Automatic, ProviderHint        uint8
	FactorTenths, MaxRetries                          uint8
	Actions                                           [6]uint8
	InitialMs, CapMs, AfterMs                         uint32
	Alternatives                                      uint32
	ErrorsLength, ErrorsDropped                       uint32
	Code, Reason, Row, Title, Detail, TraceID, Source Ref
	// Errors holds ErrorsLength items.
	Errors [catalog.MaxErrors]Item
}

// HeadSize is how many bytes of a [Record] next_step looks at: those before the
// first that depends on where texts stand. A copy of them is good for ever.
const HeadSize = uint32(unsafe.Offsetof(Record{}.ErrorsLength))

// Next is a [catalog.Next] in the module's memory.
type Next struct {
	Action, By, Why                uint8
	Resend, Background, Stop, Page uint8
	AtLeastMs, JitterMs            uint32
}

// Item is a [catalog.ErrorItem] in the module's memory.
type Item struct {
	Category, Party, Severity, Policy        uint8
	Actions                                  [6]uint8
	Basis, Certainty                         uint8
	Code, Reason, Row, Title, Detail, Source Ref
}
