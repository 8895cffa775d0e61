package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/finfault/finfault/host/internal/release/archive"
	"github.com/finfault/finfault/host/internal/release/notices"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newRelease is one of this repository whose dist is empty.
func newRelease(t *testing.T) *release {
	t.Helper()
	return &release{root: filepath.Join("..", "..", ".."), dist: t.TempDir(), out: &bytes.Buffer{}}
}

func TestNames(t *testing.T) {
	assert.Regexp(t, `^finfault_\d+\.\d+\.\d+\S*_linux_arm64\.tar\.gz$`, archiveName(notices.Target{OS: "linux", Arch: "arm64"}))
	assert.Regexp(t, `^finfault_\d+\.\d+\.\d+\S*_windows_amd64\.zip$`, archiveName(notices.Target{OS: "windows", Arch: "amd64"}))
	assert.Equal(t, "finfault.exe", programName(notices.Target{OS: "windows"}))
}

// TestModules: what is taken over is whole and works, and what is not is found.
func TestModules(t *testing.T) {
	r, ctx := newRelease(t), context.Background()
	require.NoError(t, r.takeModules(ctx))
	require.NoError(t, r.writeSums(ctx))
	_, err := r.checkSums(ctx, "")
	assert.NoError(t, err)
	_, err = r.checkPlugin(ctx, "")
	assert.NoError(t, err)

	require.NoError(t, r.put("wasm/finfault-cli.wasm", []byte("\x00asm\x01\x00\x00\x00")))
	_, err = r.checkSums(ctx, "")
	assert.ErrorContains(t, err, "sha256sum")
	_, err = r.checkCommand(ctx, "")
	assert.ErrorContains(t, err, "no verdict came out")
	require.NoError(t, r.put(plugin, []byte("\x00asm\x01\x00\x00\x00")))
	_, err = r.checkPlugin(ctx, "")
	assert.ErrorContains(t, err, "it exports no proxy_")
}

func TestJudge(t *testing.T) {
	r := newRelease(t)
	_, err := r.judge([]byte("permission_denied"))
	assert.ErrorContains(t, err, "no verdict came out")
	_, err = r.judge([]byte(`{"outcome":"error"}`))
	assert.ErrorContains(t, err, "another verdict came out")
}

// TestLinked: a program for another platform than its archive says is found.
func TestLinked(t *testing.T) {
	r := newRelease(t)
	self, err := os.Executable()
	require.NoError(t, err)
	binary, err := os.ReadFile(self)
	require.NoError(t, err)
	for content, complaint := range map[string]string{string(binary): "it was built with", "text": "unrecognized file format"} {
		var packed bytes.Buffer
		require.NoError(t, archive.Tar(&packed, []archive.File{{Name: "finfault", Content: []byte(content)}}))
		require.NoError(t, r.put("a.tar.gz", packed.Bytes()))
		_, err = r.linked("a.tar.gz", "plan9", "mips")
		assert.ErrorContains(t, err, complaint)
	}
}

func TestArguments(t *testing.T) {
	for _, wrong := range [][]string{{"dist"}, {"bills"}, {"notices", "dist"}} {
		assert.ErrorContains(t, run(context.Background(), wrong), `nothing, "notices" or "bills" with a folder is taken, and there is [`)
	}
}
