// Command gen writes schema.json. It runs in the folder of package overlay.
package main

import (
	"log"
	"os"

	"github.com/finfault/finfault/host/overlay/internal/keys"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("host/overlay/internal/gen: ")
	text, err := keys.Schema()
	if err == nil {
		err = os.WriteFile("schema.json", text, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}
