package cli

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/finfault/finfault/catalog/export"
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
	var format formatValue
	var output string
	cmd.Flags().SortFlags = false
	cmd.Flags().Var(&format, "format", "the format: json, csv or markdown")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FILE` to write; standard output if not given")
	complete(cmd, "format", formatNames)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if format == "" {
			return missingValue(cmd.Flag("format"))
		}
		rows, err := loadRows()
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := formats[string(format)](&b, rows); err != nil {
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

// formatValue is a flag for one of the formats.
type formatValue string

func (v *formatValue) Set(s string) error {
	if formats[s] == nil {
		return noneOf(s, formatNames)
	}
	*v = formatValue(s)
	return nil
}

func (v *formatValue) String() string { return string(*v) }

func (v *formatValue) Type() string { return "name" }

func (v *formatValue) allowed() string { return strings.Join(formatNames, ", ") }
