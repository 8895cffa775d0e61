package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/finfault/finfault/wasm/envoy/config"
)

// The marks between which the table stands.
const (
	begin = "<!-- table: keys -->\n"
	end   = "<!-- end -->\n"
)

// document puts the table of keys into the README.
func document(text []byte) ([]byte, error) {
	before, rest, ok := bytes.Cut(text, []byte(begin))
	_, after, closed := bytes.Cut(rest, []byte(end))
	if !ok || !closed {
		return nil, errors.New("README.md has no place for the table of keys")
	}
	return fmt.Appendf(nil, "%s%s%s%s%s", before, begin, table(), end, after), nil
}

// table lists all keys; what only holds other keys is named by those.
func table() string {
	var b strings.Builder
	b.WriteString("| key | takes | default | |\n| --- | --- | --- | --- |\n")
	for _, k := range config.Keys {
		if k.Type == config.TypeObject || strings.HasSuffix(k.Path, "[]") {
			continue
		}
		takes := k.Allowed()
		if elements := find(k.Path + "[]"); k.Type == config.TypeList && elements.Type != config.TypeObject {
			takes += " of: " + elements.Allowed()
		}
		standard := "required"
		if !k.Required {
			standard = "`" + k.Default + "`"
		}
		if k.Path == "providers[].operations[].method" {
			standard = "any"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Path, takes, standard, k.Doc)
	}
	return b.String()
}

func find(path string) config.Key {
	for _, k := range config.Keys {
		if k.Path == path {
			return k
		}
	}
	return config.Key{}
}
