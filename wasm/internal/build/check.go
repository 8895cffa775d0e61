package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// check builds everything and compares it with what is committed. The error
// names each file that differs.
func (t *tool) check(ctx context.Context) error {
	files, err := t.files(ctx)
	if err != nil {
		return err
	}
	var complaints []string
	for _, f := range files {
		complaint, err := t.compare(f)
		if err != nil {
			return err
		}
		if complaint != "" {
			complaints = append(complaints, complaint)
		}
	}
	if len(complaints) == 0 {
		return nil
	}
	return errors.New(strings.Join(complaints, "\n") + "\nrun make wasm and commit what it writes")
}

// compare says how the committed file differs from what was built, "" when it
// does not.
func (t *tool) compare(built file) (string, error) {
	committed, err := os.ReadFile(filepath.Join(t.root, folder, built.name))
	path := folder + "/" + built.name
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path + " is missing", nil
	case err != nil:
		return "", err
	case !bytes.Equal(committed, built.content):
		return fmt.Sprintf("%s is not what its source gives: it has %d bytes, the source gives %d, and they differ from byte %d on",
			path, len(committed), len(built.content), common(committed, built.content)), nil
	}
	return "", nil
}

// common is how many bytes two files begin with that are the same.
func common(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
