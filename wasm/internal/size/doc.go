// Package size measures finfault.wasm as it is downloaded, and says which
// packages it is made of, so that a test can name what has grown. It is a
// module of its own, so that the compressor is a dependency of nobody else.
package size
