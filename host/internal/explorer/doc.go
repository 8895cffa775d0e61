// Package explorer serves the explorer, a page on which people paste an answer
// of a provider and read the verdict.
//
// The page is built from examples/browser into the folder dist and is part of
// the program, and so is finfault.wasm, which classifies in the browser: nothing
// that is pasted is sent here, and nothing is written down about requests.
package explorer
