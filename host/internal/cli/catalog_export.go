package cli

import (
	"bytes"
	"io"
	"os"
	"strconv"

	"github.com/finfault/finfault/catalog/export"
	"github.com/finfault/finfault/wasm/requestflags"
	"github.com/spf13/cobra"
)

const exportExample = `  finfault catalog export --format csv -o catalog.csv
  finfault catalog export --format json | jq '.[] | select(.contradiction)'`

var formats = map[string]func(io.Writer, []export.Row) error{
	"json":     export.JSON,
	"csv":      export.CSV,
	"markdown": export.Markdown,
}

var formatNames = []string{"json", "csv", "markdown"}

func newCatalogExport(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "export --format json|csv|markdown",
		Short:   "Write the whole catalog for other tools",
		Long:    "Writes all rows of the catalog, defaults filled in.",
		Example: exportExample,
	}
	format := choice{words: formatNames}
	var output string
	cmd.Flags().SortFlags = false
	cmd.Flags().Var(&format, "format", "the format: json, csv or markdown")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FILE` to write; standard output if not given")
	complete(cmd, "format", formatNames)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if format.value == "" {
			return requestflags.MissingValue(cmd.Flag("format"))
		}
		rows, err := loadRows()
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := formats[format.value](&b, rows); err != nil {
			return err
		}
		return p.writeTo(output, b.Bytes())
	}
	return cmd
}

// writeTo writes an answer to a file, or to standard output for "-" or no name.
func (p *program) writeTo(name string, answer []byte) error {
	if name == "" || name == "-" {
		return p.write(answer)
	}
	if err := os.WriteFile(name, answer, 0o644); err != nil {
		return &outputError{strconv.Quote(name), err}
	}
	return nil
}
