// Command gen turns the words for end users into tables of package words and
// into modules of the JavaScript package. It refuses a file that does not have
// words for every name of the vocabulary, or for others. It runs in the folder
// of package words.
package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("catalog/words/internal/gen: ")
	files, err := generate("../data/words")
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range files {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// tags are the languages in the order of their numbers, with their names in Go.
var tags = [...]struct{ tag, name string }{
	{"en", "english"}, {"de", "german"}, {"fr", "french"}, {"es", "spanish"}, {"it", "italian"}, {"pt", "portuguese"},
}

// generate returns what is written, by the name of the file.
func generate(folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	var all []*language
	for _, t := range tags {
		l, err := read(os.DirFS(folder), t.tag)
		if err != nil {
			return nil, err
		}
		l.goName = t.name
		all = append(all, l)
		files[fmt.Sprintf("../../wasm/js/src/words-%s.ts", t.tag)] = l.typeScript()
	}
	tables, err := goTables(all)
	files["tables_generated.go"] = tables
	return files, err
}
