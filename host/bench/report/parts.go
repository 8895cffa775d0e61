package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// part is a benchmark: a section of the report, and a block of a README.
type part struct {
	name, title string
	// prepare is what is run first, and measure what prints the section. Of
	// their words, {tmp} is a folder that is removed afterwards.
	prepare, measure step
	// full and quick are the words that say how much is measured.
	full, quick string
}

// step is a command in a folder of the repository.
type step struct{ dir, words string }

var parts = []part{
	{
		name: "native", title: "Natively, against JSON libraries that are each followed by a switch",
		measure: step{"decoder/bench", "go run ."}, full: "-rounds 80", quick: "-rounds 3",
	}, {
		name: "wasm", title: "The WebAssembly module in wazero, against the native decoder",
		prepare: step{".", "go run ./wasm/internal/build -unfrozen {tmp}"},
		measure: step{".", "go run ./host/bench/wazero -linked {tmp}"}, full: "-rounds 150", quick: "-rounds 3",
	}, {
		name: "js", title: "JavaScript, against JSON.parse and classification written by hand",
		measure: step{"wasm/js", "node bench/main.js"}, full: "100", quick: "3",
	}, {
		name: "browsers", title: "Starts in browsers",
		measure: step{"wasm/js/e2e", "node measure.js"}, full: "9", quick: "1",
	}, {
		name: "envoy", title: "The Envoy filter, against an empty one",
		prepare: step{"wasm/envoy/hosttest", "go test -c -o {tmp}/hosttest.test ."},
		measure: step{"wasm/envoy/hosttest", "{tmp}/hosttest.test"}, full: "-cost 4", quick: "-cost 1",
	}, {
		name: "stream", title: "Records in bulk",
		measure: step{".", "go run ./host/bench/stream"}, full: "-rounds 7", quick: "-rounds 1",
	},
}

// choose returns the parts of the given names, in the order of the report, and
// all where none are given.
func choose(names []string) ([]part, error) {
	var known []string
	for i := range parts {
		known = append(known, parts[i].name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("there is no part %q; there are %s", name, strings.Join(known, ", "))
		}
	}
	if len(names) == 0 {
		return parts, nil
	}
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return !slices.Contains(names, p.name) }), nil
}

// run returns what a part prints.
func (p *part) run(ctx context.Context, quick bool) (string, error) {
	tmp, err := os.MkdirTemp("", "finfault-bench")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	if p.prepare.words != "" {
		if _, err := p.prepare.output(ctx, tmp, ""); err != nil {
			return "", err
		}
	}
	if quick {
		return p.measure.output(ctx, tmp, p.quick)
	}
	return p.measure.output(ctx, tmp, p.full)
}

// output runs a step with some words more. What it says on standard error is
// for who waits.
func (s *step) output(ctx context.Context, tmp, more string) (string, error) {
	words := strings.Fields(s.words + " " + more)
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "{tmp}", tmp)
	}
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Dir, cmd.Stderr = filepath.FromSlash(s.dir), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s in %s: %w", words[0], s.dir, err)
	}
	return string(out), nil
}
