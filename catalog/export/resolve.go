package export

import "github.com/finfault/finfault/catalog/data"

// Resolve fills in the class of a row as the tables of package catalog have
// it. Rows that repeat another one are left out there, so the class cannot be
// looked up by name.
func Resolve(fact *data.Row) (Row, error) {
	class, err := fact.Class()
	return Row{Row: fact, Class: class}, err
}
