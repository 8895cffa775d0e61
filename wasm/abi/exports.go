package abi

// Export is a function that the module exports. All parameters and the result
// are i32: hosts need neither 64-bit integers nor several results.
type Export struct {
	Name    string
	Params  []string // what each parameter means, in order
	Results int
	// Doc says what the function does and what it returns.
	Doc string
}

// Names of what a module exports.
const (
	ExportMemory      = "memory"
	ExportABI         = "abi"
	ExportClassify    = "classify"
	ExportVerdictJSON = "classify_json"
	ExportTraceJSON   = "explain_json"
	ExportLoadOverlay = "load_overlay"
	ExportNextStep    = "next_step"
	ExportWords       = "words_json"
)

var request = []string{"headers_length", "body_length", "status", "provider", "operation", "idempotent"}

// Exports are the functions of the module, in the order of the documentation.
var Exports = []Export{
	{ExportABI, nil, 1, "Returns the address of the descriptor, which stays the same. Call it first and check magic and version."},
	{ExportClassify, request, 1, "Classifies the answer that stands in the input buffer, the block of headers first and the body right behind it, and returns the address of the record, or 0 for lengths that the input buffer does not hold."},
	{ExportVerdictJSON, request, 1, "As classify, and returns the address of a reference to the verdict's JSON form."},
	{ExportTraceJSON, request, 1, `As classify, and returns the address of a reference to {"verdict":…,"trace":[…]}: the verdict's JSON form and every source of evidence in the order in which it was asked.`},
	{ExportLoadOverlay, []string{"length"}, 1, "Takes rules of your own, which finfault overlay compile has compiled and which stand at the start of the input buffer, in the place of those before; a length of 0 takes those away. Returns 0 for done, 1 where the module has no overlays (minor version 0), or else the address of a reference to a text that says what is wrong; the rules are then those from before."},
	{ExportNextStep, []string{"record", "refreshes", "waits", "polls", "done"}, 1, "Says what comes next after a failure and what was tried, and returns the address of a next, or 0 for a record that stands nowhere known. The record is that of the descriptor, or input, where the host has put the first bytes of one that it kept. Of the rungs tried, done has bit n for action n; refresh_token, wait and poll_status are counted instead."},
	{ExportWords, []string{"language", "category", "action", "effect", "bank_length"}, 1, `Returns the address of a reference to {"title":…,"sentence":…,"button":…}, what an end user is told of a category and an action, or 0 for a length that the input buffer does not hold. The bank's name stands in the input buffer, or has the length 0. Of a verdict: its category, its first action or 0, and its effect. The record stays as it is. Since version 1.1.`},
}

// Results of load_overlay that are no address.
const (
	OverlayLoaded = 0
	// OverlayUnsupported is what modules of minor version 0 return.
	OverlayUnsupported = 1
)
