package report

import "github.com/finfault/finfault/catalog"

// Provider returns a provider's name as it writes it itself.
func Provider(p catalog.Provider) string {
	switch p {
	case catalog.Basiq:
		return "Basiq"
	case catalog.Synapse:
		return "SynapseFI"
	case catalog.TrueLayer:
		return "TrueLayer"
	case catalog.MX:
		return "MX"
	}
	return "Any provider"
}
