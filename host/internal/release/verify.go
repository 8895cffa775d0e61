package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/internal/release/archive"
	"github.com/finfault/finfault/host/internal/release/sbom"
)

// sample is the answer that everything is asked about.
const sample = "examples/bodies/basiq.json"

// flags are the sample's request on a command line.
var flags = []string{"--provider", "basiq", "--status", "403", "--operation", "read"}

// right is the category that has to come out: it is written here so that the
// decoder that the others are compared with is held to something too.
const right = catalog.PermissionDenied

// check is one proof. It works in an empty folder and returns what it did.
type check struct {
	name string
	run  func(r *release, ctx context.Context, folder string) (string, error)
}

var checks = []check{
	{sums, (*release).checkSums},
	{billCLI + ", " + billNPM, (*release).checkBills},
	{"finfault.wasm", (*release).checkCore},
	{"finfault-cli.wasm", (*release).checkCommand},
	{plugin, (*release).checkPlugin},
	{"command line, archive of this platform", (*release).checkArchive},
	{"command line, go install", (*release).checkInstall},
	{"Go module, go get in a new program", (*release).checkModule},
	{tarball, (*release).checkPackage},
	{"command line, reproducible", (*release).checkAgain},
}

// verify installs and runs what is in dist.
func (r *release) verify(ctx context.Context) error {
	fmt.Fprintln(r.out)
	root, err := filepath.Abs(r.root)
	if err != nil {
		return err
	}
	if r.dist, err = filepath.Abs(r.dist); err != nil {
		return err
	}
	r.root = root
	for _, c := range checks {
		folder, err := os.MkdirTemp("", "finfault-verify-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		done, err := c.run(r, ctx, folder)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		r.say(c.name, "ok: %s", done)
	}
	return nil
}

// path is where a file of dist lies.
func (r *release) path(name string) string { return filepath.Join(r.dist, filepath.FromSlash(name)) }

// body is the sample's body.
func (r *release) body() ([]byte, error) {
	return os.ReadFile(filepath.Join(r.root, filepath.FromSlash(sample)))
}

// judge compares a verdict in its JSON form with the decoder's.
func (r *release) judge(got []byte) (string, error) {
	body, err := r.body()
	if err != nil {
		return "", err
	}
	v := decoder.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 403, Operation: catalog.Read, Body: body})
	if v.Category != right {
		return "", fmt.Errorf("the decoder says %s of %s, and %s is right", v.Category, sample, right)
	}
	var want, have any
	if err := json.Unmarshal(v.AppendJSON(nil), &want); err != nil {
		return "", err
	}
	if err := json.Unmarshal(got, &have); err != nil {
		return "", fmt.Errorf("no verdict came out: %w", err)
	}
	if !reflect.DeepEqual(want, have) {
		return "", fmt.Errorf("another verdict came out than the decoder's:\n%s\n%s", got, v.AppendJSON(nil))
	}
	return right.String(), nil
}

// checkSums runs sha256sum where there is one. The modules have to be those
// that are committed, which the lists beside both say.
func (r *release) checkSums(ctx context.Context, _ string) (string, error) {
	sha256sum, err := exec.LookPath("sha256sum")
	if err != nil {
		return "left out, there is no sha256sum", nil
	}
	for _, folder := range []string{"", "wasm"} {
		if _, err := (program{dir: r.path(folder)}).run(ctx, sha256sum, "--check", "--strict", "--quiet", sums); err != nil {
			return "", err
		}
	}
	list, err := os.ReadFile(r.path(sums))
	return fmt.Sprintf("sha256sum --check, %d files", bytes.Count(list, []byte("\n"))), err
}

// checkBills holds the bills against what the linker left in the programs, and
// against what npm knows of the package.
func (r *release) checkBills(ctx context.Context, _ string) (string, error) {
	var programs []*buildinfo.BuildInfo
	for _, t := range platforms {
		info, err := r.linked(archiveName(t), t.OS, t.Arch)
		if err != nil {
			return "", err
		}
		programs = append(programs, info)
	}
	var bill sbom.Document
	if err := r.read(billCLI, &bill); err != nil {
		return "", err
	}
	if err := bill.Compare(programs...); err != nil {
		return "", err
	}
	npm, err := program{dir: filepath.Join(r.root, "wasm/js")}.run(ctx, "npm", "sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only")
	if err != nil {
		return "", err
	}
	var known sbom.Document
	if err := json.Unmarshal(npm, &known); err != nil {
		return "", err
	}
	if len(known.Components) > 0 {
		return "", fmt.Errorf("npm knows %d dependencies of the package, and the bill none", len(known.Components))
	}
	return fmt.Sprintf("%d components, as in the %d programs; npm knows no dependencies", len(bill.Components), len(programs)), nil
}

// read reads a file of dist.
func (r *release) read(name string, into any) error {
	text, err := os.ReadFile(r.path(name))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// linked is what the linker left in the program of an archive. It has to be for
// the platform that the archive's name says, and hold no path of this machine.
func (r *release) linked(name, system, processor string) (*buildinfo.BuildInfo, error) {
	files, err := archive.Open(r.path(name))
	if err != nil {
		return nil, err
	}
	info, err := buildinfo.Read(bytes.NewReader(files[0].Content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	for key, want := range map[string]string{"GOOS": system, "GOARCH": processor, "-trimpath": "true", "CGO_ENABLED": "0"} {
		if settings[key] != want {
			return nil, fmt.Errorf("%s: it was built with %s=%s instead of %s", name, key, settings[key], want)
		}
	}
	if strings.Contains(string(files[0].Content), r.root+"/") {
		return nil, fmt.Errorf("%s: it holds the path of the repository on this machine", name)
	}
	return info, nil
}
