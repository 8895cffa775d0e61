// Command gen writes what is said of the configuration's keys from their
// table: schema.json, and the table in ../README.md. It runs in the folder of
// package config.
package main

import (
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("wasm/envoy/config/internal/gen: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	schema, err := schema()
	if err != nil {
		return err
	}
	if err := os.WriteFile("schema.json", schema, 0o644); err != nil {
		return err
	}
	const readme = "../README.md"
	text, err := os.ReadFile(readme)
	if err != nil {
		return err
	}
	if text, err = document(text); err != nil {
		return err
	}
	return os.WriteFile(readme, text, 0o644)
}
