// Package schematest reads the files of examples/envoy and examples/istio as
// the programs that they are written for do: with the types of Envoy, Istio,
// Envoy Gateway, Compose and Prometheus, and without forgiving an unknown key.
// It is a module of its own because these types are heavy.
package schematest
