package main

import (
	"unsafe"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/wasm/abi"
)

// recall reads from a record what of a verdict decides the next step. It is the
// inverse of fill, and looks at no more than [abi.HeadSize] bytes.
func recall(v *catalog.Verdict, r *abi.Record) {
	v.Outcome, v.Party, v.Effect = catalog.Outcome(r.Outcome), catalog.Party(r.Party), catalog.Effect(r.Effect)
	v.Severity, v.Scope = catalog.Severity(r.Severity), catalog.Scope(r.Scope)
	v.Actions = *(*catalog.Ladder)(unsafe.Pointer(&r.Actions))
	v.Retry = catalog.Retry{
		Policy: catalog.Policy(r.Policy), Automatic: r.Automatic != 0,
		InitialMs: r.InitialMs, FactorTenths: r.FactorTenths, CapMs: r.CapMs, MaxRetries: r.MaxRetries, AfterMs: r.AfterMs,
	}
}

// fillNext writes a step where hosts read it.
func fillNext(to *abi.Next, n catalog.Next) {
	*to = abi.Next{
		Action: uint8(n.Action), By: uint8(n.By), Why: uint8(n.Why),
		Resend: bit(n.Resend), Background: bit(n.Background), Stop: bit(n.Stop), Page: bit(n.Page),
		AtLeastMs: n.AtLeastMs, JitterMs: n.JitterMs,
	}
}
