package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what the program was built from.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func readVersion() *version {
	v := &version{Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if ok {
		v.fill(info)
	}
	return v
}

func (v *version) fill(info *debug.BuildInfo) {
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.time":
			v.Time = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
}

// String returns the version in one line.
func (v *version) String() string {
	s := "finfault " + v.Version
	if v.Revision != "" {
		s += " " + v.Revision[:min(len(v.Revision), 12)]
	}
	if v.Modified {
		s += " (modified)"
	}
	return fmt.Sprintf("%s %s %s", s, v.Go, v.Platform)
}

func newVersion(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which version this is",
		Long:    "Says which version this is: of the module, of the source and of Go.",
		Example: "  finfault version --json",
	}
	asJSON := addJSONFlag(cmd, "JSON: an object")
	cmd.RunE = func(*cobra.Command, []string) error {
		v := readVersion()
		if asJSON.value {
			return p.writeJSON(v)
		}
		return p.write([]byte(v.String() + "\n"))
	}
	return cmd
}
