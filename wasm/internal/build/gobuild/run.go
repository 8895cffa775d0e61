package gobuild

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// places are the settings of the go command that say where it finds things.
// All others could change what it makes of them and are not taken over,
// whether they stand in the environment or were made with go env -w.
var places = []string{
	"GOCACHE", "GOMODCACHE", "GOPATH", "GOTMPDIR", "GOTOOLCHAIN",
	"GOPROXY", "GOPRIVATE", "GONOPROXY", "GOSUMDB", "GONOSUMDB", "GOINSECURE", "GOAUTH",
}

// settings are those that decide what is made.
var settings = []string{"GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0", "GOENV=off", "GOWORK=off"}

// run runs the go command in a folder with the settings, and returns what it
// writes to its standard output.
func run(ctx context.Context, dir string, arguments ...string) ([]byte, error) {
	found, err := output(ctx, dir, nil, append([]string{"env", "-json"}, places...))
	if err != nil {
		return nil, err
	}
	var values map[string]string
	if err := json.Unmarshal(found, &values); err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	environment := append(withoutGo(os.Environ()), settings...)
	for _, name := range places {
		if values[name] != "" {
			environment = append(environment, name+"="+values[name])
		}
	}
	return output(ctx, dir, environment, arguments)
}

// output runs the go command in an environment, its own when that is nil.
func output(ctx context.Context, dir string, environment, arguments []string) ([]byte, error) {
	var stderr bytes.Buffer
	command := exec.CommandContext(ctx, "go", arguments...)
	command.Dir, command.Env, command.Stderr = dir, environment, &stderr
	stdout, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", strings.Join(arguments, " "), err, stderr.Bytes())
	}
	return stdout, nil
}

// withoutGo returns the variables that are none of the go command's.
func withoutGo(variables []string) []string {
	var kept []string
	for _, v := range variables {
		if !strings.HasPrefix(v, "GO") && !strings.HasPrefix(v, "CGO_") {
			kept = append(kept, v)
		}
	}
	return kept
}
