// Package overlay holds rules of a team's own, which are asked before the
// catalog: they add codes that no documentation lists, such as those of banks,
// and change what is decided on those that it does.
//
// Rules are written as YAML or JSON (package host/overlay reads both), checked
// by [Rule.Check], and travel in a compact binary form that every surface
// loads: [Encode] writes it, [Load] reads it. Loading takes nothing on trust:
// whatever the bytes, it returns an [Overlay] whose rules pass the checks, or
// an error.
//
// The package is compiled into the WebAssembly modules, so it imports next to
// nothing.
package overlay
