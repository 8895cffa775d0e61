package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

var beginning = regexp.MustCompile(`(?m)^<!-- bench: ([a-z]+) -->$`)

// fillIn puts the blocks of a report into files. All files are made up before
// the first is written, so that a report that lacks one changes none.
func fillIn(names []string, from string) error {
	report, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	filled := make([]string, len(names))
	for i, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if filled[i], err = fill(string(text), string(report)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for i, name := range names {
		if err := os.WriteFile(name, []byte(filled[i]), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fill returns a text whose blocks are those of the report.
func fill(text, report string) (string, error) {
	found := beginning.FindAllStringSubmatch(text, -1)
	if found == nil {
		return "", fmt.Errorf("no line like %q, which begins a block", begin("native"))
	}
	for _, f := range found {
		old, err := block(text, f[1])
		if err != nil {
			return "", err
		}
		measured, err := block(report, f[1])
		if err != nil {
			return "", fmt.Errorf("the report: %w", err)
		}
		text = strings.Replace(text, old, measured, 1)
	}
	return text, nil
}

// block returns the block of a name with its marks.
func block(text, name string) (string, error) {
	from := strings.Index(text, begin(name))
	if from < 0 {
		return "", fmt.Errorf("has no block %q: was that part run?", name)
	}
	length := strings.Index(text[from:], end(name))
	if length < 0 {
		return "", fmt.Errorf("the block %q does not end with %s", name, end(name))
	}
	return text[from : from+length+len(end(name))], nil
}
