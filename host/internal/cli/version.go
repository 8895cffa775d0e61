package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/finfault/finfault/catalog/version"
	"github.com/finfault/finfault/wasm/abi"
	"github.com/spf13/cobra"
)

// built is what the program was built from.
type built struct {
	// Version is that of Finfault, ABI that of the contract with modules.
	Version  string `json:"version"`
	ABI      string `json:"abi"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func readVersion() *built {
	v := &built{
		Version:  "v" + version.Release,
		ABI:      fmt.Sprintf("%d.%d", abi.Major, abi.Minor),
		Go:       runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH,
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.fill(info)
	}
	return v
}

// fill takes over which source it was. The version that Go gives the module is
// not asked for: it is there in some kinds of builds only.
func (v *built) fill(info *debug.BuildInfo) {
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
func (v *built) String() string {
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
		Long:    "Says which version this is: of Finfault, of the source and of Go, and as JSON\nthat of the contract with WebAssembly modules too.",
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
