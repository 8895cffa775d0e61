// Package wire is what an application writes by hand when it has a good JSON
// library but no Finfault: a struct for each wire shape and a switch on
// provider, status and code.
//
// The structs hold the members that the answer needs and no others, so that no
// library reads more than it must. They are given the shape beforehand, which
// spares them the detection that Finfault does. The switches know the meanings
// that the providers document for these shapes, exactly as spelled; they do
// not normalise codes, look for drift or say who has to act.
package wire

//go:generate go tool easyjson -no_std_marshalers -output_filename messages_easyjson.go messages.go
