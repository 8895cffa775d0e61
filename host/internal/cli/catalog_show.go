package cli

import (
	"errors"

	"github.com/finfault/finfault/host/internal/report"
	"github.com/spf13/cobra"
)

const showHelpText = `Shows a row of the catalog: what it means, when it applies, what it says and
where that is documented. ROW is a name such as basiq-9, or its number.`

const showExample = `  finfault catalog show basiq-9
  finfault catalog show 9 --json`

func newCatalogShow(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:               "show ROW",
		Short:             "Show everything about a row",
		Long:              showHelpText,
		Example:           showExample,
		Args:              oneRow,
		ValidArgsFunction: completeRows,
	}
	asJSON := addJSONFlag(cmd, "JSON: the row as one object")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		rows, err := loadRows()
		if err != nil {
			return err
		}
		row, err := rows.find(args[0])
		if err != nil {
			return err
		}
		if asJSON.value {
			return p.writeJSON(row)
		}
		page := p.page()
		report.Row(page, row)
		return p.write(page.Bytes())
	}
	return cmd
}

func oneRow(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return errors.New("show takes one ROW, such as basiq-9")
	}
	return nil
}

func completeRows(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	rows, _ := loadRows()
	names := make([]cobra.Completion, len(rows))
	for i := range rows {
		names[i] = cobra.CompletionWithDesc(rows[i].Name(), rows[i].Reason)
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
