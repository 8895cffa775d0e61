package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/host/internal/release/notices"
	"github.com/finfault/finfault/host/internal/release/sbom"
)

// modules are the WebAssembly modules, which are built and checked elsewhere
// and only taken over here.
var modules = []string{"finfault.wasm", "finfault-envoy.wasm", "finfault-cli.wasm"}

// Names in dist.
var (
	tarball   = "finfault-" + version.Release + ".tgz"
	imageTree = "finfault-envoy-image"
	plugin    = imageTree + "/plugin.wasm"
	sums      = "SHA256SUMS"
	billCLI   = "finfault-cli.cdx.json"
	billNPM   = "finfault-npm.cdx.json"
)

// build fills dist anew.
func (r *release) build(ctx context.Context) error {
	if err := os.RemoveAll(r.dist); err != nil {
		return err
	}
	fmt.Fprintf(r.out, "Finfault %s, built with %s\n\n", version.Release, runtime.Version())
	for _, step := range []func(context.Context) error{r.takeModules, r.packNPM, r.buildPrograms, r.writeBills, r.writeSums} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// takeModules takes the modules with what belongs to them, and lays out the
// files of the image as examples/envoy/Dockerfile does.
func (r *release) takeModules(context.Context) error {
	for _, name := range append([]string{sums, "ABI.md", noticesFile}, modules...) {
		if err := r.copy("wasm/"+name, "wasm/"+name); err != nil {
			return err
		}
	}
	if err := r.copy("LICENSE", "wasm/LICENSE"); err != nil {
		return err
	}
	return r.copy("wasm/finfault-envoy.wasm", plugin)
}

// packNPM packs the npm package, twice: the bytes have to be the same.
func (r *release) packNPM(ctx context.Context) error {
	var packed [2][]byte
	for i := range packed {
		folder, err := os.MkdirTemp("", "finfault-npm-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		npm := program{dir: filepath.Join(r.root, "wasm/js")}
		if _, err := npm.run(ctx, "npm", "pack", "--silent", "--pack-destination", folder); err != nil {
			return err
		}
		if packed[i], err = os.ReadFile(filepath.Join(folder, tarball)); err != nil {
			return err
		}
	}
	if !bytes.Equal(packed[0], packed[1]) {
		return fmt.Errorf("%s: packed twice, and the bytes differ", tarball)
	}
	return r.put(tarball, packed[0])
}

// writeBills writes the bills of materials.
func (r *release) writeBills(ctx context.Context) error {
	for _, b := range []struct {
		file, kind, name, purl string
		targets                []notices.Target
	}{
		{billCLI, "application", "finfault", "pkg:golang/github.com/finfault/finfault@v" + version.Release + "#host/cmd/finfault", platforms},
		{billNPM, "library", "finfault", "pkg:npm/finfault@" + version.Release, []notices.Target{core}},
	} {
		components, err := notices.Collect(ctx, r.root, b.targets)
		if err != nil {
			return err
		}
		bill, err := sbom.Of(b.kind, b.name, version.Release, b.purl, components)
		if err != nil {
			return err
		}
		text, err := bill.JSON()
		if err != nil {
			return err
		}
		if err := r.put(b.file, text); err != nil {
			return err
		}
	}
	return nil
}

// writeSums lists the checksums of all files of dist, in the form of sha256sum.
func (r *release) writeSums(context.Context) error {
	var list []byte
	err := filepath.WalkDir(r.dist, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(r.dist, path)
		list = fmt.Appendf(list, "%x  %s\n", sha256.Sum256(content), filepath.ToSlash(name))
		return err
	})
	if err != nil {
		return err
	}
	return r.put(sums, list)
}
