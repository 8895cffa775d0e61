// Command reactor is built and frozen by the tests.
package main

var squares = func() (table [100]uint32) {
	for i := range table {
		table[i] = uint32(i * i)
	}
	return table
}()

func main() {}

//go:wasmexport square
func square(i uint32) uint32 { return squares[i] }
