// Command release builds what is published, and proves it. Run it in the root of
// the repository, as `make release-check` and `make generate` do.
//
//	go run ./host/internal/release          # dist/, built and verified
//	go run ./host/internal/release notices  # the licence notices that are committed
//	go run ./host/internal/release bills D  # the bills of materials, into folder D
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
)

// dist is the folder of what is published, seen from the root.
const dist = "dist"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run executes a command line.
func run(ctx context.Context, arguments []string) error {
	switch {
	case slices.Equal(arguments, []string{"notices"}):
		return writeNotices(ctx, ".")
	case len(arguments) == 2 && arguments[0] == "bills":
		return (&release{root: ".", dist: arguments[1], out: os.Stdout}).writeBills(ctx)
	case len(arguments) > 0:
		return fmt.Errorf(`nothing, "notices" or "bills" with a folder is taken, and there is %q`, arguments)
	}
	r := &release{root: ".", dist: dist, out: os.Stdout}
	if err := r.build(ctx); err != nil {
		return err
	}
	return r.verify(ctx)
}
