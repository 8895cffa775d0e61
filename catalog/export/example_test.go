package export_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/export"
)

// The rows that ask the end user to act, with the policy of each.
func ExampleRows() {
	rows, err := export.Rows()
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range rows {
		if r.Provider == catalog.TrueLayer && r.Class.Party == catalog.PartyEndUser && r.ID < 200 {
			fmt.Println(r.Name(), r.Class.Category, r.Retrying().Policy)
		}
	}
	// Output:
	// truelayer-93 consent_required after_user
	// truelayer-95 mfa_required after_user
}

// The whole catalog as a file for a spreadsheet.
func ExampleCSV() {
	rows, err := export.Rows()
	if err != nil {
		log.Fatal(err)
	}
	var file strings.Builder // or a file
	if err := export.CSV(&file, rows); err != nil {
		log.Fatal(err)
	}
	header, _, _ := strings.Cut(file.String(), "\n")
	fmt.Println(strings.Split(header, ",")[:4])
	// Output: [row provider namespace status]
}
