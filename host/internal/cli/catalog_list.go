package cli

import (
	"bytes"
	"fmt"

	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/host/internal/report"
	"github.com/spf13/cobra"
)

const listHelpText = `Lists rows of the catalog, all of them or those that the flags pick. With
--contradictions it says for each row where the documentation is at odds with
itself or with what is decided, and why it is decided so.`

const listExample = `  finfault catalog list --provider basiq --category token_expired
  finfault catalog list --code access-denied
  finfault catalog list --contradictions --provider mx`

func newCatalogList(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List rows, or the contradictions of the documentation",
		Long:    listHelpText,
		Example: listExample,
	}
	filter := addRowFilter(cmd)
	asJSON := addJSONFlag(cmd, "JSON: an array of the rows with everything in them")
	cmd.RunE = func(*cobra.Command, []string) error {
		rows, err := loadRows()
		if err != nil {
			return err
		}
		rows = filter.pick(rows)
		if asJSON.value {
			return p.writeRows(rows)
		}
		if len(rows) == 0 {
			fmt.Fprintln(p.Err, "finfault: no row fits")
			return nil
		}
		if filter.contradictions {
			page := p.page()
			report.Register(page, rows)
			return p.write(page.Bytes())
		}
		return p.write(report.List(rows).Format(p.tableColumns(), p.inColour()))
	}
	return cmd
}

func (p *program) writeRows(rows catalogRows) error {
	var b bytes.Buffer
	if err := export.JSON(&b, rows); err != nil {
		return err
	}
	return p.write(b.Bytes())
}

// tableColumns is the width of tables: that of the terminal, or as wide as
// they get where a program reads them.
func (p *program) tableColumns() int {
	if !p.OutTerminal {
		return 0
	}
	return p.columns()
}
