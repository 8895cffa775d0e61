package overlay

import (
	_ "embed"
	"io"
	"os"
	"strings"

	"github.com/finfault/finfault/catalog/overlay"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema of the source, version 1.
func Schema() []byte { return append([]byte(nil), schema...) }

// Parse reads a source in YAML or JSON. A name that ends in .json stands for
// JSON; otherwise it is told from the source. The name is the file's in errors.
// The error is of type [*Errors] and lists all that is wrong.
func Parse(name string, text []byte) ([]overlay.Rule, error) {
	s := readSource(name, text)
	if err := s.err(); err != nil {
		return nil, err
	}
	return s.ruleList(), nil
}

// Compile is Parse, and returns the rules in the binary form, which
// [overlay.Load] and all other surfaces read.
func Compile(name string, text []byte) ([]byte, error) {
	rules, err := Parse(name, text)
	if err != nil {
		return nil, err
	}
	b, err := overlay.Encode(rules)
	if err != nil {
		return nil, inFile(name, err)
	}
	return b, nil
}

// Read reads rules in either form: a source, or what [Compile] made of one. The
// error is of type [*Errors].
func Read(name string, b []byte) (*overlay.Overlay, error) {
	b, err := Binary(name, b)
	if err != nil {
		return nil, err
	}
	return overlay.Load(b)
}

// Binary is Read for those who hand the rules on in the binary form: it compiles
// a source, and returns what is compiled as it is.
func Binary(name string, b []byte) ([]byte, error) {
	if !IsCompiled(b) {
		return Compile(name, b)
	}
	if _, err := overlay.Load(b); err != nil {
		return nil, inFile(name, err)
	}
	return b, nil
}

// ReadFile is Read for a file. If it cannot be read, the error is that of the
// system.
func ReadFile(path string) (*overlay.Overlay, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxSource+1)) // a byte more, to be refused for that
	if err != nil {
		return nil, err
	}
	return Read(path, b)
}

// IsCompiled reports whether b begins as the binary form does.
func IsCompiled(b []byte) bool { return len(b) >= 4 && string(b[:4]) == "FNFO" }

// inFile turns an error of the binary form into one of a file.
func inFile(name string, err error) error {
	return &Errors{List: []*Error{{File: name, Problem: strings.TrimPrefix(err.Error(), "overlay: ")}}}
}
