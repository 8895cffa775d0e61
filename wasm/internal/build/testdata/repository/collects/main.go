// Command collects makes garbage.
package main

import "runtime"

var kept [][]byte

func main() {}

// churn makes mebibytes of garbage, yields now and then, and returns how many
// times the collector has run.
//
//go:wasmexport churn
func churn(mebibytes uint32) uint32 {
	for i := range mebibytes << 4 {
		b := make([]byte, 64<<10)
		b[0] = byte(i)
		kept = append(kept[max(0, len(kept)-10):], b)
		runtime.Gosched()
	}
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	return statistics.NumGC
}
