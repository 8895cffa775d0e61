package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/host/internal/release/archive"
	"github.com/finfault/finfault/host/internal/release/notices"
)

// here is this machine's platform.
var here = notices.Target{OS: runtime.GOOS, Arch: runtime.GOARCH, Package: commandLine}

// checkArchive unpacks the archive of this platform and runs what is in it.
func (r *release) checkArchive(ctx context.Context, folder string) (string, error) {
	name := archiveName(here)
	if err := archive.Extract(r.path(name), folder); err != nil {
		return "", err
	}
	binary, err := filepath.Glob(filepath.Join(folder, "*", programName(here)))
	if err != nil || len(binary) != 1 {
		return "", fmt.Errorf("%s holds no program: %v %w", name, binary, err)
	}
	said, err := r.ask(ctx, folder, binary[0])
	return fmt.Sprintf("%s/%s %s", here.OS, here.Arch, said), err
}

// checkInstall installs the command line from the repository.
func (r *release) checkInstall(ctx context.Context, folder string) (string, error) {
	installer := program{dir: r.root, environment: []string{"GOBIN=" + folder}}
	if _, err := installer.run(ctx, "go", "install", commandLine); err != nil {
		return "", err
	}
	return r.ask(ctx, folder, filepath.Join(folder, programName(here)))
}

// ask lets a command line say its version and judge the sample with both of its
// engines, at home in an empty folder.
func (r *release) ask(ctx context.Context, home, binary string) (string, error) {
	body, err := r.body()
	if err != nil {
		return "", err
	}
	cli := program{dir: home, stdin: body, environment: []string{"HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, "cache")}}
	said, err := cli.run(ctx, binary, "version")
	if err != nil {
		return "", err
	}
	if want := "finfault v" + version.Release + " "; !strings.HasPrefix(string(said), want) {
		return "", fmt.Errorf("it says that it is %s, and not %s", said, want)
	}
	var verdict string
	for _, engine := range []string{"native", "wasm"} {
		got, err := cli.run(ctx, binary, append([]string{"classify", "--json", "--engine", engine}, flags...)...)
		if err != nil {
			return "", err
		}
		if verdict, err = r.judge(got); err != nil {
			return "", fmt.Errorf("engine %s: %w", engine, err)
		}
	}
	return fmt.Sprintf("says %s by both engines, and that it is v%s", verdict, version.Release), nil
}

// newProgram is a program that uses the module.
const newProgram = `package main

import (
	"io"
	"os"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

func main() {
	body, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 403, Operation: catalog.Read, Body: body})
	os.Stdout.Write(v.AppendJSON(nil))
}
`

// checkModule writes a new program in an empty folder and gets the module from
// the repository.
func (r *release) checkModule(ctx context.Context, folder string) (string, error) {
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(newProgram), 0o644); err != nil {
		return "", err
	}
	body, err := r.body()
	if err != nil {
		return "", err
	}
	golang := program{dir: folder, stdin: body, environment: plain}
	var got []byte
	for _, arguments := range [][]string{
		{"mod", "init", "example.com/fresh"},
		{"mod", "edit", "-replace", "github.com/finfault/finfault=" + r.root},
		{"get", "github.com/finfault/finfault@v" + version.Release},
		{"vet", "."},
		{"run", "."},
	} {
		if got, err = golang.run(ctx, "go", arguments...); err != nil {
			return "", err
		}
	}
	verdict, err := r.judge(got)
	return "go get through a replace, go run says " + verdict, err
}
