package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// release is a run of the command.
type release struct {
	// root is the root of the repository, dist the folder of what is published.
	root, dist string
	out        io.Writer
}

// say writes a line: what it is about, and what was found.
func (r *release) say(name, format string, arguments ...any) {
	fmt.Fprintf(r.out, "%-42s %s\n", name, fmt.Sprintf(format, arguments...))
}

// put writes a file of dist and says its size.
func (r *release) put(name string, content []byte) error {
	path := filepath.Join(r.dist, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	r.say(name, "%d bytes", len(content))
	return os.WriteFile(path, content, 0o644)
}

// copy takes a committed file over into dist.
func (r *release) copy(source, name string) error {
	content, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(source)))
	if err != nil {
		return err
	}
	return r.put(name, content)
}

// program is a command line to run.
type program struct {
	dir string
	// environment is added to that of this process.
	environment []string
	stdin       []byte
}

// patience is how long a program may take.
const patience = 15 * time.Minute

// run runs a command line and returns what it wrote to standard output. The
// error holds the end of what it wrote to standard error.
func (p program) run(ctx context.Context, name string, arguments ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var output, complaints bytes.Buffer
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), p.environment...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(p.stdin), &output, &complaints
	if err := cmd.Run(); err != nil {
		end := complaints.Bytes()
		end = end[max(0, len(end)-2000):]
		return nil, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(arguments, " "), errors.Join(ctx.Err(), err), end)
	}
	return output.Bytes(), nil
}
