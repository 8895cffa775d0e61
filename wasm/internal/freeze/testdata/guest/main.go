// Command guest is a reactor whose packages have something to initialise: what
// the tests of package freeze freeze.
package main

import (
	"runtime"
	"slices"
)

// words, lengths and order are computed by the start.
var (
	words   = []string{"whose", "fault", "is", "it"}
	lengths = map[string]uint32{}
	order   []string
	// calls is changed by the calls.
	calls uint32
	// garbage keeps the compiler from doing without an allocation.
	garbage []byte
	// questions is answered by a goroutine of the start.
	questions = make(chan chan uint32)
)

func init() {
	for _, w := range words {
		lengths[w] = uint32(len(w))
		order = append(order, w+"!")
	}
	slices.Sort(order)
	const enoughForTheCollector = 8 << 10
	churn(enoughForTheCollector)
	go func() {
		for question := range questions {
			question <- calls
		}
	}()
}

// main is not run in a reactor.
func main() {}

// churn allocates a number of KiB and drops them.
//
//go:wasmexport churn
func churn(kib uint32) {
	for range kib / 16 {
		garbage = make([]byte, 16<<10)
		garbage[0] = 1
	}
}

// checksum changes the state a little and returns a number that depends on all of it.
//
//go:wasmexport checksum
func checksum(seed uint32) uint32 {
	calls++
	sum := seed + calls
	for i, w := range order {
		for _, c := range []byte(w) {
			sum = sum*31 + uint32(c)
		}
		sum += lengths[words[i]]
	}
	return sum
}

// ask has the goroutine of the start say how many checksums were asked for.
//
//go:wasmexport ask
func ask() uint32 {
	answer := make(chan uint32)
	questions <- answer
	return <-answer
}

// collect runs the collector and returns how often it has run.
//
//go:wasmexport collect
func collect() uint32 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NumGC
}
