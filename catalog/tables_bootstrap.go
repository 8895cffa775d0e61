//go:build bootstrap

package catalog

// The generator of tables_generated.go imports this package for its names and
// normalisation; under its build tag the tables are empty, so that a stale or
// missing file never stands in its way.
var (
	rows          []Row
	codes         []Code
	codeIndex     [1]uint16
	spellingIndex [1]uint16
	statusIndex   [MX + 1][600]uint16
	groups        [NamespaceGateway + 1][MX + 1]rowGroup
	proxyTexts    []string
)
