package corpus

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// Requests returns the answers in a folder of labelled answers, without their labels.
func Requests(dir string) ([]*decoder.Request, error) {
	cases, err := Load(dir)
	if err != nil {
		return nil, err
	}
	var list []*decoder.Request
	for i := range cases {
		req, err := cases[i].Request()
		if err != nil {
			return nil, err
		}
		list = append(list, req)
	}
	return list, nil
}

// Seeds returns requests made of the fuzz targets' seeds below a folder: each
// text of each seed as a body, and as headers, of each provider.
func Seeds(root string) ([]*decoder.Request, error) {
	var list []*decoder.Request
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Base(filepath.Dir(filepath.Dir(name))) != "fuzz" {
			return err
		}
		texts, err := readSeed(name)
		for _, text := range texts {
			for p := catalog.ProviderUnknown; p <= catalog.MX; p++ {
				list = append(list,
					&decoder.Request{Provider: p, Status: 429, Headers: []byte("Retry-After: " + text + "\r\n"), Body: []byte(text)},
					&decoder.Request{Provider: p, Status: 500, Operation: catalog.Write, Headers: []byte(text), Body: []byte(text)})
			}
		}
		return err
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("no seeds below %s", root)
	}
	return list, err
}

// readSeed returns the texts of a file that go test -fuzz wrote.
func readSeed(name string) ([]string, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, line := range strings.Split(string(raw), "\n") {
		kind, value, _ := strings.Cut(strings.TrimSuffix(line, ")"), "(")
		if kind != "string" && kind != "[]byte" {
			continue
		}
		text, err := strconv.Unquote(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		texts = append(texts, text)
	}
	return texts, nil
}
