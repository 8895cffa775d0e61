package cli

import "github.com/spf13/cobra"

const catalogHelpText = `Shows what Finfault knows: one row for each documented error, with the class
that it gives a verdict and the document that says so.`

const catalogExample = `  finfault catalog list --provider truelayer --status 403
  finfault catalog show basiq-9
  finfault catalog export --format csv -o catalog.csv`

func newCatalog(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "catalog",
		Short:   "Show the documented errors",
		Long:    catalogHelpText,
		Example: catalogExample,
		RunE:    showHelp,
	}
	cmd.AddCommand(newCatalogList(p), newCatalogShow(p), newCatalogExport(p))
	return cmd
}
