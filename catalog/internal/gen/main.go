// Command gen turns the data files of the catalog into constant tables. It
// refuses facts that contradict each other: two rows that apply to the same
// answer and give different verdicts.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"os"

	"github.com/finfault/finfault/catalog/data"
)

// output is the generated file, relative to the folder of package catalog.
const output = "tables_generated.go"

func main() {
	log.SetFlags(0)
	log.SetPrefix("catalog/internal/gen: ")
	src, err := generate()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(output, src, 0o644); err != nil {
		log.Fatal(err)
	}
}

// generate returns the formatted source of the tables.
func generate() ([]byte, error) {
	var resolved []resolvedRow
	var proxyTexts []string
	for _, name := range data.FileNames {
		f, err := data.Load(os.DirFS("data"), name)
		if err != nil {
			return nil, err
		}
		for i := range f.Rows {
			r, err := resolve(&f.Rows[i])
			if err != nil {
				return nil, fmt.Errorf("%s: row %d: %w", name, f.Rows[i].ID, err)
			}
			resolved = append(resolved, r)
		}
		proxyTexts = append(proxyTexts, f.ProxyTexts...)
	}
	t, err := arrange(resolved)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	t.emit(&b, proxyTexts)
	return format.Source(b.Bytes())
}
