package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/finfault/finfault/host/internal/release/notices"
)

// commandLine is the package of the command line.
const commandLine = "./host/cmd/finfault"

// platforms are those that the command line is built for.
var platforms = []notices.Target{
	{OS: "linux", Arch: "amd64", Package: commandLine},
	{OS: "linux", Arch: "arm64", Package: commandLine},
	{OS: "darwin", Arch: "amd64", Package: commandLine},
	{OS: "darwin", Arch: "arm64", Package: commandLine},
	{OS: "windows", Arch: "amd64", Package: commandLine},
	{OS: "windows", Arch: "arm64", Package: commandLine},
}

// noticesFile is what the notices are called wherever they lie.
const noticesFile = "NOTICES.txt"

// shipped is something that ships with notices of its own.
type shipped struct {
	product string
	// folder is where the notices are committed, seen from the root.
	folder  string
	targets []notices.Target
}

var (
	core      = notices.Target{OS: "wasip1", Arch: "wasm", Package: "./wasm/core"}
	envoy     = notices.Target{OS: "wasip1", Arch: "wasm", Package: "./wasm/envoy"}
	command   = notices.Target{OS: "wasip1", Arch: "wasm", Package: "./wasm/command"}
	everyFile = []shipped{
		{"The command line of Finfault", "host/cmd/finfault", platforms},
		{"Each of the WebAssembly modules of Finfault", "wasm", []notices.Target{core, envoy, command}},
		{"The npm package finfault", "wasm/js", []notices.Target{core}},
	}
)

// writeNotices writes all notices where they are committed.
func writeNotices(ctx context.Context, root string) error {
	for _, s := range everyFile {
		components, err := notices.Collect(ctx, root, s.targets)
		if err != nil {
			return err
		}
		text, err := notices.Text(s.product, components)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(root, s.folder, noticesFile), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
