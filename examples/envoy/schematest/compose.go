package schematest

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// Compose reads a Compose file, which mounts what lies beside dir. An unknown
// key, an image without a version, or a mount of something that is not there,
// of which the engine would silently make an empty folder, is an error.
func Compose(text []byte, dir string) (*types.Project, error) {
	p, err := loader.LoadWithContext(context.Background(), types.ConfigDetails{
		WorkingDir:  dir,
		ConfigFiles: []types.ConfigFile{{Filename: "compose.yaml", Content: text}},
		Environment: types.Mapping{},
	})
	if err != nil {
		return nil, err
	}
	for _, s := range p.Services {
		if _, tag, _ := strings.Cut(s.Image, ":"); strings.Count(tag, ".") != 2 {
			return nil, fmt.Errorf("service %s: the image %s has no full version", s.Name, s.Image)
		}
		for _, v := range s.Volumes {
			if _, err := os.Stat(v.Source); err != nil {
				return nil, fmt.Errorf("service %s: %w", s.Name, err)
			}
		}
	}
	return p, nil
}
