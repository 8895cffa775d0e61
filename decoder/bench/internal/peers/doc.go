// Package peers holds the contenders of the benchmark: Finfault, and seven JSON
// libraries each followed by the switch of package wire.
//
// All contenders get the body, the provider, the status and the operation of a
// sample, and no headers, because the libraries read none. The libraries know
// the shape beforehand. Each is used as its documentation says is fastest:
// parsers, structs and lists are reused, strings alias the body where the
// library can do that, and code that compiles at run time is warm.
//
// json/v2 is the module that the standard library's encoding/json/v2 is taken
// from. In Go 1.26 that package needs GOEXPERIMENT=jsonv2, which also puts
// another encoding/json in place of the one that programs are built with.
//
// One body comes again and again. That suits branch prediction, which all have,
// and json/v2, which keeps the strings it has seen: its allocations show as
// none, where ids and texts that change would cost it one each.
package peers
