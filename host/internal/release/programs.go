package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/host/internal/release/archive"
	"github.com/finfault/finfault/host/internal/release/notices"
)

// archiveName is what the archive of a platform is called.
func archiveName(t notices.Target) string {
	suffix := ".tar.gz"
	if t.OS == "windows" {
		suffix = ".zip"
	}
	return fmt.Sprintf("finfault_%s_%s_%s%s", version.Release, t.OS, t.Arch, suffix)
}

// programName is what the command line is called on a platform.
func programName(t notices.Target) string {
	if t.OS == "windows" {
		return "finfault.exe"
	}
	return "finfault"
}

// buildPrograms builds the command line for all platforms.
func (r *release) buildPrograms(ctx context.Context) error {
	for _, t := range platforms {
		binary, err := compile(ctx, r.root, t)
		if err != nil {
			return err
		}
		if err := r.packProgram(t, binary); err != nil {
			return err
		}
	}
	return nil
}

// checkAgain builds the command line once more from a copy of the repository
// elsewhere: the bytes have to be the same. For this platform everything is
// compiled anew, for the others linked anew, which is a fifth of the time.
func (r *release) checkAgain(ctx context.Context, folder string) (string, error) {
	again := filepath.Join(folder, "source")
	if err := r.copySource(ctx, again); err != nil {
		return "", err
	}
	for _, t := range platforms {
		var cold []string
		if t == here {
			cold = []string{"GOCACHE=" + filepath.Join(folder, "cache")}
		}
		binary, err := compile(ctx, again, t, cold...)
		if err != nil {
			return "", err
		}
		packed, err := archive.Open(r.path(archiveName(t)))
		if err != nil {
			return "", err
		}
		if !bytes.Equal(packed[0].Content, binary) {
			return "", fmt.Errorf("%s: built again from the same source elsewhere, and the bytes differ", archiveName(t))
		}
	}
	return fmt.Sprintf("%d programs built again elsewhere, the same to the byte", len(platforms)), nil
}

// copySource copies what git knows or would add.
func (r *release) copySource(ctx context.Context, folder string) error {
	list, err := program{dir: r.root}.run(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for _, name := range strings.Split(strings.TrimRight(string(list), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(r.root, name))
		if err != nil {
			return err
		}
		place := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(place, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compile builds the command line for a platform.
func compile(ctx context.Context, root string, t notices.Target, environment ...string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "finfault-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	binary := filepath.Join(folder, programName(t))
	settings := append([]string{"GOOS=" + t.OS, "GOARCH=" + t.Arch}, append(plain, environment...)...)
	compiler := program{dir: root, environment: settings}
	if _, err := compiler.run(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", binary, t.Package); err != nil {
		return nil, err
	}
	return os.ReadFile(binary)
}

// plain keeps the settings of a machine out of what is built on it.
var plain = []string{"CGO_ENABLED=0", "GOENV=off", "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GODEBUG=", "GOAMD64=v1", "GOARM64=v8.0"}

// packProgram packs the command line of a platform with its licences.
func (r *release) packProgram(t notices.Target, binary []byte) error {
	folder := strings.TrimSuffix(strings.TrimSuffix(archiveName(t), ".tar.gz"), ".zip") + "/"
	files := []archive.File{{Name: folder + programName(t), Content: binary, Executable: true}}
	for _, name := range []string{"LICENSE", "README.md", "host/cmd/finfault/" + noticesFile} {
		content, err := os.ReadFile(filepath.Join(r.root, name))
		if err != nil {
			return err
		}
		files = append(files, archive.File{Name: folder + filepath.Base(name), Content: content})
	}
	var packed bytes.Buffer
	pack := archive.Tar
	if t.OS == "windows" {
		pack = archive.Zip
	}
	if err := pack(&packed, files); err != nil {
		return err
	}
	return r.put(archiveName(t), packed.Bytes())
}
