package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// machine says what a report was measured on: the model of the processors and
// how many there are, the versions of Go and Node, and how busy it was.
func machine(ctx context.Context) string {
	s := fmt.Sprintf("%d × %s, %s/%s, %s, %s", runtime.NumCPU(), model(), runtime.GOOS, runtime.GOARCH, goVersion(), nodeVersion(ctx))
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		first, _, _ := strings.Cut(string(load), " ")
		s += ", load " + first + " before it began"
	}
	return s
}

func goVersion() string { return "Go " + strings.TrimPrefix(runtime.Version(), "go") }

// model is that of the processors, as Linux knows it.
func model() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor"
	}
	return modelOf(string(info))
}

func modelOf(info string) string {
	for line := range strings.Lines(info) {
		name, value, _ := strings.Cut(line, ":")
		if strings.TrimSpace(name) == "model name" {
			return strings.Join(strings.Fields(value), " ")
		}
	}
	return "processor"
}

func nodeVersion(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil {
		return "no Node"
	}
	return "Node " + strings.TrimPrefix(strings.TrimSpace(string(out)), "v")
}
