package main

// goVersion is the version of Go that the committed modules are built with. It
// is no setting of go.mod because any later version may build what is not
// committed.
const goVersion = "go1.26.8"

// folder is where the modules are committed, seen from the root.
const folder = "wasm"

// product is a module that is committed.
type product struct {
	// name is its file in the folder.
	name string
	// source is its package, seen from the root.
	source string
	kind   kind
	// stubs are the functions of WASI that it must not import, because there
	// are hosts without them.
	stubs []string
	// copies are the functions of a reactor that are made faster.
	copies copies
}

// kind is what hosts do with a module.
type kind int

const (
	// command is run once; its start is all of it.
	command kind = iota
	// reactor exports functions; it is straightened, and frozen after its start.
	reactor
)

// waits are the functions of WASI by which a module waits. No reactor does, and
// there are hosts without them; others need not have them for it.
var waits = []string{"sched_yield", "poll_oneoff"}

// modules are all that there are.
var modules = []product{
	{name: "finfault.wasm", source: "./wasm/core", kind: reactor, stubs: waits, copies: copies{
		of: []string{
			"main.classify", "main.fill*",
			"github.com_finfault_finfault_catalog.*",
			"github.com_finfault_finfault_decoder.*",
			"github.com_finfault_finfault_decoder_internal_*",
		},
		except: []string{
			"*.init",
			// Texts and JSON for people who look.
			"*.String", "*.AppendString", "*.appendSafeCode", "*.Fingerprint", "*__hash64_*", "*.[aA]ppend*JSON*", "*_.append", "*.AppendExplanation", "*__objectWriter_*",
			// Dates, which are in headers that few answers have.
			"*__scanner_*", "*.parse*",
		},
	}},
	{name: "finfault-envoy.wasm", source: "./wasm/envoy", kind: reactor, stubs: waits, copies: copies{
		of: []string{
			"main.*",
			"github.com_finfault_finfault_catalog.*",
			"github.com_finfault_finfault_decoder.*",
			"github.com_finfault_finfault_decoder_internal_*",
			"github.com_finfault_finfault_wasm_envoy_filter.*",
			"github.com_finfault_finfault_wasm_envoy_config.__Config_*",
			"github.com_finfault_finfault_wasm_envoy_config.__Provider_*",
		},
		except: []string{
			"*.init",
			// Texts, and documents that are configured rarely.
			"*.Fingerprint", "*__hash64_*", "*.[aA]ppend*JSON*", "*_.append", "*__objectWriter_*",
			// Dates, which are in headers that few answers have.
			"*__scanner_*", "*.parse*",
		},
	}},
	{name: "finfault-cli.wasm", source: "./wasm/command", kind: command},
}
