// Command rows writes the catalog for the page's build, as `finfault catalog export` does. It is a command of its own
// because that one embeds the page, which has to be built first.
package main

import (
	"log"
	"os"

	"github.com/finfault/finfault/catalog/export"
)

func main() {
	log.SetFlags(0)
	rows, err := export.Rows()
	if err == nil {
		err = export.JSON(os.Stdout, rows)
	}
	if err != nil {
		log.Fatal("rows: ", err)
	}
}
