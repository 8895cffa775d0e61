package main

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/abi"
)

// fill writes a verdict into the record.
func fill(r *abi.Record, v *catalog.Verdict) {
	r.Outcome, r.Provider, r.Shape, r.Category = uint8(v.Outcome), uint8(v.Provider), uint8(v.Shape), uint8(v.Category)
	r.Party, r.Severity, r.Scope, r.Effect = uint8(v.Party), uint8(v.Severity), uint8(v.Scope), uint8(v.Effect)
	r.GRPCCode, r.Basis, r.Certainty, r.Drift = uint8(v.GRPCCode), uint8(v.Basis), uint8(v.Certainty), uint8(v.Drift)
	r.Truncated, r.Policy, r.Automatic = bit(v.Truncated), uint8(v.Retry.Policy), bit(v.Retry.Automatic)
	r.ProviderHint, r.FactorTenths, r.MaxRetries = uint8(v.Retry.ProviderHint), v.Retry.FactorTenths, v.Retry.MaxRetries
	r.Actions = ladder(&v.Actions)
	r.InitialMs, r.CapMs, r.AfterMs = v.Retry.InitialMs, v.Retry.CapMs, v.Retry.AfterMs
	r.Alternatives = uint32(v.Alternatives)
	r.Code, r.Reason, r.Row = ref(v.Code), ref(v.Reason), ref(v.Row)
	r.Title, r.Detail, r.TraceID, r.Source = ref(v.Title), ref(v.Detail), ref(v.TraceID), ref(v.Source)
	r.ErrorsLength, r.ErrorsDropped = uint32(len(v.Errors)), uint32(v.ErrorsDropped)
	for i := range v.Errors {
		fillItem(&r.Errors[i], &v.Errors[i])
	}
}

func fillItem(r *abi.Item, e *catalog.ErrorItem) {
	r.Category, r.Party, r.Severity, r.Policy = uint8(e.Category), uint8(e.Party), uint8(e.Severity), uint8(e.Policy)
	r.Actions = ladder(&e.Actions)
	r.Basis, r.Certainty = uint8(e.Basis), uint8(e.Certainty)
	r.Code, r.Reason, r.Row = ref(e.Code), ref(e.Reason), ref(e.Row)
	r.Title, r.Detail, r.Source = ref(e.Title), ref(e.Detail), ref(e.Source)
}

func ref(s string) abi.Ref {
	return abi.Ref{Address: address(unsafe.Pointer(unsafe.StringData(s))), Length: uint32(len(s))}
}

func ladder(l *catalog.Ladder) [6]uint8 { return *(*[6]uint8)(unsafe.Pointer(l)) }

func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
