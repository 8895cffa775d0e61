// Command gen writes what other languages and readers need to know of the ABI
// from the Go source: layout.json, the tables of ABI.md, and of the JavaScript
// package layout.ts and vocabulary.ts. It runs in the folder of package abi.
package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("wasm/abi/internal/gen: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	l := newLayout()
	json, err := l.json()
	if err != nil {
		return err
	}
	doc, err := os.ReadFile("../ABI.md")
	if err != nil {
		return err
	}
	if doc, err = l.document(doc); err != nil {
		return fmt.Errorf("ABI.md: %w", err)
	}
	vocabulary, err := l.vocabulary()
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"layout.json": json, "../js/src/layout.ts": l.typeScript(), "../js/src/vocabulary.ts": vocabulary, "../ABI.md": doc,
	} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
