package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// project is a new project that uses the package with Vite: a page that sends
// its verdict to the server it came from, and a program for Node.
//
//go:embed testdata/npm
var project embed.FS

// checkPackage installs the tarball into the project, builds it, and runs it in
// Node and in Chromium.
func (r *release) checkPackage(ctx context.Context, folder string) (string, error) {
	if err := r.writeProject(folder); err != nil {
		return "", err
	}
	body, err := r.body()
	if err != nil {
		return "", err
	}
	npm := program{dir: folder, stdin: body}
	vite, err := r.viteVersion()
	if err != nil {
		return "", err
	}
	install := []string{"install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", r.path(tarball), "vite@" + vite}
	if _, err := npm.run(ctx, "npm", install...); err != nil {
		return "", err
	}
	got, err := npm.run(ctx, "node", "node.js")
	if err != nil {
		return "", err
	}
	verdict, err := r.judge(got)
	if err != nil {
		return "", fmt.Errorf("in Node: %w", err)
	}
	if _, err := npm.run(ctx, "npx", "--no-install", "vite", "build", "--logLevel", "error"); err != nil {
		return "", err
	}
	where, err := r.inBrowser(ctx, folder)
	return fmt.Sprintf("npm install, vite %s build; Node%s say %s", vite, where, verdict), err
}

// writeProject writes the project into an empty folder.
func (r *release) writeProject(folder string) error {
	files, err := project.ReadDir("testdata/npm")
	if err != nil {
		return err
	}
	for _, f := range files {
		content, err := project.ReadFile("testdata/npm/" + f.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, f.Name()), content, 0o644); err != nil {
			return err
		}
	}
	body, err := r.body()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "body.json"), body, 0o644)
}

// viteVersion is the version that the tests of the package pin.
func (r *release) viteVersion() (string, error) {
	text, err := os.ReadFile(filepath.Join(r.root, "wasm/js/e2e/package-lock.json"))
	if err != nil {
		return "", err
	}
	var lock struct {
		Packages map[string]struct{ Version string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return "", err
	}
	return lock.Packages["node_modules/vite"].Version, nil
}

// inBrowser serves what Vite built and judges what the page sends back. It says
// where the page ran. Under FINFAULT_BROWSERS=required there has to be one.
func (r *release) inBrowser(ctx context.Context, folder string) (string, error) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("FINFAULT_BROWSERS") == "required" {
			return "", fmt.Errorf("FINFAULT_BROWSERS is required: %w", err)
		}
		return " (the page was left out: Chromium is not installed)", nil
	}
	verdicts := make(chan []byte, 1)
	pages := http.NewServeMux()
	pages.Handle("GET /", http.FileServer(http.Dir(filepath.Join(folder, "dist"))))
	pages.HandleFunc("POST /verdict", func(_ http.ResponseWriter, request *http.Request) {
		text, _ := io.ReadAll(io.LimitReader(request.Body, 1<<20))
		select {
		case verdicts <- text:
		default:
		}
	})
	server := httptest.NewServer(pages)
	defer server.Close()

	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	profile := "--user-data-dir=" + filepath.Join(folder, "profile")
	browser := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0", profile, server.URL)
	browser.WaitDelay = 10 * time.Second
	if err := browser.Start(); err != nil {
		return "", err
	}
	defer func() {
		cancel()
		// It was ended from here, which Wait calls an error.
		_ = browser.Wait()
	}()
	select {
	case text := <-verdicts:
		_, err = r.judge(text)
		return " and Chromium", err
	case <-ctx.Done():
		return "", errors.New("the page in Chromium sent no verdict")
	}
}
